package dev.steward.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Steward beside its peers: the same OneBot feed goes to bare Netty, bare Node, Koishi and Steward
 * in turn, each a process of its own, feeder and bot on the same processors. First floods, then
 * lines at fixed rates; then talk that is mostly harmless, and Steward with more and more groups.
 *
 * <p>Arguments: {@code peers} (all rows), {@code harmless}, {@code growth}, or names of bots.
 * System properties: {@code lines} (200,000), {@code rates} (1000,10000), {@code talk} and {@code
 * list} (files with a line or a word each; else made up), {@code every} (one line in 20 violates),
 * {@code peers} (the folder that {@code .ci/install-peers} fills).
 */
public final class PeerBench {
  private static final int RATE_SECONDS = 15;
  private static final int USUAL_GROUPS = 50;

  /** One line in so many violates where people mostly chat. */
  private static final int HARMLESS = 500;

  private final int lines = Integer.getInteger("lines", 200_000);
  private final int every = Integer.getInteger("every", 20);
  private final int rounds = Integer.getInteger("rounds", 4);
  private final int[] rates =
      Arrays.stream(System.getProperty("rates", "1000,10000").split(",", -1))
          .filter(rate -> !rate.isEmpty())
          .mapToInt(Integer::parseInt)
          .toArray();
  private final Path list;
  private final List<String> talk;
  private final List<String> words;
  private final Path folder = Scratch.folder();

  private PeerBench() throws IOException {
    String given = System.getProperty("list", "");
    list = given.isEmpty() ? folder.resolve("words.txt") : Path.of(given);
    if (given.isEmpty()) {
      Files.write(list, ChatText.words(5_000, 7));
    }
    words = Files.readAllLines(list).stream().filter(word -> !word.isBlank()).toList();
    String said = System.getProperty("talk", "");
    talk =
        (said.isEmpty() ? ChatText.messages(60_000, 11) : Files.readAllLines(Path.of(said)))
            .stream().filter(line -> line.length() >= 5).toList();
  }

  /** Runs the rows named by the arguments; all of them without arguments. */
  public static void main(String[] arguments) throws Exception {
    PeerBench bench = new PeerBench();
    List<String> rows =
        arguments.length == 0 || arguments[0].equals("peers")
            ? List.of("netty", "node", "koishi", "steward", "harmless", "growth")
            : List.of(arguments);
    System.out.printf(
        "%-22s %9s %9s %7s  %s%n",
        "", "lines/s", "CPU/100k", "RSS MB", "delete p50/p99 ms at rate");
    Flushes flushes = Flushes.at(1_000, 1_000 * RATE_SECONDS, bench.folder.resolve("flushed"));
    System.out.printf(
        "a line that waits for this disk alone, at 1000/s: %.2f / %.2f ms%n",
        flushes.millis(0.5), flushes.millis(0.99));
    for (String row : rows) {
      if (row.matches("[0-9]+")) {
        bench.row("steward", Integer.parseInt(row), bench.every);
      } else if (row.equals("growth")) {
        for (int groups : new int[] {1, 100, 10_000, 50_000}) {
          bench.row("steward", groups, bench.every);
        }
      } else if (row.equals("harmless")) {
        bench.row("koishi", USUAL_GROUPS, HARMLESS);
        bench.row("steward", USUAL_GROUPS, HARMLESS);
      } else {
        bench.row(row, USUAL_GROUPS, bench.every);
      }
    }
    System.exit(0);
  }

  private List<String> command(String bot, int groups) {
    Path bots = Path.of("bot-core/bench/bots");
    return switch (bot) {
      case "node", "koishi" ->
          List.of("node", bots.resolve(bot + ".js").toString(), list.toString());
      case "netty" -> java("-Xmx224m", NettyBot.class.getName(), list.toString());
      case "steward" ->
          java("-Xmx224m", StewardBot.class.getName(), list.toString(), Integer.toString(groups));
      default ->
          throw new IllegalArgumentException(
              "row: '" + bot + "' (expected: netty, node, koishi, steward, harmless or growth)");
    };
  }

  private static List<String> java(String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:TrimNativeHeapInterval=5000",
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules",
                "jdk.incubator.vector",
                "--sun-misc-unsafe-memory-access=allow",
                "-classpath",
                System.getProperty("java.class.path")));
    String options = System.getProperty("bot.options", "");
    if (!options.isEmpty()) {
      command.addAll(1, List.of(options.split(" ", -1)));
    }
    command.addAll(List.of(more));
    return command;
  }

  private void row(String name, int groups, int every) throws Exception {
    Path peers =
        Path.of(
            System.getProperty("peers", System.getProperty("user.home") + "/.cache/steward-peers"));
    int count = name.equals("koishi") ? lines / 10 : lines;
    PeerTalk said = new PeerTalk(talk, words, every, groups);
    try (Generator generator = new Generator(said);
        Bot bot =
            Bot.start(
                command(name, groups),
                generator.address(),
                name.equals("steward")
                    // As the package's launcher has it.
                    ? Map.of("MALLOC_ARENA_MAX", "2")
                    : Map.of("NODE_PATH", peers.resolve("koishi/node_modules").toString()),
                folder.resolve(name + ".log"))) {
      if (!generator.awaitBot()) {
        throw new IllegalStateException(
            name + " did not connect; it said: " + Files.readString(folder.resolve(name + ".log")));
      }
      int line = every;
      generator.flood(line, count / 2);
      line += count / 2;
      double best = 0;
      double cpu = 0;
      int missing = 0;
      for (int round = 0; round < rounds; round++) {
        double before = bot.cpuSeconds();
        Generator.Run run = generator.flood(line, count);
        line += count;
        missing += run.missing();
        if (count / run.seconds() > best) {
          best = count / run.seconds();
          cpu = (bot.cpuSeconds() - before) * 100_000 / count;
        }
      }
      Map<Integer, Generator.Run> offered = new LinkedHashMap<>();
      for (int rate : groups == USUAL_GROUPS && every != HARMLESS ? rates : new int[0]) {
        if (rate < best * 0.9) {
          int some = rate * RATE_SECONDS / every * every;
          offered.put(rate, generator.offer(line, some, rate));
          line += some;
        }
      }
      System.out.printf(
          "%-22s %9.0f %9.2f %7d ",
          name
              + (groups == USUAL_GROUPS ? "" : ", " + groups + " groups")
              + (every == HARMLESS ? ", harmless" : ""),
          best,
          cpu,
          bot.peakMegabytes());
      offered.forEach(
          (rate, run) ->
              System.out.printf(
                  " %d/s: %.2f / %.2f%s",
                  rate, run.millis(0.5), run.millis(0.99), missed(run.missing())));
      System.out.println(missed(missing));
    }
  }

  private static String missed(int actions) {
    return actions == 0 ? "" : " (" + actions + " actions never came)";
  }
}
