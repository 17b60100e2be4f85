package dev.steward.engine.prices;

import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Span;
import dev.steward.engine.schedule.BusinessHours;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Numbers;
import dev.steward.engine.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The complaints: tables {@code complaint} and what hangs on it. A complaint belongs to the key of
 * the person who complains; others only look up whose it is.
 */
final class Complaints {
  private static final String COLUMNS =
      "SELECT number, person_id, group_id, user_id, kind, origin, state, pack, version, facts,"
          + " asking, receipt, remedy, assignee, incident, opened, ended, reply_clock, done_clock";

  private static final String SELECT = COLUMNS + " FROM complaint";

  /** What {@link #file} reads. */
  static final String FILE = COLUMNS + ", changed, reply_due, done_due FROM complaint";

  private final Sql sql;
  private final Numbers numbers;

  Complaints(Sql sql, Numbers numbers) {
    this.sql = sql;
    this.numbers = numbers;
  }

  /** Whose complaint a number is; empty when there is none. */
  Optional<String> personOf(long number) {
    return sql.first(
        "SELECT person_id FROM complaint WHERE number = ?", row -> row.text(1), number);
  }

  /** The complaint that a number means: its own, or that of the todo that stands for it. */
  long meant(long number) {
    return sql.first(
            "SELECT subject FROM todo WHERE number = ? AND kind = ?",
            row -> row.text(1),
            number,
            Progress.KIND)
        .flatMap(Progress::number)
        .orElse(number);
  }

  /** What was done last. */
  String last(long number) {
    return sql.first(
            "SELECT what FROM complaint_history WHERE number = ? ORDER BY id DESC LIMIT 1",
            row -> row.text(1),
            number)
        .orElse("");
  }

  /** Whether it was made good before. */
  boolean madeGood(long number) {
    return sql.first(
            "SELECT 1 FROM complaint_history WHERE number = ? AND to_state = ? LIMIT 1",
            row -> row.number(1),
            number,
            Complaint.State.REMEDIED)
        .isPresent();
  }

  Optional<Complaint> find(long number) {
    return sql.first(SELECT + " WHERE number = ?", Complaints::read, number);
  }

  /** All of a person's, latest first, at most {@code most}. */
  List<Complaint> of(String person, int most) {
    return sql.list(
        SELECT + " WHERE person_id = ? ORDER BY number DESC LIMIT ?",
        Complaints::read,
        person,
        most);
  }

  /** Those of a person that are not over, oldest first. */
  List<Complaint> open(String person) {
    return sql.list(
        SELECT
            + " WHERE person_id = ? AND state NOT IN ('remedied', 'explained', 'closed')"
            + " ORDER BY number",
        Complaints::read,
        person);
  }

  /** Writes it down as it is now. */
  void save(Complaint c, BusinessHours hours, Instant now) {
    Bill bill = c.receipt();
    sql.update(
        "INSERT INTO complaint (number, person_id, group_id, user_id, kind, origin, state, pack,"
            + " version, sku, facts, asking, receipt, verdict, remedy, assignee, incident, opened,"
            + " changed, ended, reply_clock, done_clock, due, reply_due, done_due)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (number) DO UPDATE SET state = excluded.state, sku = excluded.sku,"
            + " facts = excluded.facts, asking = excluded.asking, receipt = excluded.receipt,"
            + " verdict = excluded.verdict, remedy = excluded.remedy,"
            + " assignee = excluded.assignee, incident = excluded.incident,"
            + " changed = excluded.changed, ended = excluded.ended,"
            + " reply_clock = excluded.reply_clock, done_clock = excluded.done_clock,"
            + " due = excluded.due, reply_due = excluded.reply_due, done_due = excluded.done_due",
        c.number(),
        c.person(),
        c.group(),
        c.user(),
        c.kind(),
        c.origin(),
        c.state(),
        c.pack(),
        c.version(),
        c.facts().get(Fact.SKU),
        Json.write(c.facts()),
        c.asking() == null ? null : Json.write(c.asking()),
        bill == null ? null : Json.write(bill),
        bill == null ? null : Receipt.of(bill).verdict(),
        c.remedy() == null ? null : Json.write(c.remedy()),
        c.assignee(),
        c.incident(),
        c.opened(),
        now,
        c.ended(),
        Json.write(c.reply()),
        Json.write(c.done()),
        c.due(hours).orElse(null),
        c.reply().due(hours).orElse(null),
        c.done().due(hours).orElse(null));
  }

  /** Adds a line to the history. */
  void note(
      Complaint c,
      Complaint.@Nullable State before,
      String who,
      String what,
      String note,
      Instant now) {
    sql.update(
        "INSERT INTO complaint_history (id, number, at, who, what, from_state, to_state, note)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        numbers.next(sql, Numbers.Sequence.OTHER),
        c.number(),
        now,
        who,
        what,
        before == null ? "" : before,
        c.state(),
        note);
  }

  void keep(long number, Proof proof) {
    sql.update(
        "INSERT INTO complaint_evidence (id, number, role, group_id, message_id, user_id, at, text,"
            + " spans, recalled, edited) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        numbers.next(sql, Numbers.Sequence.OTHER),
        number,
        proof.role(),
        proof.group(),
        proof.messageId(),
        proof.user(),
        proof.at(),
        proof.text(),
        Json.write(proof.spans()),
        proof.recalled(),
        proof.edited());
  }

  /** What was kept for a complaint, in the order in which it was said. */
  List<Proof> proofs(long number) {
    return sql.list(
        "SELECT role, group_id, message_id, user_id, at, text, spans, recalled, edited"
            + " FROM complaint_evidence WHERE number = ? ORDER BY at, id",
        row -> {
          String user = row.textOrNull(4);
          return new Proof(
              row.name(1, Proof.Role.class),
              GroupId.parse(row.text(2)),
              row.textOrNull(3),
              user == null ? null : UserId.parse(user),
              row.time(5),
              row.text(6),
              List.of(Json.read(row.text(7), Span[].class)),
              row.yes(8),
              row.yes(9));
        },
        number);
  }

  /** How many messages with pictures were kept for a complaint. */
  long pictures(long number) {
    return sql.first(
            "SELECT count(*) FROM complaint_evidence WHERE number = ? AND role = ?",
            row -> row.number(1),
            number,
            Proof.Role.PICTURE)
        .orElse(0L);
  }

  /** The complaints for which a message was kept, with whose they are. */
  List<Kept> keptFor(GroupId group, String message) {
    return sql.list(
        "SELECT DISTINCT e.number, c.person_id FROM complaint_evidence e JOIN complaint c"
            + " ON c.number = e.number WHERE e.group_id = ? AND e.message_id = ?",
        row -> new Kept(row.number(1), row.text(2)),
        group,
        message);
  }

  /** A complaint and whose it is. */
  record Kept(long number, String person) {}

  void recalled(long number, GroupId group, String message) {
    sql.update(
        "UPDATE complaint_evidence SET recalled = 1"
            + " WHERE number = ? AND group_id = ? AND message_id = ?",
        number,
        group,
        message);
  }

  void edited(long number, GroupId group, String message) {
    sql.update(
        "UPDATE complaint_evidence SET edited = 1"
            + " WHERE number = ? AND group_id = ? AND message_id = ?",
        number,
        group,
        message);
  }

  static ComplaintFile file(Sql.Row row) throws SQLException {
    return ComplaintFile.of(read(row), row.time(20), row.timeOrNull(21), row.timeOrNull(22));
  }

  private static Complaint read(Sql.Row row) throws SQLException {
    String asking = row.textOrNull(11);
    String receipt = row.textOrNull(12);
    String remedy = row.textOrNull(13);
    return new Complaint(
        row.number(1),
        row.text(2),
        GroupId.parse(row.text(3)),
        UserId.parse(row.text(4)),
        row.name(5, Kind.class),
        row.name(6, Complaint.Origin.class),
        row.name(7, Complaint.State.class),
        row.text(8),
        (int) row.number(9),
        Json.read(row.text(10), Facts.class),
        asking == null ? null : Json.read(asking, Asking.class),
        receipt == null ? null : Json.read(receipt, Bill.class),
        remedy == null ? null : Json.read(remedy, Remedy.class),
        row.textOrNull(14),
        row.missing(15) ? null : row.number(15),
        row.time(16),
        row.timeOrNull(17),
        Json.read(row.text(18), Clock.class),
        Json.read(row.text(19), Clock.class));
  }
}
