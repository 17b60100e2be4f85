package dev.steward.bench;

import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Segment;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Questions as they come: at random moments, {@code -Drate=} a second on average (200), whatever
 * was answered meanwhile. Half of them are said to Steward, so that something is said to each; of
 * the others those count that it answers. Measured from the moment a question was due to be
 * delivered until its answer is handed to the platform, after the commits of both turns.
 */
final class FaqRow {
  private static final int GROUPS = 2_000;
  private static final int RATE = Integer.getInteger("rate", 200);
  private static final int SECONDS = Integer.getInteger("seconds", 30);
  private static final int WARM_SECONDS = 10;
  private static final Segment TO_US =
      new Segment.Mention(new UserId(Rig.ACCOUNT.platform(), Rig.ACCOUNT.id()), Rig.ACCOUNT.id());

  private final Shops shops;
  private final Rig rig;
  private final Map<String, Long> due = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
  private final Random random = new Random(5);
  private int sent;

  private FaqRow(Shops shops, Rig rig) {
    this.shops = shops;
    this.rig = rig;
    rig.yes.listener =
        message -> {
          String question = message.replyTo();
          Long since = question == null ? null : due.remove(question);
          if (since != null) {
            nanos.add(System.nanoTime() - since);
          }
        };
  }

  static void run() throws Exception {
    Shops shops = Shops.read();
    try (Rig rig = new Rig(InstantSource.system(), BenchPack.answering(shops.faq()))) {
      new FaqRow(shops, rig).measure();
    }
  }

  private void measure() throws Exception {
    rig.prepare(GROUPS);
    System.gc();
    long before = Rig.rssMegabytes();
    long start = System.nanoTime();
    while (!rig.helper.state().contains("bge")) {
      ask(System.nanoTime());
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    settle();
    double loaded = Rig.seconds(start);
    feed(WARM_SECONDS);
    nanos.clear();
    System.gc();
    long with = Rig.rssMegabytes();
    int asked = feed(SECONDS);
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        "%-22s %d asked, %d answered: p50 %.1f ms, p99 %.1f ms, most %.1f ms; %d entries,"
            + " %d turned away%n",
        RATE + " questions/s",
        asked,
        sorted.length,
        at(sorted, 0.5),
        at(sorted, 0.99),
        at(sorted, 1),
        shops.faq().answers().size(),
        rig.helper.turnedAway());
    System.out.printf(
        "%-22s RSS %d MB before, %d MB after; model and index after %.1f s%n",
        "the model", before, with, loaded);
  }

  private static double at(long[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * sorted.length))] / 1e6;
  }

  private int feed(int seconds) {
    int first = sent;
    long next = System.nanoTime();
    long end = next + TimeUnit.SECONDS.toNanos(seconds);
    while (next < end) {
      next += (long) (-Math.log(1 - random.nextDouble()) / RATE * 1e9);
      while (System.nanoTime() < next) {
        LockSupport.parkNanos(next - System.nanoTime());
      }
      ask(next);
    }
    settle();
    return sent - first;
  }

  private void settle() {
    while (rig.helper.waiting() > 0) {
      Thread.onSpinWait();
    }
    rig.settle();
  }

  private void ask(long dueAt) {
    String id = "q" + sent;
    UserId user = new UserId("bench", "u" + sent);
    String text = shops.questions().get(random.nextInt(shops.questions().size()));
    Segment words = new Segment.Text(text);
    due.put(id, dueAt);
    var _ =
        rig.engine
            .sink()
            .deliver(
                new Event.MessagePosted(
                    Rig.ACCOUNT,
                    new GroupId("bench", "g" + random.nextInt(GROUPS)),
                    id,
                    Sender.member(user, user.id()),
                    sent % 2 == 0 ? Content.of(TO_US, words) : Content.of(words),
                    Instant.now()));
    sent++;
  }
}
