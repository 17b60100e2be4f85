package dev.steward.server.export;

import dev.steward.engine.store.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns that hold what was answered: they depend on the poll's type. */
final class AnswerColumns {
  private static final String CHOICE = "choice";

  private final PollExport poll;

  AnswerColumns(PollExport poll) {
    this.poll = poll;
  }

  List<String> names() {
    return switch (poll.type()) {
      case "multi" -> poll.codes().stream().map(AnswerColumns::column).toList();
      case "rating" -> List.of("rating");
      case "open" -> List.of("text");
      default -> List.of(CHOICE, "choice_text");
    };
  }

  static String column(PollExport.Code code) {
    return CHOICE + "_" + code.code();
  }

  /**
   * One ballot's cells.
   *
   * @param choices JSON list of codes; null when there is no ballot any more
   */
  List<@Nullable Object> cells(@Nullable String choices, @Nullable String text) {
    List<String> codes = choices == null ? null : Json.readStrings(choices);
    List<@Nullable Object> cells = new ArrayList<>();
    switch (poll.type()) {
      case "multi" ->
          poll.codes()
              .forEach(code -> cells.add(codes == null ? null : codes.contains(code.code())));
      case "rating" ->
          cells.add(codes == null || codes.isEmpty() ? null : Long.valueOf(codes.getFirst()));
      case "open" -> cells.add(poll.words() ? text : null);
      default -> {
        String code = codes == null || codes.isEmpty() ? null : codes.getFirst();
        cells.add(code);
        cells.add(code == null ? null : textOf(code));
      }
    }
    return cells;
  }

  private @Nullable String textOf(String code) {
    return poll.codes().stream()
        .filter(one -> one.code().equals(code))
        .map(PollExport.Code::text)
        .findFirst()
        .orElse(null);
  }
}
