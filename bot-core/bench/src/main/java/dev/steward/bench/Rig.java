package dev.steward.bench;

import dev.steward.chat.AccountId;
import dev.steward.chat.Action;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.UserId;
import dev.steward.engine.Engine;
import dev.steward.engine.StandardFeatures;
import dev.steward.engine.flow.Accounts;
import dev.steward.engine.flow.Group;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.identity.Persons;
import dev.steward.engine.lane.LaneFigures;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.outbox.Limits;
import dev.steward.engine.outbox.Wire;
import dev.steward.engine.polls.Seals;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.script.Pack;
import dev.steward.engine.store.Sql;
import dev.steward.engine.store.SqliteDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What a row runs on: an engine over a database of its own, on a platform that says yes. */
final class Rig implements AutoCloseable {
  static final AccountId ACCOUNT = new AccountId("bench", "steward");

  final Yes yes = new Yes();
  final SqliteDatabase database =
      SqliteDatabase.open(Files.createTempDirectory("steward-bench").resolve("steward.db"));
  final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
  final Engine engine;

  Rig(InstantSource clock, Pack pack) throws Exception {
    Persons persons;
    StaffBook staff;
    try (Sql sql = new Sql(database.openForReading())) {
      persons = Persons.load(sql);
      staff = StaffBook.load(sql);
    }
    Scripts.Script script = new Scripts.Script(pack, 1);
    engine =
        new Engine(
            new Engine.Parts(
                database,
                clock,
                timers,
                Executors.newSingleThreadScheduledExecutor(),
                yes,
                yes,
                name -> Optional.of(script),
                persons,
                account -> new Limits(1e9, 1_000_000_000, 3, Duration.ofSeconds(10)),
                new StandardFeatures(
                        staff,
                        ZoneId.of("Asia/Shanghai"),
                        Holidays.NONE,
                        _ -> false,
                        new Seals(Files.createTempDirectory("steward-seals"), new SecureRandom()))
                    ::of,
                new LaneFigures(new SimpleMeterRegistry())));
    engine.start();
  }

  void settle() {
    while (engine.waiting() > 0 || engine.openActions().toCompletableFuture().join() > 0) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    engine.close();
    timers.shutdown();
    database.close();
  }

  /** Binds groups to the pack and has them go live. */
  void prepare(int groups) throws Exception {
    CompletableFuture<?> last = CompletableFuture.completedFuture(null);
    for (int i = 0; i < groups; i++) {
      GroupId group = new GroupId("bench", "g" + i);
      last =
          engine
              .write(
                  Key.group(group),
                  context -> {
                    Group met = context.groups().meet(group, ACCOUNT, Instant.EPOCH);
                    context.groups().bind(met, "bench", null);
                    context.groups().stage(met, Mode.LIVE, Set.of("words", "flood", "links"));
                    return true;
                  })
              .toCompletableFuture();
      if (i % 5_000 == 4_999) {
        last.get();
      }
    }
    last.get();
  }

  /** How long something has taken. */
  static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** A platform that confirms everything at once. */
  static final class Yes implements Wire, Accounts {
    final AtomicLong deleted = new AtomicLong();
    final AtomicLong said = new AtomicLong();

    @Override
    public CompletionStage<Outcome> perform(Order order) {
      if (order.action() instanceof Action.DeleteMessage) {
        deleted.incrementAndGet();
      } else if (order.action() instanceof Action.SendMessage) {
        said.incrementAndGet();
      }
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

    @Override
    public boolean ours(UserId user) {
      return false;
    }

    @Override
    public boolean up(AccountId account) {
      return true;
    }

    @Override
    public AccountId first(String platform) {
      return ACCOUNT;
    }

    @Override
    public AccountId speaker(AccountId listening, @Nullable String persona) {
      return listening;
    }
  }
}
