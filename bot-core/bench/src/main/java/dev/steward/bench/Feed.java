package dev.steward.bench;

import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import dev.steward.engine.Engine;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.PackReader;
import dev.steward.engine.store.PostgresAddress;
import dev.steward.engine.store.PostgresDatabase;
import dev.steward.engine.store.SqliteDatabase;
import dev.steward.engine.text.Looseness;
import dev.steward.engine.text.Word;
import dev.steward.engine.text.WordMatcher;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The durable path as a whole process: events into the inbox, rules over a word list, everything
 * committed with a flush, actions out to a wire that says yes. Feeder and Steward share the
 * process. Prints one row: for a number of groups; for {@code sqlite}, the reference: how fast bare
 * SQLite writes rows of the same size in batches of 1,000; for {@code topics}, how soon 20,000
 * groups have what is due in all of them; for {@code rehearsal}, how long a month of 100 groups
 * takes in virtual time; for {@code backtest}, how soon a million stored messages are held against
 * a draft; for {@code beside}, what that costs who speaks meanwhile; for {@code memory}, what word
 * lists take; for {@code ballots}, how many ballots are counted; for {@code questions}, how soon
 * they are answered; for {@code everything}, what all features cost beside the rules; for {@code
 * postgresql}, the same on PostgreSQL beside SQLite.
 *
 * <p>System properties: {@code messages} (200,000), {@code words} (5,000), {@code violating} per
 * cent (5).
 */
public final class Feed {
  private static final int OUTSTANDING = 8_000;

  /** How many people talk in a group; each advert comes from somebody new. */
  private static final int SPEAKERS = 50;

  private final int messages = Integer.getInteger("messages", 200_000);
  private final int violating = Integer.getInteger("violating", 5);
  private final List<String> words = ChatText.words(Integer.getInteger("words", 5_000), 7);
  private final List<String> texts;

  private Feed(List<String> texts) {
    this.texts = innocent(texts);
  }

  /** Runs one row, named by the only argument. */
  public static void main(String[] arguments) throws Exception {
    Feed feed = new Feed(ChatText.messages(60_000, 11));
    switch (arguments[0]) {
      case "sqlite" ->
          System.out.printf("%-22s %12.0f%n", "bare SQLite, flushed", feed.reference());
      case "topics" -> TopicRow.run();
      case "rehearsal" -> RehearsalRow.run();
      case "backtest" -> BacktestRow.run();
      case "beside" -> BesideRow.run();
      case "beside-backtest" -> BesideRow.backtest();
      case "memory" -> MemoryRow.run();
      case "ballots" -> BallotRow.run();
      case "questions" -> FaqRow.run();
      case "everything" -> everything();
      case "postgresql" -> postgresql(feed);
      default -> feed.row(Integer.parseInt(arguments[0]));
    }
    System.exit(0);
  }

  static void printHead() {
    System.out.printf(
        "%-22s %12s %14s %12s %10s %10s%n",
        "", "messages/s", "CPU s/100k", "lane s/100k", "deletes", "RSS MB");
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
    Path folder = Scratch.folder();
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
      return messages / Rig.seconds(start);
    }
  }

  private void row(int groups) throws Exception {
    row(groups + (groups == 1 ? " group" : " groups"), groups, BenchPack.of(words));
  }

  /**
   * The same talk of {@code -Dgroups=} groups (1,000) twice, in turn: with rules alone, and with
   * everything on. With a poll open, a price book, answers by meaning, check-in. {@code
   * -Dtalk=spine} takes the chat of the other rows instead of talk that gives every feature work.
   */
  private static void everything() throws Exception {
    Shops shops = Shops.read();
    boolean spine = System.getProperty("talk", "group").equals("spine");
    Feed feed =
        new Feed(
            spine ? ChatText.messages(60_000, 11) : GroupTalk.lines(59_999, shops.questions(), 3));
    Pack plain = BenchPack.of(feed.words);
    Pack sample =
        Objects.requireNonNull(
            PackReader.read(
                    Path.of(System.getProperty("scripts", "scripts")).resolve("mother-and-baby"))
                .pack());
    Pack everything = BenchPack.everything(plain, sample, shops.faq());
    int groups = Integer.getInteger("groups", 1_000);
    double rules = 0;
    double all = 0;
    for (int round = 0; round < Integer.getInteger("rounds", 2); round++) {
      rules = Math.max(rules, feed.row("talk, rules alone", groups, plain));
      all = Math.max(all, feed.row("talk, everything on", groups, everything));
    }
    System.out.printf("%-22s %12.2f%n", "better of two, ratio", all / rules);
  }

  /**
   * The same 1,000 groups on SQLite and on PostgreSQL with one lane and with as many as there are
   * processors. {@code -Dpostgres=postgresql://…} names a database from which others can be made.
   */
  private static void postgresql(Feed feed) throws Exception {
    Pack pack = BenchPack.of(feed.words);
    PostgresAddress server = PostgresAddress.read(System.getProperty("postgres", "")).orElseThrow();
    int processors = Runtime.getRuntime().availableProcessors();
    feed.row("1,000 groups, SQLite", 1_000, pack);
    for (int lanes : processors == 1 ? List.of(1) : List.of(1, processors)) {
      String name = "bench_" + System.nanoTime();
      try (Connection connection =
              DriverManager.getConnection(
                  "jdbc:postgresql://" + server.place(), server.user(), server.password());
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE " + name);
      }
      PostgresAddress fresh =
          new PostgresAddress(
              server.place().replaceFirst("/[^/?]+", "/" + name), server.user(), server.password());
      feed.row(
          "1,000, PostgreSQL, " + lanes + (lanes == 1 ? " lane" : " lanes"),
          1_000,
          new Rig(InstantSource.system(), pack, PostgresDatabase.open(fresh, lanes), null),
          pack);
    }
  }

  private double row(String name, int groups, Pack pack) throws Exception {
    return row(name, groups, new Rig(InstantSource.system(), pack), pack);
  }

  private double row(String name, int groups, Rig opened, Pack pack) throws Exception {
    try (Rig rig = opened) {
      rig.prepare(groups);
      if (pack.faq() != null) {
        rig.openPoll(groups, Instant.now());
      }
      feed(rig.engine, groups, Math.min(messages, 50_000), "warm");
      rig.settle();
      rig.yes.deleted.set(0);
      long cpu = cpuNanos();
      long lane = laneNanos();
      long start = System.nanoTime();
      feed(rig.engine, groups, messages, "run");
      double seconds = Rig.seconds(start);
      double cpuSeconds = (cpuNanos() - cpu) / 1e9;
      double laneSeconds = (laneNanos() - lane) / 1e9;
      rig.settle();
      System.out.printf(
          "%-22s %12.0f %14.2f %12.2f %10d %10d%n",
          name,
          messages / seconds,
          cpuSeconds * 100_000 / messages,
          laneSeconds * 100_000 / messages,
          rig.yes.deleted.get(),
          Rig.rssMegabytes());
      return messages / seconds;
    }
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
              Rig.ACCOUNT,
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

  /** The processor time of the lane's thread. */
  private static long laneNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(Objects::nonNull)
        .filter(thread -> thread.getThreadName().startsWith("lane-"))
        .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
        .sum();
  }

  private static long cpuNanos() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }
}
