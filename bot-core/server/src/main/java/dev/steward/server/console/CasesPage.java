package dev.steward.server.console;

import dev.steward.server.data.Readers;
import java.util.List;

/** Cases, newest first. */
final class CasesPage {
  static final int PER_PAGE = 40;

  private final Readers readers;
  private final CaseRows rows;
  private final Audit audit;
  private final Pages pages;

  CasesPage(Readers readers, CaseRows rows, Audit audit, Pages pages) {
    this.readers = readers;
    this.rows = rows;
    this.audit = audit;
    this.pages = pages;
  }

  /** What the page shows. */
  record Model(
      List<CaseRows.CaseRow> cases, boolean none, List<Tab> tabs, String group, String older) {}

  /** A filter that can be pressed. */
  record Tab(String href, String name, boolean at) {}

  Answer list(Visit visit) {
    String group = visit.asked("group");
    String person = visit.may(Right.WORDS) ? visit.asked("person") : "";
    String state = visit.asked("state");
    long before = visit.askedNumber("before", Long.MAX_VALUE);
    List<CaseRows.CaseRow> found =
        readers.read(sql -> rows.list(sql, visit, group, person, state, before, PER_PAGE + 1));
    boolean more = found.size() > PER_PAGE;
    List<CaseRows.CaseRow> shown = more ? found.subList(0, PER_PAGE) : found;
    if (visit.may(Right.WORDS)) {
      audit.looked(visit.staff().login(), "cases", person.isEmpty() ? group : person);
    }
    return pages.show(
        visit,
        "cases",
        new Model(
            shown,
            shown.isEmpty(),
            List.of(
                tab(visit, group, person, state, ""),
                tab(visit, group, person, state, "open"),
                tab(visit, group, person, state, "undone")),
            group,
            more ? visit.hereWith("before", shown.getLast().number()) : ""));
  }

  private static Tab tab(Visit visit, String group, String person, String at, String state) {
    return new Tab(
        Visit.link("/console/cases", "group", group, "person", person, "state", state),
        visit.texts().say("cases-" + (state.isEmpty() ? "all" : state)),
        at.equals(state));
  }
}
