package dev.steward.engine.checkin;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Fate;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Letter;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.identity.Visitors;
import dev.steward.engine.script.CheckIn;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Pack;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * The group's side of check-in: hears {@code 签到}, {@code 补签} and {@code 排行榜}, has the day counted
 * by the person's key, and answers those who checked in within a while with one message.
 */
public final class CheckInFeature implements Feature {
  /** The value of a button that checks in. */
  public static final String CHECK_IN = "checkin";

  /** The value of a button that makes a missed day up. */
  public static final String MAKE_UP = "checkin:make-up";

  private static final int MOST_NAMED = 10;
  private static final int MOST_LEADERS = 10;

  private final Receipts receipts;

  public CheckInFeature(TurnContext context) {
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

  /** Sees timers while paused too: a receipt that is due then is let go of, not kept for ever. */
  @Override
  public boolean always() {
    return true;
  }

  @Override
  public void on(Event event, Turn turn) {
    boolean speaks = turn.fate() == Fate.HANDLED || turn.fate() == Fate.STALE;
    switch (event) {
      case Event.MessagePosted posted when speaks -> {
        Pack pack = turn.script().map(Scripts.Script::pack).orElse(null);
        CheckIn terms = pack == null ? null : pack.checkIn();
        if (pack != null && terms != null) {
          heard(posted, terms, pack.zone(), turn);
        }
      }
      case Event.ButtonPressed pressed when speaks && turn.inGroup() -> pressed(pressed, turn);
      case Event.TimerDue due when due.feature().equals(name()) -> receipt(speaks, turn);
      default -> {}
    }
  }

  /** On the member page. */
  private void pressed(Event.ButtonPressed pressed, Turn turn) {
    boolean makeUp = pressed.value().equals(MAKE_UP);
    Pack pack = turn.script().map(Scripts.Script::pack).orElse(null);
    CheckIn terms = pack == null ? null : pack.checkIn();
    if (pack == null || terms == null || !(makeUp || pressed.value().equals(CHECK_IN))) {
      return;
    }
    said(pressed.sender(), day(pressed.at(), terms, pack.zone(), turn), makeUp, turn);
    turn.stop();
  }

  private void heard(Event.MessagePosted posted, CheckIn terms, ZoneId zone, Turn turn) {
    Spoken spoken = turn.spoken(posted.content());
    if (spoken.text().isEmpty()) {
      return;
    }
    boolean daily = spoken.isOneOf(terms.words());
    UserId user = posted.sender().user();
    if (daily || spoken.is("补签", "補簽", "make up")) {
      said(posted.sender(), day(posted.at(), terms, zone, turn), !daily, turn);
    } else if (CheckInTexts.asksForStreak(spoken.text())) {
      mine(posted, day(posted.at(), terms, zone, turn), turn);
    } else if (terms.leaderboard() && spoken.is("排行榜", "签到榜", "簽到榜", "leaderboard")) {
      leaders(posted, day(turn.now(), terms, zone, turn), turn);
    } else if (spoken.is("退出排行榜", "leave leaderboard")) {
      hide(posted, user, true, turn);
    } else if (spoken.is("加入排行榜", "join leaderboard")) {
      hide(posted, user, false, turn);
    } else {
      return;
    }
    turn.stop();
  }

  /** The day on which it was said: what was posted before midnight and comes late counts then. */
  private static long day(Instant at, CheckIn terms, ZoneId zone, Turn turn) {
    return terms.day(turn.happened(at), zone).toEpochDay();
  }

  private void said(Sender sender, long day, boolean makeUp, Turn turn) {
    if (turn.group().stage() != Mode.LIVE) {
      turn.note(
          "would-check-in",
          Reason.of(name(), "上线后才记签到", "check-in counts once the group is live"),
          Mode.OBSERVED);
      return;
    }
    turn.tell(
        Key.person(turn.personOf(sender.user())),
        new CheckInSaid(turn.group().id(), sender.user(), sender.name(), day, makeUp));
  }

  private void mine(Event.MessagePosted posted, long day, Turn turn) {
    UserId user = posted.sender().user();
    if (turn.group().can(Capability.PRIVATE)) {
      if (turn.mayAnswerAlone()) {
        turn.tell(Key.person(turn.personOf(user)), new StreakAsked(turn.group().id(), user, day));
      }
    } else {
      say(
          posted,
          turn.language()
              .pick(
                  "这里不能单独发消息给你；签到的时候会告诉你连续几天。",
                  "I can't write to you alone here; your streak is told when you check in."),
          reason("平台不能私聊", "the platform has no private messages", turn),
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

  /** With the place in the script, as long as the script still has check-in. */
  private Reason reason(String zh, String en, Turn turn) {
    Reason reason = Reason.of(name(), zh, en);
    Scripts.Script script = turn.script().orElse(null);
    CheckIn terms = script == null ? null : script.pack().checkIn();
    return script == null || terms == null ? reason : reason.from(script, name(), terms.mark());
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
        reason("成员进出排行榜", "a member left or joined the leaderboard", turn),
        turn);
  }

  private void leaders(Event.MessagePosted posted, long day, Turn turn) {
    Language language = turn.language();
    GroupId group = turn.group().id();
    List<Receipts.Place> places = receipts.leaders(group, day, MOST_LEADERS);
    List<String> lines = new ArrayList<>();
    for (Receipts.Place place : places) {
      lines.add(
          CheckInTexts.place(
              lines.size() + 1, place.name(), place.days(), place.points(), language));
    }
    say(
        posted,
        CheckInTexts.leaders(lines, language),
        reason("有人问排行榜", "somebody asked for the leaderboard", turn),
        turn);
  }

  @Override
  public void on(Letter letter, Turn turn) {
    CheckIn terms = turn.script().map(script -> script.pack().checkIn()).orElse(null);
    // A visitor's days are counted apart, and read on their page.
    if (letter instanceof CheckInAnswered answered
        && terms != null
        && !Visitors.is(answered.user())) {
      GroupId group = turn.group().id();
      if (!receipts.waiting(group)) {
        turn.timer("checkin:" + group, new Due(), turn.now().plus(terms.receipt()));
      }
      turn.then(() -> receipts.add(group, answered));
      if (answered.result() == CheckInAnswered.Result.COUNTED) {
        turn.then(() -> receipts.stand(group, answered));
      }
    }
  }

  private void receipt(boolean speaks, Turn turn) {
    GroupId group = turn.group().id();
    List<CheckInAnswered> answers = receipts.of(group);
    turn.then(() -> receipts.clear(group));
    if (answers.isEmpty() || !speaks) {
      return;
    }
    Language language = turn.language();
    List<String> lines =
        answers.stream()
            .limit(MOST_NAMED)
            .map(answered -> CheckInTexts.line(answered, language))
            .toList();
    // What was said before midnight may come late.
    long day = answers.stream().mapToLong(CheckInAnswered::today).max().orElseThrow();
    int today = receipts.today(group, day);
    turn.act(
        new Action.SendMessage(
            group,
            Content.of(CheckInTexts.receipt(lines, answers.size() - lines.size(), today, language)),
            null,
            List.of()),
        reason("回复 " + answers.size() + " 次签到", "answers " + answers.size() + " check-ins", turn),
        Mode.LIVE);
  }
}
