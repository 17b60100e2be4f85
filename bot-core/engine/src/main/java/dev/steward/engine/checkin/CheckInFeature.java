package dev.steward.engine.checkin;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Letter;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.members.Member;
import dev.steward.engine.members.Members;
import dev.steward.engine.script.CheckIn;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Pack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The group's side of check-in: hears {@code 签到}, {@code 补签} and {@code 排行榜}, has the day counted
 * by the person's key, and answers those who checked in within a while with one message.
 */
public final class CheckInFeature implements Feature {
  private static final int MOST_NAMED = 10;
  private static final int MOST_LEADERS = 10;
  private static final Duration LONGEST_BACKLOG = Duration.ofDays(3);

  private final Members members;
  private final Receipts receipts;

  public CheckInFeature(Members members, TurnContext context) {
    this.members = members;
    receipts = new Receipts(context);
  }

  @Override
  public String name() {
    return "checkin";
  }

  @Override
  public List<Class<? extends Letter>> letters() {
    return List.of(CheckInAnswered.class);
  }

  /** The timer's payload: nothing needs to be known but that it is due. */
  record Due() {}

  @Override
  public void on(Event event, Turn turn) {
    if (!turn.inGroup()) {
      return;
    }
    Optional<Pack> pack =
        turn.script().map(script -> script.pack()).filter(found -> found.checkIn() != null);
    if (pack.isEmpty()) {
      return;
    }
    switch (event) {
      case Event.MessagePosted posted -> heard(posted, pack.get(), turn);
      case Event.TimerDue due when due.feature().equals(name()) -> receipt(turn);
      default -> {}
    }
  }

  private void heard(Event.MessagePosted posted, Pack pack, Turn turn) {
    CheckIn terms = pack.checkIn();
    Spoken spoken = turn.spoken(posted.content());
    if (terms == null || spoken.text().isEmpty()) {
      return;
    }
    boolean daily = terms.words().stream().anyMatch(word -> spoken.is(Spoken.plain(word)));
    UserId user = posted.sender().user();
    if (daily || spoken.is("补签", "補簽", "make up")) {
      said(posted, day(posted.at(), pack, turn), !daily, turn);
    } else if (CheckInTexts.asksForStreak(spoken.text())) {
      mine(posted, day(posted.at(), pack, turn), turn);
    } else if (terms.leaderboard() && spoken.is("排行榜", "签到榜", "簽到榜", "leaderboard")) {
      leaders(posted, day(turn.now(), pack, turn), turn);
    } else if (spoken.is("退出排行榜", "leave leaderboard")) {
      hide(posted, user, true, turn);
    } else if (spoken.is("加入排行榜", "join leaderboard")) {
      hide(posted, user, false, turn);
    } else {
      return;
    }
    turn.stop();
  }

  /**
   * The day on which it was said: what was posted before midnight and comes late counts then. A
   * platform's clock that is off by more than the longest backlog is not believed.
   */
  private static long day(Instant at, Pack pack, Turn turn) {
    CheckIn terms = pack.checkIn();
    boolean believable = !at.isAfter(turn.now()) && at.isAfter(turn.now().minus(LONGEST_BACKLOG));
    Instant said = believable ? at : turn.now();
    return terms == null ? 0 : terms.day(said, pack.zone()).toEpochDay();
  }

  private void said(Event.MessagePosted posted, long day, boolean makeUp, Turn turn) {
    if (turn.group().stage() != Mode.LIVE) {
      turn.note(
          "would-check-in",
          Reason.of(name(), "上线后才记签到", "check-in counts once the group is live"),
          Mode.OBSERVED);
      return;
    }
    UserId user = posted.sender().user();
    turn.tell(
        Key.person(turn.personOf(user)),
        new CheckInSaid(turn.group().id(), user, posted.sender().name(), day, makeUp));
  }

  private void mine(Event.MessagePosted posted, long day, Turn turn) {
    UserId user = posted.sender().user();
    if (turn.group().can(Capability.PRIVATE)) {
      turn.tell(Key.person(turn.personOf(user)), new StreakAsked(turn.group().id(), user, day));
    } else {
      say(
          posted,
          turn.language()
              .pick(
                  "这里不能单独发消息给你；签到的时候会告诉你连续几天。",
                  "I can't write to you alone here; your streak is told when you check in."),
          Reason.of(name(), "平台不能私聊", "the platform has no private messages"),
          turn);
    }
  }

  private void say(Event.MessagePosted posted, String text, Reason reason, Turn turn) {
    turn.act(
        new Action.SendMessage(
            turn.group().id(),
            Content.of(text),
            turn.group().can(Capability.REPLY) ? posted.messageId() : null,
            List.of()),
        reason,
        Mode.LIVE);
  }

  private void hide(Event.MessagePosted posted, UserId user, boolean hidden, Turn turn) {
    turn.then(() -> receipts.hide(turn.group().id(), user, hidden));
    say(
        posted,
        hidden
            ? turn.language()
                .pick(
                    "好的，排行榜上不再有你。想回来就发「加入排行榜」。",
                    "Done: you are off the leaderboard. Say “join leaderboard” to come back.")
            : turn.language().pick("好的，排行榜上又有你了。", "Done: you are on the leaderboard again."),
        Reason.of(name(), "成员进出排行榜", "a member left or joined the leaderboard"),
        turn);
  }

  private void leaders(Event.MessagePosted posted, long day, Turn turn) {
    Language language = turn.language();
    GroupId group = turn.group().id();
    List<Receipts.Place> places = receipts.leaders(group, day, MOST_LEADERS);
    List<String> lines = new ArrayList<>();
    for (Receipts.Place place : places) {
      String name = members.find(group, place.user()).map(Member::name).orElse("");
      lines.add(CheckInTexts.place(lines.size() + 1, name, place.days(), place.points(), language));
    }
    say(
        posted,
        CheckInTexts.leaders(lines, language),
        Reason.of(name(), "有人问排行榜", "somebody asked for the leaderboard"),
        turn);
  }

  @Override
  public void on(Letter letter, Turn turn) {
    if (letter instanceof CheckInAnswered answered) {
      GroupId group = turn.group().id();
      boolean waiting = receipts.waiting(group);
      turn.then(() -> receipts.add(group, answered));
      if (answered.result() == CheckInAnswered.Result.COUNTED) {
        turn.then(() -> receipts.stand(group, answered));
      }
      CheckIn terms = turn.script().map(script -> script.pack().checkIn()).orElse(null);
      if (!waiting && terms != null) {
        turn.timer("checkin:" + group, new Due(), turn.now().plus(terms.receipt()));
      }
    }
  }

  private void receipt(Turn turn) {
    GroupId group = turn.group().id();
    List<CheckInAnswered> answers = receipts.of(group);
    turn.then(() -> receipts.clear(group));
    if (answers.isEmpty()) {
      return;
    }
    Language language = turn.language();
    List<String> lines =
        answers.stream()
            .limit(MOST_NAMED)
            .map(answered -> CheckInTexts.line(answered, language))
            .toList();
    int today = receipts.today(group, answers.getLast().today());
    turn.act(
        new Action.SendMessage(
            group,
            Content.of(CheckInTexts.receipt(lines, answers.size() - lines.size(), today, language)),
            null,
            List.of()),
        Reason.of(
            name(), "回复 " + answers.size() + " 次签到", "answers " + answers.size() + " check-ins"),
        Mode.LIVE);
  }
}
