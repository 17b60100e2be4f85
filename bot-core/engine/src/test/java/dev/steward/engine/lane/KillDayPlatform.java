package dev.steward.engine.lane;

import dev.steward.chat.GroupId;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.engine.outbox.Wire;
import java.nio.channels.FileChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A platform on the other end of a slow line: an order is on its way for some milliseconds, is
 * written down as said, and then the answer is on its way. In half of the groups it knows an order
 * that comes twice, and says it once.
 */
final class KillDayPlatform implements Wire, OneAccount {
  private static final int SLOWEST_MILLIS = 12;

  private final FileChannel orders;
  private final Random random;
  private final Set<Long> taken = new HashSet<>();
  private final ScheduledExecutorService line = Executors.newSingleThreadScheduledExecutor();

  /**
   * @param orders where it writes down what it says
   * @param before what it said before
   */
  KillDayPlatform(FileChannel orders, List<KillPlatform.Line> before, Random random) {
    this.orders = orders;
    this.random = random;
    before.forEach(said -> taken.add(said.id()));
  }

  static boolean knows(@Nullable GroupId group) {
    return group != null && KillDay.GROUPS.indexOf(group) % 2 == 0;
  }

  @Override
  public CompletionStage<Outcome> perform(Order order) {
    CompletableFuture<Outcome> answer = new CompletableFuture<>();
    onTheWay(
        () -> {
          if (taken.add(order.id()) || !saysOnce(order)) {
            KillPlatform.write(orders, KillPlatform.Line.of(order).written());
          }
          onTheWay(() -> answer.complete(new Outcome.Confirmed("n" + order.id())));
        });
    return answer;
  }

  private void onTheWay(Runnable then) {
    int millis;
    synchronized (random) {
      millis = random.nextInt(SLOWEST_MILLIS);
    }
    var _ = line.schedule(then, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public CompletionStage<Optional<Outcome>> lookUp(Order order) {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  @Override
  public boolean saysOnce(Order order) {
    return knows(order.action().group());
  }
}
