package dev.steward.server.console;

import dev.steward.chat.Key;
import dev.steward.engine.casework.Todo;
import dev.steward.engine.casework.TodoWanted;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.server.data.Readers;
import dev.steward.server.html.Texts;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** 待办: everything that waits for a person, workable on a phone. */
final class TodoPage {
  private static final int PER_PAGE = 50;
  private static final int LONGEST_NOTE = 1_000;

  /** What a todo is about, in this order; what is not named here comes first. */
  private static final List<String> ORDER = List.of("text", "name", "comment", "user");

  /** What Steward needs to carry out the answer, and nobody has to read. */
  private static final Set<String> FOR_STEWARD =
      Set.of(TodoWanted.REQUEST, TodoWanted.UNTIL, TodoWanted.NOT_BY, TodoWanted.ANSWER_TO);

  private static final JsonMapper DETAIL = JsonMapper.builder().build();

  private static final String SELECT =
      "SELECT t.number, t.kind, t.title, t.group_id, g.title, t.state, t.assignee,"
          + " s.name, t.due, t.escalated, t.result, t.ended, t.detail FROM todo t"
          + " LEFT JOIN chat_group g ON g.group_id = t.group_id"
          + " LEFT JOIN staff s ON s.login = t.assignee WHERE ";

  private final Readers readers;
  private final Chores chores;
  private final Audit audit;
  private final Pages pages;
  private final Times times;

  TodoPage(Readers readers, Chores chores, Audit audit, Pages pages, Times times) {
    this.readers = readers;
    this.chores = chores;
    this.audit = audit;
    this.pages = pages;
    this.times = times;
  }

  /** What the page shows. */
  record Model(
      List<Item> todos,
      boolean none,
      String tab,
      List<CasesPage.Tab> tabs,
      List<Colleague> colleagues,
      String older) {}

  record Colleague(String login, String name) {}

  /**
   * One todo.
   *
   * @param at by which it stands in its place: when it ended, else when it is due
   * @param asksIn whether somebody asks to be let in
   * @param suggested whether a rule asks if it should act
   * @param file the page of what it stands for, where it ends; empty when it ends here
   * @param clock how long until it is due, or since
   * @param result in staff's words; empty for those who may not see members'
   * @param details what it is about; empty for the same
   */
  record Item(
      long number,
      Instant at,
      String kind,
      String headline,
      String group,
      String groupHref,
      boolean asksIn,
      boolean suggested,
      String file,
      boolean open,
      boolean claimed,
      boolean done,
      boolean mine,
      String assignee,
      String clock,
      boolean overdue,
      boolean escalated,
      String result,
      String ended,
      List<Detail> details,
      boolean someDetails,
      List<Note> notes,
      boolean someNotes) {}

  record Detail(String name, String shown, boolean linked, String href) {}

  record Note(String at, String name, String what, String note) {}

  Answer list(Visit visit) {
    String tab = visit.asked("tab").isEmpty() ? "open" : visit.asked("tab");
    boolean over = tab.equals("done");
    // Each page begins after the last row of the one before: what comes in meanwhile shifts
    // nothing.
    long last = visit.askedNumber("last", over ? Long.MAX_VALUE : Long.MIN_VALUE);
    long at = visit.askedNumber("at", over ? Long.MAX_VALUE : Long.MIN_VALUE);
    List<Object> arguments = new ArrayList<>(List.of(at, at, last));
    String where =
        over
            ? "(t.ended < ? OR (t.ended = ? AND t.number < ?)) AND t.state = 'done'"
            : "(t.due > ? OR (t.due = ? AND t.number > ?)) AND t.state <> 'done'";
    if (tab.equals("mine")) {
      where += " AND t.state = 'claimed' AND t.assignee = ?";
      arguments.add(visit.staff().login());
    }
    arguments.add(PER_PAGE + 1);
    String query =
        SELECT
            + where
            + (over ? " ORDER BY t.ended DESC, t.number DESC" : " ORDER BY t.due, t.number")
            + " LIMIT ?";
    Model model =
        readers.read(
            sql -> {
              List<Item> found = sql.list(query, row -> item(visit, row), arguments.toArray());
              boolean more = found.size() > PER_PAGE;
              List<Item> shown =
                  found.stream().limit(PER_PAGE).map(item -> withNotes(sql, visit, item)).toList();
              return new Model(
                  shown,
                  shown.isEmpty(),
                  tab,
                  List.of(
                      tab(visit, tab, "open"), tab(visit, tab, "mine"), tab(visit, tab, "done")),
                  colleagues(sql),
                  more ? after(tab, shown.getLast()) : "");
            });
    if (visit.may(Right.WORDS)) {
      audit.looked(visit.staff().login(), "todo", tab);
    }
    return pages.show(visit, "todo", model);
  }

  private static String after(String tab, Item last) {
    return Visit.link(
        "/console/todo", "tab", tab, "at", last.at.toEpochMilli(), "last", last.number);
  }

  private static CasesPage.Tab tab(Visit visit, String at, String tab) {
    return new CasesPage.Tab(
        Visit.link("/console/todo", "tab", tab), visit.texts().say("todo-" + tab), at.equals(tab));
  }

  private static List<Colleague> colleagues(Sql sql) {
    return sql.list(
        "SELECT login, name FROM staff WHERE disabled = 0 AND role <> 'analyst' ORDER BY name",
        row -> new Colleague(row.text(1), row.text(2)));
  }

  private Item item(Visit visit, Sql.Row row) throws SQLException {
    Texts t = visit.texts();
    String group = Objects.requireNonNullElse(row.textOrNull(4), "");
    String assignee = Objects.requireNonNullElse(row.textOrNull(7), "");
    String state = row.text(6);
    Instant due = row.time(9);
    boolean done = state.equals("done");
    Duration left = Duration.between(times.now(), due);
    boolean overdue = !done && left.isNegative();
    Map<String, @Nullable Object> facts = facts(row.text(13));
    boolean words = visit.may(Right.WORDS);
    List<Detail> details = words ? details(t, facts) : List.of();
    return new Item(
        row.number(1),
        done ? Objects.requireNonNullElse(row.timeOrNull(12), due) : due,
        t.word("todo-kind", row.text(2)),
        Json.readMap(row.text(3)).getOrDefault(t.code(), row.text(2)),
        group.isEmpty() ? "" : Objects.requireNonNullElse(row.textOrNull(5), group),
        Visit.link("/console/group", "id", group),
        row.text(2).equals(Todo.JOIN_REQUEST),
        row.text(2).equals(TodoWanted.SUGGESTION),
        file(facts),
        state.equals("open"),
        state.equals("claimed"),
        done,
        assignee.equals(visit.staff().login()),
        Objects.requireNonNullElse(row.textOrNull(8), assignee),
        t.say(overdue ? "todo-overdue" : "todo-due", Times.length(t, left)),
        overdue,
        row.timeOrNull(10) != null,
        words ? Objects.requireNonNullElse(row.textOrNull(11), "") : "",
        times.at(row.timeOrNull(12)),
        details,
        !details.isEmpty(),
        List.of(),
        false);
  }

  private static Map<String, @Nullable Object> facts(String json) {
    try {
      return DETAIL.readValue(json, new TypeReference<Map<String, @Nullable Object>>() {});
    } catch (JacksonException e) {
      return Map.of();
    }
  }

  /** The plain values of the detail; those that have a page of their own become links. */
  private static List<Detail> details(Texts t, Map<String, @Nullable Object> detail) {
    return detail.entrySet().stream()
        .filter(entry -> !FOR_STEWARD.contains(entry.getKey()))
        .filter(
            entry ->
                (entry.getValue() instanceof String text && !text.isEmpty())
                    || entry.getValue() instanceof Number)
        .sorted(Comparator.comparingInt(entry -> ORDER.indexOf(entry.getKey())))
        .map(
            entry -> {
              String value = String.valueOf(entry.getValue());
              String page = page(entry.getKey());
              return new Detail(
                  t.word("detail", entry.getKey()),
                  value,
                  !page.isEmpty(),
                  page.isEmpty() ? "" : Visit.link(page, "number", value));
            })
        .toList();
  }

  private static String page(String fact) {
    return switch (fact) {
      case "case" -> "/console/case";
      case "complaint" -> "/console/complaint";
      case "incident" -> "/console/incident";
      default -> "";
    };
  }

  private static String file(Map<String, @Nullable Object> facts) {
    String until = String.valueOf(facts.get(TodoWanted.UNTIL));
    String page = page(until);
    return page.isEmpty() ? "" : Visit.link(page, "number", String.valueOf(facts.get(until)));
  }

  private Item withNotes(Sql sql, Visit visit, Item item) {
    List<Note> notes =
        sql.list(
            "SELECT n.at, coalesce(s.name, n.login), n.what, n.note FROM todo_note n"
                + " LEFT JOIN staff s ON s.login = n.login WHERE n.number = ? ORDER BY n.id",
            row ->
                new Note(
                    times.at(row.time(1)),
                    row.text(2),
                    visit.texts().word("note", row.text(3)),
                    visit.may(Right.WORDS) ? row.text(4) : ""),
            item.number);
    return new Item(
        item.number,
        item.at,
        item.kind,
        item.headline,
        item.group,
        item.groupHref,
        item.asksIn,
        item.suggested,
        item.file,
        item.open,
        item.claimed,
        item.done,
        item.mine,
        item.assignee,
        item.clock,
        item.overdue,
        item.escalated,
        item.result,
        item.ended,
        item.details,
        item.someDetails,
        notes,
        !notes.isEmpty());
  }

  Answer claim(Visit visit) {
    return send(visit, "todo-claim", Map.of());
  }

  Answer handOver(Visit visit) {
    String to = visit.field("to");
    boolean known =
        to.isEmpty()
            || readers.read(sql -> colleagues(sql).stream().anyMatch(c -> c.login.equals(to)));
    if (!known) {
      throw Refusal.badField();
    }
    return send(visit, "todo-handover", Map.of("to", to, "note", text(visit, "note")));
  }

  Answer finish(Visit visit) {
    return send(visit, "todo-done", Map.of("result", text(visit, "result")));
  }

  Answer letIn(Visit visit) {
    return send(visit, "todo-approve", Map.of());
  }

  Answer turnAway(Visit visit) {
    return send(visit, "todo-deny", Map.of("note", text(visit, "note")));
  }

  private static String text(Visit visit, String name) {
    String text = visit.field(name);
    if (text.length() > LONGEST_NOTE) {
      throw Refusal.badField();
    }
    return text;
  }

  private Answer send(Visit visit, String command, Map<String, String> more) {
    long number = visit.number("number");
    boolean over =
        readers.<Boolean>read(
            sql ->
                sql.first(
                        "SELECT 1 FROM todo WHERE number = ? AND state = 'done'",
                        row -> row.number(1),
                        number)
                    .isPresent());
    if (!over) {
      Map<String, String> arguments = new HashMap<>(more);
      arguments.put("number", Long.toString(number));
      chores.command(visit.staff(), List.of(Key.BRAND), command, arguments);
    }
    String done = over ? "todo-over" : became(command, number);
    return Answer.seeOther(
        Visit.link("/console/todo", "tab", visit.field("tab"), "done", done, "n", number));
  }

  /** What is to be said: what should be over and isn't was refused. */
  private String became(String command, long number) {
    boolean ends =
        switch (command) {
          case "todo-done", "todo-approve", "todo-deny" -> true;
          default -> false;
        };
    return readers
        .<Optional<String>>read(
            sql ->
                sql.first(
                    "SELECT detail FROM todo WHERE number = ? AND state <> 'done'",
                    row -> row.text(1),
                    number))
        .filter(_ -> ends)
        .map(detail -> file(facts(detail)).isEmpty() ? "todo-not-yours" : "todo-waits")
        .orElse(command);
  }
}
