package dev.steward.server.console;

import dev.steward.chat.Action;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Span;
import dev.steward.engine.script.Language;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.server.html.Texts;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the journal with its decisions and actions, for the live flow. For any thread. */
final class FlowRows {
  private static final String SELECT =
      "SELECT j.seq, j.lane_key, j.kind, j.user_id, j.arrived, j.fate, b.text, g.title,"
          + " m.name, j.user_id = g.account"
          + " FROM journal j LEFT JOIN body b ON b.seq = j.seq"
          + " LEFT JOIN chat_group g ON g.group_id = substr(j.lane_key, 7)"
          + " LEFT JOIN member m ON m.group_id = substr(j.lane_key, 7) AND m.user_id = j.user_id";

  private final Times times;

  FlowRows(Times times) {
    this.times = times;
  }

  /**
   * Who watches what.
   *
   * @param group the group's id, or empty for all
   * @param decisionsOnly leaves out what nobody decided anything about
   * @param words whether members' names and words are shown
   */
  record View(Texts texts, String group, boolean decisionsOnly, boolean words) {
    String key() {
      return "group:" + group;
    }
  }

  /** The newest place in the journal. */
  long newest(Sql sql) {
    return sql.first("SELECT coalesce(max(seq), 0) FROM journal", row -> row.number(1)).orElse(0L);
  }

  /** The newest lines after one place and up to another, oldest first. */
  List<FlowLine> between(Sql sql, View view, long after, long upTo, int most) {
    String decided = " AND EXISTS (SELECT 1 FROM decision d WHERE d.seq = j.seq)";
    String only = view.decisionsOnly() ? decided : "";
    String order = " ORDER BY j.seq DESC LIMIT ?";
    List<Event> events =
        view.group().isEmpty()
            ? sql.list(
                SELECT + " WHERE j.seq > ? AND j.seq <= ?" + only + order,
                FlowRows::event,
                after,
                upTo,
                most)
            : sql.list(
                SELECT + " WHERE j.lane_key = ? AND j.seq > ? AND j.seq <= ?" + only + order,
                FlowRows::event,
                view.key(),
                after,
                upTo,
                most);
    return events.reversed().stream().map(event -> line(sql, view, event)).toList();
  }

  /** The last lines, oldest first, for somebody who begins to watch. */
  List<FlowLine> last(Sql sql, View view, long upTo, int most) {
    if (!view.decisionsOnly() || !view.group().isEmpty()) {
      return between(sql, view, 0, upTo, most);
    }
    // Through the few decisions, not through the long journal.
    List<Long> seqs =
        sql.list(
            "SELECT DISTINCT seq FROM decision WHERE seq <= ? ORDER BY seq DESC LIMIT ?",
            row -> row.number(1),
            upTo,
            most);
    return these(sql, view, seqs.reversed());
  }

  /** Certain lines, as they are now. */
  List<FlowLine> these(Sql sql, View view, List<Long> seqs) {
    List<FlowLine> lines = new ArrayList<>();
    for (long seq : seqs) {
      sql.first(SELECT + " WHERE j.seq = ?", FlowRows::event, seq)
          .ifPresent(event -> lines.add(line(sql, view, event)));
    }
    return lines;
  }

  private record Event(
      long seq,
      String key,
      String kind,
      @Nullable String user,
      Instant arrived,
      String fate,
      @Nullable String body,
      @Nullable String title,
      @Nullable String name,
      boolean ours) {}

  private static Event event(Sql.Row row) throws SQLException {
    return new Event(
        row.number(1),
        row.text(2),
        row.text(3),
        row.textOrNull(4),
        row.time(5),
        row.text(6),
        row.textOrNull(7),
        row.textOrNull(8),
        row.textOrNull(9),
        row.yes(10));
  }

  private record Done(String kind, String state, @Nullable String outcome, String payload) {}

  private FlowLine line(Sql sql, View view, Event event) {
    Texts t = view.texts();
    List<Span> spans = new ArrayList<>();
    List<Done> open = new ArrayList<>();
    open.addAll(
        sql.list(
            "SELECT kind, state, outcome, payload FROM action WHERE seq = ? ORDER BY id",
            row -> new Done(row.text(1), row.text(2), row.textOrNull(3), row.text(4)),
            event.seq));
    boolean restless =
        open.stream().anyMatch(a -> a.state.equals("pending") || a.state.equals("claimed"));
    List<FlowLine.Decided> decisions =
        sql.list(
            "SELECT verdict, mode, reason FROM decision WHERE seq = ? ORDER BY id",
            row -> {
              Reason reason = Json.read(row.text(3), Reason.class);
              spans.addAll(reason.spans());
              return decided(view, row.text(1), row.text(2), reason, open);
            },
            event.seq);
    Said said = Said.of(t, event.kind, event.body);
    String group = event.key.startsWith("group:") ? event.key.substring("group:".length()) : "";
    String known = event.ours ? t.say("brand") : event.name != null ? event.name : said.name();
    String user = Objects.requireNonNullElse(event.user, "");
    return new FlowLine(
        event.seq,
        times.clock(event.arrived),
        event.kind,
        t.word("event", event.kind),
        group,
        Objects.requireNonNullElse(event.title, group),
        !view.words() && !event.ours ? "" : known.isEmpty() ? user : known,
        view.words() ? Marked.parts(said.text(), spans) : List.of(),
        view.words() ? said.extras() : List.of(),
        event.fate,
        t.word("fate", event.fate),
        decisions,
        view.words() && !event.ours && event.kind.equals("message-posted") && !group.isEmpty()
            ? Visit.link(
                "/console/complaint/new", "group", group, "user", user, "message", event.seq)
            : "",
        restless);
  }

  private static FlowLine.Decided decided(
      View view, String verdict, String mode, Reason reason, List<Done> open) {
    Texts t = view.texts();
    Done done =
        open.stream().filter(action -> action.kind.equals(verdict)).findFirst().orElse(null);
    if (done != null) {
      open.remove(done);
    }
    Long number = reason.caseNumber();
    String pack = reason.pack();
    String rule = reason.rule();
    return new FlowLine.Decided(
        t.word("action", verdict),
        mode,
        t.word("mode", mode),
        t.language() == Language.ZH ? reason.zh() : reason.en(),
        rule == null
            ? ""
            : rule + (reason.clause() == 0 ? "" : " · " + t.say("clause", reason.clause())),
        pack == null
            ? ""
            : pack
                + (reason.version() == 0 ? "" : " v" + reason.version())
                + (reason.at() == null ? "" : " · " + reason.at()),
        done == null ? "" : Outcomes.say(t, done.state, done.outcome),
        done != null && done.state.equals("done"),
        number == null ? "" : Visit.link("/console/case", "number", number),
        number == null ? "" : t.say("case-number", number),
        done == null || !view.words() ? "" : said(t, reason, done));
  }

  private static String said(Texts t, Reason reason, Done done) {
    return switch (Json.read(done.payload, Action.class)) {
      // Whoever opens a member's own link is that member from then on.
      case Action.SendPrivate _ when reason.feature().equals("page") -> t.say("flow-own-link");
      case Action.SendMessage send -> send.content().text();
      case Action.SendPrivate send -> send.content().text();
      default -> "";
    };
  }
}
