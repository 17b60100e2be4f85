package dev.steward.server.console;

import java.util.List;
import java.util.Optional;

/** Everything that can be asked of the console, each line with who may ask it. */
final class Routes {
  private final List<Route> all;

  /** The pages that the routes lead to. */
  record Handlers(
      SignIn signIn,
      WelcomePages welcome,
      LanguageChoice language,
      Assets assets,
      GroupsPage groups,
      GroupPage group,
      RehearsePage rehearse,
      RehearseChatPage rehearseChat,
      FlowPage flow,
      CasesPage cases,
      CasePage oneCase,
      RulesPage rules,
      MembersPage members,
      ComplaintsPage complaints,
      ComplaintPage complaint,
      ComplaintPicture complaintPicture,
      NewComplaintPage newComplaint,
      IncidentPage incident,
      TodoPage todo,
      BroadcastsPage broadcasts,
      BroadcastPage broadcast,
      AnswersPage answers,
      DutyPage duty,
      PollsPage polls,
      PollPage poll,
      HealthPage health,
      MePage me,
      StaffPage staff,
      TokensPage tokens,
      ExportPage export,
      AuditPage audit) {}

  Routes(Handlers to) {
    all =
        List.of(
            Route.open("GET", "/console/sign-in", to.signIn::form),
            Route.open("POST", "/console/sign-in", to.signIn::enter)
                .in(Route.Line.PASSWORDS)
                .of("/console/sign-in", "next", "next"),
            Route.open("GET", "/console/welcome", to.welcome::form),
            Route.open("POST", "/console/welcome", to.welcome::choose)
                .in(Route.Line.PASSWORDS)
                .of("/console/welcome", "code", "code"),
            Route.open("GET", "/console/session", to.signIn::session),
            Route.open("GET", "/console/language", to.language::choose),
            Route.open("GET", "/console/assets/", to.assets::serve),
            Route.own("POST", "/console/sign-out", to.signIn::leave).of("/console/groups"),
            Route.own("GET", "/console/me", to.me::show),
            Route.own("POST", "/console/me/password", to.me::changePassword)
                .in(Route.Line.PASSWORDS),
            Route.own("GET", "/console/more", to.me::more),
            Route.own("GET", "/console", _ -> Answer.seeOther("/console/groups")),
            Route.own("GET", "/console/", _ -> Answer.seeOther("/console/groups")),
            Route.staff("GET", "/console/groups", Right.READ, to.groups::list),
            Route.staff("GET", "/console/group", Right.READ, to.group::show),
            Route.staff("GET", "/console/rehearse", Right.READ, to.rehearse::show),
            Route.staff("GET", "/console/rehearse/chat", Right.READ, to.rehearseChat::show),
            Route.staff("POST", "/console/rehearse/chat", Right.READ, to.rehearseChat::play)
                .of("/console/rehearse/chat", "group", "group", "file", "file"),
            Route.staff("GET", "/console/flow", Right.READ, to.flow::show),
            Route.staff("GET", "/console/flow/events", Right.READ, to.flow::events),
            Route.staff("GET", "/console/cases", Right.READ, to.cases::list),
            Route.staff("GET", "/console/case", Right.READ, to.oneCase::show),
            Route.staff("GET", "/console/rules", Right.READ, to.rules::show),
            Route.staff("GET", "/console/members", Right.WORDS, to.members::list),
            Route.staff("GET", "/console/complaints", Right.READ, to.complaints::list),
            Route.staff("GET", "/console/complaints/export", Right.READ, to.complaints::export),
            Route.staff("GET", "/console/complaint", Right.READ, to.complaint::show),
            Route.staff("GET", "/console/incident", Right.READ, to.incident::show),
            Route.staff("GET", "/console/todo", Right.READ, to.todo::list),
            Route.staff("GET", "/console/broadcasts", Right.READ, to.broadcasts::list),
            Route.staff("GET", "/console/broadcast", Right.READ, to.broadcast::show),
            Route.staff("GET", "/console/broadcast/picture", Right.READ, to.broadcast::picture),
            Route.staff("GET", "/console/answers", Right.READ, to.answers::list),
            Route.staff("GET", "/console/duty", Right.READ, to.duty::show),
            Route.staff("GET", "/console/polls", Right.READ, to.polls::list),
            Route.staff("GET", "/console/poll", Right.READ, to.poll::show),
            Route.staff("GET", "/console/health", Right.READ, to.health::show),
            Route.staff("GET", "/console/polls/export", Right.READ, to.export::poll),
            Route.staff("POST", "/console/groups", Right.OPERATE, to.groups::act),
            Route.staff("POST", "/console/case/share", Right.OPERATE, to.oneCase::share)
                .of("/console/case", "number", "number"),
            Route.staff("POST", "/console/case/undo", Right.OPERATE, to.oneCase::undo)
                .of("/console/case", "number", "number"),
            Route.staff("POST", "/console/case/confirm", Right.OPERATE, to.oneCase::confirm)
                .of("/console/case", "number", "number"),
            Route.staff("POST", "/console/members/tier", Right.OPERATE, to.members::setTier)
                .of("/console/members", "group", "group", "user", "one", "q", "q"),
            Route.staff("POST", "/console/members/order", Right.OPERATE, to.members::order)
                .of("/console/members", "group", "group", "user", "one", "q", "q"),
            Route.staff("GET", "/console/complaint/new", Right.OPERATE, to.newComplaint::show),
            Route.staff("GET", "/console/complaint/picture", Right.WORDS, to.complaintPicture::show)
                .in(Route.Line.FILES),
            Route.staff("POST", "/console/complaint/act", Right.OPERATE, to.complaint::act)
                .of("/console/complaint", "number", "number"),
            Route.staff("POST", "/console/complaint/open", Right.OPERATE, to.newComplaint::open)
                .of(
                    "/console/complaint/new",
                    "group",
                    "group",
                    "user",
                    "user",
                    "message",
                    "message"),
            Route.staff("POST", "/console/incident/act", Right.OPERATE, to.incident::settle)
                .of("/console/incident", "number", "number"),
            Route.staff("POST", "/console/incident/move", Right.OPERATE, to.incident::move)
                .of("/console/complaint", "number", "complaint"),
            Route.staff("POST", "/console/todo/claim", Right.OPERATE, to.todo::claim)
                .of("/console/todo", "tab", "tab"),
            Route.staff("POST", "/console/todo/handover", Right.OPERATE, to.todo::handOver)
                .of("/console/todo", "tab", "tab"),
            Route.staff("POST", "/console/todo/done", Right.OPERATE, to.todo::finish)
                .of("/console/todo", "tab", "tab"),
            Route.staff("POST", "/console/todo/approve", Right.OPERATE, to.todo::letIn)
                .of("/console/todo", "tab", "tab"),
            Route.staff("POST", "/console/todo/deny", Right.OPERATE, to.todo::turnAway)
                .of("/console/todo", "tab", "tab"),
            Route.staff("POST", "/console/broadcasts", Right.OPERATE, to.broadcasts::draft),
            Route.staff("POST", "/console/broadcast", Right.OPERATE, to.broadcast::act)
                .of("/console/broadcast", "number", "number"),
            Route.staff("POST", "/console/answers/settle", Right.OPERATE, to.answers::settle)
                .of("/console/answers"),
            Route.staff("POST", "/console/answers/teach", Right.OPERATE, to.answers::teach)
                .of("/console/answers"),
            Route.staff("POST", "/console/answers/undo", Right.OPERATE, to.answers::undo),
            Route.staff("POST", "/console/duty", Right.OPERATE, to.duty::add),
            Route.staff("POST", "/console/duty/remove", Right.OPERATE, to.duty::remove),
            Route.staff("POST", "/console/polls", Right.OPERATE, to.polls::ask),
            Route.staff("POST", "/console/poll", Right.OPERATE, to.poll::act)
                .of("/console/poll", "number", "number"),
            Route.staff("POST", "/console/me/chat-code", Right.OPERATE, to.me::chatCode),
            Route.staff("GET", "/console/staff", Right.ADMINISTER, to.staff::list),
            Route.staff("POST", "/console/staff/invite", Right.ADMINISTER, to.staff::invite),
            Route.staff("POST", "/console/staff/role", Right.ADMINISTER, to.staff::changeRole),
            Route.staff("POST", "/console/staff/disable", Right.ADMINISTER, to.staff::disable),
            Route.staff("POST", "/console/staff/enable", Right.ADMINISTER, to.staff::enable),
            Route.staff("POST", "/console/staff/reset", Right.ADMINISTER, to.staff::reset),
            Route.staff("GET", "/console/tokens", Right.ADMINISTER, to.tokens::list),
            Route.staff("POST", "/console/tokens/make", Right.ADMINISTER, to.tokens::make),
            Route.staff("POST", "/console/tokens/revoke", Right.ADMINISTER, to.tokens::revoke),
            Route.staff("GET", "/console/audit", Right.ADMINISTER, to.audit::list));
  }

  List<Route> all() {
    return all;
  }

  Optional<Route> find(String method, String path) {
    return all.stream().filter(route -> route.matches(method, path)).findFirst();
  }
}
