package dev.steward.engine.casework;

import dev.steward.chat.Action;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.Outcome;
import dev.steward.engine.flow.ActionEnded;
import dev.steward.engine.flow.ActionRows;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Letter;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.script.Language;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps 待办. On the brand's key: adds what features want done, announces it in the staff groups with
 * who is on duty, and says so again when its time has passed. In a group: turns what the platform
 * could not do into a work order, lists a group that no pack serves, and takes {@code 待办}, {@code 接
 * #5}, {@code 转 #5 备注}, {@code 完成 #5 结果}, {@code 通过 #5}, {@code 拒绝 #5 理由} from staff.
 */
public final class CaseworkFeature implements Feature {
  private static final Duration WORK_ORDER = Duration.ofMinutes(30);
  private static final Duration ASSIGN_PACK = Duration.ofDays(1);
  private static final Duration ESCALATE_AGAIN = Duration.ofHours(4);

  /** What is due within this is said together. */
  private static final Duration TOGETHER = Duration.ofMinutes(10);

  private static final Duration BINDING_FOLLOWS = Duration.ofMinutes(1);
  private static final int MOST_LISTED = 10;

  private final Todos todos;
  private final StaffBook staff;
  private final TurnContext context;
  private final ZoneId zone;

  /**
   * Makes the feature of one lane.
   *
   * @param zone in which the duty roster is meant
   */
  public CaseworkFeature(StaffBook staff, TurnContext context, ZoneId zone) {
    todos = new Todos(context.sql());
    this.staff = staff;
    this.context = context;
    this.zone = zone;
  }

  @Override
  public String name() {
    return "casework";
  }

  @Override
  public boolean always() {
    return true;
  }

  @Override
  public List<Class<? extends Letter>> letters() {
    return List.of(
        TodoWanted.class,
        TodoSaid.class,
        TodoSettled.class,
        TodoOverdue.class,
        TodoTaken.class,
        StaffTold.class);
  }

  @Override
  public void on(Event event, Turn turn) {
    switch (event) {
      // A binding from the groups file follows at once; only what is still without a pack then is
      // worth a todo.
      case Event.GroupSeen _ when turn.script().isEmpty() ->
          turn.timer(
              "assign-pack:" + turn.group().id(), new Clock(0), turn.now().plus(BINDING_FOLLOWS));
      case Event.TimerDue due when turn.inGroup() && due.feature().equals(name()) -> unbound(turn);
      case Event.MessagePosted posted -> heard(posted, turn);
      case Event.StaffCommand command when command.name().startsWith("todo-") ->
          change(
              turn,
              command.name().substring(5),
              Spoken.number(command.arguments().getOrDefault("number", "")).orElse(-1L),
              command.staff(),
              command.arguments().get("to"),
              command
                  .arguments()
                  .getOrDefault("result", command.arguments().getOrDefault("note", "")));
      case Event.TimerDue due when due.feature().equals(name()) ->
          escalate(Json.read(due.payload(), Clock.class), turn);
      default -> {}
    }
  }

  /** The timer's payload. */
  record Clock(long number) {}

  private static void unbound(Turn turn) {
    if (turn.script().isEmpty()) {
      String title = turn.group().title();
      turn.tell(
          Key.BRAND,
          new TodoWanted(
              "assign-pack",
              turn.group().id().toString(),
              turn.group().id(),
              "新群还没有脚本：" + title,
              "a group has no pack yet: " + title,
              Map.of(),
              ASSIGN_PACK));
    }
  }

  private void heard(Event.MessagePosted posted, Turn turn) {
    Optional<String> login = staff.loginOf(posted.sender().user());
    if (login.isEmpty()) {
      return;
    }
    Spoken spoken = turn.spoken(posted.content());
    if (spoken.is("待办", "待辦", "todo")) {
      say(turn, login.get(), "list", 0, "");
    } else {
      said(turn, spoken.after("接", "take"), login.get(), "claim");
      said(turn, spoken.after("转", "轉", "hand"), login.get(), "handover");
      said(turn, spoken.after("完成", "done"), login.get(), "done");
      said(turn, spoken.after("通过", "通過", "approve"), login.get(), "approve");
      said(turn, spoken.after("拒绝", "拒絕", "deny"), login.get(), "deny");
    }
  }

  private static void said(Turn turn, Optional<String> argument, String login, String command) {
    argument
        .filter(text -> text.startsWith("#"))
        .flatMap(Spoken::number)
        .ifPresent(
            number ->
                say(turn, login, command, number, Spoken.afterNumber(argument.orElseThrow())));
  }

  private static void say(Turn turn, String login, String command, long number, String note) {
    turn.tell(Key.BRAND, new TodoSaid(turn.group().id(), login, command, number, note));
    turn.stop();
  }

  @Override
  public void on(Letter letter, Turn turn) {
    switch (letter) {
      case TodoWanted wanted -> add(wanted, turn);
      case TodoSaid said -> answer(said, turn);
      case TodoSettled settled ->
          todos
              .open(settled.kind(), settled.subject())
              .ifPresent(number -> finish(turn, number, settled.result()));
      case TodoOverdue late ->
          todos
              .open(late.kind(), late.subject())
              .flatMap(todos::find)
              .ifPresent(todo -> late(List.of(todo), turn));
      case TodoTaken taken ->
          todos
              .open(taken.kind(), taken.subject())
              .ifPresent(number -> turn.then(() -> todos.claim(number, taken.login())));
      case StaffTold told ->
          turn.actForStaff(
              Action.SendMessage.of(turn.group().id(), turn.language().pick(told.zh(), told.en())),
              Reason.of(name(), "告诉工作人员", "tells staff"));
      default -> {}
    }
  }

  private void add(TodoWanted wanted, Turn turn) {
    Optional<Long> open = todos.open(wanted.kind(), wanted.subject());
    if (open.isPresent()) {
      turn.then(() -> todos.renew(open.get(), wanted.facts()));
      return;
    }
    long number = context.numbers().next(context.sql(), Numbers.Sequence.FILE);
    turn.then(() -> todos.add(number, wanted, null, turn.now()));
    if (!wanted.facts().containsKey(TodoWanted.UNTIL)) {
      turn.timer("todo:" + number, new Clock(number), turn.now().plus(wanted.within()));
    }
    String duty = String.join("、", duty(turn.now()));
    announce(
        turn,
        "待办 #"
            + number
            + "："
            + wanted.titleZh()
            + (duty.isEmpty() ? "" : "（值班：" + duty + "）")
            + "。发「接 #"
            + number
            + "」认领。",
        "To do #"
            + number
            + ": "
            + wanted.titleEn()
            + (duty.isEmpty() ? "" : " (on duty: " + duty + ")")
            + ". Say “take #"
            + number
            + "”.");
  }

  private List<String> duty(Instant now) {
    ZonedDateTime local = now.atZone(zone);
    return todos.onDuty(local.getDayOfWeek().getValue(), local.getHour() * 60 + local.getMinute());
  }

  private void announce(Turn turn, String zh, String en) {
    todos.staffGroups().forEach(group -> turn.tell(Key.group(group), new StaffTold(zh, en)));
  }

  /**
   * One line says so for all of a kind that are due about now; each is said again in four hours.
   */
  private void escalate(Clock clock, Turn turn) {
    Todo todo = todos.find(clock.number()).orElse(null);
    if (todo == null || todo.state() == Todo.State.DONE) {
      return;
    }
    Instant now = turn.now();
    Instant again =
        todos.escalated(todo.number()).map(at -> at.plus(ESCALATE_AGAIN)).orElse(Instant.EPOCH);
    boolean said = again.isAfter(now);
    turn.timer("todo:" + todo.number(), clock, said ? again : now.plus(ESCALATE_AGAIN));
    if (!said) {
      late(
          todos.due(todo.kind(), now.plus(TOGETHER), now.minus(ESCALATE_AGAIN)).stream()
              .filter(
                  one ->
                      one.number() == todo.number() || !one.facts().containsKey(TodoWanted.UNTIL))
              .toList(),
          turn);
    }
  }

  private void late(List<Todo> due, Turn turn) {
    due.forEach(todo -> turn.then(() -> todos.escalated(todo.number(), turn.now())));
    announce(turn, late(due, Language.ZH, turn.now()), late(due, Language.EN, turn.now()));
  }

  private static String late(List<Todo> due, Language language, Instant now) {
    String first = due.getFirst().line(language, now);
    return due.size() == 1
        ? language.pick("待办超时，请尽快处理：", "Overdue, please see to it: ") + first
        : language.pick(
            "有 " + due.size() + " 条待办到时间了，请尽快处理，发「待办」看全部。最早的：" + first,
            due.size()
                + " things to do are due, please see to them; “todo” lists them. The oldest: "
                + first);
  }

  private void answer(TodoSaid said, Turn turn) {
    StaffTold told =
        said.command().equals("list")
            ? list(turn)
            : change(turn, said.command(), said.number(), said.staff(), null, said.note());
    turn.tell(Key.group(said.from()), told);
  }

  private StaffTold list(Turn turn) {
    List<Todo> open = todos.open(MOST_LISTED + 1);
    if (open.isEmpty()) {
      return new StaffTold("没有待办，都处理完了。", "Nothing to do: all is done.");
    }
    return new StaffTold(lines(open, Language.ZH, turn), lines(open, Language.EN, turn));
  }

  private static String lines(List<Todo> open, Language language, Turn turn) {
    StringBuilder lines = new StringBuilder(language.pick("待办：", "To do:"));
    open.stream()
        .limit(MOST_LISTED)
        .forEach(todo -> lines.append('\n').append(todo.line(language, turn.now())));
    if (open.size() > MOST_LISTED) {
      lines.append(
          language.pick("\n还有更多，都在控制台的「待办」里。", "\nThere are more: the console lists all."));
    }
    return lines.toString();
  }

  private StaffTold change(
      Turn turn, String command, long number, String login, @Nullable String to, String note) {
    Optional<Todo> found = todos.find(number);
    if (found.isEmpty() || found.get().state() == Todo.State.DONE) {
      return new StaffTold(
          "没有这条待办，或已完成：#" + number, "No such thing to do, or done already: #" + number);
    }
    Todo todo = found.get();
    boolean verdict = command.equals("approve") || command.equals("deny");
    if (verdict && !todo.endsWithVerdict()) {
      return new StaffTold(
          "#" + number + " 不用同意或拒绝，做完了请发「完成 #" + number + "」",
          "#" + number + " waits for no yes or no; when it is done, say “done #" + number + "”");
    }
    if (command.equals("done") && todo.followsFile()) {
      return endsOtherwise(todo);
    }
    if (command.equals("done")
        && TodoWanted.notBy(todo.facts()).contains(login)
        && StaffBook.others(context.sql(), TodoWanted.notBy(todo.facts()))) {
      return new StaffTold(
          "#" + number + " 和你处理过的事有关，请另一位同事来看",
          "#" + number + " is about what you did yourself: please let a colleague look");
    }
    long id = context.numbers().next(context.sql(), Numbers.Sequence.OTHER);
    turn.then(() -> todos.note(id, number, turn.now(), login, command, note));
    return switch (command) {
      case "claim" -> {
        turn.then(() -> todos.claim(number, login));
        held(todo, login, login, turn);
        yield new StaffTold(login + " 认领了 #" + number, login + " took #" + number);
      }
      case "handover" -> {
        String next = to == null || to.isBlank() ? null : to;
        turn.then(() -> todos.handOver(number, next));
        held(todo, login, next, turn);
        yield new StaffTold("#" + number + " 已转交", "#" + number + " was handed over");
      }
      case "done" -> {
        finish(turn, number, note);
        answered(todo, turn);
        yield new StaffTold("#" + number + " 已完成", "#" + number + " is done");
      }
      case "approve", "deny" -> {
        boolean in = command.equals("approve");
        GroupId group =
            Objects.requireNonNull(todo.group(), "what waits for a verdict has a group");
        if (todo.kind().equals(TodoWanted.SUGGESTION)) {
          turn.tell(
              Key.group(group),
              new SuggestionAnswered(
                  Objects.requireNonNull(todo.facts().get(TodoWanted.REQUEST)), in, login));
          finish(turn, number, note);
          yield in
              ? new StaffTold("#" + number + " 照规则处理", "#" + number + ": the rule acts")
              : new StaffTold("#" + number + " 放过了", "#" + number + ": left alone");
        }
        turn.tell(Key.group(group), JoinAnswered.of(todo, in, note));
        finish(turn, number, note);
        yield in
            ? new StaffTold("#" + number + " 同意入群", "#" + number + " is let in")
            : new StaffTold("#" + number + " 没有同意入群", "#" + number + " is not let in");
      }
      default ->
          throw new IllegalArgumentException(
              "todo command: '" + command + "' (expected: claim, handover, done, approve, deny)");
    };
  }

  private static void answered(Todo todo, Turn turn) {
    String to = todo.facts().get(TodoWanted.ANSWER_TO);
    String user = todo.facts().get(TodoWanted.USER);
    if (to != null && user != null) {
      turn.tell(Key.parse(to), new TodoAnswered(todo.kind(), user));
    }
  }

  /** It stands for a file: who takes the one, takes the other. */
  private void held(Todo todo, String staff, @Nullable String login, Turn turn) {
    if (todo.followsFile()) {
      todos
          .subject(todo.number())
          .ifPresent(
              subject -> turn.tell(Key.BRAND, new TodoHeld(todo.kind(), subject, staff, login)));
    }
  }

  /** A file without a result must not vanish from the list. */
  private static StaffTold endsOtherwise(Todo todo) {
    String how = todo.facts().getOrDefault("text", "");
    String more = how.isEmpty() ? "" : "\n" + how;
    return new StaffTold(
        "#" + todo.number() + " 有了结果才算完成：" + todo.titleZh() + more,
        "#" + todo.number() + " is done once there is a result: " + todo.titleEn() + more);
  }

  private void finish(Turn turn, long number, String result) {
    turn.then(() -> todos.done(number, result, turn.now()));
    turn.cancelTimer("todo:" + number);
  }

  /**
   * What the platform could not do, a person must; what only says something is not worth an order,
   * and where the message or the member is gone, nobody has anything left to do; but whoever is not
   * to come back still may.
   */
  @Override
  public void ended(ActionEnded ended, Turn turn) {
    if (ended.outcome().done() || !ended.action().repeatable()) {
      return;
    }
    if (ended.outcome() instanceof Outcome.Refused refused
        && refused.gone()
        && !(ended.action() instanceof Action.BanMember)) {
      return;
    }
    String how =
        switch (ended.outcome()) {
          case Outcome.NeedsHuman needs -> needs.steps();
          case Outcome.Unsupported missing -> "missing: " + missing.missing();
          case Outcome.Refused refused -> refused.reason();
          case Outcome.Failed failed -> failed.reason();
          case Outcome.Accepted _, Outcome.Confirmed _ -> "";
        };
    String kind = ActionRows.kind(ended.action());
    Long number = ended.reason().caseNumber();
    String file = number == null ? "" : " #" + number;
    turn.tell(
        Key.BRAND,
        new TodoWanted(
            TodoWanted.WORK_ORDER,
            TodoWanted.ofAction(ended.id()),
            ended.action().group(),
            "平台没能执行：" + zh(kind) + file + "，请人工处理",
            "the platform did not do it: " + kind + file + "; please do it by hand",
            Map.of("text", how),
            WORK_ORDER));
  }

  private static String zh(String kind) {
    return switch (kind) {
      case "delete" -> "撤回消息";
      case "mute" -> "禁言";
      case "unmute" -> "解除禁言";
      case "kick" -> "移出成员";
      case "ban" -> "封禁";
      case "unban" -> "解除封禁";
      case "approve-join" -> "同意入群";
      case "deny-join" -> "拒绝入群";
      case "end-poll" -> "结束平台的投票";
      default -> kind;
    };
  }
}
