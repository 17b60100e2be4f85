package dev.steward.engine.prices;

import dev.steward.chat.Action;
import dev.steward.chat.Event;
import dev.steward.chat.Key;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Letter;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.members.StaffBook;
import java.util.List;
import java.util.Optional;

/**
 * What staff type about complaints in a group: {@code 同意 #12}, {@code 同意 #12 20}, {@code 拒绝 #12
 * 理由}, {@code 解释 #12 说明}, {@code 追问 #12 问题}, {@code 接 #12}, {@code 结束 #12 原因}, {@code 重开 #12}. The
 * number may be that of its todo; any other is left to the list of todos, which shares them.
 */
public final class ComplaintCommands implements Feature {
  private final Complaints complaints;
  private final StaffBook staff;

  public ComplaintCommands(StaffBook staff, TurnContext context) {
    complaints = new Complaints(context.sql(), context.numbers());
    this.staff = staff;
  }

  @Override
  public String name() {
    return "complaint-commands";
  }

  /** Staff work while Steward is paused, too. */
  @Override
  public boolean always() {
    return true;
  }

  @Override
  public List<Class<? extends Letter>> letters() {
    return List.of(OrderTold.class);
  }

  @Override
  public void on(Event event, Turn turn) {
    if (!(event instanceof Event.MessagePosted posted)) {
      return;
    }
    Optional<String> login = staff.loginOf(posted.sender().user());
    if (login.isEmpty()) {
      return;
    }
    Spoken spoken = turn.spoken(posted.content());
    order(spoken.after("同意", "通过", "通過", "approve"), "approve", login.get(), posted, turn);
    order(spoken.after("拒绝", "拒絕", "deny"), "refuse", login.get(), posted, turn);
    order(spoken.after("解释", "解釋", "explain"), "explain", login.get(), posted, turn);
    order(spoken.after("追问", "追問", "ask"), "ask", login.get(), posted, turn);
    order(spoken.after("接", "take"), "assign", login.get(), posted, turn);
    order(spoken.after("结束", "結束", "close"), "close", login.get(), posted, turn);
    order(spoken.after("完成", "done"), "done", login.get(), posted, turn);
    order(spoken.after("重开", "重開", "reopen"), "reopen", login.get(), posted, turn);
  }

  private void order(
      Optional<String> argument,
      String command,
      String login,
      Event.MessagePosted posted,
      Turn turn) {
    // The list of todos shares these numbers: who decides about one means its complaint. What can
    // be said of a todo as well is left to the list.
    boolean decides = !command.equals("done") && !command.equals("assign");
    Optional<Long> number =
        argument
            .filter(text -> text.startsWith("#"))
            .flatMap(Spoken::number)
            .map(named -> decides ? complaints.meant(named) : named);
    Optional<String> person = number.flatMap(complaints::personOf);
    if (person.isEmpty()) {
      return;
    }
    // The words after the number as they were typed, not in the plain form.
    String typed = posted.content().text();
    // Whoever takes one takes it themselves: what they add is no colleague's login.
    String note =
        command.equals("assign")
            ? ""
            : Spoken.afterNumber(typed.substring(Math.max(0, Spoken.sign(typed))));
    turn.tell(
        Key.person(person.get()),
        new ComplaintOrder(turn.group().id(), login, command, number.orElseThrow(), note));
    turn.stop();
  }

  @Override
  public void on(Letter letter, Turn turn) {
    if (letter instanceof OrderTold told) {
      // Where members read along, nobody's money is named.
      String text =
          turn.group().staffGroup()
              ? turn.language().pick(told.zh(), told.en())
              : turn.language().pick(told.groupZh(), told.groupEn());
      turn.actForStaff(
          Action.SendMessage.of(turn.group().id(), text),
          Reason.of(name(), "回答工作人员", "answers staff"));
    }
  }
}
