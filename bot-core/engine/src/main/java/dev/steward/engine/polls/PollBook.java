package dev.steward.engine.polls;

import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Letter;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The brand's side of polls: opens them, has groups announce and remind, ends them and tells the
 * results. Ballots are {@link BallotBox}'s.
 */
public final class PollBook implements Feature {
  private static final Duration LONGEST = Duration.ofDays(90);

  private final TurnContext context;
  private final Seals seals;
  private final PollShelf shelf;
  private final BallotBox box;
  private final PollEnding ending;

  public PollBook(Seals seals, TurnContext context) {
    this.context = context;
    this.seals = seals;
    shelf = new PollShelf(context);
    box = new BallotBox(context, shelf, seals);
    ending = new PollEnding(context, shelf, box, seals);
  }

  @Override
  public String name() {
    return "poll-book";
  }

  @Override
  public List<Class<? extends Letter>> letters() {
    return List.of(
        PollAsked.class,
        PollDue.class,
        PollReached.class,
        PollStopped.class,
        BallotSaid.class,
        ResultsAsked.class,
        MyBallotsAsked.class);
  }

  /** What a timer is for. */
  enum Alarm {
    REMIND,
    CLOSE,
    /** The poll was counted, and that is on the disk: its key can go. */
    FORGET_KEY
  }

  /** A timer's payload. */
  record Ring(long poll, Alarm alarm) {}

  @Override
  public void on(Letter letter, Turn turn) {
    switch (letter) {
      case PollAsked asked -> {
        long number =
            open(asked.question(), asked.staff(), null, Instant.ofEpochMilli(asked.closes()), turn);
        asked.groups().forEach(group -> announce(number, group, turn));
      }
      case PollDue due -> due(due, turn);
      case PollReached reached -> {
        turn.then(
            () -> shelf.reached(reached.poll(), reached.group(), reached.members(), turn.now()));
        if (shelf.find(reached.poll()).isEmpty()) {
          shelf
              .any(reached.poll())
              .ifPresent(row -> ending.tell(row, List.of(reached.group()), turn));
        }
      }
      case PollStopped stopped -> ending.close(stopped.poll(), stopped.staff(), turn);
      case BallotSaid said -> box.take(said, turn);
      case ResultsAsked asked -> results(asked, turn);
      case MyBallotsAsked asked -> box.tell(asked, turn);
      default -> {}
    }
  }

  @Override
  public void on(Event event, Turn turn) {
    switch (event) {
      case Event.TimerDue due when due.feature().equals(name()) ->
          ring(Json.read(due.payload(), Ring.class), turn);
      case Event.StaffCommand command when turn.key().equals(Key.BRAND) -> commanded(command, turn);
      default -> {}
    }
  }

  private void due(PollDue due, Turn turn) {
    Question question = due.question();
    Instant closes = Instant.ofEpochMilli(due.closes());
    if (question.pack() == null || question.item() == null || !closes.isAfter(turn.now())) {
      return;
    }
    Optional<Long> known = shelf.planned(question.pack(), question.item(), due.planned());
    long number =
        known.isPresent() ? known.get() : open(question, null, due.planned(), closes, turn);
    announce(number, due.group(), turn);
  }

  /** Opens a poll: written at once, since what follows in this turn reads it. */
  private long open(
      Question question,
      @Nullable String staff,
      @Nullable Long planned,
      Instant closes,
      Turn turn) {
    Instant latest = turn.now().plus(LONGEST);
    Instant end = closes.isAfter(latest) ? latest : closes;
    long number = context.numbers().next(context.sql(), Numbers.Sequence.POLL);
    if (question.anonymous()) {
      seals.make(number);
    }
    PollData.Row row =
        new PollData.Row(
            number,
            shelf.revision(question),
            question,
            true,
            turn.now(),
            staff,
            end,
            null,
            null,
            seals.secret());
    shelf.add(row, planned);
    schedule(row, end, turn);
    turn.note(
        "poll-opened",
        reason(
            row.question(),
            number,
            (staff == null ? "到时间了" : staff) + " 打开投票 #" + number,
            (staff == null ? "the calendar" : staff) + " opened poll #" + number),
        Mode.LIVE);
    return number;
  }

  private static void schedule(PollData.Row row, Instant end, Turn turn) {
    turn.timer("poll:" + row.number(), new Ring(row.number(), Alarm.CLOSE), end);
    int count = 0;
    for (Duration before : row.question().reminders()) {
      Instant at = end.minus(before);
      if (at.isAfter(turn.now())) {
        turn.timer(
            "poll:" + row.number() + ":" + count++, new Ring(row.number(), Alarm.REMIND), at);
      }
    }
  }

  static Reason reason(Question question, long number, String zh, String en) {
    return new Reason(
        "polls",
        zh,
        en,
        question.pack(),
        question.version(),
        "#" + number,
        question.at(),
        0,
        List.of(),
        null);
  }

  private void announce(long number, GroupId group, Turn turn) {
    shelf
        .find(number)
        .ifPresent(
            open ->
                turn.tell(
                    Key.group(group),
                    new PollOpens(
                        number,
                        open.row.question(),
                        open.pseudonyms.order(open.row.question(), group.toString()),
                        open.row.closes().toEpochMilli())));
  }

  private void ring(Ring ring, Turn turn) {
    switch (ring.alarm()) {
      case REMIND ->
          shelf
              .find(ring.poll())
              .ifPresent(
                  open -> {
                    int ballots = shelf.ballots(open);
                    turn.then(() -> shelf.reminded(ring.poll()));
                    shelf
                        .groups(ring.poll())
                        .forEach(
                            group ->
                                turn.tell(Key.group(group), new PollReminds(ring.poll(), ballots)));
                  });
      case CLOSE -> ending.close(ring.poll(), null, turn);
      case FORGET_KEY -> seals.destroy(ring.poll());
    }
  }

  private void results(ResultsAsked asked, Turn turn) {
    shelf
        .find(asked.poll())
        .filter(open -> open.row.question().live())
        .ifPresent(
            open -> {
              PollResults results = PollData.results(context.sql(), open.row);
              turn.tell(
                  Key.group(asked.group()),
                  new ResultsTold(
                      asked.poll(),
                      ResultTexts.of(asked.poll(), open.row.question(), results, false)));
            });
  }

  /** From the console. */
  private void commanded(Event.StaffCommand command, Turn turn) {
    Map<String, String> given = command.arguments();
    switch (command.name()) {
      case "poll-open" -> {
        Question question = Json.read(given.getOrDefault("question", ""), Question.class);
        Instant closes = turn.now().plus(Duration.ofMinutes(number(given, "minutes")));
        List<GroupId> groups = new ArrayList<>();
        for (String group : Json.readStrings(given.getOrDefault("groups", "[]"))) {
          groups.add(GroupId.parse(group));
        }
        if (question.sound() && closes.isAfter(turn.now())) {
          long poll = open(question, command.staff(), null, closes, turn);
          groups.forEach(group -> announce(poll, group, turn));
        }
      }
      case "poll-close" -> ending.close(number(given, "poll"), command.staff(), turn);
      case "poll-reopen" -> reopen(number(given, "poll"), number(given, "minutes"), command, turn);
      default -> {}
    }
  }

  private static long number(Map<String, String> given, String name) {
    return Long.parseLong(given.getOrDefault(name, "0"));
  }

  /** A named poll can go on; an anonymous one can't, since its key is gone. */
  private void reopen(long number, long minutes, Event.StaffCommand command, Turn turn) {
    Optional<PollData.Row> row = shelf.any(number);
    if (row.isEmpty() || row.get().open() || row.get().question().anonymous() || minutes <= 0) {
      return;
    }
    Instant closes = turn.now().plus(Duration.ofMinutes(minutes));
    shelf.reopen(row.get(), closes, turn.now());
    schedule(row.get(), closes, turn);
    turn.note(
        "poll-reopened",
        reason(
            row.get().question(),
            number,
            command.staff() + " 重新打开投票 #" + number,
            command.staff() + " opened poll #" + number + " again"),
        Mode.LIVE);
    shelf.groups(number).forEach(group -> announce(number, group, turn));
  }
}
