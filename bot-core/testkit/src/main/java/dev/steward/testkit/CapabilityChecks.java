package dev.steward.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Media;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Each capability both ways: declared and it works, not declared and it is not done. */
final class CapabilityChecks {
  private static final List<Button> BUTTONS =
      List.of(new Button("好 Yes", "yes"), new Button("不 No", "no"));

  /** One black point. */
  private static final byte[] PNG =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==");

  private final ContractRun run;
  private final AdapterFixture platform;

  CapabilityChecks(ContractRun run) {
    this.run = run;
    this.platform = run.fixture();
  }

  void works(GroupId group, Capability capability) {
    switch (capability) {
      case SEE_MESSAGES -> messages(group);
      case SEE_EDITS -> edits(group);
      case SEE_RECALLS -> recalls(group);
      case SEE_MEMBERS -> members(group);
      case SEE_MUTES -> mutesSeen(group);
      case SEND -> send(group);
      case REPLY -> reply(group);
      case PRIVATE -> inPrivate(group);
      case BUTTONS -> buttons(group);
      case POLLS -> polls(group);
      case SEND_IMAGES -> images(group);
      case DELETE -> delete(group);
      case MUTE -> mute(group);
      case MUTE_ALL -> muteAll(group);
      case KICK -> kick(group);
      case BAN -> ban(group);
      case ANSWER_JOINS -> joins(group);
      case SET_CARD -> card(group);
      case SET_NOTICE -> notice(group);
      case SEND_ONCE, HISTORY ->
          assertThat(run.connection().capabilities(group)).contains(capability);
    }
  }

  /** Orders that need the capability are unsupported, and members see no difference. */
  void isNotDone(GroupId group, Capability capability) {
    UserId member = platform.member(group, "小红");
    List<AdapterFixture.Seen> before = platform.seen(group);
    for (Action action : actions(group, member, capability)) {
      assertThat(run.perform(action)).isEqualTo(new Outcome.Unsupported(capability));
    }
    assertThat(platform.seen(group)).isEqualTo(before);
    assertThat(platform.isIn(group, member)).isTrue();
    if (capability == Capability.BUTTONS
        && run.connection().capabilities(group).contains(Capability.SEND)) {
      String asked = done(new Action.SendMessage(group, Content.of("哪个？"), null, BUTTONS));
      assertThat(seen(group, asked).text()).contains("1", "好 Yes", "2", "不 No");
    }
  }

  /** The orders that need a capability. */
  static List<Action> actions(GroupId group, UserId user, Capability capability) {
    Instant later = Instant.parse("2026-12-01T00:00:00Z");
    return switch (capability) {
      case SEND -> List.of(Action.SendMessage.of(group, "hello"));
      case REPLY -> List.of(new Action.SendMessage(group, Content.of("re"), "1", List.of()));
      case PRIVATE -> List.of(new Action.SendPrivate(group, user, Content.of("psst"), List.of()));
      case POLLS ->
          List.of(new Action.AskPoll(group, "哪个？", BUTTONS, false), new Action.EndPoll(group, "1"));
      case SEND_IMAGES -> {
        Media media = new Media("sha256-0", "image/png", 1);
        yield List.of(
            new Action.SendMessage(
                group, Content.of(new Segment.Image(media, "")), null, List.of()));
      }
      case DELETE -> List.of(new Action.DeleteMessage(group, "1"));
      case MUTE ->
          List.of(new Action.MuteMember(group, user, later), new Action.UnmuteMember(group, user));
      case MUTE_ALL -> List.of(new Action.MuteAll(group, true));
      case KICK -> List.of(new Action.KickMember(group, user));
      case BAN -> List.of(new Action.BanMember(group, user), new Action.UnbanMember(group, user));
      case ANSWER_JOINS ->
          List.of(
              new Action.ApproveJoin(group, "1", user),
              new Action.DenyJoin(group, "1", user, "full"));
      case SET_CARD -> List.of(new Action.SetMemberCard(group, user, "新人"));
      case SET_NOTICE -> List.of(new Action.SetNotice(group, "公告"));
      case SEE_MESSAGES,
          SEE_EDITS,
          SEE_RECALLS,
          SEE_MEMBERS,
          SEE_MUTES,
          BUTTONS,
          SEND_ONCE,
          HISTORY ->
          List.of();
    };
  }

  private void messages(GroupId group) {
    UserId ming = platform.member(group, "小明");
    String id = post(group, ming, "大家好");
    Event.MessagePosted heard =
        run.event(Event.MessagePosted.class, event -> event.messageId().equals(id));
    assertThat(heard.group()).isEqualTo(group);
    assertThat(heard.content().text()).isEqualTo("大家好");
    assertThat(heard.sender().user()).isEqualTo(ming);
    assertThat(heard.sender().name()).isEqualTo("小明");
  }

  private void edits(GroupId group) {
    UserId ming = platform.member(group, "小明");
    String id = post(group, ming, "一");
    platform.edit(group, ming, id, "二");
    run.event(
        Event.MessageEdited.class,
        event -> event.messageId().equals(id) && event.content().text().equals("二"));
    platform.edit(group, ming, id, "三");
    run.event(
        Event.MessageEdited.class,
        event -> event.messageId().equals(id) && event.content().text().equals("三"));
  }

  private void recalls(GroupId group) {
    UserId ming = platform.member(group, "小明");
    String id = post(group, ming, "说错了");
    platform.recall(group, ming, id);
    run.event(Event.MessageRecalled.class, event -> event.messageId().equals(id));
  }

  private void members(GroupId group) {
    UserId hong = platform.member(group, "小红");
    run.event(Event.MemberJoined.class, event -> event.member().user().equals(hong));
    platform.leave(group, hong);
    run.event(Event.MemberLeft.class, event -> event.user().equals(hong));
  }

  private void mutesSeen(GroupId group) {
    UserId hong = platform.member(group, "小红");
    Instant until = run.host().clock().instant().plus(Duration.ofMinutes(10));
    platform.muteByOwner(group, hong, until);
    Event.MuteChanged seen = run.event(Event.MuteChanged.class, event -> event.user().equals(hong));
    Instant end = Objects.requireNonNull(seen.until());
    assertThat(Duration.between(until, end).abs()).isLessThan(Duration.ofSeconds(61));
  }

  private void send(GroupId group) {
    AdapterFixture.Seen seen = seen(group, done(Action.SendMessage.of(group, "你们好")));
    assertThat(seen.text()).isEqualTo("你们好");
    assertThat(run.ourLogins()).contains(seen.sender());
  }

  private void reply(GroupId group) {
    String id = post(group, platform.member(group, "小明"), "多少钱？");
    AdapterFixture.Seen seen =
        seen(group, done(new Action.SendMessage(group, Content.of("九十九"), id, List.of())));
    assertThat(seen.replyTo()).isEqualTo(id);
  }

  private void inPrivate(GroupId group) {
    UserId ming = platform.member(group, "小明");
    UserId hong = platform.member(group, "小红");
    done(new Action.SendPrivate(group, ming, Content.of("悄悄话"), List.of()));
    run.await()
        .until(
            "the private message is seen",
            () -> platform.seenPrivately(ming).stream().anyMatch(m -> m.text().equals("悄悄话")));
    assertThat(platform.seenPrivately(hong)).noneMatch(m -> m.text().contains("悄悄话"));
    assertThat(platform.seen(group)).noneMatch(m -> m.text().contains("悄悄话"));
    String id = platform.writePrivately(ming, "收到");
    Event.PrivateMessagePosted heard =
        run.event(Event.PrivateMessagePosted.class, event -> event.messageId().equals(id));
    assertThat(heard.content().text()).isEqualTo("收到");
    assertThat(heard.sender().user()).isEqualTo(ming);
  }

  private void buttons(GroupId group) {
    UserId ming = platform.member(group, "小明");
    String id = done(new Action.SendMessage(group, Content.of("选一个"), null, BUTTONS));
    assertThat(seen(group, id).buttons()).containsExactly("好 Yes", "不 No");
    platform.press(group, ming, id, "no");
    Event.ButtonPressed pressed =
        run.event(Event.ButtonPressed.class, event -> event.messageId().equals(id));
    assertThat(pressed.value()).isEqualTo("no");
    assertThat(pressed.sender().user()).isEqualTo(ming);
  }

  private void polls(GroupId group) {
    UserId ming = platform.member(group, "小明");
    UserId hong = platform.member(group, "小红");
    String one = done(new Action.AskPoll(group, "选一个？", BUTTONS, false));
    assertThat(seen(group, one).text()).isEqualTo("选一个？");
    assertThat(seen(group, one).buttons()).containsExactly("好 Yes", "不 No");
    votes(group, ming, one, Set.of("不 No"), "no");
    votes(group, hong, one, Set.of("不 No"), "no");
    votes(group, ming, one, Set.of("好 Yes"), "yes");
    votes(group, ming, one, Set.of());
    String more = done(new Action.AskPoll(group, "可以多选？", BUTTONS, true));
    votes(group, ming, more, Set.of("好 Yes", "不 No"), "yes", "no");
    votes(group, hong, one, Set.of("好 Yes"), "yes");
    for (int i = 0; i < 2; i++) {
      done(new Action.EndPoll(group, one));
      assertThat(platform.vote(group, ming, one, Set.of("好 Yes"))).as("it is over").isFalse();
    }
    votes(group, hong, more, Set.of("好 Yes"), "yes");
  }

  private void votes(GroupId group, UserId who, String poll, Set<String> labels, String... values) {
    int before = votes(who, poll).size();
    assertThat(platform.vote(group, who, poll, labels)).isTrue();
    run.await().until("the vote is heard", () -> votes(who, poll).size() > before);
    Event.PollVoted vote = votes(who, poll).getLast();
    assertThat(vote.group()).isEqualTo(group);
    assertThat(vote.values()).containsExactlyInAnyOrder(values);
  }

  private List<Event.PollVoted> votes(UserId who, String poll) {
    return run.host().events().events(Event.PollVoted.class).stream()
        .filter(vote -> vote.messageId().equals(poll) && vote.sender().user().equals(who))
        .toList();
  }

  private void images(GroupId group) {
    String id = platform.postImage(group, platform.member(group, "小明"));
    Event.MessagePosted heard =
        run.event(Event.MessagePosted.class, event -> event.messageId().equals(id));
    Segment.Image image = heard.content().first(Segment.Image.class).orElseThrow();
    Content again = Content.of(new Segment.Image(image.media(), "又一张"));
    assertThat(seen(group, done(new Action.SendMessage(group, again, null, List.of()))).images())
        .isEqualTo(1);
    Media lent = run.host().lend("image/png", PNG);
    Content ours = Content.of(new Segment.Text("看图"), new Segment.Image(lent, ""));
    assertThat(seen(group, done(new Action.SendMessage(group, ours, null, List.of()))).images())
        .as("a picture that Steward lends")
        .isEqualTo(1);
    Media gone = new Media(Media.LENT + "gone", "image/png", 1);
    Outcome outcome =
        run.perform(
            new Action.SendMessage(
                group, Content.of(new Segment.Image(gone, "")), null, List.of()));
    assertThat(outcome.done()).as("a picture that is gone: %s", outcome).isFalse();
  }

  /** One, and then several at once, as after a raid. */
  private void delete(GroupId group) {
    UserId ming = platform.member(group, "小明");
    String id = post(group, ming, "加我微信");
    done(new Action.DeleteMessage(group, id));
    gone(group, id);
    List<String> raid =
        Stream.of("加我QQ", "加我电报", "加我抖音").map(text -> post(group, ming, text)).toList();
    allDone(raid.stream().<Action>map(one -> new Action.DeleteMessage(group, one)).toList());
    raid.forEach(one -> gone(group, one));
  }

  private void gone(GroupId group, String id) {
    run.await()
        .until(
            "message " + id + " is gone",
            () -> platform.seen(group).stream().noneMatch(m -> m.messageId().equals(id)));
  }

  private void mute(GroupId group) {
    UserId hong = platform.member(group, "小红");
    Instant until = run.host().clock().instant().plus(Duration.ofDays(1));
    done(new Action.MuteMember(group, hong, until));
    run.await().until("muted", () -> platform.post(group, hong, "喂") == null);
    done(new Action.UnmuteMember(group, hong));
    run.await().until("unmuted", () -> platform.post(group, hong, "喂") != null);
    UserId ming = platform.member(group, "小明");
    allDone(
        List.of(
            new Action.MuteMember(group, hong, until), new Action.MuteMember(group, ming, until)));
    allDone(List.of(new Action.UnmuteMember(group, ming), new Action.UnmuteMember(group, hong)));
    run.await().until("both unmuted", () -> platform.post(group, ming, "喂") != null);
    run.await().until("both unmuted", () -> platform.post(group, hong, "喂") != null);
    muteThatIsOver(group, hong);
    shortMute(group, hong);
    longMute(group, hong);
  }

  private void muteThatIsOver(GroupId group, UserId member) {
    Instant over = run.host().clock().instant().minusSeconds(1);
    assertThat(run.perform(new Action.MuteMember(group, member, over)))
        .isInstanceOf(Outcome.Failed.class);
    assertThat(platform.post(group, member, "喂")).as("a mute that is over").isNotNull();
  }

  /** Shorter than some platforms can hold. */
  private void shortMute(GroupId group, UserId member) {
    Instant until = run.host().clock().instant().plusSeconds(10);
    Outcome outcome = run.perform(new Action.MuteMember(group, member, until));
    Duration left = Duration.between(run.host().clock().instant(), until);
    if (left.isPositive()) {
      run.pass(left);
    }
    run.await().until("a short mute is over", () -> platform.post(group, member, "喂") != null);
    assertThat(run.host().clock().instant())
        .as("no longer than was asked for: %s", outcome)
        .isBefore(until.plusSeconds(10));
  }

  /** Longer than some platforms can hold: it is said when a part of it has to be done again. */
  private void longMute(GroupId group, UserId member) {
    Instant until = run.host().clock().instant().plus(Duration.ofDays(4_000));
    Outcome outcome = run.perform(new Action.MuteMember(group, member, until));
    boolean muted = outcome.done() || outcome instanceof Outcome.NeedsHuman;
    assertThat(platform.post(group, member, "喂") == null).as("%s", outcome).isEqualTo(muted);
    if (outcome.done() && run.can(Capability.SEE_MUTES)) {
      // Done, that is for as long as was asked.
      run.event(
          Event.MuteChanged.class, event -> event.until() != null && about(event.until(), until));
    }
    done(new Action.UnmuteMember(group, member));
  }

  private static boolean about(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(Duration.ofMinutes(1)) < 0;
  }

  private void muteAll(GroupId group) {
    UserId hong = platform.member(group, "小红");
    done(new Action.MuteAll(group, true));
    run.await().until("all muted", () -> platform.post(group, hong, "喂") == null);
    done(new Action.MuteAll(group, false));
    run.await().until("all unmuted", () -> platform.post(group, hong, "喂") != null);
  }

  private void kick(GroupId group) {
    UserId hong = platform.member(group, "小红");
    done(new Action.KickMember(group, hong));
    run.await().until("out", () -> !platform.isIn(group, hong));
    assertThat(platform.comeBack(group, hong)).isTrue();
  }

  private void ban(GroupId group) {
    UserId hong = platform.member(group, "小红");
    done(new Action.BanMember(group, hong));
    run.await().until("out", () -> !platform.isIn(group, hong));
    assertThat(platform.comeBack(group, hong)).isFalse();
    if (run.perform(new Action.UnbanMember(group, hong)) instanceof Outcome.NeedsHuman byHand) {
      assertThat(byHand.steps()).isNotBlank();
      assertThat(platform.comeBack(group, hong)).isFalse();
    } else {
      assertThat(platform.comeBack(group, hong)).isTrue();
    }
  }

  private void joins(GroupId group) {
    UserId asks = platform.askToJoin(group, "小李");
    Event.JoinRequested first =
        run.event(Event.JoinRequested.class, event -> event.user().equals(asks));
    assertThat(platform.isIn(group, asks)).isFalse();
    done(new Action.ApproveJoin(group, first.requestId(), asks));
    run.await().until("let in", () -> platform.isIn(group, asks));
    UserId other = platform.askToJoin(group, "广告君");
    Event.JoinRequested second =
        run.event(Event.JoinRequested.class, event -> event.user().equals(other));
    done(new Action.DenyJoin(group, second.requestId(), other, "满了"));
    run.await().stays("kept out", () -> !platform.isIn(group, other));
  }

  private void card(GroupId group) {
    UserId ming = platform.member(group, "小明");
    done(new Action.SetMemberCard(group, ming, "课代表"));
    run.await().until("renamed", () -> platform.nameOf(group, ming).equals("课代表"));
  }

  private void notice(GroupId group) {
    done(new Action.SetNotice(group, "今晚八点直播"));
    run.await().until("pinned", () -> platform.notice(group).equals("今晚八点直播"));
  }

  private String post(GroupId group, UserId user, String text) {
    return Objects.requireNonNull(platform.post(group, user, text), "the platform lets them speak");
  }

  /** Performs, expects it done, and returns the native id. */
  private String done(Action action) {
    return done(action, run.perform(action));
  }

  /** All are asked for before the first answer is looked at. */
  private void allDone(List<Action> actions) {
    List<Order> orders = actions.stream().map(run::order).toList();
    List<CompletionStage<Outcome>> outcomes =
        orders.stream().map(run.connection()::perform).toList();
    for (int i = 0; i < outcomes.size(); i++) {
      done(
          actions.get(i),
          run.await().value("an outcome of " + orders.get(i).id(), outcomes.get(i)));
    }
  }

  private static String done(Action action, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted accepted -> accepted.nativeId();
      case Outcome.Confirmed confirmed -> confirmed.nativeId();
      case Outcome other -> throw new AssertionError(action + ": " + other);
    };
  }

  private AdapterFixture.Seen seen(GroupId group, String id) {
    run.await()
        .until(
            "members see message " + id,
            () -> platform.seen(group).stream().anyMatch(m -> m.messageId().equals(id)));
    return platform.seen(group).stream()
        .filter(m -> m.messageId().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
