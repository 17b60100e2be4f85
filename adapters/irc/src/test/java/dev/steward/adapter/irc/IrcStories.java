package dev.steward.adapter.irc;

import static dev.steward.adapter.irc.IrcFixture.MAIN;
import static dev.steward.adapter.irc.IrcFixture.OWNER;
import static dev.steward.adapter.irc.IrcFixture.STEWARD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Outcome;
import dev.steward.chat.Role;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import dev.steward.testkit.AdapterFixture;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens in a channel: who is who, what is said, who comes and goes. */
abstract class IrcStories extends ChannelStory {
  @Test
  void aNickIsNoAccount() {
    UserId ming = member("小明");
    story().irc().leave(MAIN, ming);
    try (Member guest = Member.guest(story().irc().server().port(), "小明丶")) {
      guest.join("#main");
      String id = Objects.requireNonNull(guest.say("#main", "我是小明"));
      UserId heard = story().heard(id).sender().user();
      assertThat(heard).isNotEqualTo(ming);
      assertThat(heard.id()).startsWith("~小明丶!");
      guest.ask(Line.of("NICK", "路人"));
      story().event(Event.MemberRenamed.class, event -> event.user().equals(heard));
      String again = Objects.requireNonNull(guest.say("#main", "还是我"));
      assertThat(story().heard(again).sender().user()).isEqualTo(heard);
      assertThat(story().heard(again).sender().name()).isEqualTo("路人");
    }
  }

  @Test
  void whoLogsInIsTheAccountFromThenOn() {
    UserId ming = member("小明");
    story().irc().leave(MAIN, ming);
    story().event(Event.MemberLeft.class, event -> event.user().equals(ming));
    person("小明").close();
    try (Member guest = Member.guest(story().irc().server().port(), "某人")) {
      guest.join("#main");
      UserId before =
          story()
              .event(Event.MemberJoined.class, event -> event.member().name().equals("某人"))
              .member()
              .user();
      guest.ask(Line.of("PRIVMSG", "NickServ", "IDENTIFY 小明 " + Member.password("小明")));
      story().event(Event.MemberLeft.class, event -> event.user().equals(before));
      String id = Objects.requireNonNull(guest.say("#main", "登录了"));
      assertThat(story().heard(id).sender().user()).isEqualTo(ming);
    }
  }

  @Test
  void ranksAreRoles() {
    UserId ming = member("小明");
    person(OWNER).ask(Line.of("MODE", "#main", "+o", "小明"));
    assertThat(story().event(Event.RoleChanged.class, event -> event.user().equals(ming)).role())
        .isEqualTo(Role.ADMIN);
    String id = Objects.requireNonNull(story().irc().post(MAIN, ming, "我是管理员"));
    assertThat(story().heard(id).sender().role()).isEqualTo(Role.ADMIN);
    String owners = Objects.requireNonNull(person(OWNER).say("#main", "我是群主"));
    assertThat(story().heard(owners).sender().role()).isEqualTo(Role.OWNER);
    assertThat(story().perform(new Action.MuteMember(MAIN, ming, inTenMinutes())))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(story().perform(new Action.BanMember(MAIN, ming)))
        .isInstanceOf(Outcome.Refused.class);
  }

  private void awaitRank() {
    story()
        .await()
        .until(
            "it has its rank",
            () -> story().connection().capabilities(MAIN).contains(Capability.KICK));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PRIVMSG", "NOTICE"})
  void whatIsSaidToTheOperatorsAloneIsHeardAsSaidInTheChannel(String command) {
    UserId ming = member("小明");
    awaitRank();
    person("小明").ask(Line.of(command, "@#main", "加我微信"));
    Event.MessagePosted heard =
        story().event(Event.MessagePosted.class, event -> event.content().text().equals("加我微信"));
    assertThat(heard.group()).isEqualTo(MAIN);
    assertThat(heard.sender().user()).isEqualTo(ming);
  }

  @Test
  void withoutItsRankStewardCanOnlyTalk() {
    UserId ming = member("小明");
    awaitRank();
    person(OWNER).ask(Line.of("MODE", "#main", "-o", STEWARD));
    Event.GroupSeen seen =
        story()
            .event(
                Event.GroupSeen.class,
                event ->
                    event.group().equals(MAIN) && !event.capabilities().contains(Capability.KICK));
    assertThat(seen.capabilities()).contains(Capability.SEND).doesNotContain(Capability.DELETE);
    assertThat(story().connection().capabilities(MAIN)).isEqualTo(seen.capabilities());
    assertThat(story().perform(new Action.KickMember(MAIN, ming)))
        .isEqualTo(new Outcome.Unsupported(Capability.KICK));
    assertThat(story().perform(Action.SendMessage.of(MAIN, "还能说话")).done()).isTrue();
  }

  @Test
  void whoCannotRemoveStewardCannotAndWhoCanDoes() {
    UserId ming = member("小明");
    assertThat(person("小明").ask(Line.of("KICK", "#main", STEWARD)))
        .anyMatch(line -> line.command().equals("482"));
    person(OWNER).ask(Line.of("KICK", "#main", STEWARD, "out"));
    story().event(Event.GroupLost.class, event -> event.group().equals(MAIN));
    story().await().until("gone", () -> story().connection().capabilities(MAIN).isEmpty());
    assertThat(story().perform(Action.SendMessage.of(MAIN, "hello")))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(story().health().detail()).contains("#main: we were removed");
    int seen = story().events(Event.GroupSeen.class).size();
    story().pass(Duration.ofMinutes(6));
    story()
        .await()
        .until(
            () -> "back: " + story().health(),
            () -> story().events(Event.GroupSeen.class).size() > seen);
    assertThat(story().perform(Action.SendMessage.of(MAIN, "又来了")).done()).isTrue();
    assertThat(story().irc().isIn(MAIN, ming)).isTrue();
  }

  @Test
  void aTextOfManyLinesIsOneMessage() {
    String text = "群规\n\n一、说人话。\n  二、" + "不发广告。".repeat(100) + "\n三、完";
    Outcome outcome = story().perform(Action.SendMessage.of(MAIN, text));
    List<AdapterFixture.Seen> seen = story().irc().seen(MAIN);
    assertThat(seen).hasSize(1);
    assertThat(seen.getFirst().text()).isEqualTo(text);
    assertThat(outcome).isEqualTo(new Outcome.Confirmed(seen.getFirst().messageId()));
    assertThat(story().perform(new Action.DeleteMessage(MAIN, seen.getFirst().messageId())))
        .isEqualTo(new Outcome.Confirmed(""));
    assertThat(story().irc().seen(MAIN)).isEmpty();
  }

  @Test
  void aTextThatIsTooLongForOneMessageIsSaidInOrder() {
    String text = "一二三四五六七八九十。".repeat(400);
    assertThat(story().perform(Action.SendMessage.of(MAIN, text)).done()).isTrue();
    List<AdapterFixture.Seen> seen = story().irc().seen(MAIN);
    assertThat(seen).hasSizeGreaterThan(1);
    assertThat(String.join("", seen.stream().map(AdapterFixture.Seen::text).toList()))
        .isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\r\nQUIT :bye",
        "x\nMODE #main -o steward\nx",
        "x\rPART #main",
        "x\u0000\r\nKICK #main 小明 :no",
        "\r\nPRIVMSG 小明 :psst",
        "@label=1 :x PRIVMSG #main :y",
        ":irc.test 001 steward :hi",
        "BATCH -m0",
        "\u0001ACTION waves\u0001",
        "\u0001DCC SEND x 1 2\u0001"
      })
  void noTextBecomesACommand(String text) {
    UserId ming = member("小明");
    assertThat(story().perform(Action.SendMessage.of(MAIN, text)).done()).isTrue();
    assertThat(story().perform(new Action.SetNotice(MAIN, text)).done()).isTrue();
    assertThat(
            story().perform(new Action.SendPrivate(MAIN, ming, Content.of(text), List.of())).done())
        .isTrue();
    assertThat(story().irc().isIn(MAIN, ming)).isTrue();
    assertThat(story().connection().capabilities(MAIN)).contains(Capability.KICK);
    List<AdapterFixture.Seen> seen = story().irc().seen(MAIN);
    assertThat(seen).hasSize(1);
    assertThat(seen.getFirst().text()).isEqualTo(Speech.clean(text)).doesNotContain("\u0001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nosuch\r\nQUIT", "a b", ":x", "", "x\u0000y"})
  void noIdBecomesACommand(String id) {
    assertThat(story().perform(new Action.DeleteMessage(MAIN, id)))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(story().perform(Action.SendMessage.of(MAIN, "still here")).done()).isTrue();
  }

  @Test
  void coloursAreNotWords() {
    member("小明");
    String id = Objects.requireNonNull(person("小明").say("#main", "plain"));
    story().heard(id);
    person("小明").send(Line.of("PRIVMSG", "#main", "\u0002加\u000304,12我\u000F微\u001D信"));
    story().await().until("heard", () -> story().texts().contains("加我微信"));
    person(OWNER).ask(Line.of("MODE", "#main", "-C"));
    person("小明").send(Line.of("PRIVMSG", "#main", "\u0001加我QQ\u0001"));
    story().await().until("heard", () -> story().texts().contains("加我QQ"));
  }

  @Test
  void aNoticeIsAMessageInAChannelOnly() {
    member("小明");
    person("小明").send(Line.of("NOTICE", "#main", "加我微信"));
    story().await().until("heard", () -> story().texts().contains("加我微信"));
    person("小明").send(Line.of("NOTICE", STEWARD, "自动回复"));
    person("小明").send(Line.of("PRIVMSG", STEWARD, "\u0001VERSION\u0001"));
    person("小明").send(Line.of("PRIVMSG", STEWARD, "你好"));
    story().event(Event.PrivateMessagePosted.class, e -> e.content().text().equals("你好"));
    assertThat(story().events(Event.PrivateMessagePosted.class)).hasSize(1);
  }

  @Test
  void aReplyQuotesAndANickCalls() {
    UserId ming = member("小明");
    Outcome said = story().perform(Action.SendMessage.of(MAIN, "投票开始"));
    String answered = ((Outcome.Confirmed) said).nativeId();
    person("小明").send(Line.of("PRIVMSG", "#main", "我选一").tag("+draft/reply", answered));
    Event.MessagePosted reply =
        story().event(Event.MessagePosted.class, e -> e.content().text().equals("我选一"));
    assertThat(reply.content().first(Segment.Quote.class).orElseThrow().messageId())
        .isEqualTo(answered);
    String id = Objects.requireNonNull(story().irc().post(MAIN, ming, "Steward: 帮助"));
    assertThat(story().heard(id).content().mentions(new UserId("irc", STEWARD))).isTrue();
    String other = Objects.requireNonNull(story().irc().post(MAIN, ming, "stewardship"));
    assertThat(story().heard(other).content().mentions(new UserId("irc", STEWARD))).isFalse();
  }

  @Test
  void whoWasRemovedCanStillBeToldWhy() {
    UserId ming = member("小明");
    story().perform(new Action.BanMember(MAIN, ming));
    story().await().until("out", () -> !story().irc().isIn(MAIN, ming));
    assertThat(story().perform(new Action.SendPrivate(MAIN, ming, Content.of("申诉写给我"), List.of())))
        .isInstanceOf(Outcome.Confirmed.class);
    assertThat(story().irc().seenPrivately(ming)).anyMatch(m -> m.text().equals("申诉写给我"));
    person("小明").close();
    story()
        .await()
        .until(
            "offline",
            () ->
                story().perform(new Action.SendPrivate(MAIN, ming, Content.of("在吗"), List.of()))
                    instanceof Outcome.Refused);
  }

  @Test
  void whatWasDeletedLastDoesNotHideWhatCameLater() {
    UserId ming = member("小明");
    String last = Objects.requireNonNull(story().irc().post(MAIN, ming, "广告"));
    story().heard(last);
    assertThat(story().perform(new Action.DeleteMessage(MAIN, last)).done()).isTrue();
    story().irc().cut();
    story().irc().post(MAIN, ming, "断线时说的");
    story().irc().heal();
    story().await().until("heard", () -> story().texts().contains("断线时说的"));
  }

  @Test
  void manyMissedMessagesComeInOrderAndOnce() {
    UserId ming = member("小明");
    story().connection().close();
    for (int i = 0; i < 450; i++) {
      person("小明").send(Line.of("PRIVMSG", "#main", "m" + i));
    }
    story().irc().post(MAIN, ming, "last");
    story().connect(story().irc().settings());
    story().await().until("all heard", () -> story().texts().contains("last"));
    List<String> texts = story().texts();
    assertThat(texts).hasSize(451);
    for (int i = 0; i < 450; i++) {
      assertThat(texts.get(i)).isEqualTo("m" + i);
    }
  }

  @Test
  void whoGoesOfflineHasNotLeft() {
    UserId ming = member("小明");
    person("小明").close();
    story().await().until("offline", () -> !person("旁观者").sees("#main", "小明"));
    story().irc().forget("小明");
    try (Member back = Member.login(story().irc().server().port(), "小明")) {
      back.join("#main");
      String id = Objects.requireNonNull(back.say("#main", "我回来了"));
      story().heard(id);
      assertThat(joins(ming)).as("no second greeting").isEqualTo(1);
      back.ask(Line.of("PART", "#main"));
      story().event(Event.MemberLeft.class, event -> event.user().equals(ming));
      back.join("#main");
      story().await().until("a new start", () -> joins(ming) == 2);
    }
  }

  private long joins(UserId user) {
    return story().events(Event.MemberJoined.class).stream()
        .filter(event -> event.member().user().equals(user))
        .count();
  }

  @Test
  void whoCameAndWentWhileAwayIsTold() {
    UserId ming = member("小明");
    story().connection().close();
    story().irc().leave(MAIN, ming);
    UserId hong = story().irc().member(MAIN, "小红");
    story().connect(story().irc().settings());
    story().event(Event.MemberLeft.class, event -> event.user().equals(ming));
    story().event(Event.MemberJoined.class, event -> event.member().user().equals(hong));
  }
}
