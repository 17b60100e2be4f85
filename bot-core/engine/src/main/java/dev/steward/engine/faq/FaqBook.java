package dev.steward.engine.faq;

import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Group;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables of the answers, for one lane. */
final class FaqBook {
  /** In {@code how}: answered in private. Before a group's id: offered in private. */
  private static final String ALONE = "private";

  private final Sql sql;

  FaqBook(Sql sql) {
    this.sql = sql;
  }

  /** How much was taught for a pack; grows with every lesson and every one undone or forgotten. */
  long revision(String pack) {
    return sql.first(
            "SELECT count(*) + coalesce(sum(undone), 0) + count(*) - count(text)"
                + " FROM faq_lesson WHERE pack = ?",
            row -> row.number(1),
            pack)
        .orElse(0L);
  }

  List<Knowledge.Lesson> lessons(String pack) {
    return sql.list(
        "SELECT entry, text, asks FROM faq_lesson WHERE pack = ? AND undone = 0 AND text IS NOT"
            + " NULL ORDER BY id",
        row -> new Knowledge.Lesson(row.text(1), row.text(2), row.yes(3)),
        pack);
  }

  void taught(LessonTaught lesson, long id, Instant at) {
    sql.update(
        "INSERT INTO faq_lesson (id, pack, entry, text, user_id, asks, login, at, undone)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)",
        id,
        lesson.pack(),
        lesson.entry(),
        lesson.text(),
        lesson.user(),
        lesson.asks(),
        lesson.login(),
        at);
  }

  void undo(long lesson) {
    sql.update("UPDATE faq_lesson SET undone = 1 WHERE id = ?", lesson);
  }

  /** What was answered. */
  record Said(long seq, String pack, String entry, UserId user, @Nullable String text) {}

  void said(Turn turn, String pack, String entry, Asked asked, String how, double sure) {
    sql.update(
        "INSERT INTO faq_answer (seq, group_id, pack, entry, user_id, text, how, score, at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        turn.seq(),
        turn.group().id(),
        pack,
        entry,
        asked.user(),
        asked.text(),
        asked.alone() ? ALONE : how,
        sure,
        turn.now());
  }

  /** The answer has been said; the platform calls it so. */
  void out(long seq, String messageId) {
    sql.update("UPDATE faq_answer SET message_id = ? WHERE seq = ?", messageId, seq);
  }

  /** The answer could not be said: nobody has read it. */
  void unsaid(long seq) {
    sql.update("DELETE FROM faq_answer WHERE seq = ? AND message_id IS NULL", seq);
  }

  /** Whether the group has read it since a time; what was said in private it has not. */
  boolean saidSince(GroupId group, String entry, Instant since) {
    return sql.first(
            "SELECT 1 FROM faq_answer WHERE group_id = ? AND entry = ? AND at >= ? AND how <> ?"
                + " LIMIT 1",
            row -> row.number(1),
            group,
            entry,
            since,
            ALONE)
        .isPresent();
  }

  Optional<Said> byMessage(GroupId group, String messageId) {
    return sql.first(
        "SELECT seq, pack, entry, user_id, text FROM faq_answer WHERE group_id = ? AND message_id ="
            + " ?",
        row ->
            new Said(
                row.number(1),
                row.text(2),
                row.text(3),
                UserId.parse(row.text(4)),
                row.textOrNull(5)),
        group,
        messageId);
  }

  void judged(long seq, boolean right, String login, @Nullable String entry) {
    sql.update(
        "UPDATE faq_answer SET verdict = ?, verdict_by = ?, verdict_entry = ? WHERE seq = ?",
        right ? "right" : "wrong",
        login,
        entry,
        seq);
  }

  void unanswered(Turn turn, String pack, Asked asked, @Nullable String nearest, double sure) {
    sql.update(
        "INSERT INTO faq_question (seq, group_id, pack, user_id, text, addressed, nearest, score,"
            + " at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        turn.seq(),
        turn.group().id(),
        pack,
        asked.user(),
        asked.text(),
        asked.addressed(),
        nearest,
        sure,
        turn.now());
  }

  /** A question that nobody has put away. */
  record Open(String pack, UserId user, String text) {}

  /** A group's question; empty when it is settled or its words are forgotten. */
  Optional<Open> open(GroupId group, long seq) {
    return sql.first(
        "SELECT pack, user_id, text FROM faq_question WHERE group_id = ? AND seq = ? AND settled ="
            + " 0 AND text IS NOT NULL",
        row -> new Open(row.text(1), UserId.parse(row.text(2)), row.text(3)),
        group,
        seq);
  }

  /** A group's question needs nobody any more. */
  void settle(GroupId group, long seq) {
    sql.update("UPDATE faq_question SET settled = 1 WHERE group_id = ? AND seq = ?", group, seq);
  }

  void offer(GroupId group, Asked asked, List<String> entries, long seq, Instant until) {
    sql.update(
        "INSERT INTO faq_choice (group_id, user_id, seq, entries, until) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (group_id, user_id) DO UPDATE SET seq = excluded.seq, entries ="
            + " excluded.entries, until = excluded.until",
        place(group, asked.alone()),
        asked.user(),
        seq,
        Json.write(entries),
        until);
  }

  private static String place(GroupId group, boolean alone) {
    return alone ? ALONE + ":" + group : group.toString();
  }

  /** The question for which answers were offered; empty when its words are forgotten. */
  Optional<String> offeredFor(GroupId group, Asked asked) {
    return sql.first(
            "SELECT coalesce(q.text, '') FROM faq_choice c JOIN faq_question q ON q.seq = c.seq"
                + " WHERE c.group_id = ? AND c.user_id = ?",
            row -> row.text(1),
            place(group, asked.alone()),
            asked.user())
        .filter(words -> !words.isEmpty());
  }

  /** What a member may choose from in a group; empty when nothing was offered lately. */
  List<String> offered(GroupId group, UserId user, Instant now) {
    return sql.first(
            "SELECT entries FROM faq_choice WHERE group_id = ? AND user_id = ? AND until >= ?",
            row -> Json.readStrings(row.text(1)),
            group,
            user,
            now)
        .orElse(List.of());
  }

  /** What somebody may choose from in private, until when, and the group whose answers they are. */
  record Offer(GroupId group, List<String> entries, Instant until) {
    Offer {
      entries = List.copyOf(entries);
    }
  }

  /** What was offered in private last; empty when nothing was lately. */
  Optional<Offer> offeredAlone(List<Group> groups, UserId user, Instant now) {
    return groups.stream()
        .flatMap(group -> offeredAlone(group.id(), user, now).stream())
        .max(Comparator.comparing(Offer::until));
  }

  private Optional<Offer> offeredAlone(GroupId group, UserId user, Instant now) {
    return sql.first(
        "SELECT entries, until FROM faq_choice WHERE group_id = ? AND user_id = ? AND until >= ?",
        row -> new Offer(group, Json.readStrings(row.text(1)), row.time(2)),
        place(group, true),
        user,
        now);
  }

  /** What was offered is taken; with an answer the question needs nobody any more. */
  void chosen(GroupId group, Asked asked, boolean answered) {
    if (answered) {
      sql.update(
          "UPDATE faq_question SET settled = 1 WHERE seq ="
              + " (SELECT seq FROM faq_choice WHERE group_id = ? AND user_id = ?)",
          place(group, asked.alone()),
          asked.user());
    }
    sql.update(
        "DELETE FROM faq_choice WHERE group_id = ? AND user_id = ?",
        place(group, asked.alone()),
        asked.user());
  }
}
