package dev.steward.engine.faq;

import dev.steward.engine.script.LabelledFileException;
import dev.steward.engine.script.LabelledTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
  public static List<Entry> entries(Path file) throws LabelledFileException {
    LabelledTable table = LabelledTable.read(file);
    boolean mixed = table.has(MIXED_COLUMNS);
    if (!mixed) {
      table.expect(List.of(ENTRY_COLUMNS, MIXED_COLUMNS));
    }
    Map<String, Draft> drafts = new LinkedHashMap<>();
    for (LabelledTable.Row row : table.rows()) {
      if (mixed && !row.get("split").startsWith("kb")) {
        continue;
      }
      String id = row.filled("answer_id");
      Draft draft = drafts.computeIfAbsent(id, _ -> new Draft(row));
      draft.questions.add(row.filled(mixed ? "query" : "question"));
    }
    if (drafts.isEmpty()) {
      throw new LabelledFileException(
          file + "：没有一条答案", file + ": has no entry (expected: at least one)");
    }
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, Draft> draft : drafts.entrySet()) {
      entries.add(draft.getValue().entry(draft.getKey()));
    }
    return entries;
  }

  /** The questions of a file; a label that no entry has is refused. */
  public static List<Labelled> questions(Path file, List<Entry> entries)
      throws LabelledFileException {
    LabelledTable table = LabelledTable.read(file);
    boolean mixed = table.has(MIXED_COLUMNS);
    if (!mixed) {
      table.expect(List.of(QUESTION_COLUMNS, MIXED_COLUMNS));
    }
    List<String> ids = entries.stream().map(Entry::id).toList();
    List<Labelled> questions = new ArrayList<>();
    for (LabelledTable.Row row : table.rows()) {
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
      throw new LabelledFileException(
          file + "：没有一个问题", file + ": has no question (expected: at least one)");
    }
    return questions;
  }

  private static Labelled.Kind kind(LabelledTable.Row row) throws LabelledFileException {
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
    final LabelledTable.Row first;
    final List<String> questions = new ArrayList<>();

    Draft(LabelledTable.Row first) {
      this.first = first;
    }

    Entry entry(String id) throws LabelledFileException {
      return new Entry(
          id,
          first.line(),
          questions,
          first.get("answer"),
          first.day("valid_from"),
          first.day("valid_until"));
    }
  }
}
