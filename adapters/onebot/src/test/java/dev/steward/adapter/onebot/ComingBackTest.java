package dev.steward.adapter.onebot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a login hears and does while it comes back, whichever of its lines is there first. */
final class ComingBackTest {
  /** An hour before the start, in epoch seconds. */
  private static final long LATELY = Instant.parse("2026-11-02T00:00:00Z").getEpochSecond();

  private static String message(int id, long time, String text) {
    return """
    {"time":%d,"self_id":10001,"post_type":"message","message_type":"group","sub_type":"normal",
    "message_id":%d,"group_id":700001,"user_id":20001,"message":"%s","sender":{"nickname":"小明","role":"member"}}\
    """
        .formatted(time, id, text);
  }

  private static List<String> heard(Rig rig) {
    return rig.host.events().events(Event.MessagePosted.class).stream()
        .map(posted -> posted.content().text())
        .toList();
  }

  private static long now(Rig rig) {
    return rig.host.clock().instant().getEpochSecond();
  }

  @Test
  void whatWasMissedIsFetchedWhenEventsComeBackBeforeCalls() {
    Rig rig = new Rig();
    rig.tellsCuts = true;
    rig.greet();
    long start = now(rig);
    rig.hears(message(1, start, "before"));
    rig.account.detach(rig);
    rig.host.time().advance(Duration.ofMinutes(5));
    rig.hears(message(5, start + 200, "after"));
    rig.on(
        "get_group_msg_history", "{\"messages\":[" + message(2, start + 100, "meanwhile") + "]}");
    rig.greet();
    assertThat(heard(rig)).containsExactly("before", "after", "meanwhile");
  }

  private static Rig busy(boolean numbered) {
    return busy(numbered, "第");
  }

  /**
   * Five hundred messages, told as the last so many up to one.
   *
   * @param words each begins with them, and ends with its number
   */
  private static Rig busy(boolean numbered, String words) {
    Rig rig = new Rig(Map.of("700001", LATELY));
    rig.tellsCuts = true;
    rig.on(
        "get_group_msg_history",
        asked -> CompletableFuture.completedFuture(page(asked, numbered, words)));
    rig.greet();
    return rig;
  }

  private static Reply page(Map<String, Object> asked, boolean numbered, String words) {
    long upTo = Long.parseLong(String.valueOf(asked.getOrDefault("message_seq", 500)));
    long count = Long.parseLong(String.valueOf(asked.get("count")));
    String page =
        LongStream.rangeClosed(Math.max(1, upTo - count + 1), upTo)
            .mapToObj(
                id ->
                    message((int) id, LATELY + 100 + id / 3, words + id)
                        .replace(
                            "{\"time\"",
                            numbered ? "{\"message_seq\":" + id + ",\"time\"" : "{\"time\""))
            .collect(Collectors.joining(","));
    return Reply.of(
        Rig.read("{\"status\":\"ok\",\"retcode\":0,\"data\":{\"messages\":[" + page + "]}}"));
  }

  @Test
  void howeverMuchWasMissedIsFetchedPageByPage() {
    Rig rig = busy(true);
    assertThat(heard(rig))
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, 500).mapToObj(id -> "第" + id).toList());
    assertThat(rig.tally.toString()).doesNotContain("more was missed");
  }

  @Test
  void aLineThatDiesBetweenTwoPagesLosesNothing() {
    Rig rig = new Rig(Map.of("700001", LATELY));
    rig.tellsCuts = true;
    rig.on(
        "get_group_msg_history",
        asked ->
            CompletableFuture.completedFuture(
                asked.containsKey("message_seq") ? new Reply.Lost("cut") : page(asked, true, "第")));
    rig.greet();
    assertThat(heard(rig)).isEmpty();
    rig.account.detach(rig);
    rig.on(
        "get_group_msg_history",
        asked -> CompletableFuture.completedFuture(page(asked, true, "第")));
    rig.greet();
    assertThat(heard(rig)).hasSize(500).startsWith("第1").endsWith("第500");
    assertThat(rig.tally.toString()).doesNotContain("more was missed");
  }

  @Test
  void aTopicThatNobodyAnsweredIsNotMissed() {
    long now = Instant.parse("2026-11-02T01:00:00Z").getEpochSecond();
    long day = 24 * 3_600;
    Rig rig = new Rig(Map.of("700001", now - 6 * day));
    rig.tellsCuts = true;
    String topic =
        message(1, now - 5 * day, "今天聊什么").replace("\"user_id\":20001", "\"user_id\":10001");
    rig.on(
        "get_group_msg_history",
        "{\"messages\":[" + topic + "," + message(2, now - 60, "刚才") + "]}");
    rig.greet();
    assertThat(heard(rig)).containsExactly("刚才");
    assertThat(rig.tally.toString()).doesNotContain("more was missed");
  }

  @Test
  void howeverLongTheMessagesAreTheyDoNotFillTheMemory() {
    Rig rig = busy(true, "x".repeat(50_000));
    assertThat(heard(rig).stream().map(text -> text.replace("x", ""))).hasSize(399).endsWith("500");
    assertThat(rig.tally.toString()).contains("1 times more was missed in a group");
  }

  @Test
  void afterAMonthOnlyTheLastThreeDaysAreFetched() {
    long now = Instant.parse("2026-11-02T01:00:00Z").getEpochSecond();
    long day = 24 * 3_600;
    Rig rig = new Rig(Map.of("700001", now - 30 * day));
    rig.tellsCuts = true;
    rig.on(
        "get_group_msg_history",
        "{\"messages\":["
            + String.join(
                ",",
                message(1, now - 20 * day, "三周前"),
                message(2, now - 3 * day - 1, "三天多前"),
                message(3, now - 3 * day, "三天前"),
                message(4, now - 60, "刚才"))
            + "]}");
    rig.greet();
    assertThat(heard(rig)).containsExactly("三天前", "刚才");
    assertThat(rig.tally.toString()).contains("1 times more was missed in a group");
  }

  @Test
  void whatIsKnownAlreadyIsNotMissed() {
    Rig rig = new Rig(Map.of("700001", LATELY));
    rig.tellsCuts = true;
    rig.on(
        "get_group_msg_history",
        "{\"messages\":["
            + message(1, LATELY - 9_000_000, "很久以前")
            + ","
            + message(2, LATELY + 100, "meanwhile")
            + "]}");
    rig.greet();
    assertThat(heard(rig)).containsExactly("meanwhile");
    assertThat(rig.tally.toString()).doesNotContain("more was missed");
  }

  @Test
  void bundlesThatWereMissedAreOpenedButNotThousands() {
    Rig rig = new Rig(Map.of("700001", LATELY));
    rig.tellsCuts = true;
    rig.on(
        "get_group_msg_history",
        "{\"messages\":["
            + IntStream.rangeClosed(1, 30)
                .mapToObj(id -> message(id, LATELY + id, "[CQ:forward,id=f" + id + "]"))
                .collect(Collectors.joining(","))
            + "]}");
    rig.on("get_forward_msg", "{\"messages\":[{\"message\":\"加我微信\"}]}");
    var _ = rig.account.attach(rig);
    assertThat(rig.calls).filteredOn(call -> call.startsWith("get_forward_msg")).hasSize(20);
    assertThat(opened(rig)).hasSize(30).startsWith("加我微信").endsWith("");
  }

  @Test
  void aProgramThatDoesNotAnswerOfBundlesHoldsNothingUp() {
    Rig rig = new Rig(Map.of("700001", LATELY));
    rig.tellsCuts = true;
    rig.on(
        "get_group_msg_history",
        "{\"messages\":["
            + message(1, LATELY + 1, "[CQ:forward,id=f1]")
            + ","
            + message(2, LATELY + 2, "[CQ:forward,id=f2]")
            + "]}");
    rig.on("get_forward_msg", CompletableFuture.completedFuture(new Reply.Lost("no answer")));
    var _ = rig.account.attach(rig);
    assertThat(opened(rig)).containsExactly("", "");
    assertThat(rig.calls)
        .doesNotContain("hang up")
        .filteredOn(call -> call.startsWith("get_forward_msg"))
        .hasSize(1);
  }

  private static List<String> opened(Rig rig) {
    return rig.host.events().events(Event.MessagePosted.class).stream()
        .map(posted -> posted.content().opened().text())
        .toList();
  }

  /** As when the line for events comes while the greeting on the one for calls is under way. */
  @Test
  void ofTwoGreetingsOnOneLineTheLaterCounts() {
    Rig rig = new Rig(Map.of("700001", LATELY));
    rig.tellsCuts = true;
    CompletableFuture<Reply> first = new CompletableFuture<>();
    CompletableFuture<Reply> second = new CompletableFuture<>();
    Iterator<CompletableFuture<Reply>> lists = List.of(first, second).iterator();
    rig.on("get_group_list", _ -> lists.next());
    var _ = rig.account.attach(rig);
    var _ = rig.account.attach(rig);

    rig.on("get_group_msg_history", CompletableFuture.completedFuture(new Reply.No(100, "busy")));
    first.complete(new Reply.No(100, "busy"));

    rig.on(
        "get_group_msg_history", "{\"messages\":[" + message(2, LATELY + 100, "meanwhile") + "]}");
    second.complete(
        Reply.of(
            Rig.read(
                "{\"status\":\"ok\",\"retcode\":0,\"data\":[{\"group_id\":700001,\"group_name\":\"上海一群\"}]}")));
    assertThat(heard(rig)).containsExactly("meanwhile");
  }

  @Test
  void aGreetingThatAnotherFollowedDoesNotCutTheLine() {
    Rig rig = new Rig();
    rig.tellsCuts = true;
    CompletableFuture<Reply> first = new CompletableFuture<>();
    Iterator<CompletableFuture<Reply>> lists =
        List.of(first, new CompletableFuture<Reply>()).iterator();
    rig.on("get_group_list", _ -> lists.next());
    var _ = rig.account.attach(rig);
    var _ = rig.account.attach(rig);
    first.complete(new Reply.Lost("no answer"));
    assertThat(rig.calls).doesNotContain("hang up");
  }

  @Test
  void whatIsOutOfReachIsSaid() {
    Rig rig = busy(false);
    assertThat(heard(rig)).hasSize(200).endsWith("第500");
    assertThat(rig.tally.toString()).contains("1 times more was missed in a group");
  }

  @Test
  void whatWasMissedBeforeTheStartIsFetchedWhenEventsComeBeforeCalls() {
    Rig rig = new Rig(Map.of("700001", LATELY));
    rig.tellsCuts = true;
    rig.hears(message(5, now(rig), "after"));
    rig.on(
        "get_group_msg_history", "{\"messages\":[" + message(2, LATELY + 100, "meanwhile") + "]}");
    rig.greet();
    assertThat(heard(rig)).containsExactly("meanwhile", "after");
  }

  /** Over HTTP a post may come at any time, and no cut shows. */
  @Test
  void aPostBeforeTheFirstAnswerDoesNotHideWhatWasMissedBeforeTheStart() {
    Rig rig = new Rig(Map.of("700001", LATELY));
    assertThat(rig.hears(message(5, now(rig), "after"))).isEmpty();
    rig.on(
        "get_group_msg_history", "{\"messages\":[" + message(2, LATELY + 100, "meanwhile") + "]}");
    rig.greet();
    assertThat(heard(rig)).containsExactly("meanwhile", "after");
    rig.hears(message(6, now(rig), "and then"));
    rig.greet();
    assertThat(heard(rig)).as("once").containsExactly("meanwhile", "after", "and then");
  }

  @Test
  void whereNobodyCanBeAskedWhatIsSaidDoesNotWaitForLong() {
    Rig rig = new Rig(Map.of("700001", LATELY));
    rig.hears(message(5, now(rig), "one"));
    rig.host.time().advance(Account.ALONE.minusSeconds(1));
    rig.hears(message(6, now(rig), "two"));
    assertThat(heard(rig)).isEmpty();
    rig.host.time().advance(Duration.ofSeconds(1));
    rig.hears(message(7, now(rig), "three"));
    assertThat(heard(rig)).containsExactly("one", "two", "three");
    assertThat(rig.account.newest()).as("nothing hides what was missed").containsValue(LATELY);
  }

  @Test
  void whatWaitsAtTheEndIsToldToComeAgain() {
    Rig rig = new Rig(Map.of("700001", LATELY));
    var posted = rig.account.heard(Rig.read(message(5, now(rig), "after")));
    rig.account.close();
    assertThat(posted).isCompletedExceptionally();
    assertThat(rig.account.newest()).containsValue(LATELY);
  }

  @Test
  void aGroupThatIsGoneDoesNotSpeakForTheHistoryOfTheOthers() {
    Rig rig = new Rig(Map.of("700001", LATELY));
    rig.tellsCuts = true;
    rig.on(
        "get_group_list",
        "[{\"group_id\":1,\"group_name\":\"dissolved\"},{\"group_id\":700001,\"group_name\":\"上海一群\"}]");
    Reply missed =
        Reply.of(
            Rig.read(
                "{\"status\":\"ok\",\"retcode\":0,\"data\":{\"messages\":["
                    + message(2, LATELY + 100, "meanwhile")
                    + "]}}"));
    rig.on(
        "get_group_msg_history",
        asked ->
            CompletableFuture.completedFuture(
                "1".equals(String.valueOf(asked.get("group_id")))
                    ? new Reply.No(100, "no such group")
                    : missed));
    rig.greet();
    assertThat(heard(rig)).containsExactly("meanwhile");
  }

  @Test
  void groupsWithoutEndAreHeardAndNotKept() {
    Rig rig = new Rig();
    rig.greet();
    for (int i = 0; i < Groups.MOST + 10; i++) {
      String said =
          message(i + 1, now(rig), "大家好").replace("700001", Integer.toString(800_000 + i));
      var _ = rig.account.heard(Rig.read(said));
    }
    assertThat(heard(rig)).hasSize(Groups.MOST + 10);
    assertThat(seen(rig)).doesNotContain(group(800_000 + Groups.MOST));
    assertThat(rig.account.trouble())
        .isEqualTo(
            "login 10001: nothing is done in group 810000, which its list of groups lacks as 10000"
                + " others");
    // Its client was restarted, and lists the group.
    rig.on("get_group_list", "[{\"group_id\":700001},{\"group_id\":810000}]");
    rig.greet();
    assertThat(seen(rig)).contains(group(800_000 + Groups.MOST));
    assertThat(rig.account.trouble()).isEmpty();
  }

  private static List<GroupId> seen(Rig rig) {
    return rig.host.events().events(Event.GroupSeen.class).stream()
        .map(Event.GroupSeen::group)
        .toList();
  }

  private static GroupId group(int id) {
    return new GroupId("onebot", Integer.toString(id));
  }

  /** However many groups a login is in, the next one that takes it in is served like the others. */
  @Test
  void aGroupThatTakesInALoginOfVeryManyGroupsIsServed() {
    Rig rig = new Rig();
    rig.on(
        "get_group_list",
        IntStream.range(0, Groups.MOST)
            .mapToObj(i -> "{\"group_id\":" + (800_000 + i) + "}")
            .collect(Collectors.joining(",", "[", "]")));
    rig.greet();
    rig.hears(message(1, now(rig), "大家好"));
    assertThat(seen(rig)).contains(Rig.GROUP);
    assertThat(rig.account.capabilities(Rig.GROUP)).contains(Capability.DELETE);
    assertThat(rig.account.trouble()).isEmpty();
  }

  /** A server that makes up new groups at each greeting filled the memory and the store. */
  @Test
  void listsWithoutEndAreKnownUpToABound() {
    Rig rig = new Rig();
    rig.answer("get_group_msg_history", "{\"status\":\"failed\",\"retcode\":1404}");
    rig.on("get_group_list", list(1_000_000, 60_000));
    rig.greet();
    rig.on("get_group_list", list(2_000_000, 60_000));
    rig.greet();
    assertThat(rig.account.groupCount()).isEqualTo(100_000);
    assertThat(rig.tally.toString()).contains("20000 groups left out of lists that were too long");
  }

  private static String list(int first, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "{\"group_id\":" + (first + i) + "}")
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** In five hundred groups, of which each has said something while the line was cut. */
  private static Rig inManyGroups() {
    Rig rig = new Rig();
    rig.tellsCuts = true;
    rig.on("get_group_list", list(800_000, 500));
    rig.greet();
    rig.account.detach(rig);
    rig.host.time().advance(Duration.ofMinutes(1));
    long then = now(rig) - 30;
    rig.on(
        "get_group_msg_history",
        asked ->
            CompletableFuture.completedFuture(
                Reply.of(
                    Rig.read(
                        "{\"status\":\"ok\",\"retcode\":0,\"data\":{\"messages\":["
                            + message(1, then, "漏了的" + asked.get("group_id"))
                            + "]}}"))));
    rig.calls.clear();
    return rig;
  }

  private static long asked(Rig rig, String what) {
    return rig.calls.stream().filter(call -> call.contains(what)).count();
  }

  /** A line that flaps brought a thousand questions to the platform each time. */
  @Test
  void manyGroupsAreAskedForWhatWasMissedAtAPace() {
    Rig rig = inManyGroups();
    CompletableFuture<Void> greeting = rig.account.attach(rig).toCompletableFuture();
    assertThat(asked(rig, "count=200")).isEqualTo(200);
    rig.host.time().advance(Duration.ofSeconds(1));
    assertThat(asked(rig, "count=200")).isEqualTo(250);
    rig.host.time().advance(Duration.ofSeconds(5));
    assertThat(greeting).isDone();
    assertThat(heard(rig)).as("nothing is lost").hasSize(500).doesNotHaveDuplicates();
    assertThat(asked(rig, "no_cache=true")).as("our role is what the program knows").isZero();
    assertThat(asked(rig, "no_cache=false")).isEqualTo(500);
  }

  @Test
  void whoWasNotAskedBeforeTheNextCutIsAskedFirst() {
    Rig rig = inManyGroups();
    var _ = rig.account.attach(rig);
    assertThat(heard(rig)).hasSize(200);
    rig.cut = true;
    rig.account.detach(rig);
    rig.host.time().advance(Duration.ofSeconds(6));
    rig.cut = false;
    var _ = rig.account.attach(rig);
    assertThat(heard(rig)).as("others than before").hasSize(400).doesNotHaveDuplicates();
    rig.host.time().advance(Duration.ofSeconds(2));
    assertThat(heard(rig)).as("nothing is lost").hasSize(500).doesNotHaveDuplicates();
  }

  @Test
  void anOrderOfBeforeTheStartWaitsForItsLogin() {
    Rig rig = new Rig(Map.of("700001", LATELY));
    Action words = new Action.SendMessage(Rig.GROUP, Content.of("早安"), null, List.of());
    assertThat(rig.performs(words)).isInstanceOf(Outcome.Failed.class);
    rig.on("send_group_msg", "{\"message_id\":77}");
    rig.greet();
    assertThat(rig.performs(words).done()).isTrue();
  }

  @Test
  void aGroupThatWasLeftDoesNotComeBackWithTheMemoryOfTheStart() {
    Rig rig = new Rig(Map.of("700002", LATELY));
    rig.tellsCuts = true;
    rig.on(
        "get_group_member_info",
        asked ->
            CompletableFuture.completedFuture(
                "700002".equals(String.valueOf(asked.get("group_id")))
                    ? new Reply.No(100, "not a member")
                    : Reply.of(
                        Rig.read(
                            "{\"status\":\"ok\",\"retcode\":0,\"data\":{\"role\":\"admin\"}}"))));
    rig.greet();
    rig.account.detach(rig);
    rig.greet();
    assertThat(rig.host.events().events(Event.GroupLost.class)).hasSize(1);
    assertThat(rig.account.newest()).containsOnlyKeys("700001");
  }

  @Test
  void aGroupThatIsQuietIsNotWrittenDownAgain() {
    Rig rig = new Rig(Map.of("700001", 1_700_000_000L, "700002", 1_700_000_000L));
    rig.on("get_group_list", "[{\"group_id\":700001},{\"group_id\":700002}]");
    rig.greet();
    assertThat(rig.account.moved()).containsOnlyKeys("700001", "700002");
    assertThat(rig.account.moved()).isEmpty();
    rig.host.time().advance(Duration.ofMinutes(1));
    rig.hears(message(1, now(rig), "大家好"));
    assertThat(rig.account.moved()).isEqualTo(Map.of("700001", now(rig)));
  }

  @Test
  void aGroupThatWasLeftIsStruckOff() {
    Rig rig = Rig.greeted();
    assertThat(rig.account.moved()).containsOnlyKeys("700001");
    rig.hears(
        """
        {"time":1700000000,"self_id":10001,"post_type":"notice","notice_type":"group_decrease",
        "sub_type":"kick_me","group_id":700001,"user_id":10001,"operator_id":20001}\
        """);
    assertThat(rig.account.moved()).isEqualTo(Map.of("700001", 0L));
    assertThat(rig.account.moved()).isEmpty();
  }

  @Test
  void aLoginOfWhichNothingWasHeardForAMonthIsNotExpected(@TempDir Path folder) throws Exception {
    Instant now = Instant.parse("2026-11-01T00:00:00Z");
    long lately = now.minusSeconds(86_400).getEpochSecond();
    long longAgo = now.minusSeconds(31 * 86_400L).getEpochSecond();
    Files.writeString(
        folder.resolve("seen.tsv"),
        "1\t7\t%d\n1\t8\t%d\n2\t9\t%d\n".formatted(lately, longAgo, longAgo));
    assertThat(Seen.open(folder).read(now))
        .isEqualTo(Map.of("1", Map.of("7", lately, "8", longAgo)));
  }
}
