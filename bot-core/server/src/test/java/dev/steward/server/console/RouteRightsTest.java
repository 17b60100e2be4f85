package dev.steward.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.QueryParams;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each route with each role, generated from the routes: a new one must be put in the table. */
final class RouteRightsTest {
  private static final Set<StaffRole> ALL = Set.of(StaffRole.values());
  private static final Set<StaffRole> ACTING = Set.of(StaffRole.OWNER, StaffRole.MANAGER);
  private static final Set<StaffRole> OWNERS = Set.of(StaffRole.OWNER);

  /** Who may ask what; the open ones are in {@link #OPEN}. */
  private static final Map<String, Set<StaffRole>> TABLE =
      Map.ofEntries(
          Map.entry("POST /console/sign-out", ALL),
          Map.entry("GET /console/me", ALL),
          Map.entry("POST /console/me/password", ALL),
          Map.entry("GET /console/more", ALL),
          Map.entry("GET /console", ALL),
          Map.entry("GET /console/", ALL),
          Map.entry("GET /console/groups", ALL),
          Map.entry("GET /console/group", ALL),
          Map.entry("GET /console/rehearse", ALL),
          Map.entry("GET /console/rehearse/chat", ALL),
          Map.entry("POST /console/rehearse/chat", ALL),
          Map.entry("GET /console/flow", ALL),
          Map.entry("GET /console/flow/events", ALL),
          Map.entry("GET /console/cases", ALL),
          Map.entry("GET /console/rules", ALL),
          Map.entry("GET /console/case", ALL),
          Map.entry("GET /console/todo", ALL),
          Map.entry("GET /console/broadcasts", ALL),
          Map.entry("GET /console/broadcast", ALL),
          Map.entry("GET /console/broadcast/picture", ALL),
          Map.entry("GET /console/answers", ALL),
          Map.entry("GET /console/complaints", ALL),
          Map.entry("GET /console/complaints/export", ALL),
          Map.entry("GET /console/complaint", ALL),
          Map.entry("GET /console/incident", ALL),
          Map.entry("GET /console/members", ACTING),
          Map.entry("POST /console/members/tier", ACTING),
          Map.entry("POST /console/members/order", ACTING),
          Map.entry("GET /console/complaint/new", ACTING),
          Map.entry("GET /console/complaint/picture", ACTING),
          Map.entry("POST /console/complaint/act", ACTING),
          Map.entry("POST /console/complaint/open", ACTING),
          Map.entry("POST /console/incident/act", ACTING),
          Map.entry("POST /console/incident/move", ACTING),
          Map.entry("GET /console/duty", ALL),
          Map.entry("GET /console/polls", ALL),
          Map.entry("GET /console/poll", ALL),
          Map.entry("POST /console/polls", ACTING),
          Map.entry("POST /console/poll", ACTING),
          Map.entry("GET /console/health", ALL),
          Map.entry("GET /console/polls/export", ALL),
          Map.entry("POST /console/groups", ACTING),
          Map.entry("POST /console/case/undo", ACTING),
          Map.entry("POST /console/case/share", ACTING),
          Map.entry("POST /console/case/confirm", ACTING),
          Map.entry("POST /console/todo/claim", ACTING),
          Map.entry("POST /console/todo/handover", ACTING),
          Map.entry("POST /console/todo/done", ACTING),
          Map.entry("POST /console/todo/approve", ACTING),
          Map.entry("POST /console/todo/deny", ACTING),
          Map.entry("POST /console/broadcasts", ACTING),
          Map.entry("POST /console/broadcast", ACTING),
          Map.entry("POST /console/answers/undo", ACTING),
          Map.entry("POST /console/answers/settle", ACTING),
          Map.entry("POST /console/answers/teach", ACTING),
          Map.entry("POST /console/duty", ACTING),
          Map.entry("POST /console/duty/remove", ACTING),
          Map.entry("POST /console/me/chat-code", ACTING),
          Map.entry("GET /console/staff", OWNERS),
          Map.entry("POST /console/staff/invite", OWNERS),
          Map.entry("POST /console/staff/role", OWNERS),
          Map.entry("POST /console/staff/disable", OWNERS),
          Map.entry("POST /console/staff/enable", OWNERS),
          Map.entry("POST /console/staff/reset", OWNERS),
          Map.entry("GET /console/tokens", OWNERS),
          Map.entry("POST /console/tokens/make", OWNERS),
          Map.entry("POST /console/tokens/revoke", OWNERS),
          Map.entry("GET /console/audit", OWNERS));

  private static final Set<String> OPEN =
      Set.of(
          "GET /console/sign-in",
          "POST /console/sign-in",
          "GET /console/welcome",
          "POST /console/welcome",
          "GET /console/session",
          "GET /console/language",
          "GET /console/assets/");

  private static String name(Route route) {
    return route.method() + " " + route.path();
  }

  @Test
  void everyRouteIsInTheTable(@TempDir Path folder) throws Exception {
    try (ConsoleRig rig = ConsoleRig.bare(folder)) {
      Set<String> staffOnly =
          rig.console.routes().all().stream()
              .filter(Route::signedIn)
              .map(RouteRightsTest::name)
              .collect(Collectors.toSet());
      Set<String> open =
          rig.console.routes().all().stream()
              .filter(route -> !route.signedIn())
              .map(RouteRightsTest::name)
              .collect(Collectors.toSet());
      assertThat(staffOnly).isEqualTo(TABLE.keySet());
      assertThat(open).isEqualTo(OPEN);
    }
  }

  @Test
  void eachRoleGetsWhatTheTableSaysAndNoMore(@TempDir Path folder) throws Exception {
    try (ConsoleRig rig = ConsoleRig.bare(folder)) {
      Map<StaffRole, Browser> browsers = new TreeMap<>();
      for (Route route : rig.console.routes().all()) {
        for (StaffRole role : StaffRole.values()) {
          if (!route.signedIn() || route.path().endsWith("/sign-out")) {
            continue;
          }
          // Some routes end the session, so each request has a fresh one.
          Browser browser = browsers.computeIfAbsent(role, rig::signedIn);
          boolean may = TABLE.getOrDefault(name(route), Set.of()).contains(role);
          int status = ask(browser, route);
          if (may) {
            assertThat(status).as("%s as %s", name(route), role).isNotIn(401, 403, 500);
          } else {
            assertThat(status).as("%s as %s", name(route), role).isEqualTo(403);
          }
        }
        Browser stranger = rig.browser();
        if (route.signedIn()) {
          int status = ask(stranger, route);
          assertThat(status).as("%s as a stranger", name(route)).isIn(303, 401);
        }
      }
    }
  }

  /**
   * Else a reload, and the switch of the language on an error, lead to a page that is not there.
   */
  @Test
  void eachFormStandsOnAPage(@TempDir Path folder) throws Exception {
    try (ConsoleRig rig = ConsoleRig.bare(folder)) {
      for (Route route : rig.console.routes().all()) {
        if (route.isPost()) {
          String page = route.formPage(QueryParams.of());
          assertThat(rig.console.routes().find("GET", page)).as(route.path()).isPresent();
        }
      }
    }
  }

  private static int ask(Browser browser, Route route) {
    if (route.path().endsWith("/events")) {
      // A stream has no end; whoever may open it, may open the page.
      return browser.get("/console/flow").statusCode();
    }
    return route.isPost()
        ? browser.post(route.path()).statusCode()
        : browser.get(route.path()).statusCode();
  }
}
