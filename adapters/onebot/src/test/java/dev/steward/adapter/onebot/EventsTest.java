package dev.steward.adapter.onebot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Event;
import dev.steward.chat.Role;
import dev.steward.chat.Segment;
import dev.steward.wire.GroupOrder;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the events of the protocol become, and that what has no use is counted. */
final class EventsTest {
  private static final Instant AT = Instant.ofEpochSecond(1_793_600_000L);

  private final Rig rig = Rig.greeted();

  private static String event(String fields) {
    return ("{'time':1793600000,'self_id':10001," + fields + "}").replace('\'', '"');
  }

  private Event only(String fields) {
    List<Event> heard = rig.hears(event(fields));
    assertThat(heard).as(fields).hasSize(1);
    return heard.getFirst();
  }

  @Test
  void idsMayBeNumbersOrTexts() {
    Event numbers =
        only(
            "'post_type':'message','message_type':'group','sub_type':'normal','message_id':-5,"
                + "'group_id':700001,'user_id':20001,'message':'好','sender':{'nickname':'小明','card':'明明','role':'admin'}");
    Event texts =
        only(
            "'post_type':'message','message_type':'group','sub_type':'normal','message_id':'-6',"
                + "'group_id':'700001','user_id':'20001','message':[{'type':'text','data':{'text':'好'}}],"
                + "'sender':{'nickname':'小明','card':'明明','role':'admin'}");
    Event.MessagePosted first = (Event.MessagePosted) numbers;
    Event.MessagePosted second = (Event.MessagePosted) texts;
    assertThat(first.messageId()).isEqualTo("700001.-5");
    assertThat(second.messageId()).isEqualTo("700001.-6");
    assertThat(first.sender()).isEqualTo(second.sender());
    assertThat(first.sender().name()).isEqualTo("明明");
    assertThat(first.sender().role()).isEqualTo(Role.ADMIN);
    assertThat(first.content()).isEqualTo(second.content());
    assertThat(first.group()).isEqualTo(Rig.GROUP);
    assertThat(first.at()).isEqualTo(AT);
  }

  private static String says(int id, int group, int user, long time, String words) {
    return event(
            "'post_type':'message','message_type':'group','sub_type':'normal','message_id':%d,"
                + "'group_id':%d,'user_id':%d,'message':'%s','sender':{'nickname':'x','role':'member'}")
        .formatted(id, group, user, words)
        .replace("1793600000", Long.toString(time));
  }

  private List<String> words() {
    return rig.host.events().events(Event.MessagePosted.class).stream()
        .map(posted -> posted.content().text())
        .toList();
  }

  /** Implementations cut their ids to 32 bits: one message in thousands was never judged. */
  @Test
  void oneIdInTwoGroupsIsTwoMessages() {
    rig.hears(says(5, 700_001, 20_001, 1_793_600_000, "一群的"));
    rig.hears(says(5, 700_002, 20_001, 1_793_600_000, "二群的"));
    rig.hears(says(5, 700_002, 20_001, 1_793_600_000, "二群的"));
    assertThat(words()).as("the repeat is none").containsExactly("一群的", "二群的");
    assertThat(rig.host.events().events(Event.MessagePosted.class))
        .extracting(Event.MessagePosted::messageId)
        .containsExactly("700001.5", "700002.5");
  }

  @Test
  void oneIdMonthsLaterInTheSameGroupIsTwoMessages() {
    rig.hears(says(5, 700_001, 20_001, 1_793_600_000, "那时的"));
    rig.hears(says(5, 700_001, 20_001, 1_799_600_000, "现在的"));
    rig.hears(says(5, 700_001, 20_001, 1_793_600_000, "那时的"));
    assertThat(words()).containsExactly("那时的", "现在的");
  }

  @Test
  void oneIdInTwoPrivateChatsIsTwoMessages() {
    String whispers =
        "'post_type':'message','message_type':'private','sub_type':'friend','message_id':8,'user_id':%d,'message':'在吗'";
    only(whispers.formatted(20_001));
    only(whispers.formatted(20_002));
    assertThat(rig.hears(event(whispers.formatted(20_002)))).as("the same once more").isEmpty();
  }

  @Test
  void aQuoteNamesTheMessageAsItWasHeard() {
    Event.MessagePosted posted =
        (Event.MessagePosted)
            only(
                "'post_type':'message','message_type':'group','sub_type':'normal','message_id':6,"
                    + "'group_id':700001,'user_id':20001,'message':'[CQ:reply,id=5]删掉'");
    assertThat(posted.content().segments())
        .containsExactly(new Segment.Quote("700001.5", null, ""), new Segment.Text("删掉"));
  }

  @Test
  void whoSpeaksAnonymouslyIsKnownByTheNameGiven() {
    Event.MessagePosted posted =
        (Event.MessagePosted)
            only(
                "'post_type':'message','message_type':'group','sub_type':'anonymous','message_id':7,"
                    + "'group_id':700001,'user_id':80000000,'message':'嘘',"
                    + "'anonymous':{'id':1,'name':'大象','flag':'f'},'sender':{'nickname':'x'}");
    assertThat(posted.sender().user()).isEqualTo(Rig.user("anonymous-大象"));
    assertThat(posted.sender().name()).isEqualTo("大象");
  }

  @Test
  void privateMessagesTellWhoWroteAndThroughWhichGroup() {
    Event.PrivateMessagePosted posted =
        (Event.PrivateMessagePosted)
            only(
                "'post_type':'message','message_type':'private','sub_type':'group','message_id':8,"
                    + "'group_id':700001,'user_id':20009,'message':'我要申诉','sender':{'nickname':'小红'}");
    assertThat(posted.sender().user()).isEqualTo(Rig.user("20009"));
    assertThat(rig.account.throughGroup("20009")).isEqualTo("700001");
    only(
        "'post_type':'message','message_type':'private','sub_type':'group','message_id':9,"
            + "'user_id':20010,'message':'在吗','sender':{'nickname':'小李','group_id':700001}");
    assertThat(rig.account.throughGroup("20010"))
        .as("some tell the group beside the name")
        .isEqualTo("700001");
  }

  @Test
  void whoIsNoFriendIsRememberedButNotEverybody() {
    for (int i = 0; i < 30_000; i++) {
      rig.hears(
          event(
              "'post_type':'message','message_type':'private','sub_type':'group','message_id':1"
                  + i
                  + ",'group_id':700001,'user_id':9"
                  + i
                  + ",'message':'x'"));
    }
    assertThat(rig.account.throughGroup("90")).isNull();
    assertThat(rig.account.throughGroup("929999")).isEqualTo("700001");
  }

  @Test
  void noticesBecomeEvents() {
    Event.MessageRecalled recalled =
        (Event.MessageRecalled)
            only(
                "'post_type':'notice','notice_type':'group_recall','group_id':700001,'user_id':20001,'operator_id':20000,'message_id':5");
    assertThat(recalled.messageId()).isEqualTo("700001.5");
    assertThat(recalled.by()).isEqualTo(Rig.user("20000"));
    Event.MuteChanged muted =
        (Event.MuteChanged)
            only(
                "'post_type':'notice','notice_type':'group_ban','sub_type':'ban','group_id':700001,'user_id':20001,'operator_id':20000,'duration':600");
    assertThat(muted.until()).isEqualTo(AT.plusSeconds(600));
    Event.MuteChanged lifted =
        (Event.MuteChanged)
            only(
                "'post_type':'notice','notice_type':'group_ban','sub_type':'lift_ban','group_id':700001,'user_id':20001,'operator_id':20000,'duration':0");
    assertThat(lifted.until()).isNull();
    Event.MemberLeft left =
        (Event.MemberLeft)
            only(
                "'post_type':'notice','notice_type':'group_decrease','sub_type':'leave','group_id':700001,'user_id':20001,'operator_id':20001");
    assertThat(left.by()).isNull();
    Event.MemberLeft kicked =
        (Event.MemberLeft)
            only(
                "'post_type':'notice','notice_type':'group_decrease','sub_type':'kick','group_id':700001,'user_id':20001,'operator_id':20000");
    assertThat(kicked.by()).isEqualTo(Rig.user("20000"));
    Event.RoleChanged set =
        (Event.RoleChanged)
            only(
                "'post_type':'notice','notice_type':'group_admin','sub_type':'set','group_id':700001,'user_id':20001");
    assertThat(set.role()).isEqualTo(Role.ADMIN);
    Event.RoleChanged unset =
        (Event.RoleChanged)
            only(
                "'post_type':'notice','notice_type':'group_admin','sub_type':'unset','group_id':700001,'user_id':20001");
    assertThat(unset.role()).isEqualTo(Role.MEMBER);
  }

  @Test
  void whoComesInHasTheNameThatTheGroupSees() {
    rig.on("get_group_member_info", "{\"nickname\":\"小新\",\"card\":\"\",\"role\":\"member\"}");
    Event.MemberJoined joined =
        (Event.MemberJoined)
            only(
                "'post_type':'notice','notice_type':'group_increase','sub_type':'invite','group_id':700001,'user_id':20002,'operator_id':20001");
    assertThat(joined.member().name()).isEqualTo("小新");
    assertThat(joined.inviter()).isEqualTo(Rig.user("20001"));
  }

  private static String forwards(int message, String bundle) {
    return event(
        "'post_type':'message','message_type':'group','sub_type':'normal','message_id':"
            + message
            + ",'group_id':700001,'user_id':20001,'message':"
            + bundle);
  }

  private static String words(Event event) {
    return ((Event.MessagePosted) event).content().opened().text();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'messages':[{'content':[{'type':'text','data':{'text':'加我微信'}}],'sender':{'nickname':'小红'}}]}",
        "{'messages':[{'message':'加我微信','sender':{'nickname':'小红'}}]}",
        "{'message':[{'type':'node','data':{'nickname':'小红','content':'加我微信'}}]}"
      })
  void whatABundleHoldsIsAskedForWhereItIsNotTold(String told) {
    rig.on("get_forward_msg", told.replace('\'', '"'));
    List<Event> heard = rig.hears(forwards(11, "[{'type':'forward','data':{'id':'f-1'}}]"));
    assertThat(heard).extracting(EventsTest::words).singleElement().asString().contains("加我微信");
    assertThat(rig.calls).containsExactly("get_forward_msg {id=f-1, message_id=f-1}");
    assertThat(rig.hears(forwards(12, "'[CQ:forward,id=f-2]'")))
        .as("as one string")
        .extracting(EventsTest::words)
        .singleElement()
        .asString()
        .contains("加我微信");
  }

  /** A spammer's bundle holds a bundle, which the program tells by its id alone. */
  @Test
  void aBundleInsideABundleIsAskedForAsWell() {
    rig.on(
        "get_forward_msg",
        asked ->
            answers(
                switch (String.valueOf(asked.get("id"))) {
                  case "outer" -> holds("看看这个", "inner");
                  case "inner" -> holds("加我微信", "refused");
                  default -> "";
                }));
    List<Event> heard = rig.hears(forwards(11, "[{'type':'forward','data':{'id':'outer'}}]"));
    assertThat(heard)
        .extracting(EventsTest::words)
        .singleElement()
        .asString()
        .contains("看看这个", "加我微信");
    assertThat(rig.calls).hasSize(3);
    rig.calls.clear();
    assertThat(
            rig.hears(
                forwards(
                    12,
                    "[{'type':'forward','data':{'id':'told','content':[{'message':'[CQ:forward,id=inner]'}]}}]")))
        .as("in one that is told")
        .extracting(EventsTest::words)
        .singleElement()
        .asString()
        .contains("加我微信");
  }

  @Test
  void bundlesInsideBundlesWithoutEndAreNotFollowed() {
    rig.on("get_forward_msg", asked -> answers(holds("又", String.valueOf(asked.get("id")))));
    List<Event> itself = rig.hears(forwards(11, "[{'type':'forward','data':{'id':'f'}}]"));
    assertThat(itself).extracting(EventsTest::words).containsExactly("又");
    assertThat(rig.calls).hasSize(1);
    rig.calls.clear();
    rig.on("get_forward_msg", asked -> answers(holds("深", asked.get("id") + "x")));
    rig.hears(forwards(12, "[{'type':'forward','data':{'id':'f'}}]"));
    assertThat(rig.calls).as("levels").hasSize(4);
    rig.calls.clear();
    rig.on("get_forward_msg", _ -> answers(holds("多", "1", "2", "3", "4", "5", "6", "7", "8")));
    rig.hears(
        forwards(
            13,
            "[{'type':'forward','data':{'id':'a'}},{'type':'forward','data':{'id':'b'}},{'type':'forward','data':{'id':'c'}}]"));
    assertThat(rig.calls).as("questions").hasSize(10);
  }

  private static CompletableFuture<Reply> answers(String data) {
    return CompletableFuture.completedFuture(
        data.isEmpty()
            ? new Reply.No(1200, "no such bundle")
            : Reply.of(Rig.read("{\"status\":\"ok\",\"retcode\":0,\"data\":" + data + "}")));
  }

  /** What a bundle with these words and these bundles holds. */
  private static String holds(String words, String... bundles) {
    StringBuilder pieces = new StringBuilder("{'type':'text','data':{'text':'" + words + "'}}");
    for (String bundle : bundles) {
      pieces.append(",{'type':'forward','data':{'id':'").append(bundle).append("'}}");
    }
    return ("{'messages':[{'message':[" + pieces + "]}]}").replace('\'', '"');
  }

  @Test
  void aBundleThatIsToldIsNotAskedFor() {
    rig.hears(
        forwards(11, "[{'type':'forward','data':{'id':'f-1','content':[{'message':'你好'}]}}]"));
    assertThat(rig.calls).isEmpty();
  }

  @Test
  void whatIsSaidAfterABundleWaitsForIt() {
    CompletableFuture<Reply> answer = new CompletableFuture<>();
    rig.on("get_forward_msg", answer);
    assertThat(rig.hears(forwards(11, "[{'type':'forward','data':{'id':'f-1'}}]"))).isEmpty();
    assertThat(rig.hears(forwards(12, "'然后呢'"))).isEmpty();
    answer.complete(new Reply.Lost("no answer"));
    assertThat(rig.host.events().events(Event.MessagePosted.class))
        .as("who does not tell is not waited for again")
        .extracting(Event.MessagePosted::messageId)
        .containsExactly("700001.11", "700001.12");
  }

  @Test
  void twoNamesWithinASecondAreTwoEvents() {
    String renamed =
        "'post_type':'notice','notice_type':'group_card','group_id':700001,'user_id':20001,'card_old':'','card_new':'%s'";
    Event first = only(renamed.formatted("一"));
    Event second = only(renamed.formatted("二"));
    assertThat(first.dedupeId()).isNotEqualTo(second.dedupeId());
    assertThat(rig.hears(event(renamed.formatted("二")))).as("the same once more").isEmpty();
  }

  @Test
  void requestsToBeLetInBecomeEvents() {
    rig.on("get_stranger_info", "{\"nickname\":\"小李\"}");
    Event.JoinRequested asked =
        (Event.JoinRequested)
            only(
                "'post_type':'request','request_type':'group','sub_type':'add','group_id':700001,'user_id':20003,'comment':'想进','flag':'f1'");
    assertThat(asked.requestId()).isEqualTo("f1");
    assertThat(asked.name()).isEqualTo("小李");
    assertThat(asked.comment()).isEqualTo("想进");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'notice_type':'group_decrease','sub_type':'kick_me','user_id':10001,'operator_id':20000",
        "'notice_type':'group_decrease','sub_type':'disband','user_id':20000,'operator_id':20000",
        "'notice_type':'group_decrease','sub_type':'leave','user_id':10001,'operator_id':10001"
      })
  void aGroupThatWeAreNoLongerInIsLost(String fields) {
    assertThat(only("'post_type':'notice','group_id':700001," + fields))
        .isInstanceOf(Event.GroupLost.class);
    assertThat(rig.account.capabilities(Rig.GROUP)).isEmpty();
    assertThat(rig.hears(event("'post_type':'notice','group_id':700001," + fields)))
        .as("the same by another line of the login")
        .isEmpty();
    assertThat(rig.account.capabilities(Rig.GROUP)).isEmpty();
  }

  @Test
  void aGroupThatIsLostWhileItIsAskedAboutStaysLost() {
    CompletableFuture<Reply> late = new CompletableFuture<>();
    rig.on("get_group_member_info", late);
    rig.hears(
        event("'post_type':'notice','notice_type':'group_increase','group_id':700002,'user_id':1"));
    rig.hears(
        event(
            "'post_type':'notice','notice_type':'group_decrease','sub_type':'kick_me','group_id':700002,'user_id':10001"));
    late.complete(
        Reply.of(Rig.read("{\"status\":\"ok\",\"retcode\":0,\"data\":{\"role\":\"admin\"}}")));
    assertThat(
            rig.host.events().events().stream()
                .filter(e -> e instanceof Event.GroupSeen || e instanceof Event.GroupLost)
                .toList()
                .getLast())
        .isInstanceOf(Event.GroupLost.class);
  }

  @Test
  void inARaidNobodysWordsWaitForEverybodysName() {
    CompletableFuture<Reply> slow = new CompletableFuture<>();
    rig.on("get_group_member_info", slow);
    for (int i = 0; i < 500; i++) {
      rig.hears(
          event(
              "'post_type':'notice','notice_type':'group_increase','group_id':700001,'user_id':3"
                  + i));
    }
    slow.complete(
        Reply.of(Rig.read("{\"status\":\"ok\",\"retcode\":0,\"data\":{\"nickname\":\"新人\"}}")));
    List<String> names =
        rig.host.events().events(Event.MemberJoined.class).stream()
            .map(joined -> joined.member().name())
            .toList();
    assertThat(names).hasSize(500).startsWith("新人", "新人").endsWith("3498", "3499");
    assertThat(rig.calls).filteredOn(call -> call.startsWith("get_group_member_info")).hasSize(20);
  }

  @Test
  void aRoleThatIsTakenFromUsIsKnownAtOnce() {
    List<Event> heard =
        rig.hears(
            event(
                "'post_type':'notice','notice_type':'group_admin','sub_type':'unset','group_id':700001,'user_id':10001"));
    assertThat(heard).hasSize(2);
    assertThat(((Event.GroupSeen) heard.getFirst()).capabilities())
        .doesNotContain(dev.steward.chat.Capability.DELETE);
  }

  @Test
  void ourOwnWordsAreNotHeard() {
    assertThat(
            rig.hears(
                event(
                    "'post_type':'message_sent','message_type':'group','message_id':9,'group_id':700001,'user_id':10001,'message':'x'")))
        .isEmpty();
    assertThat(
            rig.hears(
                event(
                    "'post_type':'message','message_type':'group','message_id':9,'group_id':700001,'user_id':10001,'message':'x'")))
        .isEmpty();
    assertThat(rig.tally.unused.sum()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'post_type':'notice','notice_type':'notify','sub_type':'poke','group_id':700001,'user_id':1,'target_id':2",
        "'post_type':'notice','notice_type':'notify','sub_type':'lucky_king','group_id':700001,'user_id':1",
        "'post_type':'notice','notice_type':'notify','sub_type':'honor','group_id':700001,'user_id':1",
        "'post_type':'notice','notice_type':'group_upload','group_id':700001,'user_id':1,'file':{'id':'x'}",
        "'post_type':'notice','notice_type':'essence','sub_type':'add','group_id':700001",
        "'post_type':'notice','notice_type':'friend_add','user_id':1",
        "'post_type':'notice','notice_type':'friend_recall','user_id':1,'message_id':2",
        "'post_type':'notice','notice_type':'group_ban','sub_type':'ban','group_id':700001,'user_id':0,'duration':-1",
        "'post_type':'notice','notice_type':'group_recall','group_id':700001,'user_id':1",
        "'post_type':'notice','notice_type':'group_increase','group_id':700001",
        "'post_type':'request','request_type':'group','sub_type':'add','group_id':700001,'user_id':1",
        "'post_type':'message','message_type':'group','sub_type':'notice','message_id':1,'group_id':700001,'user_id':2,'message':'x'",
        "'post_type':'message','message_type':'group','group_id':700001,'user_id':2,'message':'x'",
        "'post_type':'message','message_type':'guild','message_id':1,'user_id':2,'message':'x'",
        "'post_type':'something_new','user_id':1"
      })
  void whatHasNoUseIsCounted(String fields) {
    assertThat(rig.hears(event(fields))).isEmpty();
    assertThat(rig.tally.unused.sum()).isEqualTo(1);
  }

  @Test
  void whoInvitesStewardShowsOnTheHealthLine() {
    assertThat(
            rig.hears(
                event("'post_type':'request','request_type':'friend','user_id':1,'flag':'x'")))
        .isEmpty();
    assertThat(
            rig.hears(
                event(
                    "'post_type':'request','request_type':'group','sub_type':'invite','group_id':700009,'user_id':1,'flag':'x'")))
        .isEmpty();
    assertThat(rig.tally.toString())
        .contains("0 notices without use", "2 invitations to answer in the login's own client");
  }

  @Test
  void aGroupThatNobodyToldOfIsToldFirst() {
    rig.on("get_group_info", "{\"group_id\":700009,\"group_name\":\"新群\"}");
    List<Event> heard =
        rig.hears(
            event(
                "'post_type':'message','message_type':'group','message_id':1,'group_id':700009,'user_id':2,'message':'x'"));
    assertThat(heard.getFirst()).isInstanceOf(Event.GroupSeen.class);
    assertThat(heard.getLast()).isInstanceOf(Event.MessagePosted.class);
    assertThat(heard)
        .filteredOn(Event.GroupSeen.class::isInstance)
        .extracting(event -> ((Event.GroupSeen) event).title())
        .last()
        .isEqualTo("新群");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'time':1e999,'duration':1e999",
        "'time':-1e999",
        "'time':null,'group_id':null,'user_id':null",
        "'user_id':{'a':1},'group_id':[1,2]",
        "'message':{'type':'text','data':{'text':'x'}}",
        "'message':[]",
        "'message':17",
        "'sender':[1,2,3],'anonymous':5"
      })
  void oddValuesAreNoDisaster(String fields) {
    String frame =
        "{'post_type':'message','message_type':'group','message_id':1,'group_id':700001,'user_id':2,"
            + fields
            + "}";
    assertThat(rig.hears(frame.replace('\'', '"')).size()).isLessThanOrEqualTo(1);
  }

  /** The line on which could be asked is gone, and events come on another. */
  @Test
  void whatWasMissedIsWaitedForUntilTooMuchWaitsBehindIt() {
    Rig lonely = Rig.greeted();
    lonely.on("get_group_msg_history", new CompletableFuture<>());
    var _ = lonely.account.attach(lonely);
    for (int i = 0; i < GroupOrder.MOST_WAITING; i++) {
      var _ = lonely.account.heard(Rig.read(said(i)));
    }
    assertThat(lonely.host.events().events(Event.MessagePosted.class)).isEmpty();
    var _ = lonely.account.heard(Rig.read(said(GroupOrder.MOST_WAITING)));
    assertThat(lonely.host.events().events(Event.MessagePosted.class))
        .hasSize(GroupOrder.MOST_WAITING + 1);
  }

  private static String said(int id) {
    return """
    {"time":1700000000,"self_id":10001,"post_type":"message","message_type":"group","sub_type":"normal",
    "message_id":%d,"group_id":700001,"user_id":20001,"message":"%d","sender":{"nickname":"小明","role":"member"}}\
    """
        .formatted(id, id);
  }
}
