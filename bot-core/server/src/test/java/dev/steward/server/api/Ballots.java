package dev.steward.server.api;

import dev.steward.engine.polls.Question;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Poll;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes polls and their ballots as the engine does. */
final class Ballots {
  private Ballots() {}

  static int poll(Sql sql, long number, String type, boolean anonymous, String... codes) {
    return poll(sql, number, type, anonymous, false, codes);
  }

  /**
   * Opens a poll.
   *
   * @param live whether its results may be seen before the end
   */
  static int poll(
      Sql sql, long number, String type, boolean anonymous, boolean live, String... codes) {
    Poll.Type kind = Poll.Type.valueOf(type.toUpperCase(Locale.ROOT));
    List<Poll.Option> options =
        Arrays.stream(codes)
            .map(code -> new Poll.Option(code, kind == Poll.Type.RATING ? code : "选项 " + code))
            .toList();
    Question question =
        new Question(
            "问题 " + number,
            kind,
            options,
            false,
            1,
            kind == Poll.Type.MULTI ? codes.length : 1,
            List.of(),
            anonymous,
            live,
            !anonymous,
            List.of(),
            "",
            Language.ZH,
            ZoneId.of("Asia/Shanghai"),
            null,
            0,
            null,
            null);
    sql.update(
        "INSERT INTO poll (number, revision, question, title, type, anonymous, secret, state,"
            + " opened, opened_by, closes) VALUES (?, 1, ?, ?, ?, ?, '00', 'open', ?, 'lin', ?)",
        number,
        Json.write(question),
        question.title(),
        type,
        anonymous,
        ApiRig.START,
        ApiRig.START.plusSeconds(86_400));
    changed(sql, number, "opened", ApiRig.START);
    for (int i = 0; i < codes.length; i++) {
      sql.update(
          "INSERT INTO poll_code (poll, position, code, text) VALUES (?, ?, ?, ?)",
          number,
          i + 1,
          codes[i],
          options.get(i).text());
    }
    return sql.update(
        "INSERT INTO poll_reach (poll, group_id, members, at) VALUES (?, 'web:mama-1', 30, ?)",
        number,
        ApiRig.START);
  }

  private static void changed(Sql sql, long poll, String what, Instant at) {
    sql.update(
        "INSERT INTO poll_change (seq, poll, what, at)"
            + " SELECT coalesce(max(seq), 0) + 1, ?, ?, ? FROM poll_change",
        poll,
        what,
        at);
  }

  static int reopened(Sql sql, long number) {
    changed(sql, number, "reopened", ApiRig.START.plusSeconds(120));
    return sql.update("UPDATE poll SET state = 'open', ended = NULL WHERE number = ?", number);
  }

  static int closed(Sql sql, long number) {
    changed(sql, number, "closed", ApiRig.START.plusSeconds(60));
    return sql.update(
        "UPDATE poll SET state = 'closed', ended = ? WHERE number = ?",
        ApiRig.START.plusSeconds(60),
        number);
  }

  /** A ballot that stands, and the change that made it. */
  static int cast(
      Sql sql,
      long seq,
      long poll,
      String group,
      @Nullable String tier,
      @Nullable String choices,
      @Nullable String words) {
    String respondent = "r" + seq;
    if (words != null) {
      sql.update("INSERT INTO ballot_text (id, poll, text) VALUES (?, ?, ?)", seq, poll, words);
    }
    Long text = words == null ? null : seq;
    sql.update(
        "INSERT INTO ballot (poll, person_id, respondent, group_id, tier, choices, text_id, at,"
            + " kind) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'cast')",
        poll,
        "web:person-" + seq,
        respondent,
        group,
        tier,
        choices,
        text,
        ApiRig.START);
    return sql.update(
        "INSERT INTO ballot_change (seq, poll, respondent, group_id, tier, choices, text_id,"
            + " option_order, at, kind) VALUES (?, ?, ?, ?, ?, ?, ?, '[\"b\",\"a\"]', ?, 'cast')",
        seq,
        poll,
        respondent,
        group,
        tier,
        choices,
        text,
        ApiRig.START);
  }

  static int change(
      Sql sql,
      long seq,
      long poll,
      String respondent,
      String kind,
      @Nullable String choices,
      Instant at) {
    return sql.update(
        "INSERT INTO ballot_change (seq, poll, respondent, group_id, choices, at, kind)"
            + " VALUES (?, ?, ?, 'web:mama-1', ?, ?, ?)",
        seq,
        poll,
        respondent,
        choices,
        at,
        kind);
  }
}
