package dev.steward.engine.rules;

import dev.steward.chat.Action;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.Outcome;
import dev.steward.engine.casework.TodoSettled;
import dev.steward.engine.casework.TodoWanted;
import dev.steward.engine.flow.ActionEnded;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Letter;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.store.Numbers;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes one numbered case of the same text by several members, over all groups. Staff hear of it
 * once; {@code 确认 #12} takes away what stands there still, {@code 撤销 #12} says it again and lets it
 * through from then on.
 */
public final class CampaignFeature implements Feature {
  private static final String NAME = "campaigns";

  private static final Duration SOON = Duration.ofHours(2);

  private final Campaigns campaigns;
  private final Appeals appeals;
  private final Waves waves;
  private final TurnContext context;

  /**
   * @param waves one for all lanes
   */
  public CampaignFeature(Campaigns campaigns, Waves waves, StaffBook staff, TurnContext context) {
    appeals = new Appeals(context.sql());
    this.campaigns = campaigns;
    this.waves = waves;
    this.context = context;
    waves.recallOnce(
        () -> {
          campaigns.recall(waves, Long.MAX_VALUE, context.clock().instant());
          EarlierCopies.recall(waves, context, staff);
        });
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean always() {
    return true;
  }

  @Override
  public List<Class<? extends Letter>> letters() {
    return List.of(CopySeen.class, CampaignAsked.class, CampaignEnded.class);
  }

  @Override
  public void on(Letter letter, Turn turn) {
    switch (letter) {
      case CopySeen seen -> seen(seen, turn);
      case CampaignAsked asked -> asked(asked, turn);
      case CampaignEnded ended -> ended(ended, turn);
      default -> {}
    }
  }

  /** What Steward says by itself members may pass on. */
  @Override
  public void ended(ActionEnded ended, Turn turn) {
    if (ended.action() instanceof Action.SendMessage message
        && Campaigns.SPEAKING.contains(ended.reason().feature())
        && (ended.outcome() instanceof Outcome.Accepted
            || ended.outcome() instanceof Outcome.Confirmed)) {
      turn.then(() -> waves.said(message.content().text(), turn.now()));
    }
  }

  private static String subject(long number) {
    return "campaign:" + number;
  }

  private void seen(CopySeen seen, Turn turn) {
    Optional<Campaigns.Campaign> known = campaigns.ofWave(seen.wave());
    if (known.filter(one -> one.state() == Campaigns.State.UNDONE).isPresent()) {
      tooLate(seen, known.get(), turn);
      return;
    }
    List<Campaigns.Post> posts =
        Stream.concat(
                campaigns.earlier(seen.earlier(), turn::personOf).stream(), Stream.of(seen.post()))
            .toList();
    if (known.isPresent()) {
      more(known.get(), posts, turn);
      return;
    }
    long number = context.numbers().next(context.sql(), Numbers.Sequence.CASE);
    turn.write(
        _ -> {
          campaigns.open(number, seen, turn.now());
          posts.forEach(one -> campaigns.add(number, one));
        });
    long members =
        Math.max(seen.members(), posts.stream().map(Campaigns.Post::person).distinct().count());
    boolean goes = seen.fate() != Campaigns.Fate.STANDS;
    turn.note(
        "campaign",
        Reason.of(
                NAME,
                members + " 个人在发同样的话，记成一个案件 #" + number,
                members + " members post the same text: one case #" + number)
            .withCase(number),
        Mode.LIVE);
    turn.tell(
        Key.BRAND,
        new TodoWanted(
            StaffNews.WAVE,
            subject(number),
            seen.group(),
            members
                + " 个人在发同样的话（案件 #"
                + number
                + "）"
                + (goes ? "，之后的都撤回" : "，都还留着")
                + "。「确认 #"
                + number
                + (goes ? "」连前面的也撤回，「撤销 #" : "」前面的和之后的都撤回，「撤销 #")
                + number
                + "」放行",
            members
                + " members post the same text (case #"
                + number
                + ")"
                + (goes ? "; it is deleted from now on" : "; it still stands")
                + ". “confirm #"
                + number
                + (goes
                    ? "” deletes the earlier ones too, “undo #"
                    : "” deletes those and what comes, “undo #")
                + number
                + "” lets it through",
            Map.of(
                "case",
                Long.toString(number),
                TodoWanted.USER,
                seen.user().toString(),
                "text",
                seen.text()),
            SOON));
  }

  /** What still stands of a campaign that staff confirmed is taken away as it comes. */
  private void more(Campaigns.Campaign known, List<Campaigns.Post> posts, Turn turn) {
    boolean confirmed = known.state() == Campaigns.State.CONFIRMED;
    turn.write(
        _ -> {
          posts.forEach(post -> campaigns.add(known.number(), post));
          if (confirmed) {
            campaigns.allGone(known.number());
          }
        });
    if (confirmed) {
      byGroup(posts, Campaigns.Fate.STANDS)
          .forEach(
              (group, messages) ->
                  turn.tell(
                      Key.group(GroupId.parse(group)),
                      new CampaignEnded(
                          known.number(), true, known.staff(), messages, known.text(), 0, false)));
    }
  }

  /** The messages of those that met a fate, by group. */
  private static Map<String, List<String>> byGroup(
      List<Campaigns.Post> posts, Campaigns.Fate fate) {
    return posts.stream()
        .filter(post -> post.fate() == fate)
        .collect(
            Collectors.groupingBy(
                post -> post.group().toString(),
                TreeMap::new,
                Collectors.mapping(Campaigns.Post::messageId, Collectors.toList())));
  }

  /** It was on its way when staff let the text through. */
  private void tooLate(CopySeen seen, Campaigns.Campaign undone, Turn turn) {
    turn.then(() -> letThrough(undone));
    if (seen.fate() == Campaigns.Fate.TAKEN) {
      turn.write(_ -> campaigns.add(undone.number(), seen.post()));
      turn.tell(
          Key.group(seen.group()),
          new CampaignEnded(
              undone.number(),
              false,
              undone.staff(),
              List.of(seen.messageId()),
              undone.text(),
              0,
              false));
    }
  }

  private void letThrough(Campaigns.Campaign campaign) {
    waves.letThrough(campaign.wave());
    waves.letThrough(campaign.textHash());
    waves.mayRun(campaign.text());
  }

  private void asked(CampaignAsked asked, Turn turn) {
    long number = asked.number();
    Campaigns.State state = asked.right() ? Campaigns.State.CONFIRMED : Campaigns.State.UNDONE;
    Optional<Campaigns.Campaign> found =
        campaigns
            .find(number)
            .filter(one -> one.state() != Campaigns.State.UNDONE && one.state() != state);
    if (found.isEmpty()) {
      if (asked.from() != null) {
        boolean again =
            asked.right()
                && campaigns
                    .find(number)
                    .filter(one -> one.state() == Campaigns.State.CONFIRMED)
                    .isPresent();
        turn.tell(Key.group(asked.from()), again ? new Confirmed(number) : new UndoRefused(number));
      }
      return;
    }
    List<Campaigns.Post> posts = campaigns.posts(number);
    turn.write(
        sql -> {
          campaigns.end(number, state, asked.staff(), turn.now());
          if (asked.right()) {
            campaigns.allGone(number);
          }
        });
    if (!asked.right()) {
      turn.then(() -> letThrough(found.get()));
      appeals(posts, number, asked.staff(), turn);
    }
    Campaigns.Fate concerned = asked.right() ? Campaigns.Fate.STANDS : Campaigns.Fate.TAKEN;
    int left = (int) posts.stream().filter(post -> post.fate() == Campaigns.Fate.STANDS).count();
    Map<String, List<String>> byGroup = byGroup(posts, concerned);
    if (asked.from() != null) {
      byGroup.putIfAbsent(asked.from().toString(), List.of());
    }
    byGroup.forEach(
        (group, messages) ->
            turn.tell(
                Key.group(GroupId.parse(group)),
                new CampaignEnded(
                    number,
                    asked.right(),
                    asked.staff(),
                    messages,
                    found.get().text(),
                    left,
                    asked.from() != null && asked.from().toString().equals(group))));
    String zh = asked.right() ? "确认是一起发的" : "放行了";
    String en = asked.right() ? "confirmed it" : "let it through";
    turn.note(
        asked.right() ? "confirmed" : "undone",
        Reason.of(
                NAME,
                asked.staff() + " " + zh + "：案件 #" + number,
                asked.staff() + " " + en + ": case #" + number)
            .withCase(number),
        Mode.LIVE);
    turn.tell(
        Key.BRAND,
        new TodoSettled(StaffNews.WAVE, subject(number), asked.staff() + "：" + zh + " / " + en));
  }

  /** Who takes it back grants what its members asked for. */
  private void appeals(List<Campaigns.Post> posts, long number, String staff, Turn turn) {
    Set<String> persons =
        posts.stream()
            .map(Campaigns.Post::person)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    for (String person : persons) {
      appeals
          .about(person, number)
          .ifPresent(
              appeal -> {
                appeal.answer(false, turn);
                appeal.settle(staff + "：撤销了 / took back #" + number, turn);
              });
    }
  }

  private static void ended(CampaignEnded ended, Turn turn) {
    Reason reason =
        Reason.of(
                NAME,
                ended.staff() + (ended.right() ? " 确认了案件 #" : " 撤销了案件 #") + ended.number(),
                ended.staff()
                    + (ended.right() ? " confirmed case #" : " took back case #")
                    + ended.number())
            .withCase(ended.number());
    if (ended.right()) {
      ended
          .messages()
          .forEach(
              message ->
                  turn.actForStaff(new Action.DeleteMessage(turn.group().id(), message), reason));
      if (ended.asked()) {
        turn.actForStaff(
            Action.SendMessage.of(
                turn.group().id(),
                turn.language()
                    .pick(
                        "已确认 #"
                            + ended.number()
                            + (ended.left() == 0 ? "。" : "，还留着的 " + ended.left() + " 条也撤回。"),
                        "Confirmed #"
                            + ended.number()
                            + (ended.left() == 0
                                ? "."
                                : "; deleting the " + ended.left() + " that still stood."))),
            reason);
      }
      return;
    }
    if (!ended.messages().isEmpty()) {
      turn.actForStaff(
          new Action.SendMessage(
              turn.group().id(), RuleTexts.saidAgain(ended, turn), null, List.of()),
          reason);
    } else if (ended.asked()) {
      turn.actForStaff(
          Action.SendMessage.of(
              turn.group().id(), turn.language().pick("已撤销 #", "Undone: #") + ended.number()),
          reason);
    }
  }
}
