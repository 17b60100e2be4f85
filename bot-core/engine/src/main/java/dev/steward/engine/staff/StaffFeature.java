package dev.steward.engine.staff;

import dev.steward.chat.Action;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Key;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Groups;
import dev.steward.engine.flow.Letter;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.script.Condition;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Rule;
import dev.steward.engine.script.RuleBook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Staff in charge: {@code 上线}, {@code 观察}, {@code 暂停 2h 全部}, {@code 继续}, a pairing word, {@code 警戒
 * 30分钟}, {@code 我是员工 码}; and the same from the console. Works while Steward is paused and before a
 * pack is bound. To anybody else these words are ordinary words.
 */
public final class StaffFeature implements Feature {
  private static final Duration LONGEST_PAUSE = Duration.ofDays(30);

  /** Where the pack doesn't say. */
  private static final Duration USUAL_GUARD = Duration.ofMinutes(30);

  private final Groups groups;
  private final StaffBook staff;
  private final StaffCodes codes;

  public StaffFeature(Groups groups, StaffBook staff, StaffCodes codes) {
    this.groups = groups;
    this.staff = staff;
    this.codes = codes;
  }

  @Override
  public String name() {
    return "staff";
  }

  @Override
  public boolean always() {
    return true;
  }

  @Override
  public List<Class<? extends Letter>> letters() {
    return List.of(PauseEverywhere.class, PauseHere.class);
  }

  @Override
  public void on(Event event, Turn turn) {
    switch (event) {
      case Event.MessagePosted posted -> heard(posted, turn);
      case Event.PrivateMessagePosted posted ->
          identify(posted.sender().user(), Spoken.plain(posted.content().text()), turn);
      case Event.StaffCommand command when turn.inGroup() -> commanded(command, turn);
      default -> {}
    }
  }

  @Override
  public void on(Letter letter, Turn turn) {
    switch (letter) {
      case PauseEverywhere everywhere ->
          groups
              .ids(null)
              .forEach(
                  id ->
                      turn.tell(
                          Key.group(id), new PauseHere(everywhere.until(), everywhere.staff())));
      case PauseHere here -> pause(turn, here.until(), here.staff());
      default -> {}
    }
  }

  private void heard(Event.MessagePosted posted, Turn turn) {
    Spoken spoken = turn.spoken(posted.content());
    if (spoken.text().isEmpty()) {
      return;
    }
    UserId user = posted.sender().user();
    if (identify(user, spoken.text(), turn)) {
      turn.act(
          new Action.DeleteMessage(turn.group().id(), posted.messageId()),
          Reason.of(name(), "登录码不留在群里", "a code does not stay in the group"),
          Mode.LIVE);
      return;
    }
    Optional<String> login = staff.loginOf(user);
    if (login.isEmpty()) {
      return;
    }
    if (spoken.is("上线", "上線", "go live")) {
      if (goLive(turn, login.get())) {
        int rules = turn.script().map(script -> script.pack().rules().rules().size()).orElse(0);
        answer(
            turn,
            "已上线，" + rules + " 条规则生效。有误请发「观察」或「撤销 #编号」。",
            "Live: "
                + rules
                + " rules are in force. “observe” or “undo #number” takes things back.");
      } else {
        answer(turn, "还没有脚本，请先在控制台指派。", "No pack yet: assign one in the console first.");
      }
    } else if (spoken.is("观察", "觀察", "observe")) {
      observe(turn, login.get());
      answer(turn, "好的，只观察，不处理也不发言。", "I only watch now: I do nothing and say nothing.");
    } else if (spoken.is("继续", "繼續", "resume")) {
      pause(turn, null, login.get());
      answer(turn, "好的，继续工作。", "I am back at work.");
    } else if (spoken.is("全部继续", "resume all")) {
      turn.tell(Key.BRAND, new PauseEverywhere(null, login.get(), turn.group().id()));
      answer(turn, "好的，所有群继续工作。", "All groups are back at work.");
    } else if (spoken.after("暂停", "暫停", "pause").isPresent()) {
      pauseAsked(turn, spoken.after("暂停", "暫停", "pause").get(), login.get());
    } else if (spoken.is("解除警戒", "guard off")) {
      guard(turn, null, login.get());
      answer(turn, "好的，警戒解除。", "The guard is off.");
    } else if (spoken.after("警戒", "guard").isPresent()) {
      guardAsked(turn, spoken.after("警戒", "guard").get(), login.get());
    } else if (spoken.is("这里是工作群", "staff group")) {
      staffGroup(turn, true, login.get());
      answer(turn, "好的，待办会发到这里。", "Things to do will be announced here.");
    } else if (!codes.pair(spoken.text(), turn, login.get())) {
      return;
    } else {
      answer(turn, "已绑定脚本，先观察；发「上线」正式开始。", "A pack is bound and observes; say “go live” to start.");
    }
    turn.stop();
  }

  /**
   * {@code 我是员工 码}: links a chat login to a staff login. True when the words were that, whether
   * right or wrong.
   */
  private boolean identify(UserId user, String text, Turn turn) {
    for (String word : List.of("我是员工 ", "我是員工 ", "i am staff ")) {
      if (text.startsWith(word)) {
        String code = text.substring(word.length()).strip();
        Optional<String> login = codes.redeem(code, user, turn);
        String zh = login.isPresent() ? "好的，我认得你了。" : "这个码不对或已过期，请在控制台重新生成。";
        String en =
            login.isPresent()
                ? "I know you now."
                : "This code is wrong or has expired; make a new one in the console.";
        Action reply =
            turn.inGroup()
                ? Action.SendMessage.of(turn.group().id(), turn.language().pick(zh, en))
                : new Action.SendPrivate(
                    null, user, Content.of(turn.language().pick(zh, en)), List.of());
        turn.actForStaff(reply, Reason.of(name(), "员工绑定聊天账号", "staff links a chat login"));
        turn.stop();
        return true;
      }
    }
    return false;
  }

  private void commanded(Event.StaffCommand command, Turn turn) {
    switch (command.name()) {
      case "go-live" -> {
        if (!goLive(turn, command.staff())) {
          record(turn, "没有脚本，不能上线", "no pack, so it can't go live");
        }
      }
      case "observe" -> observe(turn, command.staff());
      case "resume" -> pause(turn, null, command.staff());
      case "pause" -> {
        long minutes = Spoken.number(command.arguments().getOrDefault("minutes", "")).orElse(120L);
        pause(turn, turn.now().plus(bounded(Duration.ofMinutes(minutes))), command.staff());
      }
      case "guard" -> guard(turn, turn.now().plus(guardLength(turn)), command.staff());
      case "guard-off" -> guard(turn, null, command.staff());
      case "bind" -> codes.bind(turn, command);
      case "staff-group" ->
          staffGroup(turn, !"false".equals(command.arguments().get("on")), command.staff());
      default -> {}
    }
  }

  /** Puts all rules of the pack in force; false when there is no pack. */
  private boolean goLive(Turn turn, String login) {
    Optional<Scripts.Script> script = turn.script();
    if (script.isEmpty()) {
      return false;
    }
    Set<String> rules =
        script.get().pack().rules().rules().stream().map(Rule::id).collect(Collectors.toSet());
    turn.then(() -> groups.stage(turn.group(), Mode.LIVE, rules));
    turn.then(() -> codes.settled(turn));
    record(turn, login + " 上线", login + " went live");
    return true;
  }

  private void observe(Turn turn, String login) {
    turn.then(() -> groups.stage(turn.group(), Mode.OBSERVED, Set.of()));
    record(turn, login + " 转为观察", login + " put the group in observe");
  }

  private void pauseAsked(Turn turn, String argument, String login) {
    boolean all = argument.endsWith("全部") || argument.endsWith("all");
    String length = argument.replaceAll("(本群|全部|here|all)$", "").strip();
    Optional<Duration> asked =
        length.isEmpty() ? Optional.of(Duration.ofHours(2)) : Lengths.read(length);
    if (asked.isEmpty()) {
      answer(
          turn,
          "没看懂时长。可以说：暂停 30分钟、暂停 2h 全部。",
          "I did not understand how long. Say for example: pause 30m, pause 2h all.");
      return;
    }
    Instant until = turn.now().plus(bounded(asked.get()));
    String zhLength = Lengths.say(bounded(asked.get()), Language.ZH);
    String enLength = Lengths.say(bounded(asked.get()), Language.EN);
    if (all) {
      turn.tell(Key.BRAND, new PauseEverywhere(until, login, turn.group().id()));
      answer(
          turn,
          "所有群暂停 " + zhLength + "。发「全部继续」可提前恢复。",
          "Paused everywhere for " + enLength + ". “resume all” ends it.");
    } else {
      pause(turn, until, login);
      answer(
          turn,
          "本群暂停 " + zhLength + "。发「继续」可提前恢复。",
          "Paused here for " + enLength + ". “resume” ends it.");
    }
  }

  private static Duration bounded(Duration asked) {
    return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
  }

  private void pause(Turn turn, @Nullable Instant until, String login) {
    turn.then(() -> groups.pause(turn.group(), until));
    record(
        turn,
        until == null ? login + " 恢复工作" : login + " 暂停到 " + until,
        until == null ? login + " resumed" : login + " paused until " + until);
  }

  private void guardAsked(Turn turn, String argument, String login) {
    Optional<Duration> asked =
        argument.isEmpty() ? Optional.of(guardLength(turn)) : Lengths.read(argument);
    if (asked.isEmpty()) {
      answer(
          turn, "没看懂时长。可以说：警戒 30分钟。", "I did not understand how long. Say for example: guard 30m.");
      return;
    }
    Duration length = bounded(asked.get());
    guard(turn, turn.now().plus(length), login);
    String zh = "本群警戒 " + Lengths.say(length, Language.ZH) + "。发「解除警戒」可提前结束。";
    String en = "On guard here for " + Lengths.say(length, Language.EN) + ". “guard off” ends it.";
    boolean stricter =
        turn.script().stream()
            .flatMap(script -> script.pack().rules().rules().stream())
            .anyMatch(rule -> rule.conditions().contains(new Condition.OnGuard(true)));
    answer(
        turn,
        stricter ? zh : zh + "不过脚本里还没有警戒时才起作用的规则（when: {on-guard: true}）。",
        stricter ? en : en + " But no rule of the pack asks for it yet (when: {on-guard: true}).");
  }

  /** As after a raid, where the pack says how long. */
  private static Duration guardLength(Turn turn) {
    return turn.script()
        .map(script -> script.pack().rules().raid())
        .map(RuleBook.Raid::guard)
        .filter(Duration::isPositive)
        .orElse(USUAL_GUARD);
  }

  private void guard(Turn turn, @Nullable Instant until, String login) {
    turn.then(() -> groups.guard(turn.group(), until));
    record(
        turn,
        until == null ? login + " 解除警戒" : login + " 警戒到 " + until,
        until == null ? login + " ended the guard" : login + " put on guard until " + until);
  }

  private void staffGroup(Turn turn, boolean on, String login) {
    turn.then(() -> groups.staffGroup(turn.group(), on));
    record(turn, login + " 设为工作群：" + on, login + " set staff group: " + on);
  }

  private void record(Turn turn, String zh, String en) {
    turn.note("staff", Reason.of(name(), zh, en), Mode.LIVE);
  }

  private void answer(Turn turn, String zh, String en) {
    turn.actForStaff(
        Action.SendMessage.of(turn.group().id(), turn.language().pick(zh, en)),
        Reason.of(name(), "回答工作人员", "answers staff"));
  }
}
