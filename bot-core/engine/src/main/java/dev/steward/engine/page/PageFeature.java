package dev.steward.engine.page;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Fate;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Group;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.identity.Visitors;
import dev.steward.engine.members.SharedGroups;
import dev.steward.engine.script.Language;
import java.util.List;

/**
 * Gives out the links to the member page: {@code 我的页面} one that knows the member, for them alone,
 * and {@code 成员页} one for everybody in the group.
 */
public final class PageFeature implements Feature {
  private static final int MOST_GROUPS = 5;

  private final TurnContext context;
  private final SharedGroups groups;

  public PageFeature(TurnContext context) {
    this.context = context;
    groups = new SharedGroups(context);
  }

  @Override
  public String name() {
    return "page";
  }

  private static boolean isMine(String plain) {
    return List.of("我的页面", "我的頁面", "my page").contains(plain);
  }

  @Override
  public void on(Event event, Turn turn) {
    switch (event) {
      case Event.MessagePosted posted when turn.fate() == Fate.HANDLED -> heard(posted, turn);
      case Event.PrivateMessagePosted posted when isMine(Spoken.plain(posted.content().text())) -> {
        String plain = Spoken.plain(posted.content().text());
        whisper(posted.sender().user(), plain.startsWith("my"), turn);
        turn.stop();
      }
      default -> {}
    }
  }

  private void heard(Event.MessagePosted posted, Turn turn) {
    Spoken spoken = turn.spoken(posted.content());
    boolean mine = isMine(spoken.text());
    if (!mine && !spoken.is("成员页", "成員頁", "member page")) {
      return;
    }
    turn.stop();
    UserId user = posted.sender().user();
    GroupId group = turn.group().id();
    if (mine && turn.group().can(Capability.PRIVATE)) {
      turn.act(
          new Action.SendPrivate(
              group, user, Content.of(own(turn.group(), turn.language(), user, turn)), List.of()),
          Reason.of(name(), "成员要自己的页面", "a member asked for their own page").alone(),
          Mode.LIVE);
      return;
    }
    turn.act(
        new Action.SendMessage(
            group,
            Content.of(
                turn.language().pick("本群的成员页：", "The member page of this group: ")
                    + turn.page()
                    + (turn.group().can(Capability.PRIVATE)
                        ? turn.language()
                            .pick(
                                "\n签到、投票、买贵了都在这里。要它认得你，发「我的页面」，我私下给你专属的链接。",
                                "\n"
                                    + "Check-in, polls and complaints are there. To be known on it,"
                                    + " say “my page” and I send you a link of your own.")
                        : turn.language()
                            .pick(
                                "\n签到、投票、买贵了都在这里。这里不能私聊，页面认不出是谁，所以另外计数。",
                                "\n"
                                    + "Check-in, polls and complaints are there. I can't write to"
                                    + " you alone here, so the page does not know you, and counts"
                                    + " you apart."))),
            turn.group().can(Capability.REPLY) ? posted.messageId() : null,
            List.of()),
        Reason.of(name(), "有人要成员页的链接", "somebody asked for the link to the member page"),
        Mode.LIVE);
  }

  /** In private: a link for each group that the member is in. */
  private void whisper(UserId user, boolean english, Turn turn) {
    List<Group> shared = Visitors.is(user) ? List.of() : groups.of(user);
    if (shared.isEmpty()) {
      alone(user, english ? Language.EN : Language.ZH, turn);
    }
    for (Group group : shared.subList(0, Math.min(MOST_GROUPS, shared.size()))) {
      String text = own(group, language(group), user, turn);
      turn.act(
          new Action.SendPrivate(group.id(), user, Content.of(text), List.of()),
          Reason.of(name(), "成员要自己的页面", "a member asked for their own page"),
          Mode.LIVE);
    }
  }

  private Language language(Group group) {
    return group
        .script(context.scripts())
        .map(script -> script.pack().language())
        .orElse(Language.ZH);
  }

  /** To somebody who has no page of their own. */
  private void alone(UserId user, Language language, Turn turn) {
    String text =
        Visitors.is(user)
            ? language.pick(
                "在这里我认不出你是谁。在群里发「我的页面」，我私下给你专属的链接。",
                "Here I can't tell who you are. Say “my page” in the group, and I send you a link"
                    + " of your own.")
            : language.pick(
                "我没有在和你一起的群里工作，所以没有你的页面。要是有这样的群，先在群里说句话，再来问我。",
                "I know of no group in which I work and you are, so there is no page of yours. If"
                    + " there is one, say something there first.");
    turn.act(
        new Action.SendPrivate(null, user, Content.of(text), List.of()),
        Reason.of(name(), "没有他自己的页面", "there is no page of their own"),
        Mode.LIVE);
  }

  private String own(Group group, Language language, UserId user, Turn turn) {
    return language.pick("你在「" + group.title() + "」的页面：", "Your page in “" + group.title() + "”: ")
        + context.pages().ofMember(group.id(), user, turn.now())
        + language.pick(
            "\n链接一天内有效，打开就认得是你，请不要转发。",
            "\nThe link works for a day and opens as you: please don't pass it on.");
  }
}
