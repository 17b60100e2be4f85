package dev.steward.adapter.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.AccountId;
import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.Content;
import dev.steward.chat.Media;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What Steward does on Telegram, in the cases that are Telegram's own. */
@Timeout(60)
final class OrdersTest {
  @TempDir Path folder = Path.of("");
  private Rig rig = Rig.NONE;

  @BeforeEach
  void connect() {
    rig = Rig.polling(folder);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private FakeChat main() {
    return rig.fixture.world.chat(TelegramFixture.MAIN);
  }

  private Outcome mute(UserId user, Instant until) {
    return rig.perform(new Action.MuteMember(Rig.MAIN, user, until));
  }

  private Instant mutedUntil(UserId user) {
    synchronized (rig.fixture.world) {
      return Instant.ofEpochSecond(
          main().member(TelegramFixture.idOf(user), rig.host.clock().instant()).until());
    }
  }

  @Test
  void whatTelegramReportsIsConfirmedAndAMereOkIsNot() {
    UserId hong = rig.member("小红");
    Instant until = rig.host.clock().instant().plus(Duration.ofHours(1));
    assertThat(mute(hong, until)).isInstanceOf(Outcome.Confirmed.class);
    assertThat(mute(hong, until)).as("nothing changes").isInstanceOf(Outcome.Accepted.class);
    assertThat(rig.perform(new Action.UnmuteMember(Rig.MAIN, hong)))
        .isInstanceOf(Outcome.Confirmed.class);
    assertThat(rig.perform(new Action.BanMember(Rig.MAIN, hong)))
        .isInstanceOf(Outcome.Confirmed.class);
    assertThat(rig.perform(new Action.UnbanMember(Rig.MAIN, hong)))
        .isInstanceOf(Outcome.Confirmed.class);
  }

  @Test
  void aMuteIsNeverForEverByMistake() {
    UserId hong = rig.member("小红");
    Instant now = rig.host.clock().instant();
    assertThat(mute(hong, now.plusSeconds(5)).done()).isTrue();
    assertThat(mutedUntil(hong)).isBetween(now.plusSeconds(30), now.plusSeconds(90));
    assertThat(mute(hong, now.plus(Duration.ofDays(4_000))))
        .isInstanceOfSatisfying(
            Outcome.NeedsHuman.class,
            rest -> assertThat(rest.steps()).contains("366 天", "366 days", "2027-11-03"));
    assertThat(mutedUntil(hong))
        .isBetween(now.plus(Duration.ofDays(365)), now.plus(Duration.ofDays(366)));
    assertThat(mute(hong, now.minusSeconds(1))).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void aMuteOfTenSecondsIsOverAfterTenSeconds() {
    UserId hong = rig.member("小红");
    Instant now = rig.host.clock().instant();
    assertThat(mute(hong, now.plusSeconds(10)).done()).isTrue();
    assertThat(rig.fixture.post(Rig.MAIN, hong, "喂")).isNull();
    rig.host.await().until("she may speak", () -> rig.fixture.post(Rig.MAIN, hong, "喂") != null);
    assertThat(rig.host.clock().instant()).isBetween(now.plusSeconds(10), now.plusSeconds(20));
  }

  @Test
  void aMuteThatStaffMadeLongerIsNotEndedEarly() {
    UserId hong = rig.member("小红");
    Instant now = rig.host.clock().instant();
    Instant hour = now.plus(Duration.ofHours(1));
    assertThat(mute(hong, now.plusSeconds(10)).done()).isTrue();
    rig.fixture.muteByOwner(Rig.MAIN, hong, hour);
    rig.host.time().advance(Duration.ofSeconds(11));
    rig.host.await().stays("she is muted", () -> rig.fixture.post(Rig.MAIN, hong, "喂") == null);
    assertThat(mutedUntil(hong)).isEqualTo(hour.truncatedTo(ChronoUnit.SECONDS));
  }

  @Test
  void whatMembersMightDoBeforeAMuteOfAllTheyMayDoAgainEvenAfterARestart() {
    ObjectNode before = main().permissions.deepCopy().put("can_send_polls", false);
    main().permissions = before.deepCopy();
    assertThat(rig.perform(new Action.MuteAll(Rig.MAIN, true)).done()).isTrue();
    assertThat(rig.perform(new Action.MuteAll(Rig.MAIN, true)).done()).isTrue();
    assertThat(Json.yes(main().permissions, "can_send_messages")).isFalse();
    rig.restart();
    assertThat(rig.perform(new Action.MuteAll(Rig.MAIN, false)).done()).isTrue();
    assertThat(main().permissions).isEqualTo(before);
  }

  @Test
  void whereStaffMutedEverybodyByHandMembersMaySpeakAgainAndDoNothingElse() {
    main().permissions =
        FakeChat.permissions(false).put("can_invite_users", true).put("can_manage_topics", false);
    assertThat(rig.perform(new Action.MuteAll(Rig.MAIN, false)).done()).isTrue();
    assertThat(Json.yes(main().permissions, "can_send_messages")).isTrue();
    assertThat(Json.yes(main().permissions, "can_send_photos")).isTrue();
    assertThat(Json.yes(main().permissions, "can_invite_users")).isTrue();
    for (String right : List.of("can_change_info", "can_pin_messages", "can_manage_topics")) {
      assertThat(Json.yes(main().permissions, right)).as(right).isFalse();
    }
  }

  @Test
  void whatStaffAllowByHandMeanwhileStays() {
    assertThat(rig.perform(new Action.MuteAll(Rig.MAIN, true)).done()).isTrue();
    ObjectNode byHand = FakeChat.permissions(true).put("can_send_polls", false);
    main().permissions = byHand.deepCopy();
    assertThat(rig.perform(new Action.MuteAll(Rig.MAIN, false)).done()).isTrue();
    assertThat(main().permissions).as("lifted by hand").isEqualTo(byHand);
    assertThat(rig.perform(new Action.MuteAll(Rig.MAIN, true)).done()).isTrue();
    ObjectNode later = FakeChat.permissions(true).put("can_send_videos", false);
    main().permissions = later.deepCopy();
    assertThat(rig.perform(new Action.MuteAll(Rig.MAIN, true)).done()).isTrue();
    assertThat(rig.perform(new Action.MuteAll(Rig.MAIN, false)).done()).isTrue();
    assertThat(main().permissions).as("those of the last time").isEqualTo(later);
  }

  @Test
  void aKickLiftsNobodysBan() {
    UserId hong = rig.member("小红");
    assertThat(rig.perform(new Action.BanMember(Rig.MAIN, hong)).done()).isTrue();
    assertThat(rig.perform(new Action.KickMember(Rig.MAIN, hong)))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(rig.fixture.comeBack(Rig.MAIN, hong)).isFalse();
  }

  /** Another bot was faster, they left, an administrator answered: nobody has to look after it. */
  @Test
  void whatIsGoneIsNotForStaff() {
    UserId hong = rig.member("小红");
    String ad = Objects.requireNonNull(rig.fixture.post(Rig.MAIN, hong, "加我微信"));
    rig.fixture.recall(Rig.MAIN, hong, ad);
    UserId asks = rig.fixture.askToJoin(Rig.MAIN, "小李");
    Action approve = new Action.ApproveJoin(Rig.MAIN, "r", asks);
    assertThat(rig.perform(approve).done()).isTrue();
    rig.fixture.leave(Rig.MAIN, hong);
    for (Action late :
        List.of(
            new Action.DeleteMessage(Rig.MAIN, ad),
            new Action.KickMember(Rig.MAIN, hong),
            approve)) {
      assertThat(rig.perform(late))
          .as("%s", late)
          .isInstanceOfSatisfying(Outcome.Refused.class, no -> assertThat(no.gone()).isTrue());
    }
  }

  /** What may be there still is for staff: they see whether it is. */
  @ParameterizedTest
  @CsvSource({
    "400, Bad Request: message to delete not found, true",
    "400, Bad Request: USER_NOT_PARTICIPANT, true",
    "400, Bad Request: message can't be deleted, false",
    "400, Bad Request: message can't be deleted for everyone, false",
    "400, Bad Request: not enough rights, false",
    "400, Bad Request: PARTICIPANT_ID_INVALID, false",
    "400, Bad Request: chat not found, false",
    "403, Forbidden: bot was kicked from the supergroup chat, false",
  })
  void onlyWhatTelegramSaysIsNotThereIsGone(int code, String why, boolean gone) {
    UserId hong = rig.member("小红");
    String ad = Objects.requireNonNull(rig.fixture.post(Rig.MAIN, hong, "加我微信"));
    rig.fixture.telegram.instead(
        (method, _) ->
            method.equals("deleteMessage") || method.equals("getChatMember")
                ? Json.bytes(
                    Json.object().put("ok", false).put("error_code", code).put("description", why))
                : null);
    for (Action action :
        List.of(new Action.DeleteMessage(Rig.MAIN, ad), new Action.KickMember(Rig.MAIN, hong))) {
      assertThat(rig.perform(action)).isEqualTo(new Outcome.Refused("Telegram: " + why, gone));
    }
  }

  @Test
  void whoWasKickedMayComeBackWhateverBecameOfTheLift() {
    UserId hong = rig.member("小红");
    rig.fixture.telegram.instead(
        (method, _) -> method.equals("unbanChatMember") ? Rig.FAILS : null);
    assertThat(rig.perform(new Action.KickMember(Rig.MAIN, hong)).done()).isTrue();
    assertThat(rig.fixture.isIn(Rig.MAIN, hong)).isFalse();
    rig.host.time().advance(Duration.ofSeconds(61));
    assertThat(rig.fixture.comeBack(Rig.MAIN, hong)).isTrue();
  }

  @Test
  void aChannelThatSpeaksCanBeBannedAndNothingElse() {
    UserId channel = new UserId("telegram", "-1010");
    assertThat(rig.perform(new Action.BanMember(Rig.MAIN, channel)).done()).isTrue();
    assertThat(main().bannedChannels).containsExactly(-1010L);
    assertThat(rig.perform(new Action.UnbanMember(Rig.MAIN, channel)).done()).isTrue();
    assertThat(main().bannedChannels).isEmpty();
    assertThat(rig.perform(new Action.KickMember(Rig.MAIN, channel)))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(mute(channel, rig.host.clock().instant().plusSeconds(60)))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(rig.perform(new Action.BanMember(Rig.MAIN, new UserId("telegram", Rig.MAIN.id()))))
        .as("a hidden administrator")
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void aPrivateWordReachesOnlyThoseWhoWroteFirst() {
    UserId ming = rig.member("小明");
    rig.fixture.bot.started.remove(TelegramFixture.idOf(ming));
    Action aside = new Action.SendPrivate(Rig.MAIN, ming, Content.of("悄悄"), List.of());
    assertThat(rig.perform(aside))
        .isInstanceOfSatisfying(
            Outcome.Refused.class, no -> assertThat(no.reason()).contains("may not write first"));
    rig.fixture.writePrivately(ming, "/start");
    assertThat(rig.perform(aside).done()).isTrue();
    assertThat(rig.perform(new Action.SendPrivate(null, ming, Content.of("再来"), List.of())).done())
        .isTrue();
  }

  @Test
  void aFloodWaitIsKeptToWithoutAskingAgain() {
    rig.fixture.telegram.methods.flood(TelegramFixture.MAIN, Duration.ofSeconds(40));
    Action send = Action.SendMessage.of(Rig.MAIN, "慢慢来");
    assertThat(rig.perform(send))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            wait -> {
              assertThat(wait.effect()).isEqualTo(Outcome.Effect.UNTRIED);
              assertThat(wait.retryAfter())
                  .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(41));
            });
    assertThat(rig.perform(send)).isInstanceOf(Outcome.Failed.class);
    assertThat(rig.fixture.telegram.methods.callsInFlood(TelegramFixture.MAIN)).isEqualTo(1);
    assertThat(rig.perform(Action.SendMessage.of(Rig.QUIET, "别的群")).done()).isTrue();
    rig.host.time().advance(Duration.ofSeconds(41));
    assertThat(rig.perform(send).done()).isTrue();
    assertThat(rig.saidIn(Rig.MAIN)).containsExactly("慢慢来");
  }

  @Test
  void whoMayNotSpeakForAWhileStillDeletesAndBans() {
    UserId hong = rig.member("小红");
    String ad = Objects.requireNonNull(rig.fixture.post(Rig.MAIN, hong, "加我微信"));
    rig.fixture.telegram.methods.flood(TelegramFixture.MAIN, Duration.ofSeconds(40));
    Action send = Action.SendMessage.of(Rig.MAIN, "群里不发广告");
    assertThat(rig.perform(send)).isInstanceOf(Outcome.Failed.class);
    assertThat(rig.perform(new Action.DeleteMessage(Rig.MAIN, ad)).done()).isTrue();
    assertThat(rig.perform(new Action.BanMember(Rig.MAIN, hong)).done()).isTrue();
    assertThat(rig.perform(send)).isInstanceOf(Outcome.Failed.class);
    assertThat(rig.fixture.telegram.methods.callsInFlood(TelegramFixture.MAIN)).isEqualTo(1);
  }

  @Test
  void whoMayNotBanForAWhileStillSpeaks() {
    UserId hong = rig.member("小红");
    rig.fixture.telegram.methods.floodOfDeeds(TelegramFixture.MAIN, Duration.ofSeconds(40));
    Action ban = new Action.BanMember(Rig.MAIN, hong);
    assertThat(rig.perform(ban)).isInstanceOf(Outcome.Failed.class);
    assertThat(mute(hong, rig.host.clock().instant().plusSeconds(600)))
        .isInstanceOf(Outcome.Failed.class);
    assertThat(rig.fixture.telegram.methods.callsInFlood(TelegramFixture.MAIN)).isEqualTo(1);
    assertThat(rig.perform(Action.SendMessage.of(Rig.MAIN, "大家好")).done()).isTrue();
    rig.host.time().advance(Duration.ofSeconds(41));
    assertThat(rig.perform(ban).done()).isTrue();
  }

  @Test
  void aLongTextIsSaidToItsEndThroughAShortPause() {
    String text = "群规第一条：说人话。\n".repeat(1_000);
    CompletableFuture<Outcome> said =
        rig.begin(Action.SendMessage.of(Rig.MAIN, text)).toCompletableFuture();
    rig.await().until("the first piece", () -> !rig.saidIn(Rig.MAIN).isEmpty());
    rig.fixture.telegram.methods.flood(TelegramFixture.MAIN, Duration.ofSeconds(10));
    assertThat(rig.await().value("said", said).done()).isTrue();
    assertThat(String.join("\n", rig.saidIn(Rig.MAIN)).replaceAll("\\s", ""))
        .isEqualTo(text.replaceAll("\\s", ""));
    assertThat(rig.saidIn(Rig.MAIN)).hasSize(3).allMatch(piece -> piece.length() <= 4_096);
  }

  @Test
  void whoIsCalledIsCalledByPlaceAndNothingIsMarkup() {
    UserId ming = rig.member("小明");
    rig.perform(
        new Action.SendMessage(
            Rig.MAIN,
            Content.of(
                new Segment.Text("😀 "),
                new Segment.Mention(ming, "小明"),
                new Segment.Text(" <b>*好*</b>")),
            null,
            List.of()));
    JsonNode message = rig.fixture.world.seen(main()).getLast();
    assertThat(Json.text(message, "text")).isEqualTo("😀 @小明 <b>*好*</b>");
    JsonNode entity = message.path("entities").path(0);
    assertThat(Json.text(entity, "type")).isEqualTo("text_mention");
    assertThat(Json.number(entity, "offset")).isEqualTo(3);
    assertThat(Json.number(entity, "length")).isEqualTo(3);
    assertThat(Json.number(entity.path("user"), "id")).isEqualTo(TelegramFixture.idOf(ming));
    assertThat(message.path("entities").size()).isEqualTo(1);
  }

  @Test
  void picturesWithALongTextComeAfterIt() {
    Media one = rig.host.lend("image/png", new byte[] {1});
    Media two = rig.host.lend("image/png", new byte[] {2});
    Content content =
        Content.of(
            new Segment.Text("长".repeat(1_500)),
            new Segment.Image(one, ""),
            new Segment.Image(two, ""));
    List<Button> buttons = List.of(new Button("好", "yes"));
    assertThat(rig.perform(new Action.SendMessage(Rig.MAIN, content, null, buttons)).done())
        .isTrue();
    assertThat(rig.fixture.seen(Rig.MAIN)).hasSize(3);
    assertThat(rig.fixture.seen(Rig.MAIN))
        .extracting(seen -> seen.images())
        .containsExactly(0, 1, 1);
    assertThat(rig.fixture.seen(Rig.MAIN).getLast().buttons()).containsExactly("好");
    Media gone = new Media(Media.LENT + "gone", "image/png", 1);
    Content half = Content.of(new Segment.Text("长".repeat(1_500)), new Segment.Image(gone, ""));
    assertThat(rig.perform(new Action.SendMessage(Rig.MAIN, half, null, List.of())))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(rig.fixture.seen(Rig.MAIN)).as("nothing is said without its picture").hasSize(3);
  }

  @Test
  void whatStandsBetweenThePartsOfAFormIsNeverTheSame() {
    Media picture = rig.host.lend("image/png", new byte[] {1});
    for (String caption : List.of("一", "二")) {
      Content content = Content.of(new Segment.Text(caption), new Segment.Image(picture, ""));
      assertThat(rig.perform(new Action.SendMessage(Rig.MAIN, content, null, List.of())).done())
          .isTrue();
    }
    assertThat(rig.fixture.telegram.forms).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void aNoticeIsSaidOnceAndReplacesTheOneBefore() {
    Action first = new Action.SetNotice(Rig.MAIN, "今晚八点直播");
    assertThat(rig.perform(first).done()).isTrue();
    assertThat(rig.perform(first).done()).isTrue();
    assertThat(rig.saidIn(Rig.MAIN)).containsExactly("今晚八点直播");
    assertThat(rig.perform(new Action.SetNotice(Rig.MAIN, "明晚九点")).done()).isTrue();
    assertThat(main().pinned).hasSize(1);
    assertThat(rig.fixture.notice(Rig.MAIN)).isEqualTo("明晚九点");
  }

  /** Whatever says no: the next try pins what was said already. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'ok':false,'error_code':429,'description':'Too Many"
            + " Requests','parameters':{'retry_after':9}}",
        "{'ok':false,'error_code':500,'description':'Internal Server Error'}",
        "<html>"
      })
  void aNoticeThatCanNotBePinnedNowIsPinnedLaterAndSaidOnce(String answer) {
    rig.fixture.telegram.instead(
        (method, _) ->
            method.equals("pinChatMessage")
                ? answer.replace('\'', '"').getBytes(StandardCharsets.UTF_8)
                : null);
    Action notice = new Action.SetNotice(Rig.MAIN, "今晚八点直播");
    assertThat(rig.perform(notice)).isInstanceOf(Outcome.Failed.class);
    assertThat(rig.perform(notice)).isInstanceOf(Outcome.Failed.class);
    rig.fixture.telegram.instead(null);
    rig.host.time().advance(Duration.ofSeconds(10));
    assertThat(rig.perform(notice).done()).isTrue();
    assertThat(rig.saidIn(Rig.MAIN)).containsExactly("今晚八点直播");
    assertThat(rig.fixture.notice(Rig.MAIN)).isEqualTo("今晚八点直播");
  }

  @Test
  void aNoticeThatMayNotBePinnedIsTakenBack() {
    rig.fixture.telegram.instead(
        (method, _) ->
            method.equals("pinChatMessage")
                ? "{\"ok\":false,\"error_code\":400,\"description\":\"not enough rights\"}"
                    .getBytes(StandardCharsets.UTF_8)
                : null);
    assertThat(rig.perform(new Action.SetNotice(Rig.MAIN, "今晚八点直播")))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(rig.saidIn(Rig.MAIN)).isEmpty();
  }

  @Test
  void aButtonWithMoreBytesThanTelegramTakesIsRefusedAndNothingIsSaid() {
    List<Button> buttons = List.of(new Button("好", "选".repeat(30)));
    assertThat(rig.perform(new Action.SendMessage(Rig.MAIN, Content.of("选"), null, buttons)))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(rig.saidIn(Rig.MAIN)).isEmpty();
  }

  @Test
  void whatWasSentAndNotAnsweredIsUnknown() {
    rig.fixture.slow(true);
    CompletableFuture<Outcome> sent =
        rig.begin(Action.SendMessage.of(Rig.MAIN, "听得到吗")).toCompletableFuture();
    rig.await().until("it is there", () -> rig.fixture.telegram.calls("sendMessage") == 1);
    rig.host.time().advance(Duration.ofMinutes(1));
    assertThat(rig.await().value("an outcome", sent))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.effect()).isEqualTo(Outcome.Effect.UNKNOWN));
    rig.fixture.slow(false);
  }

  @Test
  void otherAccountsAreNotOurs() {
    var order =
        new Order(1, new AccountId("telegram", "5"), Action.SendMessage.of(Rig.MAIN, "谁"), 1);
    assertThat(Objects.requireNonNull(rig.await().value("no", rig.connection().perform(order))))
        .isInstanceOf(Outcome.Refused.class);
  }
}
