package dev.steward.engine.faq;

import dev.steward.chat.Event;
import dev.steward.chat.Key;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.store.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What staff make of unanswered questions in the console: they put them away, or say which entry
 * they ask for. Each group takes its own questions; what is taught goes the way of a correction.
 */
final class FaqOrders {
  private final FaqBook book;
  private final Shelf shelf;

  FaqOrders(FaqBook book, Shelf shelf) {
    this.book = book;
    this.shelf = shelf;
  }

  void take(Event.StaffCommand command, Turn turn) {
    switch (command.name()) {
      case "faq-undo" -> {
        turn.write(_ -> book.undo(Long.parseLong(command.arguments().getOrDefault("lesson", "0"))));
        turn.then(shelf::taught);
      }
      case "faq-settle" ->
          turn.write(_ -> questions(command).forEach(seq -> book.settle(turn.group().id(), seq)));
      case "faq-teach" -> teach(command, turn);
      default -> {}
    }
  }

  private static List<Long> questions(Event.StaffCommand command) {
    return Json.readStrings(command.arguments().getOrDefault("questions", "[]")).stream()
        .map(Long::valueOf)
        .toList();
  }

  /** Teaches each way to ask once. */
  private void teach(Event.StaffCommand command, Turn turn) {
    String entry = command.arguments().getOrDefault("entry", "");
    Set<String> taught = new HashSet<>();
    for (long seq : questions(command)) {
      book.open(turn.group().id(), seq)
          .filter(question -> taught.add(Letters.of(question.text())))
          .ifPresent(
              question ->
                  turn.tell(
                      Key.BRAND,
                      new LessonTaught(
                          question.pack(),
                          entry,
                          question.text(),
                          question.user(),
                          true,
                          command.staff())));
    }
  }
}
