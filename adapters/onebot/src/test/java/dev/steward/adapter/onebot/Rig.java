package dev.steward.adapter.onebot;

import dev.steward.chat.Action;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.UserId;
import dev.steward.testkit.TestHost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** One login whose implementation answers what a test wrote down, without any transport. */
final class Rig implements Link {
  static final GroupId GROUP = new GroupId("onebot", "700001");

  final TestHost host = new TestHost(Path.of(""));
  final Tally tally = new Tally();
  final Account account;
  final Hand hand = new Hand(host, Runnable::run);

  /** What was called, as {@code action {params}}, the greeting's questions apart. */
  final List<String> calls = new ArrayList<>();

  private final Map<String, Function<Map<String, Object>, CompletionStage<Reply>>> answers =
      new HashMap<>();

  private int heard;

  /** Whether the line is cut: calls are not sent. */
  boolean cut;

  /** Whether the lines to the implementation are WebSockets, where a cut shows. */
  boolean tellsCuts;

  /** In the group, as an admin. */
  Rig() {
    this(Map.of());
  }

  /**
   * The same after a restart.
   *
   * @param remembered how far each group is complete, in epoch seconds
   */
  Rig(Map<String, Long> remembered) {
    account = new Account("10001", host, tally, Duration.ofSeconds(10), remembered);
    on("get_group_list", "[{\"group_id\":700001,\"group_name\":\"上海一群\"}]");
    on(
        "get_group_member_info",
        asked ->
            CompletableFuture.completedFuture(
                Reply.of(
                    read(
                        "{\"status\":\"ok\",\"retcode\":0,\"data\":{\"nickname\":\"群管家\",\"role\":\""
                            + ("10001".equals(String.valueOf(asked.get("user_id")))
                                ? "admin"
                                : "member")
                            + "\"}}"))));
    on("get_group_msg_history", "{\"messages\":[]}");
  }

  /** Attached, and with all the answers to the greeting. */
  static Rig greeted() {
    Rig rig = new Rig();
    rig.greet();
    return rig;
  }

  void greet() {
    host.await().value("a greeting", account.attach(this));
    calls.clear();
  }

  /** Answers ok with that data. */
  void on(String action, String data) {
    answer(action, "{\"status\":\"ok\",\"retcode\":0,\"data\":" + data + "}");
  }

  /** Answers with a whole frame. */
  void answer(String action, String frame) {
    Reply reply = Reply.of(read(frame));
    answers.put(action, _ -> CompletableFuture.completedFuture(reply));
  }

  void on(String action, CompletionStage<Reply> reply) {
    answers.put(action, _ -> reply);
  }

  /** Answers each call by what it asks for. */
  void on(String action, Function<Map<String, Object>, CompletionStage<Reply>> answer) {
    answers.put(action, answer);
  }

  static Frame read(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    try {
      return FrameReader.read(bytes, bytes.length);
    } catch (FrameReader.MalformedFrame malformed) {
      throw new AssertionError(json, malformed);
    }
  }

  /** An event comes; what is new in the inbox after it. */
  List<Event> hears(String json) {
    heard += host.events().eventsAfter(heard).size();
    var _ = account.heard(read(json));
    return host.events().eventsAfter(heard);
  }

  Outcome performs(Action action) {
    return host.await().value("an outcome", hand.perform(account, order(action)));
  }

  CompletableFuture<Outcome> begins(Action action) {
    return hand.perform(account, order(action)).toCompletableFuture();
  }

  private Order order(Action action) {
    return new Order(1, account.accountId, action, 1);
  }

  static UserId user(String id) {
    return Translator.user(id);
  }

  @Override
  public CompletionStage<Reply> call(String action, Map<String, Object> params) {
    if (cut) {
      return CompletableFuture.completedFuture(new Reply.NotSent("cut"));
    }
    calls.add(action + " " + new java.util.TreeMap<>(params));
    var answer = answers.get(action);
    return answer == null
        ? CompletableFuture.completedFuture(new Reply.No(1404, "no such action"))
        : answer.apply(params);
  }

  @Override
  public boolean isOpen() {
    return !cut;
  }

  @Override
  public void hangUp() {
    calls.add("hang up");
  }

  @Override
  public boolean tellsCuts() {
    return tellsCuts;
  }
}
