package dev.steward.adapter.onebot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.GroupId;
import dev.steward.chat.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of orders, whatever the implementation answers. */
final class HandTest {
  private static final Action DELETE = new Action.DeleteMessage(Rig.GROUP, "5");
  private static final Action KICK = new Action.KickMember(Rig.GROUP, Rig.user("20001"));
  private static final Action SAY = Action.SendMessage.of(Rig.GROUP, "大家好");

  private final Rig rig = Rig.greeted();

  private Action mute(Duration length) {
    return new Action.MuteMember(
        Rig.GROUP, Rig.user("20001"), rig.host.clock().instant().plus(length));
  }

  private static String notice(String fields) {
    return ("{'time':1793600000,'self_id':10001,'post_type':'notice','group_id':700001,"
            + fields
            + "}")
        .replace('\'', '"');
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(
            "{'status':'ok','retcode':0,'data':{'message_id':88}}",
            new Outcome.Accepted("700001.88")),
        Arguments.of("{'retcode':0,'data':{'message_id':'89'}}", new Outcome.Accepted("700001.89")),
        Arguments.of("{'status':'ok','retcode':0,'data':null}", new Outcome.Accepted("")),
        Arguments.of(
            "{'status':'async','retcode':1,'data':null}",
            Outcome.Failed.unknown("the platform queued it and will not tell what became of it")),
        Arguments.of(
            "{'status':'failed','retcode':1404,'wording':'不支持的 API'}",
            new Outcome.Refused("the platform said no: 1404 不支持的 API")),
        Arguments.of(
            "{'status':'failed','retcode':100,'msg':'BAD','wording':'群被\\n封了'}",
            new Outcome.Refused("the platform said no: 100 群被 封了")),
        Arguments.of(
            "{'status':'failed','retcode':1200,'message':'Timeout: NTEvent sendMsg'}",
            Outcome.Failed.unknown("the platform timed out: Timeout: NTEvent sendMsg")),
        Arguments.of(
            "{'status':'failed','retcode':1403,'message':'token'}",
            Outcome.Failed.untried("the access token does not fit", Duration.ofMinutes(1))));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void whatIsSaidHasTheOutcomeThatTheAnswerTells(String answer, Outcome expected) {
    rig.answer("send_group_msg", answer.replace('\'', '"'));
    assertThat(rig.performs(SAY)).isEqualTo(expected);
    assertThat(rig.calls).as("said once").hasSize(1);
  }

  @Test
  void aLongMessageIsSaidInParts() {
    rig.on("send_group_msg", "{\"message_id\":7}");
    Action big = Action.SendMessage.of(Rig.GROUP, "第一条。\n".repeat(1_200));
    assertThat(rig.performs(big)).isEqualTo(new Outcome.Accepted("700001.7"));
    assertThat(rig.calls).hasSize(2);
    rig.calls.clear();
    Action tooBig = Action.SendMessage.of(Rig.GROUP, "很长。".repeat(20_000));
    assertThat(rig.performs(tooBig))
        .isEqualTo(new Outcome.Refused("too long: 60000 characters (expected: at most 45000)"));
    assertThat(rig.calls).isEmpty();
  }

  @Test
  void aLongMessageThatBreaksInTheMiddleIsNotBegunAgain() {
    CompletableFuture<Reply> slow = new CompletableFuture<>();
    rig.on("send_group_msg", slow);
    CompletableFuture<Outcome> said =
        rig.begins(Action.SendMessage.of(Rig.GROUP, "第一条。\n".repeat(1_200)));
    rig.answer("send_group_msg", "{\"status\":\"failed\",\"retcode\":100}");
    slow.complete(new Reply.Ok(null));
    assertThat(said.join())
        .isEqualTo(
            Outcome.Failed.unknown("only 1 of 2 parts were said: the platform said no: 100"));
  }

  @Test
  void aLostAnswerLeavesItUnknown() {
    rig.on(
        "send_group_msg", CompletableFuture.completedFuture(new Reply.Lost("no answer in time")));
    assertThat(rig.performs(SAY)).isEqualTo(Outcome.Failed.unknown("no answer in time"));
    rig.on("send_group_msg", CompletableFuture.completedFuture(new Reply.NotSent("not connected")));
    assertThat(rig.performs(SAY))
        .isEqualTo(Outcome.Failed.untried("not connected", Duration.ofSeconds(5)));
  }

  @Test
  void anEffectIsConfirmedByItsNotice() {
    rig.on("delete_msg", "null");
    CompletableFuture<Outcome> deleted = rig.begins(DELETE);
    assertThat(deleted).isNotDone();
    rig.hears(
        notice("'notice_type':'group_recall','user_id':20001,'operator_id':10001,'message_id':5"));
    assertThat(deleted).isCompletedWithValue(new Outcome.Confirmed(""));
    rig.on("set_group_kick", "null");
    CompletableFuture<Outcome> kicked = rig.begins(KICK);
    rig.hears(
        notice(
            "'notice_type':'group_decrease','sub_type':'kick','user_id':20001,'operator_id':10001"));
    assertThat(kicked).isCompletedWithValue(new Outcome.Confirmed(""));
    rig.on("set_group_ban", "null");
    CompletableFuture<Outcome> muted = rig.begins(mute(Duration.ofMinutes(10)));
    assertThat(rig.calls.getLast())
        .isEqualTo("set_group_ban {duration=600, group_id=700001, user_id=20001}");
    rig.hears(
        notice(
            "'notice_type':'group_ban','sub_type':'ban','user_id':20001,'operator_id':10001,'duration':600"));
    assertThat(muted).isCompletedWithValue(new Outcome.Confirmed(""));
  }

  /** The answer took nine seconds, and the notice came after the usual wait for one. */
  @Test
  void aSlowAnswerDoesNotMissItsNotice() {
    CompletableFuture<Reply> slow = new CompletableFuture<>();
    rig.on("delete_msg", slow);
    CompletableFuture<Outcome> deleted = rig.begins(DELETE);
    rig.host.time().advance(Duration.ofSeconds(8));
    rig.hears(
        notice("'notice_type':'group_recall','user_id':20001,'operator_id':10001,'message_id':5"));
    rig.host.time().advance(Duration.ofSeconds(1));
    slow.complete(new Reply.Ok(null));
    assertThat(deleted).isCompletedWithValue(new Outcome.Confirmed(""));
  }

  @Test
  void aNoticeIsTheTruthThoughTheAnswerWasLostOrQueued() {
    CompletableFuture<Reply> lost = new CompletableFuture<>();
    rig.on("delete_msg", lost);
    CompletableFuture<Outcome> deleted = rig.begins(DELETE);
    rig.hears(
        notice("'notice_type':'group_recall','user_id':20001,'operator_id':10001,'message_id':5"));
    lost.complete(new Reply.Lost("no answer in time"));
    assertThat(deleted).isCompletedWithValue(new Outcome.Confirmed(""));
    rig.answer("delete_msg", "{\"status\":\"async\",\"retcode\":1}");
    CompletableFuture<Outcome> queued = rig.begins(DELETE);
    rig.hears(
        notice("'notice_type':'group_recall','user_id':20001,'operator_id':10001,'message_id':5"));
    assertThat(queued).isCompletedWithValue(new Outcome.Confirmed(""));
    assertThat(rig.performs(DELETE))
        .as("queued, and no notice")
        .isEqualTo(
            Outcome.Failed.unknown("the platform queued it and will not tell what became of it"));
  }

  @Test
  void anOkThatIsNotTrueIsAFailure() {
    Outcome nothing =
        Outcome.Failed.retry("the platform said ok, and nothing happened", Duration.ofSeconds(2));
    rig.on("delete_msg", "null");
    rig.on("get_msg", "{\"message_id\":5,\"message\":\"x\"}");
    assertThat(rig.performs(DELETE)).isEqualTo(nothing);
    rig.on("set_group_kick", "null");
    assertThat(rig.performs(KICK)).as("still in the group").isEqualTo(nothing);
    rig.on("set_group_ban", "null");
    rig.on("get_group_member_info", "{\"role\":\"member\",\"shut_up_timestamp\":0}");
    assertThat(rig.performs(mute(Duration.ofMinutes(10)))).isEqualTo(nothing);
  }

  @Test
  void anOkWithoutANoticeIsBelievedWhereNothingTellsOtherwise() {
    rig.on("delete_msg", "null");
    assertThat(rig.performs(DELETE)).isEqualTo(new Outcome.Accepted(""));
    rig.on("set_group_ban", "null");
    assertThat(rig.performs(mute(Duration.ofMinutes(10)))).isEqualTo(new Outcome.Accepted(""));
  }

  @Test
  void thirtyDaysAreTheMostAndTheRestIsAPersons() {
    rig.on("set_group_ban", "null");
    assertThat(rig.performs(mute(Duration.ofDays(30)))).isEqualTo(new Outcome.Accepted(""));
    assertThat(rig.calls).anyMatch(call -> call.contains("duration=2591940"));
    Outcome long90 = rig.performs(mute(Duration.ofDays(90)));
    assertThat(long90).isInstanceOf(Outcome.NeedsHuman.class);
    assertThat(((Outcome.NeedsHuman) long90).steps()).contains("2026-12-02", "30 天", "30 days");
    rig.answer("set_group_ban", "{\"status\":\"failed\",\"retcode\":100}");
    assertThat(rig.performs(mute(Duration.ofDays(90)))).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void aMuteThatIsOverLiftsNoOther() {
    rig.on("set_group_ban", "null");
    for (Duration over : List.of(Duration.ofSeconds(-5), Duration.ZERO, Duration.ofMillis(900))) {
      assertThat(rig.performs(mute(over))).isInstanceOf(Outcome.Failed.class);
    }
    assertThat(rig.calls).isEmpty();
  }

  @Test
  void ourEqualsAreLeftAloneWithoutACall() {
    String said =
        "{'time':1793600000,'self_id':10001,'post_type':'message','message_type':'group','message_id':%d,"
            + "'group_id':700001,'user_id':%d,'message':'x','sender':{'role':'%s'}}";
    rig.hears(said.formatted(61, 20_000, "owner").replace('\'', '"'));
    rig.hears(said.formatted(62, 20_005, "admin").replace('\'', '"'));
    for (Action action :
        List.of(
            new Action.DeleteMessage(Rig.GROUP, "61"),
            new Action.DeleteMessage(Rig.GROUP, "62"),
            new Action.KickMember(Rig.GROUP, Rig.user("20000")),
            new Action.BanMember(Rig.GROUP, Rig.user("20005")),
            new Action.MuteMember(
                Rig.GROUP, Rig.user("20005"), rig.host.clock().instant().plusSeconds(60)))) {
      assertThat(rig.performs(action)).isInstanceOf(Outcome.Refused.class);
    }
    assertThat(rig.calls).isEmpty();
    rig.hears(said.formatted(63, 20_005, "member").replace('\'', '"'));
    rig.answer("set_group_kick", "{\"status\":\"failed\",\"retcode\":1}".replace(":1}", ":102}"));
    assertThat(rig.performs(new Action.KickMember(Rig.GROUP, Rig.user("20005"))))
        .as("no admin any more, so the platform is asked")
        .isEqualTo(new Outcome.Refused("the platform said no: 102"));
  }

  /** Another bot was faster. */
  @Test
  void whatWasTakenBackBeforeIsGone() {
    rig.hears(
        notice("'notice_type':'group_recall','user_id':20001,'operator_id':20005,'message_id':5"));
    rig.answer("delete_msg", "{\"status\":\"failed\",\"retcode\":1200,\"wording\":\"消息不存在\"}");
    Outcome gone = Outcome.Refused.gone("the message was taken back before");
    assertThat(rig.performs(DELETE)).isEqualTo(gone);
    rig.hears(
        "{'time':1793600100,'post_type':'message','message_type':'group','message_id':5,'group_id':700001,'user_id':20002,'message':'x'}"
            .replace('\'', '"'));
    rig.on("delete_msg", "null");
    assertThat(rig.performs(DELETE))
        .as("the next that has its id")
        .isEqualTo(new Outcome.Accepted(""));
  }

  /** After a restart of the program its list of ids is empty, and the message is there still. */
  @Test
  void aMessageThatTheProgramDoesNotKnowMayBeThere() {
    rig.answer("delete_msg", "{\"status\":\"failed\",\"retcode\":1200,\"wording\":\"消息不存在\"}");
    rig.answer("get_msg", "{\"status\":\"failed\",\"retcode\":1200,\"wording\":\"消息不存在\"}");
    assertThat(rig.performs(DELETE))
        .isEqualTo(new Outcome.Refused("the platform said no: 1200 消息不存在"));
  }

  private List<Action> onAMember() {
    return List.of(
        KICK,
        mute(Duration.ofHours(1)),
        new Action.UnmuteMember(Rig.GROUP, Rig.user("20001")),
        new Action.BanMember(Rig.GROUP, Rig.user("20001")),
        new Action.SetMemberCard(Rig.GROUP, Rig.user("20001"), "小明"));
  }

  private void refusesAll(String wording) {
    for (String action : List.of("set_group_kick", "set_group_ban", "set_group_card")) {
      rig.answer(action, "{\"status\":\"failed\",\"retcode\":100,\"wording\":\"" + wording + "\"}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'status':'failed','retcode':200,'wording':'群(700001)成员20001不存在'}",
        "{'status':'failed','retcode':1200,'message':'群成员20001不存在'}",
        "{'status':'failed','retcode':100,'msg':'MEMBER_NOT_FOUND','wording':'群员不存在'}",
        "{'status':'failed','retcode':100,'wording':'Member not found'}"
      })
  void whoIsNotInTheGroupIsGone(String answer) {
    refusesAll("操作失败");
    rig.answer("get_group_member_info", answer.replace('\'', '"'));
    for (Action action : onAMember()) {
      assertThat(rig.performs(action))
          .as("%s", action)
          .isEqualTo(Outcome.Refused.gone("the member is not in the group"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'status':'ok','retcode':0,'data':{'role':'member'}}",
        "{'status':'failed','retcode':100,'wording':'群不存在'}",
        "{'status':'failed','retcode':100,'wording':'get_group_member_info: group not found'}",
        "{'status':'failed','retcode':100,'wording':'群成员列表不存在'}",
        "{'status':'failed','retcode':100,'msg':'GET_MEMBER_INFO_API_ERROR'}",
        "{'status':'failed','retcode':1404,'wording':'不支持的 API'}",
        "{'status':'async','retcode':1}"
      })
  void whoMayBeThereIsNotCalledGone(String answer) {
    refusesAll("群成员不存在");
    rig.answer("get_group_member_info", answer.replace('\'', '"'));
    for (Action action : onAMember()) {
      assertThat(rig.performs(action))
          .as("%s", action)
          .isEqualTo(new Outcome.Refused("the platform said no: 100 群成员不存在"));
    }
  }

  @Test
  void whoWasHeardToGoIsGoneUntilTheyAreBack() {
    String went = "'notice_type':'group_decrease','sub_type':'leave','user_id':20001";
    String came = "'notice_type':'group_increase','sub_type':'approve','user_id':20001";
    refusesAll("操作失败");
    rig.answer("get_group_member_info", "{\"status\":\"failed\",\"retcode\":-1}");
    Outcome refused = new Outcome.Refused("the platform said no: 100 操作失败");
    assertThat(rig.performs(KICK)).isEqualTo(refused);
    rig.hears(notice(went));
    assertThat(rig.performs(KICK))
        .isEqualTo(Outcome.Refused.gone("the member is not in the group"));
    rig.answer("get_group_member_info", "{\"status\":\"failed\",\"wording\":\"timeout\"}");
    assertThat(rig.performs(KICK)).as("nobody could say").isEqualTo(refused);
    rig.answer("get_group_member_info", "{\"status\":\"failed\",\"retcode\":-1}");
    rig.hears(notice(came));
    assertThat(rig.performs(KICK)).isEqualTo(refused);
  }

  @Test
  void anAdminWhoLeftIsNoAdminAnyMore() {
    rig.hears(notice("'notice_type':'group_admin','sub_type':'set','user_id':20001"));
    rig.hears(notice("'notice_type':'group_decrease','sub_type':'leave','user_id':20001"));
    refusesAll("操作失败");
    rig.answer("get_group_member_info", "{\"status\":\"failed\",\"retcode\":-1}");
    assertThat(rig.performs(KICK))
        .isEqualTo(Outcome.Refused.gone("the member is not in the group"));
  }

  /** A program that says ok to the deletion of what is not there is not asked again and again. */
  @Test
  void anOkForWhatWasTakenBackBeforeIsBelieved() {
    rig.hears(
        notice("'notice_type':'group_recall','user_id':20001,'operator_id':20005,'message_id':5"));
    rig.on("delete_msg", "null");
    rig.on("get_msg", "{\"message_id\":5,\"message\":\"x\"}");
    assertThat(rig.performs(DELETE)).isEqualTo(new Outcome.Accepted(""));
  }

  private void says(int id, int group, int user, String role) {
    rig.hears(
        ("{'time':1793600000,'self_id':10001,'post_type':'message','message_type':'group','message_id':"
                + id
                + ",'group_id':"
                + group
                + ",'user_id':"
                + user
                + ",'message':'x','sender':{'role':'"
                + role
                + "'}}")
            .replace('\'', '"'));
  }

  @Test
  void oneIdInTwoGroupsIsDeletedInEach() {
    says(5, 700_001, 20_001, "member");
    says(5, 700_002, 20_001, "member");
    GroupId other = new GroupId("onebot", "700002");
    rig.calls.clear();
    rig.on("delete_msg", "null");
    CompletableFuture<Outcome> here = rig.begins(new Action.DeleteMessage(Rig.GROUP, "700001.5"));
    CompletableFuture<Outcome> there = rig.begins(new Action.DeleteMessage(other, "700002.5"));
    assertThat(rig.calls).containsExactly("delete_msg {message_id=5}", "delete_msg {message_id=5}");
    String recall =
        notice("'notice_type':'group_recall','user_id':20001,'operator_id':10001,'message_id':5");
    rig.hears(recall.replace("700001", "700002"));
    assertThat(here).isNotDone();
    assertThat(there).isCompletedWithValue(new Outcome.Confirmed(""));
    rig.hears(recall);
    assertThat(here).isCompletedWithValue(new Outcome.Confirmed(""));
  }

  /** Journals of before hold the implementation's id alone. */
  @Test
  void anOldIdIsDeletedAndAnsweredAsTheNewOne() {
    rig.on("delete_msg", "null");
    rig.on("send_group_msg", "{\"message_id\":8}");
    for (String id : List.of("-5", "700001.-5")) {
      rig.performs(new Action.DeleteMessage(Rig.GROUP, id));
      assertThat(rig.calls).contains("delete_msg {message_id=-5}");
      rig.performs(new Action.SendMessage(Rig.GROUP, Content.of("好"), id, List.of()));
      assertThat(rig.calls.getLast()).contains("data={id=-5}", "type=reply");
      rig.calls.clear();
    }
  }

  @Test
  void anIdThatWasALeadersAndIsAMembersNowMayBeDeleted() {
    says(61, 700_001, 20_000, "owner");
    says(61, 700_001, 20_001, "member");
    rig.on("delete_msg", "null");
    assertThat(rig.performs(new Action.DeleteMessage(Rig.GROUP, "61")).done()).isTrue();
  }

  /** Who was demoted while the line was cut could not be touched until they spoke. */
  @Test
  void whoLedBeforeACutIsJudgedByThePlatform() {
    says(61, 700_001, 20_001, "admin");
    assertThat(rig.performs(KICK)).isInstanceOf(Outcome.Refused.class);
    assertThat(rig.calls).isEmpty();
    rig.account.detach(rig);
    rig.greet();
    rig.on("set_group_kick", "null");
    rig.on("get_group_member_info", "{\"role\":\"member\"}");
    CompletableFuture<Outcome> kicked = rig.begins(KICK);
    rig.hears(
        notice(
            "'notice_type':'group_decrease','sub_type':'kick','user_id':20001,'operator_id':10001"));
    assertThat(kicked).isCompletedWithValue(new Outcome.Confirmed(""));
    rig.on("delete_msg", "null");
    assertThat(rig.performs(new Action.DeleteMessage(Rig.GROUP, "61")).done()).isTrue();
  }

  @Test
  void whoLeadsStillIsLeftAloneAfterTheFirstRefusal() {
    rig.answer("set_group_kick", "{\"status\":\"failed\",\"retcode\":102}");
    rig.on("get_group_member_info", "{\"role\":\"admin\"}");
    assertThat(rig.performs(KICK)).isEqualTo(new Outcome.Refused("the platform said no: 102"));
    rig.calls.clear();
    assertThat(rig.performs(KICK))
        .isEqualTo(new Outcome.Refused("the member is the owner or another admin"));
    assertThat(rig.calls).isEmpty();
  }

  @Test
  void anOwnerMayActOnAdmins() {
    rig.on("get_group_member_info", "{\"role\":\"owner\"}");
    rig.greet();
    rig.hears(
        "{'time':1,'post_type':'message','message_type':'group','message_id':62,'group_id':700001,'user_id':20005,'message':'x','sender':{'role':'admin'}}"
            .replace('\'', '"'));
    rig.on("delete_msg", "null");
    assertThat(rig.performs(new Action.DeleteMessage(Rig.GROUP, "62")).done()).isTrue();
  }

  @Test
  void aRoleThatIsNotKnownLeavesTheJudgementToThePlatform() {
    rig.answer("get_group_member_info", "{\"status\":\"failed\",\"retcode\":100}");
    rig.greet();
    assertThat(rig.account.capabilities(Rig.GROUP)).contains(Capability.DELETE);
    rig.answer("delete_msg", "{\"status\":\"failed\",\"retcode\":103,\"wording\":\"没有权限\"}");
    assertThat(rig.performs(DELETE))
        .isEqualTo(new Outcome.Refused("the platform said no: 103 没有权限"));
  }

  @Test
  void whatTheImplementationLacksIsNotOfferedAgain() {
    Action notice = new Action.SetNotice(Rig.GROUP, "公告");
    rig.answer("_send_group_notice", "{\"status\":\"failed\",\"retcode\":1404}");
    assertThat(rig.performs(notice)).isEqualTo(new Outcome.Unsupported(Capability.SET_NOTICE));
    assertThat(rig.account.capabilities(Rig.GROUP)).doesNotContain(Capability.SET_NOTICE);
    rig.calls.clear();
    assertThat(rig.performs(notice)).isEqualTo(new Outcome.Unsupported(Capability.SET_NOTICE));
    assertThat(rig.calls).isEmpty();
  }

  @Test
  void aFaultOfOursIsAnOutcome() {
    rig.on("send_group_msg", CompletableFuture.failedFuture(new IllegalStateException("bug")));
    assertThat(rig.performs(SAY)).isInstanceOf(Outcome.Failed.class);
  }
}
