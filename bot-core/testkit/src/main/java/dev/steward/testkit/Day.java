package dev.steward.testkit;

import dev.steward.chat.Capability;
import dev.steward.chat.UserId;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Twenty-four simulated hours of one group: people talk, Steward answers, deletes, mutes and
 * removes, and every few minutes something goes wrong. What the platform's capabilities promise is
 * kept all the same, as {@link DayBook} counts it, and the adapter holds no more from hour to hour,
 * as {@link Levels} count it.
 */
final class Day {
  private static final Duration LENGTH = Duration.ofHours(24);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int LOOKS_PER_PROBE = 8;

  private final ContractRun run;
  private final long seed;
  private final Random random;
  private final DayBook book;
  private final Levels levels;
  private final Instant start;
  private Instant hour;
  private List<UserId> people = List.of();

  /** What can come to pass, and how often on a day. */
  private enum Happening {
    TALK(60),
    STEWARD_ACTS(40),
    BURST(20),
    FLOOD(2),
    CUT(6),
    SLOW_PLATFORM(4),
    RESTART(3),
    CONGESTION(4),
    OVERLOAD(4),
    INBOX_FAILS(4),
    RECEIPTS_ARE_LOST(3),
    TOKEN_EXPIRES(2);

    private final int times;

    Happening(int times) {
      this.times = times;
    }
  }

  Day(ContractRun run, long seed) {
    this.run = run;
    this.seed = seed;
    this.random = new Random(seed);
    this.book = new DayBook(run, random);
    this.levels = new Levels(run);
    this.start = run.host().clock().instant();
    this.hour = start.plus(HOUR);
  }

  /** Those of {@code -Dsteward.seed} and {@code -Dsteward.days}, on the date of this run. */
  static LongStream seeds() {
    Instant begun = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    return seeds(
        Long.getLong("steward.seed"),
        Integer.getInteger("steward.days", 0),
        Duration.between(Instant.EPOCH, begun).toDays());
  }

  /**
   * @param only the one that is asked for, if any
   * @param days how many, others on each date; 0 for one that is always the same
   * @param date in days since 1970
   */
  static LongStream seeds(@Nullable Long only, int days, long date) {
    if (only != null) {
      return LongStream.of(only);
    }
    return days == 0 ? LongStream.of(1) : LongStream.range(date * days, (date + 1) * days);
  }

  /** Lives it, and looks back at its end. */
  void live() {
    List<Happening> plan = plan();
    Duration pace = LENGTH.dividedBy(plan.size());
    people = List.of(run.member("小明"), run.member("小红"), run.member("小李"));
    book.troublemakers(List.of(run.member("小刘"), run.member("小王"), run.member("小张")));
    for (int i = 0; i < plan.size(); i++) {
      Happening now = plan.get(i);
      try {
        passUntil(start.plus(pace.multipliedBy(i)).plus(upTo(pace)));
        run.awaitConnected();
        awaitHearing();
        comesToPass(now);
        book.awaitWhatIsPromised();
        if (!run.host().clock().instant().isBefore(hour)) {
          hour = hour.plus(HOUR);
          levels.hourIsOver();
        }
      } catch (AssertionError | RuntimeException wrong) {
        throw failed(i + " " + now, wrong);
      }
    }
    try {
      passUntil(start.plus(LENGTH));
      run.awaitConnected();
      awaitHearing();
      talk(1);
      book.awaitWhatIsPromised();
      book.check();
      levels.dayIsOver();
    } catch (AssertionError | RuntimeException wrong) {
      throw failed("at its end", wrong);
    }
  }

  private AssertionError failed(String where, Throwable wrong) {
    return new AssertionError(
        "a day with -Dsteward.seed=%d, %s, at %s: %s"
            .formatted(seed, where, run.host().clock().instant(), wrong.getMessage()),
        wrong);
  }

  private List<Happening> plan() {
    List<Happening> plan = new ArrayList<>();
    for (Happening happening : Happening.values()) {
      plan.addAll(Collections.nCopies(happening.times, happening));
    }
    Collections.shuffle(plan, random);
    return plan;
  }

  private void comesToPass(Happening happening) {
    switch (happening) {
      case TALK -> talk(1 + random.nextInt(3));
      case STEWARD_ACTS -> book.settle(book.asks());
      case BURST -> talk(5 + random.nextInt(20));
      case FLOOD -> talk(100);
      case CUT -> cut();
      case SLOW_PLATFORM -> slowPlatform();
      case RESTART -> restart();
      case CONGESTION -> congestion();
      case OVERLOAD -> overload();
      case INBOX_FAILS -> whileTheInbox(RecordingSink.Mode.FAIL);
      case RECEIPTS_ARE_LOST -> whileTheInbox(RecordingSink.Mode.LOSE_RECEIPT);
      case TOKEN_EXPIRES -> tokenExpires();
    }
  }

  private void talk(int messages) {
    for (int i = 0; i < messages; i++) {
      book.says(people.get(random.nextInt(people.size())), true);
    }
  }

  private void talkUnheard(int messages) {
    for (int i = 0; i < messages; i++) {
      book.says(people.get(random.nextInt(people.size())), run.can(Capability.HISTORY));
    }
  }

  private void cut() {
    DayBook.@Nullable Asked justBefore = random.nextBoolean() ? book.asks() : null;
    run.fixture().cut();
    talkUnheard(random.nextInt(10));
    DayBook.@Nullable Asked meanwhile = random.nextBoolean() ? book.asks() : null;
    run.pass(upTo(Duration.ofMinutes(3)));
    talkUnheard(random.nextInt(3));
    run.fixture().heal();
    run.awaitConnected();
    awaitHearing();
    if (justBefore != null) {
      book.settle(justBefore);
    }
    if (meanwhile != null) {
      book.settle(meanwhile);
    }
    talk(1);
  }

  private void slowPlatform() {
    run.fixture().slow(true);
    DayBook.Asked asked = book.asks();
    if (random.nextBoolean()) {
      run.pass(upTo(Duration.ofMinutes(2)));
    }
    run.fixture().slow(false);
    run.awaitConnected();
    book.settle(asked);
    awaitHearing();
  }

  private void restart() {
    book.awaitWhatIsPromised();
    DayBook.@Nullable Asked justBefore = random.nextBoolean() ? book.asks() : null;
    run.restart();
    if (justBefore != null) {
      book.settle(justBefore);
    }
    talk(1);
  }

  private void congestion() {
    run.host().events().congest(true);
    talk(random.nextInt(60));
    run.pass(upTo(Duration.ofSeconds(20)));
    DayBook.Asked asked = book.asks();
    run.await().quickly().value("an outcome while the inbox is congested", asked.outcome());
    run.host().events().congest(false);
    book.settle(asked);
  }

  private void overload() {
    run.host().events().mode(RecordingSink.Mode.OVERLOAD);
    run.host().events().congest(true);
    talkOverloaded(random.nextInt(40));
    run.host().events().congest(false);
    run.pass(upTo(Duration.ofSeconds(20)));
    run.host().events().mode(RecordingSink.Mode.COMMIT);
    awaitHearing();
  }

  private void whileTheInbox(RecordingSink.Mode mode) {
    run.host().events().mode(mode);
    talkOverloaded(1 + random.nextInt(10));
    run.pass(upTo(Duration.ofMinutes(1)));
    run.host().events().mode(RecordingSink.Mode.COMMIT);
    awaitHearing();
  }

  /** What an inbox does not take is held where the connection can wait, else it may be gone. */
  private void talkOverloaded(int messages) {
    if (run.fixture().canWait()) {
      talk(messages);
    } else {
      talkUnheard(messages);
    }
  }

  private void tokenExpires() {
    if (!run.fixture().expireToken()) {
      return;
    }
    // Where events come in by themselves, it shows at the next order only.
    DayBook.Asked asked = book.asks();
    run.await()
        .quickly()
        .until("health tells that the login is turned down", () -> !run.isConnected());
    book.says(people.getFirst(), false);
    run.pass(upTo(Duration.ofMinutes(10)));
    run.fixture().renewToken();
    run.restart();
    book.tried(asked);
    awaitHearing();
    talk(1);
  }

  /** Where nothing brings back what was missed, the way is open once a word comes through. */
  private void awaitHearing() {
    if (run.can(Capability.HISTORY)) {
      return;
    }
    List<String> probes = new ArrayList<>();
    AtomicInteger looks = new AtomicInteger();
    run.await()
        .quickly()
        .until(
            () -> "heard again after " + probes.size() + " words: " + run.connection().health(),
            () -> {
              if (looks.getAndIncrement() % LOOKS_PER_PROBE == 0) {
                probes.add(book.says(people.getFirst(), false));
              }
              return probes.stream().anyMatch(book::heard);
            });
  }

  private void passUntil(Instant when) {
    Duration left = Duration.between(run.host().clock().instant(), when);
    if (left.isPositive()) {
      run.pass(left);
    }
  }

  private Duration upTo(Duration most) {
    return Duration.ofMillis(random.nextLong(most.toMillis()));
  }
}
