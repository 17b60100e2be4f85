package dev.steward.adapter.irc;

import dev.steward.chat.AccountId;
import dev.steward.chat.GroupId;
import dev.steward.chat.Host;
import dev.steward.chat.UserId;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * What all parts of a connection share, and what outlives a cut.
 *
 * @param loop the one thread that everything happens on
 * @param account our login
 */
record Station(
    IrcSettings settings,
    Host host,
    EventLoop loop,
    RandomGenerator random,
    AccountId account,
    Reports reports,
    Marks marks,
    Penalties penalties) {
  Instant now() {
    return host.clock().instant();
  }

  UserId us() {
    return new UserId(account.platform(), account.id());
  }

  UserId user(String id) {
    return new UserId(account.platform(), id);
  }

  GroupId group(Room room) {
    return new GroupId(account.platform(), room.key());
  }

  /** Does something on the connection's thread, some time from now by the host's clock. */
  ScheduledFuture<?> later(Duration pause, Runnable work) {
    return host.timers()
        .schedule(() -> onLoop(work), Math.max(0, pause.toMillis()), TimeUnit.MILLISECONDS);
  }

  /** Does something on the connection's thread; nothing once that has ended. */
  boolean onLoop(Runnable work) {
    try {
      loop.execute(work);
      return true;
    } catch (RejectedExecutionException ended) {
      return false;
    }
  }
}
