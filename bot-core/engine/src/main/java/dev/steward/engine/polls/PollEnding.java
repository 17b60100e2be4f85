package dev.steward.engine.polls;

import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.engine.casework.TodoWanted;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The end of a poll: it is counted, its groups tell, and the key of an anonymous one goes. */
final class PollEnding {
  private static final Duration MENDED_WITHIN = Duration.ofHours(4);

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
      again(number, turn);
      return;
    }
    Question question = open.get().row.question();
    if (question.anonymous()) {
      count(number, question, turn);
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

  /**
   * Counts what could not be counted at the end, once its key is back. The groups have closed the
   * poll by then: staff see the results, and tell them where they like.
   */
  private void again(long number, Turn turn) {
    shelf
        .any(number)
        .filter(row -> PollData.sealed(context.sql(), number))
        .filter(row -> count(number, row.question(), turn))
        .ifPresent(
            row -> {
              shelf.changed(number, "counted", turn.now());
              turn.note(
                  "poll-counted",
                  PollBook.reason(
                      row.question(),
                      number,
                      "钥匙回来了，投票 #" + number + " 数出来了",
                      "the key is back, poll #" + number + " was counted"),
                  Mode.LIVE);
            });
  }

  /**
   * Counts an anonymous poll, or tells staff that its key is not there, or is not the one that
   * sealed it; returns whether it was counted. The sealed ballots stay until they are. The key in
   * memory comes first, since it may be the last one there is.
   */
  private boolean count(long number, Question question, Turn turn) {
    List<Ballots.Sealed> blocks = box.sealed(number);
    int options = question.options().size();
    Predicate<Seal> sealedThem =
        key -> blocks.stream().allMatch(block -> key.opens(block.block(), block.group(), options));
    Optional<Seal> seal =
        seals.find(number).filter(sealedThem).or(() -> seals.again(number).filter(sealedThem));
    if (seal.isEmpty() && !blocks.isEmpty()) {
      uncounted(number, turn);
      return false;
    }
    seal.ifPresent(
        key ->
            new SealedCount(number, question, key, blocks)
                .rows()
                .forEach(row -> row.insert(context.sql())));
    shelf.counted(number);
    turn.timer(
        "poll:" + number + ":key",
        new PollBook.Ring(number, PollBook.Alarm.FORGET_KEY),
        turn.now());
    return true;
  }

  private static void uncounted(long number, Turn turn) {
    turn.tell(
        Key.BRAND,
        new TodoWanted(
            "poll-broken",
            "poll:" + number + ":count",
            null,
            "匿名投票 #"
                + number
                + " 结束了，可是票数不出来：钥匙不在，或不是原来那把。票还封着；把 seals/"
                + number
                + ".key 放回去，再在控制台的投票页点「再数一次」",
            "the anonymous poll #"
                + number
                + " is over, but can't be counted: its key is not there, or is another. The ballots"
                + " are kept sealed; put seals/"
                + number
                + ".key back and press \"Count again\" on the poll's page in the console",
            Map.of(),
            MENDED_WITHIN));
  }

  /** Has groups tell the results, which are counted once for all of them. */
  void tell(PollData.Row row, List<GroupId> groups, Turn turn) {
    PollResults results = PollData.results(context.sql(), row);
    PollEnds ends =
        new PollEnds(row.number(), ResultTexts.of(row.number(), row.question(), results, true));
    groups.forEach(group -> turn.tell(Key.group(group), ends));
  }
}
