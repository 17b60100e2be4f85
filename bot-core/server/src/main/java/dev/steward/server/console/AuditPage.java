package dev.steward.server.console;

import dev.steward.server.data.Readers;
import java.util.List;

/** Who looked at what, for owners. */
final class AuditPage {
  static final int PER_PAGE = 100;

  private final Readers readers;
  private final Pages pages;
  private final Times times;

  AuditPage(Readers readers, Pages pages, Times times) {
    this.readers = readers;
    this.pages = pages;
    this.times = times;
  }

  /** What the page shows. */
  record Model(List<Line> lines, boolean none, String older) {}

  record Line(long id, String at, String login, String what, String target) {}

  Answer list(Visit visit) {
    String login = visit.asked("login");
    List<Line> found =
        readers.read(
            sql ->
                sql.list(
                    "SELECT id, at, login, what, target FROM audit"
                        + " WHERE id < ? AND (? = '' OR login = ?) ORDER BY id DESC LIMIT ?",
                    row ->
                        new Line(
                            row.number(1),
                            times.at(row.time(2)),
                            row.text(3),
                            visit.texts().word("audit", row.text(4)),
                            row.text(5)),
                    visit.askedNumber("before", Long.MAX_VALUE),
                    login,
                    login,
                    PER_PAGE + 1));
    boolean more = found.size() > PER_PAGE;
    List<Line> shown = more ? found.subList(0, PER_PAGE) : found;
    return pages.show(
        visit,
        "audit",
        new Model(
            shown, shown.isEmpty(), more ? visit.hereWith("before", shown.getLast().id()) : ""));
  }
}
