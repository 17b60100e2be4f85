package dev.steward.engine.polls;

import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.Outcome;
import dev.steward.engine.attention.Attention;
import dev.steward.engine.flow.ActionEnded;
import dev.steward.engine.flow.Fate;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Letter;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.schedule.Plan;
import dev.steward.engine.schedule.Planned;
import dev.steward.engine.schedule.Timetable;
import dev.steward.engine.script.Binding;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Poll;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A group's side of polls: announces them at their times or when staff ask, reminds, gathers
 * receipts, tells results. What members and staff type is {@link PollCommands}'.
 */
public final class PollFeature implements Feature {
  /** The name in plans, timers and reasons. */
  public static final String NAME = "polls";

  private final TurnContext context;
  private final PollCommands commands;
  private final PollReceipts receipts;
  private final Attention attention;

  public PollFeature(PollCommands commands, TurnContext context) {
    this.context = context;
    this.commands = commands;
    receipts = new PollReceipts(context);
    attention = new Attention(context);
  }

  /** What a pack wants opened at which times. */
  public static List<Plan> plans(Pack pack) {
    return pack.polls().stream().flatMap(poll -> plan(poll, pack).stream()).toList();
  }

  /** A poll that falls due while Steward is down is opened as long as it still lasts. */
  private static Optional<Plan> plan(Poll poll, Pack pack) {
    if (poll.when() == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Plan(pack.name(), NAME, poll.id(), poll.when(), pack.zone(), lasts(poll, pack.zone())));
  }

  private static Duration lasts(Poll poll, ZoneId zone) {
    if (poll.until() != null && poll.when() instanceof Timetable.Once once) {
      return Duration.between(once.at().atZone(zone), poll.until().atZone(zone));
    }
    return poll.lasts() == null ? Duration.ofDays(1) : poll.lasts();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Class<? extends Letter>> letters() {
    return List.of(
        PollOpens.class,
        PollReminds.class,
        PollEnds.class,
        ResultsTold.class,
        BallotAnswered.class);
  }

  /** Sees timers while paused too: receipts that are due then are let go of, not kept for ever. */
  @Override
  public boolean always() {
    return true;
  }

  @Override
  public void on(Event event, Turn turn) {
    if (!turn.inGroup()) {
      return;
    }
    boolean speaks = turn.fate() == Fate.HANDLED || turn.fate() == Fate.STALE;
    switch (event) {
      case Event.TimerDue due when due.feature().equals(NAME) -> {
        if (Planned.is(due)) {
          due(Planned.of(due), speaks, turn);
        } else {
          receipt(speaks, turn);
        }
      }
      case Event.MessagePosted posted when speaks -> commands.heard(posted, turn);
      default -> {}
    }
  }

  private void due(Planned planned, boolean speaks, Turn turn) {
    Scripts.Script script = turn.script().orElse(null);
    Poll poll = script == null ? null : script.pack().poll(planned.item()).orElse(null);
    if (script == null || poll == null) {
      PollVoice.skip(turn, planned.item(), "off", "这个群没有这个投票", "this group does not have it");
      return;
    }
    String label = turn.group().binding().map(Binding::label).orElse("");
    Optional<Instant> end = poll.end(planned.time(), script.pack().zone());
    if (!poll.asks(turn.group().id().toString(), label)) {
      PollVoice.skip(turn, planned.item(), "not-asked", "不问这个群", "this group is not asked");
    } else if (!speaks) {
      PollVoice.skip(turn, planned.item(), "paused", "群里暂停了", "Steward is paused here");
    } else if (turn.group().stage() != Mode.LIVE) {
      PollVoice.skip(turn, planned.item(), "observed", "群还没有上线", "the group is not live");
    } else if (end.isEmpty() || !end.get().isAfter(turn.now())) {
      PollVoice.skip(turn, planned.item(), "missed", "已经过了结束时间", "its end is past");
    } else {
      turn.tell(
          Key.BRAND,
          new PollDue(
              Question.of(poll, script),
              planned.at(),
              end.get().toEpochMilli(),
              turn.group().id()));
    }
  }

  @Override
  public void on(Letter letter, Turn turn) {
    switch (letter) {
      case PollOpens opens -> open(opens, turn);
      case PollReminds reminds -> remind(reminds, turn);
      case PollEnds ends -> end(ends, turn);
      case ResultsTold told -> commands.told(told, turn);
      case BallotAnswered answered ->
          receipts.await(answered, BallotFeature.open(turn, context).find(answered.poll()), turn);
      default -> {}
    }
  }

  private void open(PollOpens opens, Turn turn) {
    OpenHere open = BallotFeature.open(turn, context);
    String what = "#" + opens.poll();
    if (open.find(opens.poll()).isPresent()) {
      return;
    }
    if (turn.group().stage() != Mode.LIVE) {
      PollVoice.skip(turn, what, "observed", "群还没有上线", "the group is not live");
      return;
    }
    if (turn.group().pausedAt(turn.now())) {
      PollVoice.skip(turn, what, "paused", "群里暂停了", "Steward is paused here");
      return;
    }
    GroupId group = turn.group().id();
    turn.then(() -> open.open(opens, turn.now()));
    Optional<Action.AskPoll> platformPoll = PollVoice.platformPoll(turn, opens);
    byItself(
        turn,
        opens.poll(),
        opens.question(),
        platformPoll.isPresent()
            ? platformPoll.get()
            : announcement(
                opens.poll(),
                opens.question(),
                opens.order(),
                Instant.ofEpochMilli(opens.closes()),
                turn),
        "发出投票 #" + opens.poll(),
        "announces poll #" + opens.poll());
    turn.tell(Key.BRAND, new PollReached(opens.poll(), group, receipts.members(group)));
  }

  private static Action announcement(
      long poll, Question question, List<Integer> order, Instant closes, Turn turn) {
    List<Button> buttons = PollVoice.buttonsOf(turn, poll, question, order);
    return new Action.SendMessage(
        turn.group().id(),
        Content.of(PollTexts.announcement(poll, question, order, closes, !buttons.isEmpty())),
        null,
        buttons);
  }

  /** A reminder is said within the budget of what Steward says by itself, or left out. */
  private void remind(PollReminds reminds, Turn turn) {
    OpenHere open = BallotFeature.open(turn, context);
    Optional<OpenHere.Here> found = open.find(reminds.poll());
    Pack pack = turn.script().map(Scripts.Script::pack).orElse(null);
    if (found.isEmpty() || pack == null) {
      return;
    }
    OpenHere.Here here = found.get();
    String what = "#" + reminds.poll();
    if (turn.group().pausedAt(turn.now())) {
      PollVoice.skip(turn, what, "paused", "群里暂停了", "Steward is paused here");
      return;
    }
    Optional<Attention.Held> held = attention.held(Attention.Weight.ROUTINE, pack, turn);
    if (held.isPresent()) {
      PollVoice.skip(turn, what, held.get().why(), held.get().zh(), held.get().en());
      return;
    }
    turn.then(() -> open.said(here, turn.now()));
    boolean buttons = PollVoice.buttons(turn, here.number, here.question, here.order);
    String text = PollTexts.reminder(here, reminds.ballots(), turn.now(), buttons);
    attention.say(
        PollVoice.again(turn, here, text, null),
        PollBook.reason(
            here.question, here.number, "提醒投票 #" + here.number, "reminds of poll #" + here.number),
        null,
        pack,
        turn);
  }

  private void end(PollEnds ends, Turn turn) {
    OpenHere open = BallotFeature.open(turn, context);
    Optional<OpenHere.Here> here = open.find(ends.poll());
    if (here.isEmpty()) {
      return;
    }
    turn.then(() -> open.close(ends.poll()));
    endOnPlatform(here.get(), turn);
    if (turn.group().pausedAt(turn.now())) {
      PollVoice.skip(turn, "#" + ends.poll(), "paused", "群里暂停了", "Steward is paused here");
      return;
    }
    byItself(
        turn,
        ends.poll(),
        here.get().question,
        Action.SendMessage.of(turn.group().id(), ends.text()),
        "公布投票 #" + ends.poll() + " 的结果",
        "tells the results of poll #" + ends.poll());
  }

  /** Also in a pause: else the platform goes on taking votes that do not count. */
  private static void endOnPlatform(OpenHere.Here here, Turn turn) {
    if (here.platform.isEmpty()) {
      return;
    }
    Action end = new Action.EndPoll(turn.group().id(), here.platform);
    Reason over =
        PollBook.reason(
            here.question,
            here.number,
            "投票 #" + here.number + " 结束了",
            "poll #" + here.number + " is over");
    if (here.asker == null) {
      turn.act(end, over, Mode.LIVE);
    } else {
      turn.actBy(here.asker, end, over, Mode.LIVE);
    }
  }

  /** Staff decided on it, so nothing holds it back; it counts as said by itself. */
  private void byItself(
      Turn turn, long poll, Question question, Action message, String zh, String en) {
    Pack pack = turn.script().map(Scripts.Script::pack).orElse(null);
    Reason reason = PollBook.reason(question, poll, zh, en);
    if (pack == null) {
      turn.actByItself(null, message, reason);
    } else {
      attention.say(message, reason, null, pack, turn);
    }
  }

  private void receipt(boolean speaks, Turn turn) {
    List<BallotAnswered> answers = receipts.due(turn);
    if (answers.isEmpty() || !speaks) {
      return;
    }
    String text = PollTexts.receipt(answers, BallotFeature.open(turn, context), turn.language());
    if (text.isEmpty()) {
      return;
    }
    turn.act(
        Action.SendMessage.of(turn.group().id(), text),
        Reason.of(NAME, "回复 " + answers.size() + " 张票", "answers " + answers.size() + " ballots"),
        Mode.LIVE);
  }

  /**
   * Remembers the message under which a poll stands, so that replies to it are known. Where the
   * platform would not take a poll of its own after all, or never told, it is asked in words.
   */
  @Override
  public void ended(ActionEnded ended, Turn turn) {
    String rule = ended.reason().rule();
    if (!turn.inGroup()
        || rule == null
        || !rule.startsWith("#")
        || !ended.reason().feature().equals(NAME)) {
      return;
    }
    OpenHere open = BallotFeature.open(turn, context);
    open.find(Long.parseLong(rule.substring(1))).ifPresent(here -> ended(ended, here, open, turn));
  }

  private void ended(ActionEnded ended, OpenHere.Here here, OpenHere open, Turn turn) {
    String message =
        switch (ended.outcome()) {
          case Outcome.Accepted accepted -> accepted.nativeId();
          case Outcome.Confirmed confirmed -> confirmed.nativeId();
          default -> "";
        };
    switch (ended.action()) {
      case Action.SendMessage _ when !message.isEmpty() ->
          turn.then(() -> open.saidIn(here, message));
      case Action.AskPoll _ when !message.isEmpty() ->
          turn.then(() -> open.askedIn(here, message, ended.account()));
      // A vote tells that the platform took it after all, though it never said so.
      case Action.AskPoll _ when here.platform.isEmpty() ->
          byItself(
              turn,
              here.number,
              here.question,
              announcement(here.number, here.question, here.order, here.closes, turn),
              "平台没有收下投票，改用文字发出 #" + here.number,
              "the platform took no poll: announces #" + here.number + " in words");
      default -> {}
    }
  }
}
