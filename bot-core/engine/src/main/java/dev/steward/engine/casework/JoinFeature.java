package dev.steward.engine.casework;

import dev.steward.chat.Action;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Letter;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Somebody asks to be let in: a person decides, so it goes to 待办, and what they decide is done on
 * the platform. When the person got in another way, the todo is settled by itself.
 */
public final class JoinFeature implements Feature {
  private static final Duration ANSWER = Duration.ofHours(2);

  private final Todos todos;

  public JoinFeature(TurnContext context) {
    todos = new Todos(context.sql());
  }

  @Override
  public String name() {
    return "join";
  }

  /** Whoever stands at the door waits for a person, also while Steward is paused. */
  @Override
  public boolean always() {
    return true;
  }

  @Override
  public List<Class<? extends Letter>> letters() {
    return List.of(JoinAnswered.class);
  }

  @Override
  public void on(Event event, Turn turn) {
    switch (event) {
      case Event.JoinRequested asked when turn.script().isPresent() -> ask(asked, turn);
      case Event.MemberJoined joined -> {
        String subject = subject(joined.group(), joined.member().user());
        if (todos.open(Todo.JOIN_REQUEST, subject).isPresent()) {
          turn.tell(Key.BRAND, new TodoSettled(Todo.JOIN_REQUEST, subject, "已入群 / has joined"));
        }
      }
      default -> {}
    }
  }

  private static void ask(Event.JoinRequested asked, Turn turn) {
    String title = turn.group().title();
    turn.tell(
        Key.BRAND,
        new TodoWanted(
            Todo.JOIN_REQUEST,
            subject(asked.group(), asked.user()),
            asked.group(),
            "有人申请加入：" + title,
            "somebody asks to join " + title,
            Map.of(
                "name",
                asked.name(),
                "comment",
                asked.comment(),
                "user",
                asked.user().toString(),
                "request",
                asked.requestId()),
            ANSWER));
  }

  private static String subject(GroupId group, UserId user) {
    return group + " " + user;
  }

  @Override
  public void on(Letter letter, Turn turn) {
    if (letter instanceof JoinAnswered answered) {
      GroupId group = turn.group().id();
      turn.actForStaff(
          answered.in()
              ? new Action.ApproveJoin(group, answered.request(), answered.user())
              : new Action.DenyJoin(group, answered.request(), answered.user(), answered.reason()),
          answered.in()
              ? Reason.of(name(), "工作人员同意入群", "staff let them in")
              : Reason.of(name(), "工作人员没有同意入群", "staff did not let them in"));
    }
  }
}
