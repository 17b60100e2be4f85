package dev.steward.server.console;

import dev.steward.engine.prices.ComplaintFile;
import dev.steward.engine.prices.ComplaintFiles;
import dev.steward.engine.store.Sql;
import dev.steward.server.complaints.ComplaintExport;
import dev.steward.server.data.Readers;
import dev.steward.server.export.Format;
import dev.steward.server.html.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The board of complaints: by whose turn it is, with their clocks, and the incidents that are open.
 */
final class ComplaintsPage {
  private static final int PER_PAGE = 40;
  private static final int MOST_INCIDENTS = 20;

  private final Readers readers;
  private final Audit audit;
  private final Pages pages;
  private final Times times;
  private final ZoneId zone;

  ComplaintsPage(Readers readers, Audit audit, Pages pages, Times times, ZoneId zone) {
    this.readers = readers;
    this.audit = audit;
    this.pages = pages;
    this.times = times;
    this.zone = zone;
  }

  /** What the page shows. */
  record Model(
      List<Item> complaints,
      boolean none,
      List<CasesPage.Tab> tabs,
      List<IncidentRow> incidents,
      boolean someIncidents,
      String older) {}

  /**
   * One complaint.
   *
   * @param clocks until staff should have answered, and until it should be settled; those that run
   */
  record Item(
      long number,
      String href,
      String kind,
      String state,
      String product,
      String group,
      String verdict,
      String gap,
      List<Clock> clocks,
      String assignee,
      String incident,
      boolean verified,
      String opened) {}

  /** How long there is still time, or since when there is none. */
  record Clock(String left, boolean overdue) {}

  /** One incident that is open. */
  record IncidentRow(long number, String href, String product, String count) {}

  Answer list(Visit visit) {
    String tab = visit.asked("tab").isEmpty() ? "staff" : visit.asked("tab");
    ComplaintFiles.Which which =
        switch (tab) {
          case "member" -> ComplaintFiles.Which.MEMBER;
          case "over" -> ComplaintFiles.Which.OVER;
          default -> ComplaintFiles.Which.STAFF;
        };
    long page = Math.max(1, visit.askedNumber("page", 1));
    Model model =
        readers.read(
            sql -> {
              List<ComplaintFile> found =
                  ComplaintFiles.list(sql, which, PER_PAGE + 1, (page - 1) * PER_PAGE);
              List<Item> shown =
                  found.stream().limit(PER_PAGE).map(file -> item(sql, visit, file)).toList();
              List<IncidentRow> incidents = incidents(sql, visit.texts());
              return new Model(
                  shown,
                  shown.isEmpty(),
                  List.of(
                      tab(sql, visit, tab, "staff"),
                      tab(sql, visit, tab, "member"),
                      tab(sql, visit, tab, "over")),
                  incidents,
                  !incidents.isEmpty(),
                  found.size() > PER_PAGE ? visit.hereWith("page", page + 1) : "");
            });
    if (visit.may(Right.WORDS)) {
      audit.looked(visit.staff().login(), "complaints", tab);
    }
    return pages.show(visit, "complaints", model);
  }

  /** All complaints as a file; members' words only for those who may read them. */
  Answer export(Visit visit) {
    Format format = visit.asked("as").equals("xlsx") ? Format.XLSX : Format.CSV;
    boolean words = visit.may(Right.WORDS);
    ComplaintExport export = new ComplaintExport(zone, words);
    audit.looked(visit.staff().login(), "complaints-export", words ? "words" : "figures");
    return new Answer.Download(
        format.mediaType(),
        "complaints." + format.word(),
        out ->
            readers.read(
                sql -> {
                  try {
                    export.write(format, sql, out);
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                  return null;
                }));
  }

  private static CasesPage.Tab tab(Sql sql, Visit visit, String at, String tab) {
    long count =
        ComplaintFiles.count(sql, ComplaintFiles.Which.valueOf(tab.toUpperCase(Locale.ROOT)));
    return new CasesPage.Tab(
        Visit.link("/console/complaints", "tab", tab),
        visit.texts().say("complaints-" + tab) + " " + count,
        at.equals(tab));
  }

  Item item(Sql sql, Visit visit, ComplaintFile file) {
    Texts t = visit.texts();
    String verdict = file.verdict();
    Long gap = file.gap();
    Long incident = file.incident();
    boolean words = visit.may(Right.WORDS);
    return new Item(
        file.number(),
        Visit.link("/console/complaint", "number", file.number()),
        t.word("complaint-kind", file.kind()),
        t.word("complaint-state", file.state()),
        file.sku() != null || words ? file.product() : "",
        title(sql, file.group()),
        verdict == null ? "" : t.word("verdict", verdict),
        gap == null || gap <= 0 ? "" : t.say("complaint-gap", ComplaintPage.yuan(gap)),
        Stream.of(
                clock(t, "complaint-reply", file.replyDue()),
                clock(t, "complaint-done", file.doneDue()))
            .flatMap(Optional::stream)
            .toList(),
        Objects.requireNonNullElse(file.assignee(), ""),
        incident == null ? "" : "#" + incident,
        file.verified(),
        times.at(file.opened()));
  }

  private Optional<Clock> clock(Texts t, String which, @Nullable Instant due) {
    if (due == null) {
      return Optional.empty();
    }
    Duration left = Duration.between(times.now(), due);
    boolean overdue = left.isNegative();
    return Optional.of(
        new Clock(t.say(which + (overdue ? "-late" : "-due"), Times.length(t, left)), overdue));
  }

  private static String title(Sql sql, String group) {
    return sql.first("SELECT title FROM chat_group WHERE group_id = ?", row -> row.text(1), group)
        .orElse(group);
  }

  private static List<IncidentRow> incidents(Sql sql, Texts t) {
    return sql
        .list(
            "SELECT i.number, i.sku, count(*) FROM incident i JOIN incident_complaint c"
                + " ON c.incident = i.number WHERE i.state = 'open' GROUP BY i.number, i.sku"
                + " HAVING count(*) > 1 ORDER BY count(*) DESC, i.number DESC LIMIT ?",
            row ->
                new IncidentRow(
                    row.number(1),
                    Visit.link("/console/incident", "number", row.number(1)),
                    row.text(2),
                    t.say("incident-count", row.number(3))),
            MOST_INCIDENTS)
        .stream()
        .map(
            row ->
                new IncidentRow(
                    row.number(),
                    row.href(),
                    ComplaintFiles.product(sql, row.number(), row.product()).orElse(row.product()),
                    row.count()))
        .toList();
  }
}
