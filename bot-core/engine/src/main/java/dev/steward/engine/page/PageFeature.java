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
import dev.steward.engine.script.Language;
import java.util.List;
import java.util.Objects;

/**
 * Gives out the links to the member page: {@code 我的页面} one that knows the member, for them alone,
 * and {@code 成员页} one for everybody in the group.
 */
public final class PageFeature implements Feature {
  private static final int MOST_GROUPS = 5;

  private final TurnContext context;

  public PageFeature(TurnContext context) {
    this.context = context;
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
        whisper(posted.sender().user(), turn);
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
          new Action.SendPrivate(group, user, Content.of(own(turn.group(), user, turn)), List.of()),
          Reason.of(name(), "成员要自己的页面", "a member asked for their own page"),
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
                                "\nCheck-in, polls and complaints are there. To be known on it, say “my page” and I send you a link of your own.")
                        : turn.language()
                            .pick(
                                "\n签到、投票、买贵了都在这里。这里不能私聊，页面认不出是谁，所以另外计数。",
                                "\nCheck-in, polls and complaints are there. I can't write to you alone here, so the page does not know you, and counts you apart."))),
            turn.group().can(Capability.REPLY) ? posted.messageId() : null,
            List.of()),
        Reason.of(name(), "有人要成员页的链接", "somebody asked for the link to the member page"),
        Mode.LIVE);
  }

  /** In private: a link for each group that the member is in. */
  private void whisper(UserId user, Turn turn) {
    List<Group> groups =
        context
            .sql()
            .list(
                "SELECT m.group_id FROM member m JOIN chat_group g ON g.group_id = m.group_id"
                    + " WHERE m.user_id = ? AND m.present = 1 AND g.pack IS NOT NULL"
                    + " AND g.stage = 'live' AND g.state = 'present'"
                    + " ORDER BY g.first_seen LIMIT ?",
                row -> GroupId.parse(row.text(1)),
                user,
                MOST_GROUPS)
            .stream()
            .map(group -> context.groups().peek(group).orElse(null))
            .filter(Objects::nonNull)
            .toList();
    for (Group group : groups) {
      turn.act(
          new Action.SendPrivate(group.id(), user, Content.of(own(group, user, turn)), List.of()),
          Reason.of(name(), "成员要自己的页面", "a member asked for their own page"),
          Mode.LIVE);
    }
  }

  private String own(Group group, UserId user, Turn turn) {
    Language language =
        group.script(context.scripts()).map(script -> script.pack().language()).orElse(Language.ZH);
    return language.pick("你在「" + group.title() + "」的页面：", "Your page in “" + group.title() + "”: ")
        + context.pages().ofMember(group.id(), user, turn.now())
        + language.pick(
            "\n链接一天内有效，打开就认得是你，请不要转发。",
            "\nThe link works for a day and opens as you: please don't pass it on.");
  }
}
