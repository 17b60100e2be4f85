package dev.steward.server.console;

import dev.steward.chat.Key;
import dev.steward.engine.prices.ComplaintFile;
import dev.steward.engine.prices.ComplaintFiles;
import dev.steward.engine.script.Money;
import dev.steward.engine.store.Sql;
import dev.steward.server.data.Readers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Many complaints of one cause, answered once for all. */
final class IncidentPage {
  private static final int LONGEST_NOTE = 1_000;
  private static final Set<String> ORDERS = Set.of("approve", "explain");

  private final Readers readers;
  private final Chores chores;
  private final ComplaintsPage complaints;
  private final Pages pages;
  private final Times times;

  IncidentPage(
      Readers readers, Chores chores, ComplaintsPage complaints, Pages pages, Times times) {
    this.readers = readers;
    this.chores = chores;
    this.complaints = complaints;
    this.pages = pages;
    this.times = times;
  }

  private record Stored(
      String sku, long cents, boolean open, String opened, String endedBy, String note) {}

  /** What the page shows. */
  record Model(
      long number,
      String product,
      String price,
      boolean open,
      String opened,
      String endedBy,
      String note,
      String refunds,
      List<ComplaintsPage.Item> complaints,
      boolean acts) {}

  Answer show(Visit visit) {
    long number = visit.askedNumber("number", 0);
    return readers.read(
        sql -> {
          Stored stored = stored(sql, number);
          List<ComplaintFile> files = ComplaintFiles.ofIncident(sql, number);
          long refunds =
              files.stream()
                  .map(ComplaintFile::remedyCents)
                  .mapToLong(cents -> cents == null ? 0 : cents)
                  .sum();
          return pages.show(
              visit,
              "incident",
              new Model(
                  number,
                  ComplaintFiles.product(sql, number, stored.sku).orElse(stored.sku),
                  visit.texts().say("money", Money.yuan(stored.cents)),
                  stored.open,
                  stored.opened,
                  stored.endedBy,
                  stored.note,
                  refunds == 0 ? "" : visit.texts().say("money", Money.yuan(refunds)),
                  files.stream().map(file -> complaints.item(sql, visit, file)).toList(),
                  visit.may(Right.OPERATE) && stored.open));
        });
  }

  private Stored stored(Sql sql, long number) {
    return sql.first(
            "SELECT sku, cents, state, opened, coalesce(ended_by, ''), note FROM incident"
                + " WHERE number = ?",
            row ->
                new Stored(
                    row.text(1),
                    row.number(2),
                    row.text(3).equals("open"),
                    times.at(row.time(4)),
                    row.text(5),
                    row.text(6)),
            number)
        .orElseThrow(Refusal::notFound);
  }

  /** All who are in it get the same answer, each in private. */
  Answer settle(Visit visit) {
    long number = visit.number("number");
    String order = visit.field("do");
    String note = visit.field("note");
    boolean wordless = order.equals("explain") && note.isEmpty();
    if (!ORDERS.contains(order) || wordless || note.length() > LONGEST_NOTE) {
      throw Refusal.badField();
    }
    chores.command(
        visit.staff(),
        List.of(Key.BRAND),
        "incident-" + order,
        Map.of("number", Long.toString(number), "note", note));
    boolean open = readers.<Boolean>read(sql -> stored(sql, number).open);
    return Answer.seeOther(
        Visit.link(
            "/console/incident",
            "number",
            number,
            "done",
            open ? "incident-some" : "incident",
            "n",
            number));
  }

  /** Takes a complaint out, or moves it to another incident. */
  Answer move(Visit visit) {
    long complaint = visit.number("complaint");
    String to = visit.field("to");
    long number = to.isEmpty() ? 0 : visit.number("to");
    String unmoved = readers.read(sql -> unmoved(sql, complaint, number));
    if (!unmoved.isEmpty()) {
      return Answer.seeOther(
          Visit.link("/console/complaint", "number", complaint, "done", unmoved, "n", to));
    }
    chores.command(
        visit.staff(),
        List.of(Key.BRAND),
        "incident-move",
        Map.of("complaint", Long.toString(complaint), "to", to));
    return Answer.seeOther(
        Visit.link("/console/complaint", "number", complaint, "done", "complaint", "n", complaint));
  }

  /**
   * Why a complaint stays where it is; empty when it can be moved.
   *
   * @param to 0 for out of its incident
   */
  private static String unmoved(Sql sql, long complaint, long to) {
    Optional<Long> from =
        sql.first(
            "SELECT coalesce(incident, 0) FROM incident_complaint WHERE complaint = ?",
            row -> row.number(1),
            complaint);
    if (from.isEmpty()) {
      return "incident-unfit";
    }
    if (from.get() == to) {
      return to == 0 ? "incident-out" : "incident-same";
    }
    boolean there =
        to == 0
            || sql.first("SELECT 1 FROM incident WHERE number = ?", row -> row.number(1), to)
                .isPresent();
    return there ? "" : "incident-unknown";
  }
}
