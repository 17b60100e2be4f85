package dev.steward.engine.faq;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files by which answering is measured, tab separated with a line of headings. Entries:
 * {@code answer_id question answer valid_from valid_until}, one phrasing a line. Questions: {@code
 * text answer_id kind}. Or both in one: {@code query answer_id split kind}, where the split is
 * {@code kb...} for a phrasing of an entry, {@code drop} for what is left out, and anything else,
 * such as {@code dev}, for a question.
 */
public final class LabelledFiles {
  private static final List<String> ENTRY_COLUMNS = List.of("answer_id", "question", "answer");
  private static final List<String> QUESTION_COLUMNS = List.of("text", "answer_id", "kind");
  private static final List<String> MIXED_COLUMNS = List.of("query", "answer_id", "split", "kind");

  private LabelledFiles() {}

  /** The entries of a file. */
  public static List<Entry> entries(Path file) throws FaqFileException {
    Table table = Table.read(file);
    boolean mixed = table.has(MIXED_COLUMNS);
    if (!mixed) {
      table.expect(ENTRY_COLUMNS, MIXED_COLUMNS);
    }
    Map<String, Draft> drafts = new LinkedHashMap<>();
    for (Row row : table.rows) {
      if (mixed && !row.get("split").startsWith("kb")) {
        continue;
      }
      String id = row.filled("answer_id");
      Draft draft = drafts.computeIfAbsent(id, _ -> new Draft(row));
      draft.questions.add(row.filled(mixed ? "query" : "question"));
    }
    if (drafts.isEmpty()) {
      throw new FaqFileException(
          file + "：没有一条答案", file + ": has no entry (expected: at least one)");
    }
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, Draft> draft : drafts.entrySet()) {
      entries.add(draft.getValue().entry(draft.getKey()));
    }
    return entries;
  }

  /** The questions of a file; a label that no entry has is refused. */
  public static List<Labelled> questions(Path file, List<Entry> entries) throws FaqFileException {
    Table table = Table.read(file);
    boolean mixed = table.has(MIXED_COLUMNS);
    if (!mixed) {
      table.expect(QUESTION_COLUMNS, MIXED_COLUMNS);
    }
    List<String> ids = entries.stream().map(Entry::id).toList();
    List<Labelled> questions = new ArrayList<>();
    for (Row row : table.rows) {
      if (mixed && (row.get("split").startsWith("kb") || row.get("split").equals("drop"))) {
        continue;
      }
      Labelled.Kind kind = kind(row);
      String id = row.get("answer_id");
      if (kind == Labelled.Kind.IN && !ids.contains(id)) {
        throw row.wrong("answer_id", "--kb 的文件里的一个编号", "an id of the file --kb");
      }
      questions.add(
          new Labelled(
              row.get(mixed ? "query" : "text"), kind == Labelled.Kind.IN ? id : "", kind));
    }
    if (questions.isEmpty()) {
      throw new FaqFileException(
          file + "：没有一个问题", file + ": has no question (expected: at least one)");
    }
    return questions;
  }

  private static Labelled.Kind kind(Row row) throws FaqFileException {
    String kind = row.get("kind");
    return switch (kind) {
      case "in" -> Labelled.Kind.IN;
      case "near" -> Labelled.Kind.NEAR;
      case "dom", "ood" -> Labelled.Kind.DOM;
      default -> {
        if (kind.startsWith("chat")) {
          yield Labelled.Kind.CHAT;
        }
        throw row.wrong("kind", "in、near、dom 或 chat", "in, near, dom or chat");
      }
    };
  }

  private static final class Draft {
    final Row first;
    final List<String> questions = new ArrayList<>();

    Draft(Row first) {
      this.first = first;
    }

    Entry entry(String id) throws FaqFileException {
      return new Entry(
          id,
          first.line,
          questions,
          first.get("answer"),
          first.day("valid_from"),
          first.day("valid_until"));
    }
  }

  private record Row(Table table, int line, List<String> cells) {
    /** A cell; empty if the file has no such column. */
    String get(String column) {
      int at = table.columns.indexOf(column);
      return at < 0 || at >= cells.size() ? "" : cells.get(at).strip();
    }

    String filled(String column) throws FaqFileException {
      String text = get(column);
      if (text.isEmpty()) {
        throw wrong(column, "不空", "some text");
      }
      return text;
    }

    @Nullable LocalDate day(String column) throws FaqFileException {
      String text = get(column);
      try {
        return text.isEmpty() ? null : LocalDate.parse(text);
      } catch (DateTimeParseException e) {
        throw wrong(column, "日期，如 2026-11-01", "a date such as 2026-11-01");
      }
    }

    FaqFileException wrong(String column, String zh, String en) {
      String where = table.file + ":" + line;
      return new FaqFileException(
          where + "：" + column + " 写的是「" + get(column) + "」（应为：" + zh + "）",
          where + ": " + column + " is \"" + get(column) + "\" (expected: " + en + ")");
    }
  }

  private record Table(Path file, List<String> columns, List<Row> rows) {
    static Table read(Path file) throws FaqFileException {
      List<String> lines;
      try {
        lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      } catch (NoSuchFileException e) {
        throw new FaqFileException(file + "：没有这个文件", file + ": no such file");
      } catch (CharacterCodingException e) {
        throw new FaqFileException(file + "：不是 UTF-8 编码的文本", file + ": is not text in UTF-8");
      } catch (IOException e) {
        throw new FaqFileException(
            file + "：读不出来：" + e.getMessage(), file + ": can't be read: " + e.getMessage());
      }
      if (lines.isEmpty()) {
        throw new FaqFileException(file + "：是空的", file + ": is empty");
      }
      List<String> columns =
          List.of(lines.getFirst().replace("\uFEFF", "").strip().split("\t", -1)).stream()
              .map(String::strip)
              .toList();
      Table table = new Table(file, columns, new ArrayList<>());
      for (int i = 1; i < lines.size(); i++) {
        if (!lines.get(i).isBlank()) {
          table.rows.add(new Row(table, i + 1, List.of(lines.get(i).split("\t", -1))));
        }
      }
      return table;
    }

    boolean has(List<String> expected) {
      return columns.containsAll(expected);
    }

    void expect(List<String> expected, List<String> mixed) throws FaqFileException {
      if (!has(expected)) {
        String wanted = String.join(" ", expected);
        String other = String.join(" ", mixed);
        throw new FaqFileException(
            file
                + ":1：第一行是「"
                + String.join(" ", columns)
                + "」（应为用制表符分开的 "
                + wanted
                + "，或 "
                + other
                + "）",
            file
                + ":1: the headings are \""
                + String.join(" ", columns)
                + "\" (expected, separated by tabs: "
                + wanted
                + ", or "
                + other
                + ")");
      }
    }
  }
}
