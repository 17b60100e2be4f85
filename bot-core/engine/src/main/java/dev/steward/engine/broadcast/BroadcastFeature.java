package dev.steward.engine.broadcast;

import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.engine.casework.TodoSettled;
import dev.steward.engine.casework.TodoWanted;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Letter;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Leads a broadcast from its draft to its end, on the brand's key: approval, waves of groups, stop
 * and recall. It halts by itself when most of the first groups could not be reached.
 */
public final class BroadcastFeature implements Feature {
  /** Groups in one wave; the next comes after {@link #PAUSE}, so that there is time to stop it. */
  static final int WAVE = 20;

  static final Duration PAUSE = Duration.ofSeconds(10);

  /** A message that nothing was heard of after so long is given up. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  /** Of so many failures or more, if they are most, it halts. */
  private static final int FAILURES = 3;

  private static final String KIND = "broadcast";

  private final Broadcasts book;

  public BroadcastFeature(TurnContext context) {
    book = new Broadcasts(context.sql());
  }

  @Override
  public String name() {
    return "broadcast";
  }

  @Override
  public List<Class<? extends Letter>> letters() {
    return List.of(BroadcastFared.class);
  }

  /** The payload of the timer between two waves. */
  record Next(long number) {}

  @Override
  public void on(Event event, Turn turn) {
    if (!turn.key().equals(Key.BRAND)) {
      return;
    }
    switch (event) {
      case Event.StaffCommand command -> asked(command, turn);
      case Event.TimerDue due when due.feature().equals(name()) ->
          book.find(Json.read(due.payload(), Next.class).number())
              .ifPresent(broadcast -> wave(broadcast, turn));
      default -> {}
    }
  }

  private void asked(Event.StaffCommand command, Turn turn) {
    String number = command.arguments().getOrDefault("number", "");
    Optional<Broadcast> found =
        number.matches("[0-9]{1,18}") ? book.find(Long.parseLong(number)) : Optional.empty();
    if (found.isEmpty()) {
      return;
    }
    Broadcast broadcast = found.get();
    switch (command.name()) {
      case "broadcast-send" -> send(broadcast, begin(broadcast, command, turn), turn);
      case "broadcast-approve" ->
          approve(broadcast, command.staff(), begin(broadcast, command, turn), turn);
      case "broadcast-refuse" -> end(broadcast, Broadcast.State.REFUSED, turn);
      case "broadcast-stop" -> end(broadcast, Broadcast.State.STOPPED, turn);
      case "broadcast-recall" -> recall(broadcast, turn);
      default -> {}
    }
  }

  /**
   * When it begins: at the new time, in milliseconds since 1970 UTC, else at its own. Empty when it
   * was planned for a time that is past: an offer for tonight is none for tomorrow morning.
   */
  private Optional<Instant> begin(Broadcast broadcast, Event.StaffCommand command, Turn turn) {
    String at = command.arguments().getOrDefault("at", "");
    if (at.matches("[0-9]{1,15}")) {
      return Optional.of(Instant.ofEpochMilli(Long.parseLong(at)));
    }
    return broadcast.late(turn.now()) ? Optional.empty() : Optional.of(broadcast.at());
  }

  private void send(Broadcast broadcast, Optional<Instant> begin, Turn turn) {
    if (broadcast.state() != Broadcast.State.DRAFT || begin.isEmpty()) {
      return;
    }
    if (!broadcast.approval()) {
      plan(broadcast, begin.get(), turn);
      return;
    }
    turn.write(_ -> book.at(broadcast.number(), begin.get()));
    state(broadcast, Broadcast.State.WAITING, turn);
    turn.tell(
        Key.BRAND,
        new TodoWanted(
            KIND,
            subject(broadcast),
            null,
            "群发 #" + broadcast.number() + " 等另一位同事确认",
            "broadcast #" + broadcast.number() + " waits for a colleague's approval",
            Map.of("text", broadcast.text()),
            Duration.ofHours(2)));
  }

  /** By somebody else than whoever wrote it. */
  private void approve(Broadcast broadcast, String login, Optional<Instant> begin, Turn turn) {
    if (broadcast.state() != Broadcast.State.WAITING
        || login.equals(broadcast.by())
        || begin.isEmpty()) {
      return;
    }
    Instant now = turn.now();
    turn.write(_ -> book.approved(broadcast.number(), login, now));
    settle(broadcast, login, turn);
    plan(broadcast, begin.get(), turn);
  }

  private void plan(Broadcast broadcast, Instant begin, Turn turn) {
    state(broadcast, Broadcast.State.PLANNED, turn);
    turn.write(_ -> book.at(broadcast.number(), begin));
    Instant now = turn.now();
    turn.timer(timer(broadcast), new Next(broadcast.number()), begin.isAfter(now) ? begin : now);
  }

  private void wave(Broadcast broadcast, Turn turn) {
    Instant now = turn.now();
    if (broadcast.state() == Broadcast.State.RUNNING && failing(broadcast)) {
      end(broadcast, Broadcast.State.HALTED, turn);
      turn.tell(
          Key.BRAND,
          new TodoWanted(
              KIND,
              "halted:" + broadcast.number(),
              null,
              "群发 #" + broadcast.number() + " 停下了：大多数群发不出去",
              "broadcast #" + broadcast.number() + " halted: most groups could not be reached",
              Map.of("text", broadcast.text()),
              Duration.ofMinutes(30)));
      return;
    }
    if (broadcast.state() != Broadcast.State.PLANNED
        && broadcast.state() != Broadcast.State.RUNNING) {
      return;
    }
    List<Broadcasts.Line> next = book.some(broadcast.number(), Broadcast.Fate.WAITING, WAVE);
    if (next.isEmpty()) {
      Map<String, String> why = Map.of("zh", "没有等到平台的回音", "en", "the platform never answered");
      turn.write(
          _ -> book.all(broadcast.number(), Broadcast.Fate.SENT, Broadcast.Fate.UNKNOWN, why, now));
      state(broadcast, Broadcast.State.DONE, turn);
      return;
    }
    state(broadcast, Broadcast.State.RUNNING, turn);
    for (Broadcasts.Line line : next) {
      turn.write(
          _ ->
              book.fate(
                  broadcast.number(), line.group(), Broadcast.Fate.SENT, Map.of(), null, now));
      turn.tell(
          Key.group(line.group()),
          new BroadcastDue(broadcast.number(), broadcast.text(), broadcast.image()));
    }
    boolean last = book.count(broadcast.number(), Broadcast.Fate.WAITING) == next.size();
    turn.timer(timer(broadcast), new Next(broadcast.number()), now.plus(last ? PATIENCE : PAUSE));
  }

  /** What may have been said counts as said: members may be reading it. */
  private boolean failing(Broadcast broadcast) {
    int failed = book.count(broadcast.number(), Broadcast.Fate.FAILED);
    int reached =
        book.count(broadcast.number(), Broadcast.Fate.SAID)
            + book.count(broadcast.number(), Broadcast.Fate.UNKNOWN);
    return failed >= FAILURES && failed > reached;
  }

  /** No more groups hear it. */
  private void end(Broadcast broadcast, Broadcast.State how, Turn turn) {
    if (!broadcast.state().open()
        || (how == Broadcast.State.REFUSED && broadcast.state() != Broadcast.State.WAITING)) {
      return;
    }
    Instant now = turn.now();
    Map<String, String> why = Map.of("zh", "停下了", "en", "it was stopped");
    turn.write(
        _ ->
            book.all(broadcast.number(), Broadcast.Fate.WAITING, Broadcast.Fate.SKIPPED, why, now));
    turn.cancelTimer(timer(broadcast));
    state(broadcast, how, turn);
    settle(broadcast, "", turn);
  }

  private void recall(Broadcast broadcast, Turn turn) {
    end(broadcast, Broadcast.State.STOPPED, turn);
    Instant now = turn.now();
    // What is on its way can't be deleted yet: it is once the platform has said where it stands.
    turn.write(
        _ ->
            book.all(
                broadcast.number(), Broadcast.Fate.SENT, Broadcast.Fate.RECALLING, Map.of(), now));
    for (Broadcasts.Line line : book.lines(broadcast.number())) {
      if (line.fate() == Broadcast.Fate.SAID) {
        takeBack(broadcast.number(), line.group(), line.message(), turn);
      } else if (line.fate() == Broadcast.Fate.UNKNOWN) {
        lookAfter(broadcast.number(), line.group(), turn);
      }
    }
    turn.note(
        "recalled",
        Reason.of(
            name(), "收回群发 #" + broadcast.number(), "takes back broadcast #" + broadcast.number()),
        Mode.LIVE);
  }

  /**
   * Deletes what was said in a group.
   *
   * @param message its native id; null where the platform told none
   */
  private void takeBack(long number, GroupId group, @Nullable String message, Turn turn) {
    Instant now = turn.now();
    if (message != null) {
      turn.write(_ -> book.fate(number, group, Broadcast.Fate.RECALLING, Map.of(), message, now));
      turn.tell(Key.group(group), new BroadcastRecalled(number, message));
      return;
    }
    Map<String, String> why =
        Map.of(
            "zh",
            "平台没有说是哪条消息，请手动删",
            "en",
            "the platform did not say which message it is: delete it by hand");
    turn.write(_ -> book.fate(number, group, Broadcast.Fate.KEPT, why, null, now));
  }

  /** What may have been said has no id to be deleted by: somebody has to look. */
  private void lookAfter(long number, GroupId group, Turn turn) {
    Instant now = turn.now();
    Map<String, String> why =
        Map.of(
            "zh",
            "不知道发出去没有，请到群里看看，看到了就手动删",
            "en",
            "nobody knows whether it was said: look in the group, and delete it by hand");
    turn.write(_ -> book.fate(number, group, Broadcast.Fate.KEPT, why, null, now));
  }

  @Override
  public void on(Letter letter, Turn turn) {
    if (!(letter instanceof BroadcastFared fared)) {
      return;
    }
    boolean recalled =
        book.fate(fared.number(), fared.group())
            .filter(fate -> fate == Broadcast.Fate.RECALLING || fate == Broadcast.Fate.KEPT)
            .isPresent();
    Instant now = turn.now();
    turn.write(
        _ ->
            book.fate(
                fared.number(), fared.group(), fared.fate(), fared.why(), fared.message(), now));
    if (recalled && fared.fate() == Broadcast.Fate.SAID) {
      takeBack(fared.number(), fared.group(), fared.message(), turn);
    } else if (recalled && fared.fate() == Broadcast.Fate.UNKNOWN) {
      lookAfter(fared.number(), fared.group(), turn);
    }
    Optional<Broadcast> broadcast = book.find(fared.number());
    boolean last =
        book.count(fared.number(), Broadcast.Fate.WAITING) == 0
            && book.count(fared.number(), Broadcast.Fate.SENT) <= 1;
    if (last && broadcast.isPresent() && broadcast.get().state() == Broadcast.State.RUNNING) {
      turn.cancelTimer(timer(broadcast.get()));
      state(broadcast.get(), Broadcast.State.DONE, turn);
    }
  }

  private void state(Broadcast broadcast, Broadcast.State state, Turn turn) {
    Instant now = turn.now();
    turn.write(_ -> book.state(broadcast.number(), state, now));
  }

  private static void settle(Broadcast broadcast, String login, Turn turn) {
    turn.tell(Key.BRAND, new TodoSettled(KIND, subject(broadcast), login));
  }

  private static String subject(Broadcast broadcast) {
    return "broadcast:" + broadcast.number();
  }

  private static String timer(Broadcast broadcast) {
    return "broadcast:" + broadcast.number();
  }
}
