package dev.steward.server.console;

import dev.steward.engine.rules.StaffOrders;
import dev.steward.engine.store.Sql;
import dev.steward.server.html.Texts;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Reads cases for lists. */
final class CaseRows {
  private static final String SELECT =
      "SELECT c.number, c.group_id, g.title, m.name, c.user_id, c.rule, c.clause, c.clause_text,"
          + " c.strike, c.sanction, c.until, c.mode, c.opened, c.state FROM moderation_case c"
          + " LEFT JOIN chat_group g ON g.group_id = c.group_id"
          + " LEFT JOIN member m ON m.group_id = c.group_id AND m.user_id = c.user_id";

  private final Times times;

  CaseRows(Times times) {
    this.times = times;
  }

  /**
   * A case in a list.
   *
   * @param member the name, or empty for those who may not see it
   * @param until when a mute ends, or empty
   */
  record CaseRow(
      long number,
      String href,
      String group,
      String member,
      String rule,
      String clause,
      String clauseText,
      long strike,
      String sanction,
      String until,
      boolean observed,
      String opened,
      boolean undone) {}

  /** Newest first, below a number; empty filters let everything through. */
  List<CaseRow> list(
      Sql sql, Visit visit, String group, String person, String state, long before, int most) {
    // Only what is asked stands in the query, so that the index of a group or a person is used.
    StringBuilder where = new StringBuilder(" WHERE c.number < ?");
    List<Object> arguments = new ArrayList<>(List.of(before));
    only("c.group_id", group, where, arguments);
    only("c.person_id", person, where, arguments);
    only("c.state", state, where, arguments);
    arguments.add(most);
    List<CaseRow> cases =
        sql.list(
            SELECT + where + " ORDER BY c.number DESC LIMIT ?",
            row -> row(visit, row),
            arguments.toArray());
    return Stream.concat(
            cases.stream(), campaigns(sql, visit, group, person, state, before, most).stream())
        .sorted(Comparator.comparingLong(CaseRow::number).reversed())
        .limit(most)
        .toList();
  }

  /** The same text by several members. */
  private List<CaseRow> campaigns(
      Sql sql, Visit visit, String group, String person, String state, long before, int most) {
    StringBuilder where = new StringBuilder(" WHERE c.number < ?");
    List<Object> arguments = new ArrayList<>(List.of(before));
    if (!state.isEmpty()) {
      where.append(state.equals("undone") ? " AND" : " AND NOT").append(" c.state = 'undone'");
    }
    posted("p.group_id", group, where, arguments);
    posted("p.person_id", person, where, arguments);
    arguments.add(most);
    Texts t = visit.texts();
    return sql.list(
        "SELECT c.number, c.rule, c.clause, c.clause_text, c.opened, c.state,"
            + " (SELECT count(DISTINCT p.person_id) FROM campaign_post p WHERE p.number = c.number),"
            + " (SELECT count(DISTINCT p.group_id) FROM campaign_post p WHERE p.number = c.number)"
            + " FROM campaign c"
            + where
            + " ORDER BY c.number DESC LIMIT ?",
        row ->
            new CaseRow(
                row.number(1),
                Visit.link("/console/case", "number", row.number(1)),
                t.say("campaign-groups", row.number(8)),
                t.say("campaign-members", row.number(7)),
                row.text(2),
                clause(row.number(3)),
                row.text(4),
                0,
                t.say("campaign"),
                "",
                false,
                times.at(row.time(5)),
                row.text(6).equals("undone")),
        arguments.toArray());
  }

  private static void posted(
      String column, String value, StringBuilder where, List<Object> arguments) {
    if (!value.isEmpty()) {
      where
          .append(" AND EXISTS (SELECT 1 FROM campaign_post p WHERE p.number = c.number AND ")
          .append(column)
          .append(" = ?)");
      arguments.add(value);
    }
  }

  private static void only(
      String column, String value, StringBuilder where, List<Object> arguments) {
    if (!value.isEmpty()) {
      where.append(" AND ").append(column).append(" = ?");
      arguments.add(value);
    }
  }

  /** The rule's name; where staff acted by hand there is none. */
  static String rule(Texts t, String rule) {
    return rule.equals(StaffOrders.BY_HAND) ? t.say("by-hand") : rule;
  }

  /** What staff wrote by hand is for those only who may read members' words. */
  static String because(Visit visit, String rule, String written) {
    return rule.equals(StaffOrders.BY_HAND) && !visit.may(Right.WORDS) ? "" : written;
  }

  /** The number of the group rule, or empty where none was named. */
  static String clause(long number) {
    return number == 0 ? "" : Long.toString(number);
  }

  private CaseRow row(Visit visit, Sql.Row row) throws SQLException {
    Texts t = visit.texts();
    String title = row.textOrNull(3);
    String name = row.textOrNull(4);
    return new CaseRow(
        row.number(1),
        Visit.link("/console/case", "number", row.number(1)),
        title == null ? row.text(2) : title,
        !visit.may(Right.WORDS) ? "" : name == null ? row.text(5) : name,
        rule(t, row.text(6)),
        clause(row.number(7)),
        because(visit, row.text(6), row.text(8)),
        row.number(9),
        t.word("sanction", row.text(10)),
        times.at(row.timeOrNull(11)),
        row.text(12).equals("observed"),
        times.at(row.time(13)),
        row.text(14).equals("undone"));
  }
}
