package dev.steward.engine.prices;

import dev.steward.chat.Event;
import dev.steward.chat.Media;
import dev.steward.chat.Segment;
import dev.steward.engine.flow.Span;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.util.List;
import java.util.Optional;

/** Reads complaints for those who look at them from outside of the lanes. */
public final class ComplaintFiles {
  private ComplaintFiles() {}

  /** Which ones. */
  public enum Which {
    /** Those that wait for staff, most urgent first. */
    STAFF("state IN ('waiting_staff', 'reopened')", "due, number"),
    /** Those that wait for the member. */
    MEMBER("state IN ('open', 'waiting_member')", "number"),
    /** Those that are settled, latest first. */
    OVER("state IN ('remedied', 'explained', 'closed')", "ended DESC, number DESC"),
    ALL("1 = 1", "number");

    private final String where;
    private final String order;

    Which(String where, String order) {
      this.where = where;
      this.order = order;
    }
  }

  /** Complaints, a page of them. */
  public static List<ComplaintFile> list(Sql sql, Which which, int most, long skip) {
    return sql.list(
        Complaints.FILE
            + " WHERE "
            + which.where
            + " ORDER BY "
            + which.order
            + " LIMIT ? OFFSET ?",
        Complaints::file,
        most,
        skip);
  }

  /** Those after a number, in order of their numbers; for exports that go on and on. */
  public static List<ComplaintFile> after(Sql sql, long number, int most) {
    return sql.list(
        Complaints.FILE + " WHERE number > ? ORDER BY number LIMIT ?",
        Complaints::file,
        number,
        most);
  }

  /** Those of an incident. */
  public static List<ComplaintFile> ofIncident(Sql sql, long incident) {
    return sql.list(
        Complaints.FILE
            + " WHERE number IN (SELECT complaint FROM incident_complaint WHERE incident = ?)"
            + " ORDER BY number",
        Complaints::file,
        incident);
  }

  /** The name of an incident's product, as the first of its complaints has it. */
  public static Optional<String> product(Sql sql, long incident, String sku) {
    return sql.first(
            Complaints.FILE
                + " WHERE number IN (SELECT complaint FROM incident_complaint WHERE incident = ?)"
                + " AND sku = ? ORDER BY number LIMIT 1",
            Complaints::file,
            incident,
            sku)
        .map(ComplaintFile::product);
  }

  public static Optional<ComplaintFile> find(Sql sql, long number) {
    return sql.first(Complaints.FILE + " WHERE number = ?", Complaints::file, number);
  }

  /** The one of a member that is open and was touched last. */
  public static Optional<ComplaintFile> latestOpen(Sql sql, String group, String user) {
    return sql.first(
        Complaints.FILE
            + " WHERE group_id = ? AND user_id = ? AND ended IS NULL"
            + " ORDER BY changed DESC, number DESC LIMIT 1",
        Complaints::file,
        group,
        user);
  }

  /** How many there are. */
  public static long count(Sql sql, Which which) {
    return sql.first("SELECT count(*) FROM complaint WHERE " + which.where, row -> row.number(1))
        .orElse(0L);
  }

  /** What was said, in order. */
  public static List<ComplaintFile.Evidence> evidence(Sql sql, long number) {
    return sql.list(
        "SELECT id, role, user_id, at, text, spans, recalled, edited FROM complaint_evidence"
            + " WHERE number = ? ORDER BY at, id",
        row ->
            new ComplaintFile.Evidence(
                row.number(1),
                row.text(2),
                row.textOrNull(3),
                row.time(4),
                row.text(5),
                List.of(Json.read(row.text(6), Span[].class)),
                row.yes(7),
                row.yes(8)),
        number);
  }

  /**
   * The pictures of a piece of evidence, as their platform knows them; none once the message that
   * brought them is forgotten.
   */
  public static List<Media> pictures(Sql sql, long number, long evidence) {
    return sql
        .first(
            "SELECT b.text FROM complaint_evidence e JOIN complaint c ON c.number = e.number"
                + " JOIN journal j ON j.lane_key = 'person:' || c.person_id"
                + " AND j.message_id = e.message_id AND j.kind = 'private-message-posted'"
                + " JOIN body b ON b.seq = j.seq"
                + " WHERE e.id = ? AND e.number = ? AND e.role = ? AND e.text <> ''"
                + " ORDER BY j.seq DESC LIMIT 1",
            row -> Json.read(row.text(1), Event.PrivateMessagePosted.class).content(),
            evidence,
            number,
            Proof.Role.PICTURE)
        .stream()
        .flatMap(content -> content.segments().stream())
        .filter(Segment.Image.class::isInstance)
        .map(segment -> ((Segment.Image) segment).media())
        .toList();
  }

  /** What was done, in order. */
  public static List<ComplaintFile.Step> history(Sql sql, long number) {
    return sql.list(
        "SELECT at, who, what, from_state, to_state, note FROM complaint_history"
            + " WHERE number = ? ORDER BY id",
        row ->
            new ComplaintFile.Step(
                row.time(1), row.text(2), row.text(3), row.text(4), row.text(5), row.text(6)),
        number);
  }

  /**
   * Takes a member's own words out of the facts of a complaint; figures stay.
   *
   * @param facts JSON as in the table
   */
  public static String withoutWords(String facts) {
    return Json.write(Json.read(facts, Facts.class).withoutWords());
  }

  /**
   * A clock of a complaint that nobody waits for any more.
   *
   * @param clock JSON as in the table
   */
  public static String ended(String clock) {
    return Json.write(Json.read(clock, Clock.class).ended());
  }
}
