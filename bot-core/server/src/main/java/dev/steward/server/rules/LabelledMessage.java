package dev.steward.server.rules;

import dev.steward.engine.script.LabelledFileException;
import dev.steward.engine.script.LabelledTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A message, and what people say of it.
 *
 * @param line where it stands in its file, from 1
 * @param violates whether it breaks the rules, by its text alone
 * @param kind which class it was put in; may be empty
 * @param evasion how it is disguised; may be empty
 */
public record LabelledMessage(
    int line, String text, boolean violates, String kind, String evasion) {
  private static final List<String> COLUMNS = List.of("text", "label");

  /**
   * Reads a file with the columns {@code text} and {@code label} (violate or ok, 1 or 0, spam or
   * ham), perhaps {@code class} and {@code evasion}. A line break within a message is written
   * {@code \n}.
   */
  public static List<LabelledMessage> read(Path file) throws LabelledFileException {
    LabelledTable table = LabelledTable.read(file);
    table.expect(List.of(COLUMNS));
    List<LabelledMessage> messages = new ArrayList<>();
    for (LabelledTable.Row row : table.rows()) {
      messages.add(
          new LabelledMessage(
              row.line(),
              row.get("text").replace("\\n", "\n"),
              violates(row),
              row.get("class"),
              row.get("evasion")));
    }
    if (messages.isEmpty()) {
      throw new LabelledFileException(
          file + "：没有一条消息", file + ": has no message (expected: at least one)");
    }
    return messages;
  }

  private static boolean violates(LabelledTable.Row row) throws LabelledFileException {
    return switch (row.get("label")) {
      case "violate", "1", "spam" -> true;
      case "ok", "0", "ham" -> false;
      default -> throw row.wrong("label", "violate 或 ok，1 或 0", "violate or ok, 1 or 0");
    };
  }
}
