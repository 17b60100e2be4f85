package dev.steward.server.console;

import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Span;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows that the features of an engine would have written. */
final class Seeds {
  private final ConsoleRig rig;

  Seeds(ConsoleRig rig) {
    this.rig = rig;
  }

  void member(String group, String user, String name) {
    rig.write(
        sql ->
            sql.update(
                "INSERT INTO member (group_id, user_id, name, role, messages, present)"
                    + " VALUES (?, ?, ?, 'member', 3, 1)",
                group,
                user,
                name));
  }

  void moderationCase(long number, String group, String user, String evidence, Span... spans) {
    rig.write(
        sql -> {
          sql.update(
              "INSERT INTO moderation_case (number, seq, group_id, user_id, person_id, pack,"
                  + " version, rule, clause, clause_text, spans, strike, sanction, until, mode,"
                  + " opened, state) VALUES (?, ?, ?, ?, ?, 'mother-and-baby', 3, 'no-ads', 2,"
                  + " '不发广告', ?, 1, 'mute', ?, 'live', ?, 'open')",
              number,
              number,
              group,
              user,
              user,
              Json.write(spans),
              rig.clock.instant().plus(Duration.ofMinutes(10)),
              rig.clock.instant());
          sql.update("INSERT INTO evidence (case_number, text) VALUES (?, ?)", number, evidence);
          return sql.update(
              "INSERT INTO strike (case_number, person_id, group_id, rule, mode, at, expires)"
                  + " VALUES (?, ?, ?, 'no-ads', 'live', ?, ?)",
              number,
              user,
              group,
              rig.clock.instant(),
              rig.clock.instant().plus(Duration.ofDays(30)));
        });
  }

  /** A text that each of these posted once, all taken away but the first. */
  void campaign(long number, String group, String text, String... users) {
    rig.write(
        sql -> {
          sql.update(
              "INSERT INTO campaign (number, wave, text_hash, pack, version, rule, clause,"
                  + " clause_text, opened, state) VALUES (?, ?, 1, 'mother-and-baby', 3, 'copies', 2,"
                  + " '不发广告', ?, 'open')",
              number,
              number,
              rig.clock.instant());
          for (int i = 0; i < users.length; i++) {
            sql.update(
                "INSERT INTO campaign_post (number, group_id, message_id, user_id, person_id, at,"
                    + " fate) VALUES (?, ?, ?, ?, ?, ?, ?)",
                number,
                group,
                "copy" + i,
                users[i],
                users[i],
                rig.clock.instant(),
                i > 0 ? "taken" : "stands");
          }
          return sql.update("INSERT INTO evidence (case_number, text) VALUES (?, ?)", number, text);
        });
  }

  void todo(long number, String group, String zh, String en, String detail, Duration due) {
    rig.write(
        sql ->
            sql.update(
                "INSERT INTO todo (number, kind, group_id, subject, title, detail, state, created,"
                    + " due) VALUES (?, 'work-order', ?, ?, ?, ?, 'open', ?, ?)",
                number,
                group,
                "subject-" + number,
                Json.write(Map.of("zh", zh, "en", en)),
                Json.write(Map.of("text", detail)),
                rig.clock.instant(),
                rig.clock.instant().plus(due)));
  }

  /** A decision about an event of a group; {@code seq} is the event's. */
  void decision(Sql sql, long id, long seq, String group, String mode, Span... spans) {
    sql.update(
        "INSERT INTO decision (id, seq, lane_key, feature, verdict, mode, reason)"
            + " VALUES (?, ?, ?, 'rules', 'delete', ?, ?)",
        id,
        seq,
        "group:" + group,
        mode,
        Json.write(
            new Reason(
                "rules",
                "广告：第 2 条",
                "advert: clause 2",
                "mother-and-baby",
                3,
                ConsoleRig.MAMA.rules().rules().getFirst().id(),
                "rules.yaml:12:3",
                2,
                List.of(spans),
                7L)));
  }

  void action(Sql sql, long id, long seq, String group, String state, @Nullable String outcome) {
    sql.update(
        "INSERT INTO action (id, seq, lane_key, account, kind, payload, reason, case_number, state,"
            + " created, expires, outcome) VALUES (?, ?, ?, 'web:steward', 'delete', ?, '{}', 7, ?,"
            + " 0, 0, ?)",
        id,
        seq,
        "group:" + group,
        "{\"type\":\"delete\",\"group\":\"" + group + "\",\"messageId\":\"m\"}",
        state,
        outcome);
  }
}
