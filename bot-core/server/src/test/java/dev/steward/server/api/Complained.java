package dev.steward.server.api;

import dev.steward.engine.store.Sql;
import org.jspecify.annotations.Nullable;

/** Writes complaints and incidents as the engine does. */
final class Complained {
  static final String PERSON = "web:person-hong";
  static final String ORDER = "E20261103888";
  static final String STORY = "客服一直不理我";

  private static final String CLOCK = "{\"target\":14400000,\"used\":0,\"stopped\":false}";

  private Complained() {}

  static int price(Sql sql, long number, String state) {
    return complaint(
        sql,
        number,
        "price",
        state,
        "{\"PRODUCT\":\"小绿罐\",\"SKU\":\"milk-1\",\"PAID\":\"39800\",\"PIECES\":\"2\",\"CHANNEL\":\"group\",\"TIER\":\"normal\","
            + "\"SEEN\":\"17900\",\"ORDER\":\""
            + ORDER
            + "\",\"WHERE\":\"live\"}",
        "{\"version\":1,\"name\":\"一段奶粉\",\"paid\":39800,\"pieces\":2,\"channel\":\"all\","
            + "\"tier\":\"普通\",\"seen\":17900,\"seenPieces\":1,\"where\":\"LIVE\","
            + "\"withCoupon\":false,\"asked\":1793685600000,\"tiers\":[\"普通\"],\"lines\":[]}",
        "{\"way\":\"REFUND\",\"cents\":4000,\"text\":\"\"}");
  }

  static int service(Sql sql, long number) {
    return complaint(sql, number, "service", "open", "{\"STORY\":\"" + STORY + "\"}", null, null);
  }

  private static int complaint(
      Sql sql,
      long number,
      String kind,
      String state,
      String facts,
      @Nullable String receipt,
      @Nullable String remedy) {
    sql.update(
        "INSERT INTO complaint (number, person_id, group_id, user_id, kind, origin, state, pack,"
            + " version, sku, facts, receipt, remedy, assignee, opened, changed, reply_clock,"
            + " done_clock) VALUES (?, ?, 'web:mama-1', 'web:hong', ?, 'word', ?, 'skincare', 1,"
            + " NULL, ?, ?, ?, 'lin', ?, ?, ?, ?)",
        number,
        PERSON,
        kind,
        state,
        facts,
        receipt,
        remedy,
        ApiRig.START,
        ApiRig.START,
        CLOCK,
        CLOCK);
    sql.update(
        "INSERT INTO complaint_history (id, number, at, who, what, from_state, to_state, note)"
            + " VALUES (?, ?, ?, 'lin', 'asked', '', ?, ?)",
        number,
        number,
        ApiRig.START,
        state,
        STORY);
    sql.update(
        "INSERT INTO complaint_evidence (id, number, role, group_id, user_id, at, text, spans)"
            + " VALUES (?, ?, 'message', 'web:mama-1', 'web:hong', ?, ?, '[]')",
        number,
        number,
        ApiRig.START,
        STORY);
    return change(sql, 10 + number, number, "opened");
  }

  static int change(Sql sql, long seq, long number, String what) {
    return sql.update(
        "INSERT INTO complaint_change (seq, complaint, what, at) VALUES (?, ?, ?, ?)",
        seq,
        number,
        what,
        ApiRig.START);
  }

  static int incident(Sql sql, long number, long... complaints) {
    for (long complaint : complaints) {
      sql.update(
          "INSERT INTO incident_complaint (complaint, incident, person_id, subject)"
              + " VALUES (?, ?, ?, 's')",
          complaint,
          number,
          PERSON);
    }
    sql.update(
        "INSERT INTO incident_change (seq, incident, what, complaint, at)"
            + " VALUES (?, ?, 'opened', NULL, ?)",
        10 * number,
        number,
        ApiRig.START);
    for (long complaint : complaints) {
      sql.update(
          "INSERT INTO incident_change (seq, incident, what, complaint, at)"
              + " VALUES (?, ?, 'joined', ?, ?)",
          10 * number + complaint,
          number,
          complaint,
          ApiRig.START);
    }
    return sql.update(
        "INSERT INTO incident (number, subject, sku, channel, cents, day, state, opened, note)"
            + " VALUES (?, 's', 'milk-1', 'live', 17900, 20760, 'open', ?, ?)",
        number,
        ApiRig.START,
        STORY);
  }
}
