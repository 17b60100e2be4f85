package dev.steward.bench;

import dev.steward.chat.AccountId;
import dev.steward.chat.Action;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.Sender;
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
import dev.steward.engine.schedule.Clockwork;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.schedule.Planner;
import dev.steward.engine.schedule.TimeWords;
import dev.steward.engine.script.Clause;
import dev.steward.engine.script.Ladder;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Persona;
import dev.steward.engine.script.Rule;
import dev.steward.engine.script.RuleBook;
import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.script.SourceMark;
import dev.steward.engine.script.Topic;
import dev.steward.engine.script.Topics;
import dev.steward.engine.store.Sql;
import dev.steward.engine.store.SqliteDatabase;
import dev.steward.engine.text.Looseness;
import dev.steward.engine.text.Word;
import dev.steward.engine.text.WordMatcher;
import dev.steward.engine.topics.TopicsFeature;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The durable path as a whole process: events into the inbox, rules over a word list, everything
 * committed with a flush, actions out to a wire that says yes. Feeder and Steward share the
 * process. Prints one row: for a number of groups; for {@code sqlite}, the reference: how fast bare
 * SQLite writes rows of the same size in batches of 1,000; for {@code topics}, how soon 20,000
 * groups have what is due in all of them.
 *
 * <p>System properties: {@code messages} (200,000), {@code words} (5,000), {@code violating} per
 * cent (5).
 */
public final class Feed {
  private static final AccountId ACCOUNT = new AccountId("bench", "steward");
  private static final int TOPIC_GROUPS = 20_000;
  private static final int OUTSTANDING = 8_000;

  /** How many people talk in a group; each advert comes from somebody new. */
  private static final int SPEAKERS = 50;

  private final int messages = Integer.getInteger("messages", 200_000);
  private final int violating = Integer.getInteger("violating", 5);
  private final List<String> words = ChatText.words(Integer.getInteger("words", 5_000), 7);
  private final List<String> texts = innocent(ChatText.messages(60_000, 11));
  private final AtomicLong performed = new AtomicLong();
  private final AtomicLong said = new AtomicLong();

  private Feed() {}

  /** Runs one row, named by the only argument. */
  public static void main(String[] arguments) throws Exception {
    Feed feed = new Feed();
    switch (arguments[0]) {
      case "sqlite" ->
          System.out.printf("%-22s %12.0f%n", "bare SQLite, flushed", feed.reference());
      case "topics" -> feed.topics();
      default -> feed.row(Integer.parseInt(arguments[0]));
    }
    System.exit(0);
  }

  static void printHead() {
    System.out.printf(
        "%-22s %12s %14s %10s %10s%n", "", "messages/s", "CPU s/100k", "deletes", "RSS MB");
  }

  /**
   * Random words turn up in random messages: these go, so that exactly those meant to violate do.
   */
  private List<String> innocent(List<String> messages) {
    WordMatcher<String> matcher =
        WordMatcher.of(
            words.stream().map(word -> new Word<>(word, Looseness.NORMAL, word)).toList());
    return messages.stream().filter(message -> matcher.find(message).isEmpty()).toList();
  }

  private double reference() throws Exception {
    Path folder = Files.createTempDirectory("steward-bench");
    try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("reference.db"));
        Connection connection = database.openForLane();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO body (seq, text) VALUES (?, ?)")) {
      String text = "x".repeat(300);
      long start = System.nanoTime();
      for (int i = 0; i < messages; i++) {
        insert.setLong(1, i);
        insert.setString(2, text);
        insert.addBatch();
        if (i % 1_000 == 999) {
          insert.executeBatch();
          connection.commit();
        }
      }
      return messages / seconds(start);
    }
  }

  /** What a row runs on: an engine over a database of its own, on a platform that says yes. */
  private final class Rig implements AutoCloseable {
    final SqliteDatabase database =
        SqliteDatabase.open(Files.createTempDirectory("steward-bench").resolve("steward.db"));
    final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    final Engine engine;

    Rig(InstantSource clock) throws Exception {
      Persons persons;
      StaffBook staff;
      try (Sql sql = new Sql(database.openForReading())) {
        persons = Persons.load(sql);
        staff = StaffBook.load(sql);
      }
      Scripts.Script script = new Scripts.Script(pack(), 1);
      Yes yes = new Yes();
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
                  new StandardFeatures(staff, ZoneId.of("Asia/Shanghai"), Holidays.NONE)::of,
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
  }

  /** 20,000 groups whose topic is due at the same second, with everything said and confirmed. */
  private void topics() throws Exception {
    Instant due = Instant.parse("2026-11-26T01:30:00Z");
    try (Rig rig = new Rig(InstantSource.fixed(due))) {
      prepare(rig.engine, TOPIC_GROUPS);
      List<GroupId> groups =
          IntStream.range(0, TOPIC_GROUPS).mapToObj(i -> new GroupId("bench", "g" + i)).toList();
      AtomicReference<Runnable> alarm = new AtomicReference<>();
      Clockwork clockwork =
          new Clockwork() {
            @Override
            public void wakeAt(String id, Instant at, Runnable work) {
              if (!id.equals("look")) {
                alarm.set(work);
              }
            }

            @Override
            public void cancel(String id) {}

            @Override
            public void close() {}
          };
      MutableClock clock = new MutableClock(due.minusSeconds(1));
      Planner planner =
          new Planner(
              clock,
              Holidays.NONE,
              () -> TopicsFeature.plans(pack()),
              pack -> groups,
              rig.engine::due,
              clockwork);
      planner.start();
      clock.now = due;
      long start = System.nanoTime();
      Objects.requireNonNull(alarm.get()).run();
      double posted = seconds(start);
      rig.settle();
      System.out.printf(
          "%-22s posted after %.1f s, all said after %.1f s, %d said%n",
          "topic, 20,000 groups", posted, seconds(start), said.get());
    }
  }

  /** For the planner alone. */
  private static final class MutableClock implements InstantSource {
    private volatile Instant now;

    MutableClock(Instant now) {
      this.now = now;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private void row(int groups) throws Exception {
    Rig rig = new Rig(InstantSource.system());
    Engine engine = rig.engine;
    prepare(engine, groups);
    feed(engine, groups, Math.min(messages, 50_000), "warm");
    performed.set(0);
    long cpu = cpuNanos();
    long start = System.nanoTime();
    feed(engine, groups, messages, "run");
    double seconds = seconds(start);
    double cpuSeconds = (cpuNanos() - cpu) / 1e9;
    rig.settle();
    System.out.printf(
        "%-22s %12.0f %14.2f %10d %10d%n",
        groups + (groups == 1 ? " group" : " groups"),
        messages / seconds,
        cpuSeconds * 100_000 / messages,
        performed.get(),
        rssMegabytes());
    rig.close();
  }

  private static void prepare(Engine engine, int groups) throws Exception {
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

  private void feed(Engine engine, int groups, int count, String run) throws Exception {
    Semaphore outstanding = new Semaphore(OUTSTANDING);
    AtomicLong refused = new AtomicLong();
    for (int i = 0; i < count; i++) {
      boolean advert = i % 100 < violating;
      String text = texts.get(i % texts.size());
      int group = i % groups;
      int speaker = i / groups % SPEAKERS;
      UserId user = new UserId("bench", advert ? run + i : "u" + (group * SPEAKERS + speaker));
      Event event =
          new Event.MessagePosted(
              ACCOUNT,
              new GroupId("bench", "g" + group),
              run + i,
              Sender.member(user, user.id()),
              Content.of(advert ? text + words.get(i % words.size()) : text),
              Instant.now());
      outstanding.acquire();
      var _ =
          engine
              .sink()
              .deliver(event)
              .whenComplete(
                  (_, failure) -> {
                    if (failure != null) {
                      refused.incrementAndGet();
                    }
                    outstanding.release();
                  });
    }
    outstanding.acquire(OUTSTANDING);
    if (refused.get() > 0) {
      throw new IllegalStateException(refused + " events were refused");
    }
  }

  private Pack pack() {
    SourceMark mark = new SourceMark("rules.yaml", 1, 1);
    List<RuleCheck.Word> list =
        words.stream().map(word -> new RuleCheck.Word(word, RuleCheck.Match.NORMAL, mark)).toList();
    return new Pack(
        "bench",
        "bench",
        Language.ZH,
        ZoneId.of("Asia/Shanghai"),
        Map.of(),
        Map.of("helper", new Persona("helper", "小助手", Persona.Kind.ASSISTANT)),
        List.of(new Clause("no-ads", 1, "不发广告")),
        new RuleBook(
            Duration.ofDays(30),
            Map.of(
                "default",
                new Ladder(List.of(new Ladder.Step(Ladder.Sanction.MUTE, Duration.ofMinutes(10))))),
            List.of(
                rule("words", new RuleCheck.Words(list), mark),
                rule("flood", new RuleCheck.Flood(1_000_000, Duration.ofSeconds(1)), mark),
                rule("links", new RuleCheck.Links(List.of(), List.of(), true), mark)),
            List.of()),
        null,
        null,
        new Topics(
            null,
            List.of(
                new Topic(
                    "morning",
                    "每天 09:30",
                    TimeWords.read("每天 09:30").orElseThrow(),
                    List.of("早上好", "今天喝水了吗", "有什么新鲜事"),
                    Duration.ofMinutes(30),
                    Duration.ofMinutes(5),
                    null,
                    null))),
        List.of());
  }

  private static Rule rule(String id, RuleCheck check, SourceMark mark) {
    return new Rule(id, "no-ads", check, List.of(), true, "default", null, mark);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static long cpuNanos() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }

  private static long rssMegabytes() throws Exception {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElse(-1);
  }

  /** A platform that confirms everything at once. */
  private final class Yes implements Wire, Accounts {
    @Override
    public CompletionStage<Outcome> perform(Order order) {
      if (order.action() instanceof Action.DeleteMessage) {
        performed.incrementAndGet();
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
