package dev.steward.engine.members;

import dev.steward.chat.Action;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Letter;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.script.Prices;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Staff say who has which tier: {@code 等级 @小明 金卡}, {@code 等级 @小明 无}, {@code 等级 @小明} to ask. To
 * anybody else these words are ordinary words.
 */
public final class TierFeature implements Feature {
  private static final Set<String> NONE = Set.of("无", "没有", "取消", "none", "no");

  private final StaffBook staff;
  private final Members members;
  private final Tiers tiers;

  public TierFeature(StaffBook staff, Members members, TurnContext context) {
    this.staff = staff;
    this.members = members;
    tiers = new Tiers(context.sql());
  }

  @Override
  public String name() {
    return "tiers";
  }

  /** Staff work while Steward is paused, too. */
  @Override
  public boolean always() {
    return true;
  }

  @Override
  public List<Class<? extends Letter>> letters() {
    return List.of(TierSaid.class, TierTold.class);
  }

  @Override
  public void on(Event event, Turn turn) {
    if (!(event instanceof Event.MessagePosted posted)) {
      return;
    }
    Optional<String> login = staff.loginOf(posted.sender().user());
    if (login.isEmpty()) {
      return;
    }
    Spoken spoken = turn.spoken(posted.content());
    Optional<String> argument =
        spoken.after("等级", "等級", "tier").filter(said -> said.startsWith("@"));
    if (argument.isPresent()) {
      said(whom(posted.content(), turn), argument.get(), login.get(), turn);
      turn.stop();
    }
  }

  /** The member who is mentioned, or whose name follows the {@code @}. */
  private Optional<Member> whom(Content content, Turn turn) {
    GroupId group = turn.group().id();
    UserId us = new UserId(turn.group().account().platform(), turn.group().account().id());
    StringBuilder words = new StringBuilder();
    for (Segment segment : content.segments()) {
      if (segment instanceof Segment.Mention mention && !mention.user().equals(us)) {
        return members.find(group, mention.user());
      }
      if (segment instanceof Segment.Text text) {
        words.append(text.text());
      }
    }
    String after = words.substring(words.indexOf("@") + 1).strip();
    List<Member> named = members.named(group, after.split("\\s+", 2)[0]);
    return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
  }

  private void said(Optional<Member> whom, String argument, String login, Turn turn) {
    int space = argument.lastIndexOf(' ');
    String word = space < 0 ? "" : argument.substring(space + 1).strip();
    if (whom.isEmpty()) {
      answer(
          turn,
          "群里没有认得的这位成员，或者有几位同名。请真的 @ 到本人：等级 @昵称 会员",
          "I know no such member here, or several of that name. Mention them: tier @name member");
      return;
    }
    List<String> known =
        turn.script()
            .map(script -> script.pack().prices())
            .map(Prices::book)
            .map(book -> book.tiers())
            .orElse(List.of());
    boolean none = NONE.contains(word);
    Optional<String> tier = none ? Optional.empty() : Tiers.meant(word, known);
    if (!word.isEmpty() && !none && tier.isEmpty()) {
      answer(
          turn,
          "没有「" + word + "」这个等级。价格本里有：" + names(known, turn) + "；没有等级写「无」",
          "There is no tier " + word + ". Expected: " + names(known, turn) + ", or none");
      return;
    }
    turn.tell(
        Key.BRAND,
        new TierSaid(
            turn.group().id(),
            turn.personOf(whom.get().user()),
            whom.get().name(),
            word.isEmpty() ? TierSaid.What.ASK : TierSaid.What.SET,
            tier.orElse(null),
            login));
  }

  private static String names(List<String> known, Turn turn) {
    return known.stream()
        .map(tier -> Tiers.name(tier, turn.language()))
        .collect(Collectors.joining(turn.language().pick("、", ", ")));
  }

  @Override
  public void on(Letter letter, Turn turn) {
    switch (letter) {
      case TierSaid said -> {
        boolean sets = said.what() == TierSaid.What.SET;
        String tier = sets ? said.tier() : tiers.of(said.person(), turn.now()).orElse(null);
        if (sets) {
          turn.write(sql -> new Tiers(sql).set(said.person(), said.tier(), said.by(), turn.now()));
          turn.note(
              "tier",
              Reason.of(
                  name(),
                  said.by() + " 记下会员等级：" + (tier == null ? "无" : tier),
                  said.by() + " set a tier: " + (tier == null ? "none" : tier)),
              Mode.LIVE);
        }
        turn.tell(Key.group(said.group()), new TierTold(said.name(), sets, tier));
      }
      case TierTold told -> told(told, turn);
      default -> {}
    }
  }

  private void told(TierTold told, Turn turn) {
    String tier = told.tier();
    String name = tier == null ? "" : Tiers.name(tier, turn.language());
    if (told.changed()) {
      answer(
          turn,
          tier == null
              ? "记下了：" + told.name() + " 没有会员等级。"
              : "记下了：" + told.name() + " 的会员等级是 " + name + "。",
          tier == null
              ? "Noted: " + told.name() + " has no tier."
              : "Noted: " + told.name() + " has the tier " + name + ".");
    } else {
      answer(
          turn,
          tier == null ? told.name() + " 没有记过会员等级。" : told.name() + " 的会员等级是 " + name + "。",
          tier == null
              ? "No tier is known of " + told.name() + "."
              : told.name() + " has the tier " + name + ".");
    }
  }

  private void answer(Turn turn, String zh, String en) {
    turn.actForStaff(
        Action.SendMessage.of(turn.group().id(), turn.language().pick(zh, en)),
        Reason.of(name(), "回答工作人员", "answers staff"));
  }
}
