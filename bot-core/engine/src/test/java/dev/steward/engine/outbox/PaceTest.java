package dev.steward.engine.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.AccountId;
import dev.steward.chat.Action;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.engine.flow.Post;
import dev.steward.engine.flow.Reason;
import dev.steward.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An account that may do little at a time, in many groups. */
final class PaceTest {
  private static final AccountId ACCOUNT = new AccountId("sim", "10001");
  private static final Limits ONE_A_SECOND = new Limits(1, 1, 6, Duration.ofMinutes(2));

  private static final Reason REASON = Reason.of("topics", "早安", "good morning");

  private final ManualClock clock = new ManualClock();
  private final Instant start = clock.instant();
  private final Seen seen = new Seen();
  private final Outbox outbox =
      new Outbox(
          seen,
          clock,
          account -> ONE_A_SECOND,
          news -> CompletableFuture.completedFuture(null),
          clock.timers());
  private long posts;

  /** A platform that does all at once, and when. */
  private final class Seen implements Wire {
    final List<String> done = new ArrayList<>();
    @Nullable AccountId away;

    @Override
    public CompletionStage<Outcome> perform(Order order) {
      if (order.account().equals(away)) {
        return CompletableFuture.completedFuture(
            Outcome.Failed.untried("not connected", Duration.ofSeconds(5)));
      }
      long second = Duration.between(start, clock.instant()).toSeconds();
      done.add(second + " " + order.action().getClass().getSimpleName());
      return CompletableFuture.completedFuture(new Outcome.Confirmed(""));
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

  private static GroupId group(int number) {
    return new GroupId("sim", "群" + number);
  }

  private Post post(int group, Action action, Duration useful) {
    Instant expires = clock.instant().plus(useful);
    posts++;
    return new Post(posts, posts, Key.group(group(group)), ACCOUNT, action, REASON, 0, expires);
  }

  private Post topic(int group, Duration useful) {
    return post(group, Action.SendMessage.of(group(group), "早上好"), useful);
  }

  @Test
  void eachGroupHasItsTurnInOrder() {
    for (int group = 0; group < 4; group++) {
      outbox.accept(List.of(topic(group, Duration.ofMinutes(10))));
    }
    clock.advance(Duration.ofSeconds(10));
    assertThat(seen.done)
        .containsExactly("0 SendMessage", "1 SendMessage", "2 SendMessage", "3 SendMessage");
  }

  @Test
  void anAdvertDoesNotStandUntilAllGroupsHaveHadTheirTopic() {
    for (int group = 0; group < 100; group++) {
      outbox.accept(List.of(topic(group, Duration.ofMinutes(10))));
    }
    outbox.accept(List.of(post(50, new Action.DeleteMessage(group(50), "1"), Duration.ofDays(2))));
    assertThat(seen.done).containsExactly("0 SendMessage", "0 DeleteMessage");
  }

  @Test
  void aLoginThatIsAwayHoldsUpNoOtherInTheGroup() {
    seen.away = ACCOUNT;
    outbox.accept(
        List.of(
            post(1, new Action.DeleteMessage(group(1), "1"), Duration.ofDays(2)),
            topic(1, Duration.ofMinutes(10))));
    AccountId other = new AccountId("sim", "10002");
    outbox.accept(
        List.of(
            by(other, post(1, new Action.DeleteMessage(group(1), "2"), Duration.ofDays(2))),
            by(other, topic(1, Duration.ofMinutes(10)))));
    assertThat(seen.done).containsExactly("0 DeleteMessage", "0 SendMessage");
    clock.advance(Duration.ofMinutes(1));
    seen.away = null;
    clock.advance(Duration.ofSeconds(30));
    assertThat(seen.done)
        .as("its own talk comes after its own deletion")
        .extracting(done -> done.substring(done.indexOf(' ') + 1))
        .containsExactly("DeleteMessage", "SendMessage", "DeleteMessage", "SendMessage");
  }

  @Test
  void whatCanNotHaveItsTurnInTimeTakesNobodysPlace() {
    for (int group = 0; group < 100; group++) {
      outbox.accept(List.of(topic(group, Duration.ofSeconds(5))));
    }
    clock.advance(Duration.ofSeconds(6));
    outbox.accept(List.of(topic(200, Duration.ofSeconds(5))));
    clock.advance(Duration.ofSeconds(5));
    assertThat(seen.done).hasSize(7);
  }

  @Test
  void whateverIsTooOldWhenALoginComesBackIsDroppedAtOnce() {
    seen.away = ACCOUNT;
    for (int i = 0; i < 20_000; i++) {
      outbox.accept(List.of(topic(1, Duration.ofMinutes(10))));
    }
    clock.advance(Duration.ofMinutes(11));
    seen.away = null;
    outbox.accept(List.of(topic(1, Duration.ofMinutes(10))));
    assertThat(seen.done).containsExactly("660 SendMessage");
    assertThat(outbox.open()).isCompletedWithValue(0);
  }

  private static Post by(AccountId account, Post post) {
    return new Post(
        post.id(),
        post.seq(),
        post.key(),
        account,
        post.action(),
        post.reason(),
        post.attempts(),
        post.expires());
  }

  @Test
  void whatIsTooOldWhenItsTurnComesIsNotSaid() {
    for (int group = 0; group < 10; group++) {
      outbox.accept(List.of(topic(group, Duration.ofSeconds(5))));
    }
    clock.advance(Duration.ofMinutes(1));
    assertThat(seen.done).hasSize(6);
  }
}
