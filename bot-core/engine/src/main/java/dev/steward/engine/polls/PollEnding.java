package dev.steward.engine.polls;

import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The end of a poll: it is counted, its groups tell, and the key of an anonymous one goes. */
final class PollEnding {
  private final TurnContext context;
  private final PollShelf shelf;
  private final BallotBox box;
  private final Seals seals;

  PollEnding(TurnContext context, PollShelf shelf, BallotBox box, Seals seals) {
    this.context = context;
    this.shelf = shelf;
    this.box = box;
    this.seals = seals;
  }

  /**
   * Ends a poll, counts it, and has its groups tell: written at once, since the results are read.
   */
  void close(long number, @Nullable String staff, Turn turn) {
    Optional<PollShelf.Open> open = shelf.find(number);
    if (open.isEmpty()) {
      return;
    }
    Question question = open.get().row.question();
    if (question.anonymous()) {
      Optional<Seal> seal = seals.find(number);
      if (seal.isPresent()) {
        new SealedCount(number, question, seal.get(), box.sealed(number))
            .rows()
            .forEach(row -> row.insert(context.sql()));
        turn.timer(
            "poll:" + number + ":key",
            new PollBook.Ring(number, PollBook.Alarm.FORGET_KEY),
            turn.now());
      }
    }
    shelf.close(number, turn.now(), staff);
    turn.cancelTimer("poll:" + number);
    for (int i = 0; i < question.reminders().size(); i++) {
      turn.cancelTimer("poll:" + number + ":" + i);
    }
    turn.note(
        "poll-closed",
        PollBook.reason(
            question,
            number,
            (staff == null ? "到时间了" : staff) + " 结束投票 #" + number,
            (staff == null ? "its time is over: " : staff + " ended ") + "poll #" + number),
        Mode.LIVE);
    shelf.any(number).ifPresent(row -> tell(row, shelf.groups(number), turn));
  }

  /** Has groups tell the results, which are counted once for all of them. */
  void tell(PollData.Row row, List<GroupId> groups, Turn turn) {
    PollResults results = PollData.results(context.sql(), row);
    PollEnds ends =
        new PollEnds(row.number(), ResultTexts.of(row.number(), row.question(), results, true));
    groups.forEach(group -> turn.tell(Key.group(group), ends));
  }
}
