package dev.steward.engine.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.AccountId;
import dev.steward.chat.Action;
import dev.steward.chat.Content;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Post;
import dev.steward.engine.flow.Reason;
import dev.steward.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is done at once in one group, on a platform that answers late. */
final class TurnsTest {
  private static final AccountId ACCOUNT = new AccountId("sim", "10001");
  private static final GroupId GROUP = new GroupId("sim", "妈妈一群");
  private static final Reason REASON = Reason.of("rules", "广告", "an advert");

  private final ManualClock clock = new ManualClock();
  private final Late platform = new Late();
  private Limits limits = Limits.GENEROUS;
  private final Outbox outbox =
      new Outbox(
          platform,
          clock,
          account -> limits,
          news -> CompletableFuture.completedFuture(null),
          clock.timers());
  private long posts;

  /** It takes every order, and answers when the test says so. */
  private static final class Late implements Wire {
    final List<Order> taken = new ArrayList<>();
    final List<CompletableFuture<Outcome>> answers = new ArrayList<>();

    @Override
    public CompletionStage<Outcome> perform(Order order) {
      taken.add(order);
      CompletableFuture<Outcome> answer = new CompletableFuture<>();
      answers.add(answer);
      return answer;
    }

    @Override
    public CompletionStage<Optional<Outcome>> lookUp(Order order) {
      return CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public boolean saysOnce(Order order) {
      return true;
    }
  }

  private void decided(Action... actions) {
    decided(GROUP, actions);
  }

  private void decided(GroupId group, Action... actions) {
    List<Post> all = new ArrayList<>();
    for (Action action : actions) {
      posts++;
      all.add(
          new Post(
              posts,
              posts,
              Key.group(group),
              ACCOUNT,
              action,
              REASON,
              0,
              clock.instant().plus(Duration.ofMinutes(10))));
    }
    outbox.accept(all);
    clock.advance(Duration.ZERO);
  }

  private void answered(Action action, Outcome outcome) {
    for (int i = 0; i < platform.taken.size(); i++) {
      if (platform.taken.get(i).action().equals(action) && !platform.answers.get(i).isDone()) {
        platform.answers.get(i).complete(outcome);
        clock.advance(Duration.ZERO);
        return;
      }
    }
    throw new AssertionError(action + " was not asked for");
  }

  private void done(Action action) {
    answered(action, new Outcome.Confirmed(""));
  }

  private List<Action> taken() {
    return platform.taken.stream().map(Order::action).toList();
  }

  private static Action delete(String message) {
    return new Action.DeleteMessage(GROUP, message);
  }

  private static UserId user(String name) {
    return new UserId("sim", name);
  }

  private Action mute(String name) {
    return new Action.MuteMember(GROUP, user(name), clock.instant().plus(Duration.ofHours(1)));
  }

  private static Action say(String text) {
    return new Action.SendMessage(GROUP, Content.of(text), null, List.of());
  }

  @Test
  void theAdvertsOfARaidDoNotWaitForEachOthersAnswers() {
    Action[] raid = IntStream.range(0, 20).mapToObj(i -> delete("m" + i)).toArray(Action[]::new);
    decided(raid);
    assertThat(taken()).containsExactlyElementsOf(List.of(raid).subList(0, 8));
    done(raid[5]);
    done(raid[0]);
    assertThat(taken()).containsExactlyElementsOf(List.of(raid).subList(0, 10));
  }

  /** Of one login, in all of its groups; then those groups take turns. */
  @Test
  void aRaidOnManyGroupsIsNoFloodOfCalls() {
    for (int group = 0; group < 10; group++) {
      GroupId id = new GroupId("sim", "群" + group);
      decided(
          id,
          IntStream.range(0, 10)
              .mapToObj(i -> new Action.DeleteMessage(id, "m" + i))
              .toArray(Action[]::new));
    }
    assertThat(platform.taken).hasSize(32);
    for (int i = 0; i < 12; i++) {
      done(platform.taken.get(i).action());
    }
    assertThat(taken().subList(32, 44))
        .extracting(action -> Objects.requireNonNull(action.group()).id())
        .contains("群4", "群5", "群6", "群7", "群8", "群9");
    for (int i = 12; i < platform.taken.size(); i++) {
      done(platform.taken.get(i).action());
    }
    assertThat(platform.taken).as("all of them, each once").hasSize(100).doesNotHaveDuplicates();
  }

  /**
   * A deletion that is tried again holds up the letter that comes after it, and the letter no ban.
   */
  @Test
  void whatHasToWaitForLongIsWaitedForByNoDeed() {
    Action whisper = new Action.SendPrivate(GROUP, user("小明"), Content.of("你的记录"), List.of());
    Action ban = new Action.BanMember(GROUP, user("小明"));
    decided(delete("m1"), whisper);
    answered(delete("m1"), Outcome.Failed.retry("busy", Duration.ofSeconds(30)));
    decided(ban);
    assertThat(taken()).containsExactly(delete("m1"), ban);
    done(ban);
    clock.advance(Duration.ofSeconds(30));
    done(delete("m1"));
    assertThat(taken()).endsWith(whisper);
  }

  @Test
  void theAccountsPaceIsKeptAndNoAnswerWaitedFor() {
    limits = new Limits(1, 1, 6, Duration.ofMinutes(2));
    decided(delete("m1"), delete("m2"), delete("m3"), delete("m4"));
    assertThat(taken()).containsExactly(delete("m1"));
    clock.advance(Duration.ofSeconds(1));
    assertThat(taken()).containsExactly(delete("m1"), delete("m2"));
    clock.advance(Duration.ofSeconds(2));
    assertThat(taken()).containsExactly(delete("m1"), delete("m2"), delete("m3"), delete("m4"));
  }

  @Test
  void oneThatIsTriedAgainHoldsUpNoOther() {
    decided(delete("m1"), delete("m2"));
    answered(delete("m1"), Outcome.Failed.retry("busy", Duration.ofSeconds(30)));
    done(delete("m2"));
    decided(delete("m3"));
    assertThat(taken()).containsExactly(delete("m1"), delete("m2"), delete("m3"));
    clock.advance(Duration.ofSeconds(30));
    assertThat(taken()).endsWith(delete("m1"));
  }

  @Test
  void whatIsDoneToOneMemberKeepsItsOrder() {
    Action mute = mute("小明");
    Action unmute = new Action.UnmuteMember(GROUP, user("小明"));
    decided(delete("m1"), mute, unmute, mute("小刚"));
    assertThat(taken()).containsExactly(delete("m1"), mute, mute("小刚"));
    done(mute);
    assertThat(taken()).endsWith(unmute);
  }

  @Test
  void aDeletionWaitsForNoTalk() {
    decided(say("早安"), delete("m1"), say("群规"), delete("m2"));
    assertThat(taken()).containsExactly(say("早安"), delete("m1"), delete("m2"));
  }

  @Test
  void whatIsSaidOfADeletionComesAfterIt() {
    decided(delete("m1"), say("删了小明的广告"), delete("m2"), say("删了小刚的广告"));
    assertThat(taken()).containsExactly(delete("m1"), delete("m2"));
    done(delete("m2"));
    assertThat(taken()).hasSize(2);
    done(delete("m1"));
    assertThat(taken()).containsExactly(delete("m1"), delete("m2"), say("删了小明的广告"));
    done(say("删了小明的广告"));
    assertThat(taken()).endsWith(say("删了小刚的广告"));
  }

  @Test
  void whoIsRemovedIsWrittenToBefore() {
    Action whisper = new Action.SendPrivate(GROUP, user("小明"), Content.of("你被移出了群"), List.of());
    Action kick = new Action.KickMember(GROUP, user("小明"));
    decided(whisper, kick);
    assertThat(taken()).containsExactly(whisper);
    done(whisper);
    assertThat(taken()).containsExactly(whisper, kick);
  }

  @Test
  void aMessageIsAnsweredBeforeItGoes() {
    Action reply = new Action.SendMessage(GROUP, Content.of("这不行"), "m1", List.of());
    decided(reply, delete("m1"), delete("m2"));
    assertThat(taken()).containsExactly(reply, delete("m2"));
    done(reply);
    assertThat(taken()).endsWith(delete("m1"));
  }
}
