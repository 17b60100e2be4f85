package dev.steward.server.data;

import dev.steward.chat.UserId;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Everything that is kept of one person: shown to whoever asks for it, and erased. Erasing takes
 * away what they said, what was said to them, their names and the texts behind their cases; that
 * something happened stays.
 */
public final class Members {
  private static final int SLICE = 500;

  private final Database database;
  private final Changes changes;

  public Members(Database database, Changes changes) {
    this.database = database;
    this.changes = changes;
  }

  /** A person and their logins. */
  private record Who(String person, Set<String> logins) {}

  /**
   * What was erased.
   *
   * @param messages bodies of events that this person caused
   * @param answers what Steward had said to them or about them
   * @param evidence texts behind cases and complaints
   * @param names places where their name stood
   * @param rooms lines in the history of Steward's own chat
   * @param ballots polls in which they had voted
   */
  public record Erased(
      String person, int messages, int answers, int evidence, int names, int rooms, int ballots) {}

  /** What a platform keeps by itself. */
  @FunctionalInterface
  public interface OwnHistory {
    /** Forgets what the person of this login said; returns how many lines that were. */
    int forget(UserId login) throws IOException;
  }

  /**
   * All that is kept of a person, as JSON; empty when nobody is known by that name.
   *
   * @param name a login such as {@code web:u7f3}, or a person's id
   */
  public Optional<String> export(String name) throws SQLException {
    try (Sql sql = new Sql(database.openForReading())) {
      Who who = who(sql, name);
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("person", who.person);
      all.put("logins", who.logins);
      List<Object> groups = new ArrayList<>();
      List<Object> events = new ArrayList<>();
      for (String login : who.logins) {
        groups.addAll(
            sql.list(
                "SELECT group_id, user_id, name, role, joined, present FROM member WHERE user_id = ?",
                row -> {
                  Map<String, Object> group = new LinkedHashMap<>();
                  group.put("group", row.text(1));
                  group.put("login", row.text(2));
                  group.put("name", row.text(3));
                  group.put("role", row.text(4));
                  group.put("joined", String.valueOf(row.timeOrNull(5)));
                  group.put("present", row.yes(6));
                  return group;
                },
                login));
        events.addAll(events(sql, login));
      }
      List<Map<String, Object>> cases = cases(sql, who);
      List<Map<String, Object>> complaints = ComplaintWords.of(sql, who.person);
      if (groups.isEmpty() && events.isEmpty() && cases.isEmpty() && complaints.isEmpty()) {
        return Optional.empty();
      }
      all.put("groups", groups);
      all.put("events", events);
      all.put("cases", cases);
      all.put("campaigns", campaigns(sql, who));
      all.put("checkins", checkIns(sql, who));
      all.put("points", points(sql, who));
      all.put("tiers", tiers(sql, who));
      all.put("questions", who.logins.stream().flatMap(login -> asked(sql, login)).toList());
      all.put("ballots", Ballots.of(sql, who.person));
      all.put("complaints", complaints);
      return Optional.of(Json.write(all));
    }
  }

  private static List<Map<String, Object>> events(Sql sql, String login) {
    return sql.list(
        "SELECT j.seq, j.lane_key, j.kind, j.arrived, j.fate, b.text FROM journal j LEFT JOIN body"
            + " b ON b.seq = j.seq WHERE j.user_id = ? ORDER BY j.seq",
        row -> {
          Map<String, Object> event = new LinkedHashMap<>();
          event.put("seq", row.number(1));
          event.put("where", row.text(2));
          event.put("kind", row.text(3));
          event.put("at", row.time(4).toString());
          event.put("fate", row.text(5));
          String body = row.textOrNull(6);
          if (body != null) {
            event.put("body", Json.read(body, Object.class));
          }
          return event;
        },
        login);
  }

  private static List<Map<String, Object>> checkIns(Sql sql, Who who) {
    return sql.list(
        "SELECT day, said_day, group_id FROM checkin_day WHERE person_id = ? ORDER BY day",
        row ->
            Map.of(
                "day", LocalDate.ofEpochDay(row.number(1)).toString(),
                "said", LocalDate.ofEpochDay(row.number(2)).toString(),
                "group", row.text(3)),
        who.person);
  }

  private static List<Map<String, Object>> tiers(Sql sql, Who who) {
    return sql.list(
        "SELECT since, tier FROM person_tier WHERE person_id = ? ORDER BY since",
        row -> {
          Map<String, Object> tier = new LinkedHashMap<>();
          tier.put("since", row.time(1).toString());
          tier.put("tier", row.textOrNull(2));
          return tier;
        },
        who.person);
  }

  private static Stream<Map<String, Object>> asked(Sql sql, String login) {
    return sql
        .list(
            "SELECT at, group_id, text, entry FROM faq_answer WHERE user_id = ? AND text IS NOT NULL"
                + " UNION ALL SELECT at, group_id, text, '' FROM faq_question WHERE user_id = ?"
                + " AND text IS NOT NULL ORDER BY 1",
            row ->
                Map.<String, Object>of(
                    "at", row.time(1).toString(),
                    "group", row.text(2),
                    "text", row.text(3),
                    "answer", row.text(4)),
            login,
            login)
        .stream();
  }

  private static List<Map<String, Object>> points(Sql sql, Who who) {
    return sql.list(
        "SELECT day, amount, why FROM points_entry WHERE account = ? ORDER BY id",
        row ->
            Map.of(
                "day", LocalDate.ofEpochDay(row.number(1)).toString(),
                "amount", row.number(2),
                "why", row.text(3)),
        "person:" + who.person);
  }

  private static List<Map<String, Object>> cases(Sql sql, Who who) {
    return sql.list(
        "SELECT c.number, c.group_id, c.user_id, c.rule, c.clause_text, c.sanction, c.opened,"
            + " c.state, e.text FROM moderation_case c LEFT JOIN evidence e ON e.case_number ="
            + " c.number WHERE c.person_id = ? ORDER BY c.number",
        row -> {
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("number", row.number(1));
          one.put("group", row.text(2));
          one.put("login", row.text(3));
          one.put("rule", row.text(4));
          one.put("clause", row.text(5));
          one.put("sanction", row.text(6));
          one.put("opened", row.time(7).toString());
          one.put("state", row.text(8));
          String evidence = row.textOrNull(9);
          if (evidence != null) {
            one.put("evidence", evidence);
          }
          return one;
        },
        who.person);
  }

  /** What was taken away because several members had posted the same. */
  private static List<Map<String, Object>> campaigns(Sql sql, Who who) {
    return sql.list(
        "SELECT p.number, p.group_id, p.user_id, p.at, p.fate, c.rule, c.state, e.text"
            + " FROM campaign_post p JOIN campaign c ON c.number = p.number LEFT JOIN evidence e"
            + " ON e.case_number = p.number WHERE p.person_id = ? ORDER BY p.number, p.at",
        row -> {
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("number", row.number(1));
          one.put("group", row.text(2));
          one.put("login", row.text(3));
          one.put("posted", row.time(4).toString());
          one.put("fate", row.text(5));
          one.put("rule", row.text(6));
          one.put("state", row.text(7));
          String evidence = row.textOrNull(8);
          if (evidence != null) {
            one.put("evidence", evidence);
          }
          return one;
        },
        who.person);
  }

  /**
   * Erases a person; empty when nobody is known by that name.
   *
   * @param rooms the history of Steward's own chat
   * @param now when it is done
   */
  public Optional<Erased> erase(String name, Instant now, OwnHistory rooms)
      throws SQLException, IOException {
    if (export(name).isEmpty()) {
      return Optional.empty();
    }
    try (Sql sql = new Sql(database.openForReading())) {
      Who who = who(sql, name);
      List<Long> bodies = new ArrayList<>();
      Set<Long> answers = new LinkedHashSet<>();
      Set<Long> todos = new LinkedHashSet<>();
      for (String login : who.logins) {
        bodies.addAll(
            sql.list(
                "SELECT j.seq FROM journal j JOIN body b ON b.seq = j.seq WHERE j.user_id = ?"
                    + " OR (j.kind = 'timer-due' AND replace(b.text, ?, '') <> b.text)"
                    + " OR (j.kind = 'helper-answered' AND replace(b.text, ?, '') <> b.text)"
                    + " OR (j.kind = 'staff-command' AND replace(b.text, ?, '') <> b.text)",
                row -> row.number(1),
                login,
                inJson(Json.write(login)),
                inJson(inJson(Json.write(login))),
                Json.write(login)));
        answers.addAll(
            sql.list(
                "SELECT id FROM action WHERE state NOT IN ('pending', 'claimed')"
                    + " AND kind IN ('send', 'private', 'set-card') AND replace(payload, ?, '') <> payload",
                row -> row.number(1),
                Json.write(login)));
        todos.addAll(
            sql.list(
                "SELECT number FROM todo WHERE (state = 'done' OR kind LIKE 'rule-%')"
                    + " AND replace(detail, ?, '') <> detail",
                row -> row.number(1), Json.write(login)));
      }
      int messages =
          eachSlice(bodies, (write, seq) -> write.update("DELETE FROM body WHERE seq = ?", seq));
      int spoken = eachSlice(List.copyOf(answers), SaidWords::hollow);
      int _ =
          eachSlice(
              List.copyOf(todos),
              (write, number) ->
                  // What rules asked to look at says nothing without the words.
                  write.update(
                      "UPDATE todo SET detail = '{}', state = 'done', ended = coalesce(ended, ?)"
                          + " WHERE number = ?",
                      now,
                      number));
      List<Long> numbers =
          sql.list(
              "SELECT number FROM moderation_case WHERE person_id = ?",
              row -> row.number(1),
              who.person);
      int evidence =
          eachSlice(
              numbers,
              (write, number) ->
                  write.update("DELETE FROM evidence WHERE case_number = ?", number));
      int _ =
          eachSlice(
              numbers,
              (write, number) ->
                  // What staff wrote by hand is about the person.
                  write.update(
                      "UPDATE moderation_case SET clause_text = '' WHERE number = ? AND clause = 0",
                      number));
      int _ =
          eachSlice(
              numbers,
              (write, number) ->
                  write.update(
                      "UPDATE shared_ban SET reason = '', words_zh = '', words_en = ''"
                          + " WHERE case_number = ?",
                      number));
      evidence += copies(sql, who);
      List<Long> complaints =
          sql.list(
              "SELECT number FROM complaint WHERE person_id = ?", row -> row.number(1), who.person);
      evidence +=
          eachSlice(complaints, (write, number) -> ComplaintWords.erase(write, number, now));
      for (String login : who.logins) {
        evidence += changes.<Integer>change(write -> ComplaintWords.ofLogin(write, login));
      }
      int names =
          changes.change(
              write ->
                  who.logins.stream()
                      .mapToInt(
                          login ->
                              write.update(
                                  "UPDATE member SET name = '' WHERE user_id = ? AND name <> ''",
                                  login))
                      .sum());
      changes.change(write -> who.logins.stream().mapToInt(login -> questions(write, login)).sum());
      int ballots = changes.change(write -> Ballots.erase(write, who.person, now));
      int _ =
          changes.<Integer>change(
              write -> write.update("DELETE FROM person_tier WHERE person_id = ?", who.person));
      int lines = 0;
      for (String login : who.logins) {
        lines += rooms.forget(UserId.parse(login));
      }
      return Optional.of(new Erased(who.person, messages, spoken, evidence, names, lines, ballots));
    }
  }

  /** That a text was theirs too; the text itself once nobody else is known to have posted it. */
  private int copies(Sql sql, Who who) throws SQLException {
    List<Long> numbers =
        sql.list(
            "SELECT DISTINCT number FROM campaign_post WHERE person_id = ?",
            row -> row.number(1),
            who.person);
    return eachSlice(
        numbers,
        (write, number) -> {
          write.update(
              "DELETE FROM campaign_post WHERE number = ? AND person_id = ?", number, who.person);
          if (write
              .first("SELECT 1 FROM campaign_post WHERE number = ?", row -> true, number)
              .isPresent()) {
            return 0;
          }
          // Where it was taken back, the groups saw it again.
          write
              .list(
                  "SELECT id FROM action WHERE case_number = ? AND kind = 'send'",
                  row -> row.number(1),
                  number)
              .forEach(id -> SaidWords.hollow(write, id));
          return write.update("DELETE FROM evidence WHERE case_number = ?", number);
        });
  }

  /**
   * Takes the words out of what a person asked, of what staff taught by them, and of questions that
   * wait for a verdict; that something was answered stays.
   */
  private static int questions(Sql write, String login) {
    int forgotten = 0;
    for (String table : List.of("faq_answer", "faq_question", "faq_lesson")) {
      forgotten += write.update("UPDATE " + table + " SET text = NULL WHERE user_id = ?", login);
    }
    forgotten += write.update("DELETE FROM faq_choice WHERE user_id = ?", login);
    forgotten +=
        write.update(
            "DELETE FROM timer WHERE feature IN ('faq', 'private-questions')"
                + " AND replace(payload, ?, '') <> payload",
            Json.write(login));
    return forgotten
        + write.update(
            "UPDATE todo SET detail = '{}' WHERE subject = group_id || ':faq:' || ?", login);
  }

  private static Who who(Sql sql, String name) {
    String person =
        sql.first("SELECT person_id FROM person_login WHERE user_id = ?", row -> row.text(1), name)
            .orElse(name);
    Set<String> logins =
        new LinkedHashSet<>(
            sql.list(
                "SELECT user_id FROM person_login WHERE person_id = ? ORDER BY user_id",
                row -> UserId.parse(row.text(1)).toString(),
                person));
    if (logins.isEmpty()) {
      logins.add(name);
    }
    return new Who(person, logins);
  }

  /** How a text stands in JSON that is itself a text in JSON, such as a timer's payload. */
  private static String inJson(String json) {
    String quoted = Json.write(json);
    return quoted.substring(1, quoted.length() - 1);
  }

  /** What is done to one row; returns how many it changed. */
  @FunctionalInterface
  private interface Step {
    int apply(Sql write, long key);
  }

  private int eachSlice(List<Long> keys, Step step) {
    int changed = 0;
    for (int from = 0; from < keys.size(); from += SLICE) {
      List<Long> slice = keys.subList(from, Math.min(keys.size(), from + SLICE));
      changed +=
          changes.change(write -> slice.stream().mapToInt(key -> step.apply(write, key)).sum());
    }
    return changed;
  }
}
