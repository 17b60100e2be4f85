package dev.steward.server.console;

import dev.steward.server.data.Readers;
import java.util.List;

/** The live flow: the page, and the stream that fills it. */
final class FlowPage {
  private static final int MOST_GROUPS = 1_000;

  private final Readers readers;
  private final Audit audit;
  private final Pages pages;

  FlowPage(Readers readers, Audit audit, Pages pages) {
    this.readers = readers;
    this.audit = audit;
    this.pages = pages;
  }

  /**
   * What the page shows before the stream begins.
   *
   * @param stream where the stream is
   */
  record Model(
      String stream, List<GroupsPage.Choice> groups, String group, boolean decisionsOnly) {}

  Answer show(Visit visit) {
    String group = visit.asked("group");
    boolean only = visit.asked("only").equals("decisions");
    List<GroupsPage.Choice> groups =
        readers.read(
            sql ->
                sql.list(
                    "SELECT group_id, title FROM chat_group ORDER BY CASE WHEN group_id = ? THEN 0"
                        + " ELSE 1 END, title, group_id LIMIT ?",
                    row ->
                        new GroupsPage.Choice(row.text(1), row.text(2), row.text(1).equals(group)),
                    group,
                    MOST_GROUPS));
    String stream =
        Visit.link("/console/flow/events", "group", group, "only", only ? "decisions" : "");
    return pages.show(visit, "flow", new Model(stream, groups, group, only));
  }

  /** Server-sent events; each has a {@link FlowLine} in JSON and its place as id. */
  Answer events(Visit visit) {
    Session session = visit.staff();
    FlowRows.View view =
        new FlowRows.View(
            visit.texts(),
            visit.asked("group"),
            visit.asked("only").equals("decisions"),
            visit.may(Right.WORDS));
    if (view.words()) {
      audit.looked(session.login(), "flow", view.group());
    }
    return new Answer.Events(new FlowFeed.Watch(session.id(), view));
  }
}
