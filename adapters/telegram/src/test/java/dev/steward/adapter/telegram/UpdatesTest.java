package dev.steward.adapter.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.adapter.telegram.FakeChat.Member;
import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Media;
import dev.steward.chat.Role;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import dev.steward.testkit.RecordingSink;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** What people do, as Steward hears it. */
@Timeout(60)
final class UpdatesTest {
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

  private void postAs(ObjectNode senderChat, String text, boolean forwarded) {
    rig.member("小明");
    rig.fixture.post(
        Rig.MAIN,
        rig.member("小明"),
        message -> {
          message.put("text", text);
          message.set("sender_chat", senderChat);
          // What Telegram puts there for programs that know no channels.
          message.set(
              "from",
              Json.object()
                  .put("id", 1_087_968_824L)
                  .put("is_bot", true)
                  .put("first_name", "Group")
                  .put("username", "GroupAnonymousBot"));
          if (forwarded) {
            message.put("is_automatic_forward", true);
          }
        });
  }

  @Test
  void aHiddenAdministratorIsNoMember() {
    postAs(Json.object().put("id", TelegramFixture.MAIN).put("title", "宝妈一群"), "我是管理员", false);
    Event.MessagePosted heard = rig.heard("我是管理员");
    assertThat(heard.sender().role()).isEqualTo(Role.ADMIN);
    assertThat(heard.sender().user()).isEqualTo(new UserId("telegram", Rig.MAIN.id()));
    assertThat(heard.sender().name()).isEqualTo("宝妈一群");
  }

  @Test
  void theLinkedChannelRunsTheGroupAndAStrangersChannelIsAMember() {
    ObjectNode channel = Json.object().put("id", -1_009L).put("title", "品牌频道");
    postAs(channel, "新品", true);
    assertThat(rig.heard("新品").sender().role()).isEqualTo(Role.ADMIN);
    FakeChat main = rig.fixture.world.chat(TelegramFixture.MAIN);
    main.channel = -1_009L;
    main.title = "品牌群";
    rig.fixture.post(Rig.MAIN, rig.member("小明"), message -> message.put("new_chat_title", "品牌群"));
    rig.event(Event.GroupSeen.class, seen -> seen.title().equals("品牌群"));
    postAs(channel, "以频道的身份答", false);
    assertThat(rig.heard("以频道的身份答").sender().role()).isEqualTo(Role.ADMIN);
    postAs(Json.object().put("id", -1_010L).put("title", "代购频道"), "加我", false);
    Event.MessagePosted heard = rig.heard("加我");
    assertThat(heard.sender().role()).isEqualTo(Role.MEMBER);
    assertThat(heard.sender().user()).isEqualTo(new UserId("telegram", "-1010"));
  }

  @Test
  void rolesAreThoseOfNow() {
    FakeWorld world = rig.fixture.world;
    UserId ming = rig.member("小明");
    rig.fixture.post(Rig.MAIN, ming, "一");
    assertThat(rig.heard("一").sender().role()).isEqualTo(Role.MEMBER);
    long owner = FakeWorld.owner(world.chat(TelegramFixture.MAIN));
    Member admin =
        new Member(
            TelegramFixture.idOf(ming),
            "administrator",
            TelegramFixture.rights(),
            Json.object(),
            0,
            false);
    world.become(world.chat(TelegramFixture.MAIN), admin, owner);
    Event.RoleChanged changed =
        rig.event(Event.RoleChanged.class, event -> event.user().equals(ming));
    assertThat(changed.role()).isEqualTo(Role.ADMIN);
    rig.fixture.post(Rig.MAIN, ming, "二");
    assertThat(rig.heard("二").sender().role()).isEqualTo(Role.ADMIN);
    rig.fixture.post(Rig.MAIN, new UserId("telegram", "" + owner), "三");
    assertThat(rig.heard("三").sender().role()).isEqualTo(Role.OWNER);
  }

  @Test
  void whoRemovedWhom() {
    UserId hong = rig.member("小红");
    rig.event(Event.MemberJoined.class, event -> event.member().user().equals(hong));
    FakeChat main = rig.fixture.world.chat(TelegramFixture.MAIN);
    long owner = FakeWorld.owner(main);
    rig.fixture.world.become(main, FakeChat.plain(TelegramFixture.idOf(hong), "kicked"), owner);
    Event.MemberLeft left = rig.event(Event.MemberLeft.class, event -> event.user().equals(hong));
    assertThat(left.by()).isEqualTo(new UserId("telegram", "" + owner));
  }

  @Test
  void joinsAreToldOnceWhereTheBotRunsTheGroupAndByTheLineWhereItDoesNot() {
    UserId hong = rig.fixture.member(Rig.QUIET, "小红");
    UserId lan = rig.fixture.member(Rig.MAIN, "小兰");
    rig.event(Event.MemberJoined.class, event -> event.member().user().equals(hong));
    rig.event(Event.MemberJoined.class, event -> event.member().user().equals(lan));
    rig.fixture.post(Rig.MAIN, lan, "到了");
    rig.heard("到了");
    assertThat(rig.host.events().events(Event.MemberJoined.class))
        .filteredOn(event -> event.member().user().equals(lan))
        .hasSize(1);
    rig.fixture.leave(Rig.QUIET, hong);
    rig.event(Event.MemberLeft.class, event -> event.user().equals(hong));
  }

  @Test
  void aMuteWithoutAnEndAndItsLifting() {
    UserId hong = rig.member("小红");
    rig.fixture.muteByOwner(Rig.MAIN, hong, Instant.EPOCH);
    Event.MuteChanged muted =
        rig.event(Event.MuteChanged.class, event -> event.user().equals(hong));
    assertThat(muted.until()).isEqualTo(MemberChange.FOR_EVER);
    FakeChat main = rig.fixture.world.chat(TelegramFixture.MAIN);
    rig.fixture.world.become(
        main, FakeChat.plain(TelegramFixture.idOf(hong), "member"), FakeWorld.owner(main));
    rig.event(Event.MuteChanged.class, event -> event.user().equals(hong) && event.until() == null);
    assertThat(rig.host.events().events(Event.MemberJoined.class))
        .filteredOn(event -> event.member().user().equals(hong))
        .as("a restricted member was in all the time")
        .hasSize(1);
  }

  @Test
  void editsWithinOneSecondAreTwo() {
    UserId ming = rig.member("小明");
    String id = Objects.requireNonNull(rig.fixture.post(Rig.MAIN, ming, "一"));
    rig.fixture.edit(Rig.MAIN, ming, id, "二");
    rig.fixture.edit(Rig.MAIN, ming, id, "一");
    rig.await()
        .until(
            "both edits",
            () ->
                rig.host.events().events(Event.MessageEdited.class).stream()
                    .map(event -> event.content().text())
                    .toList()
                    .equals(List.of("二", "一")));
  }

  @Test
  void aNewTitleAndNewRightsAreSeen() {
    FakeWorld world = rig.fixture.world;
    FakeChat main = world.chat(TelegramFixture.MAIN);
    rig.fixture.post(
        Rig.MAIN,
        rig.member("小明"),
        message -> {
          main.title = "宝妈二群";
          message.put("new_chat_title", "宝妈二群");
        });
    rig.event(Event.GroupSeen.class, event -> event.title().equals("宝妈二群"));
    world.become(main, FakeChat.plain(TelegramFixture.BOT, "member"), FakeWorld.owner(main));
    rig.event(
        Event.GroupSeen.class,
        event ->
            event.group().equals(Rig.MAIN) && event.capabilities().equals(TelegramFixture.TALK));
    world.become(main, FakeChat.plain(TelegramFixture.BOT, "kicked"), FakeWorld.owner(main));
    rig.event(Event.GroupLost.class, event -> event.group().equals(Rig.MAIN));
    assertThat(rig.connection().capabilities(Rig.MAIN)).isEmpty();
  }

  @Test
  void aGroupThatWasLeftWhileStewardWasAwayIsLost() {
    FakeChat quiet = rig.fixture.world.chat(TelegramFixture.QUIET);
    rig.connection().close();
    rig.fixture.world.become(
        quiet, FakeChat.plain(TelegramFixture.BOT, "left"), FakeWorld.owner(quiet));
    // More than the 24 hours that Telegram keeps updates.
    rig.fixture.bot.updates.clear();
    rig.open();
    rig.event(Event.GroupLost.class, event -> event.group().equals(Rig.QUIET));
    rig.await().until("it is gone", () -> rig.connection().capabilities(Rig.QUIET).isEmpty());
    rig.restart();
    assertThat(rig.connection().capabilities(Rig.QUIET)).isEmpty();
    assertThat(rig.connection().capabilities(Rig.MAIN)).isEqualTo(TelegramAdapter.ALL);
  }

  @Test
  void aButtonStopsToShimmerOnceThePressIsCommitted() {
    UserId ming = rig.member("小明");
    rig.perform(
        new Action.SendPrivate(
            Rig.MAIN, ming, Content.of("选一个"), List.of(new Button("好", "secret:yes"))));
    String id = rig.fixture.seenPrivately(ming).getFirst().messageId();
    rig.host.events().mode(RecordingSink.Mode.FAIL);
    rig.fixture.press(null, ming, id, "secret:yes");
    rig.await().stays("not answered", () -> rig.fixture.bot.answeredPresses.isEmpty());
    rig.host.events().mode(RecordingSink.Mode.COMMIT);
    Event.ButtonPressed pressed = rig.event(Event.ButtonPressed.class, _ -> true);
    assertThat(pressed.group()).isNull();
    assertThat(pressed.value()).isEqualTo("secret:yes");
    rig.await().until("answered", () -> rig.fixture.bot.answeredPresses.size() == 1);
  }

  @Test
  void whatAMemberSentCanBeOpened() {
    String id = rig.fixture.postImage(Rig.MAIN, rig.member("小明"));
    Event.MessagePosted heard =
        rig.event(Event.MessagePosted.class, event -> event.messageId().equals(id));
    var image = heard.content().first(Segment.Image.class).orElseThrow();
    assertThat(rig.await().value("its bytes", rig.connection().open(image.media())))
        .hasValue(new byte[] {1, 2, 3});
    var gone = new Media(TelegramFixture.BOT + ":gone", "image/png", 1);
    assertThat(rig.await().value("nothing", rig.connection().open(gone))).isEmpty();
  }
}
