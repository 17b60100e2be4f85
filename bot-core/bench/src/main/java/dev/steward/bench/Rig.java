package dev.steward.bench;

import dev.steward.chat.AccountId;
import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.UserId;
import dev.steward.engine.Engine;
import dev.steward.engine.StandardFeatures;
import dev.steward.engine.faq.FaqHelper;
import dev.steward.engine.faq.Models;
import dev.steward.engine.flow.Accounts;
import dev.steward.engine.flow.Group;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.PageLinks;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.identity.Persons;
import dev.steward.engine.lane.LaneFigures;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.outbox.Limits;
import dev.steward.engine.outbox.Wire;
import dev.steward.engine.polls.QuickPoll;
import dev.steward.engine.polls.Seals;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Pack;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.engine.store.SqliteDatabase;
import dev.steward.server.platforms.Connections;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a row runs on: an engine over a database of its own, on a platform that says yes. */
final class Rig implements AutoCloseable {
  static final AccountId ACCOUNT = new AccountId("bench", "steward");

  final Yes yes = new Yes();
  final Database database;
  final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
  final FaqHelper helper;
  final Engine engine;

  Rig(InstantSource clock, Pack pack) throws Exception {
    this(clock, pack, sqlite(), null);
  }

  /**
   * On another database, or on real platforms.
   *
   * @param database closed with this
   * @param connections opened by the caller once the groups are prepared; null for one that says
   *     yes
   */
  Rig(InstantSource clock, Pack pack, Database database, @Nullable Connections connections)
      throws Exception {
    this.database = database;
    Persons persons;
    StaffBook staff;
    try (Sql sql = new Sql(database.openForReading())) {
      persons = Persons.load(sql);
      staff = StaffBook.load(sql);
    }
    helper = FaqHelper.start(Models.ofMeaning(), clock, this::answered);
    Scripts.Script script = new Scripts.Script(pack, 1);
    engine =
        new Engine(
            new Engine.Parts(
                database,
                clock,
                timers,
                Executors.newSingleThreadScheduledExecutor(),
                connections == null ? yes : connections,
                connections == null ? yes : connections,
                name -> Optional.of(script),
                persons,
                _ -> Limits.GENEROUS,
                new StandardFeatures(
                            staff,
                            ZoneId.of("Asia/Shanghai"),
                            Holidays.NONE,
                            helper,
                            new Seals(Scratch.folder(), new SecureRandom()))
                        .readingAhead(
                            Executors.newSingleThreadExecutor(
                                Thread.ofPlatform().daemon().name("reading").factory()))
                    ::of,
                new LaneFigures(new SimpleMeterRegistry()),
                PageLinks.SAMPLE));
    engine.start();
  }

  /** A new SQLite database. */
  static Database sqlite() throws Exception {
    return SqliteDatabase.open(Scratch.folder().resolve("steward.db"));
  }

  private void answered(Event.HelperAnswered answer) {
    var _ = engine.answered(answer);
  }

  void settle() {
    while (engine.waiting() > 0 || engine.openActions().toCompletableFuture().join() > 0) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    helper.close();
    engine.close();
    timers.shutdown();
    database.close();
  }

  /** Binds groups to the pack and has them go live. */
  void prepare(int groups) throws Exception {
    prepare(ACCOUNT, groups, i -> "g" + i);
  }

  /** The same with groups of another platform. */
  void prepare(AccountId account, int groups, IntFunction<String> ids) throws Exception {
    CompletableFuture<?> last = CompletableFuture.completedFuture(null);
    for (int i = 0; i < groups; i++) {
      GroupId group = new GroupId(account.platform(), ids.apply(i));
      last =
          engine
              .write(
                  Key.group(group),
                  context -> {
                    Group met = context.groups().meet(group, account, Instant.EPOCH);
                    context
                        .groups()
                        .seen(met, account, group.id(), EnumSet.allOf(Capability.class));
                    context.groups().bind(met, "bench", null, Instant.EPOCH);
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

  /** Opens a poll in all of the groups that were prepared. */
  void openPoll(int groups, Instant now) {
    var _ =
        engine
            .command(
                new Event.StaffCommand(
                    "open",
                    Key.BRAND,
                    "owner",
                    "poll-open",
                    Map.of(
                        "question",
                        Json.write(
                            Objects.requireNonNull(
                                QuickPoll.read(
                                        "下次聊什么 | 睡整觉 | 加辅食 | 选奶粉",
                                        Language.ZH,
                                        ZoneId.of("Asia/Shanghai"))
                                    .question())),
                        "groups",
                        Json.write(
                            IntStream.range(0, groups).mapToObj(i -> "bench:g" + i).toList()),
                        "minutes",
                        "1440"),
                    now))
            .toCompletableFuture()
            .join();
    settle();
  }

  /** What the process has in memory now. */
  static long rssMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElse(-1);
  }

  /** How long something has taken. */
  static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** A platform that confirms everything at once. */
  static final class Yes implements Wire, Accounts {
    final AtomicLong deleted = new AtomicLong();
    final AtomicLong said = new AtomicLong();
    volatile Consumer<Action.SendMessage> listener = _ -> {};

    @Override
    public CompletionStage<Outcome> perform(Order order) {
      if (order.action() instanceof Action.DeleteMessage) {
        deleted.incrementAndGet();
      } else if (order.action() instanceof Action.SendMessage message) {
        listener.accept(message);
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
