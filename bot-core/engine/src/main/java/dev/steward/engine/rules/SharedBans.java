package dev.steward.engine.rules;

import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.casework.TodoWanted;
import dev.steward.engine.store.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which bans are shared with other groups. A case in another group tells by its message's id. */
final class SharedBans {
  /** How long a preview can be confirmed. */
  private static final Duration FRESH = Duration.ofHours(1);

  private static final String FROM_CASE = "shared:";

  private final Sql sql;

  SharedBans(Sql sql) {
    this.sql = sql;
  }

  /** What stands for the message in a case that follows another one. */
  static String messageId(long caseNumber) {
    return FROM_CASE + caseNumber;
  }

  /** Keeps what a preview was about, so that just that can be confirmed. */
  void preview(ShareAsked asked, ShareTold words, Instant now) {
    sql.update(
        "DELETE FROM shared_ban WHERE case_number = ? AND state <> 'shared'", asked.caseNumber());
    sql.update(
        "INSERT INTO shared_ban (case_number, reason, by_login, at, state, words_zh,"
            + " words_en)"
            + " VALUES (?, ?, ?, ?, 'preview', ?, ?)",
        asked.caseNumber(),
        asked.reason(),
        asked.staff(),
        now,
        words.zh(),
        words.en());
  }

  /** The reason of a preview that is still fresh. */
  Optional<String> previewed(long caseNumber, Instant now) {
    return sql.first(
        "SELECT reason FROM shared_ban WHERE case_number = ? AND state = 'preview' AND at > ?",
        row -> row.text(1),
        caseNumber,
        now.minus(FRESH));
  }

  void share(long caseNumber, String staff, Instant now) {
    sql.update(
        "UPDATE shared_ban SET state = 'shared', by_login = ?, at = ? WHERE case_number = ?",
        staff,
        now,
        caseNumber);
  }

  boolean isShared(long caseNumber) {
    return sql.first(
            "SELECT 1 FROM shared_ban WHERE case_number = ? AND state = 'shared'",
            row -> true,
            caseNumber)
        .orElse(false);
  }

  void withdraw(long caseNumber, String staff, Instant now) {
    sql.update(
        "UPDATE shared_ban SET state = 'withdrawn', withdrawn_by = ?, withdrawn = ?"
            + " WHERE case_number = ?",
        staff,
        now,
        caseNumber);
  }

  /** The cases of other groups that follow one, by number and person, but for those taken back. */
  List<Followed> followed(long caseNumber) {
    return sql.list(
        "SELECT number, person_id FROM moderation_case WHERE message_id = ? AND state = 'open'"
            + " ORDER BY number",
        row -> new Followed(row.number(1), row.text(2)),
        messageId(caseNumber));
  }

  /** The case that a message's id stands for; empty when it is of a message. */
  static Optional<Long> originOf(String messageId) {
    return messageId.startsWith(FROM_CASE)
        ? Optional.of(Long.parseLong(messageId.substring(FROM_CASE.length())))
        : Optional.empty();
  }

  /** Whether a ban is shared and was not taken back. */
  boolean holds(long caseNumber) {
    return sql.first(
            "SELECT 1 FROM shared_ban s JOIN moderation_case c ON c.number = s.case_number"
                + " WHERE s.case_number = ? AND s.state = 'shared' AND c.state = 'open'",
            row -> true,
            caseNumber)
        .orElse(false);
  }

  /** What a group's staff are asked about a shared ban. */
  static String subject(long caseNumber, GroupId group) {
    return "shared-ban:" + caseNumber + ":" + group;
  }

  /**
   * Whether a group has decided about it since it was shared: followed it, taken that back, or been
   * asked. What is shared anew is decided anew.
   */
  boolean isDecided(long caseNumber, GroupId group) {
    return sql.first(
                "SELECT 1 FROM moderation_case c JOIN shared_ban s ON s.case_number = ?"
                    + " WHERE c.message_id = ? AND c.group_id = ? AND c.opened >= s.at",
                row -> true,
                caseNumber,
                messageId(caseNumber),
                group)
            .isPresent()
        || sql.first(
                "SELECT 1 FROM todo t JOIN shared_ban s ON s.case_number = ?"
                    + " WHERE t.kind = ? AND t.subject = ? AND t.created >= s.at",
                row -> true,
                caseNumber,
                TodoWanted.SUGGESTION,
                subject(caseNumber, group))
            .isPresent();
  }

  /** A case that follows another. */
  record Followed(long number, String person) {}

  /** The oldest ban of a person that other groups of a platform share with this one. */
  Optional<SharedBan> of(String person, GroupId group) {
    return sql
        .list(
            "SELECT s.case_number, c.user_id, c.person_id, c.pack, s.reason, s.by_login"
                + " FROM moderation_case c JOIN shared_ban s ON s.case_number = c.number"
                + " WHERE c.person_id = ? AND c.group_id <> ? AND c.state = 'open'"
                + " AND s.state = 'shared' ORDER BY c.number",
            SharedBans::read,
            person,
            group)
        .stream()
        .filter(ban -> ban.user().platform().equals(group.platform()))
        .filter(ban -> !isDecided(ban.caseNumber(), group))
        .findFirst();
  }

  private static SharedBan read(Sql.Row row) throws SQLException {
    return new SharedBan(
        row.number(1),
        UserId.parse(row.text(2)),
        row.text(3),
        row.text(4),
        row.text(5),
        row.text(6));
  }
}
