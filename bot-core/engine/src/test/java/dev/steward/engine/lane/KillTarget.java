package dev.steward.engine.lane;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steward.chat.Capability;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.engine.Engine;
import dev.steward.engine.StandardFeatures;
import dev.steward.engine.broadcast.Broadcasts;
import dev.steward.engine.faq.FaqHelper;
import dev.steward.engine.faq.Models;
import dev.steward.engine.flow.PageLinks;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.identity.Persons;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.outbox.Limits;
import dev.steward.engine.polls.QuickPoll;
import dev.steward.engine.polls.Seals;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.script.Faq;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.PackFiles;
import dev.steward.engine.script.PackReader;
import dev.steward.engine.script.Prices;
import dev.steward.engine.script.SourceMark;
import dev.steward.engine.sim.SimPacks;
import dev.steward.engine.sim.SimPlatform;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A process that {@link KillTest} kills: an engine with everything on, on a real file, fed as fast
 * as it takes. Arguments: the folder, the number to begin with. At each start a broadcast is sent.
 * Ends only when it is killed, or when its input ends.
 */
public final class KillTarget {
  private static final int OUTSTANDING = 300;
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** Instead of a number: brings what waits to its end, and ends. */
  static final String END = "end";

  private KillTarget() {}

  public static void main(String[] arguments) throws Exception {
    Thread.ofPlatform().daemon().start(KillTarget::endWithInput);
    Path folder = Path.of(arguments[0]);
    KillPlatform platform = KillPlatform.in(folder);
    Engine engine = engine(folder, platform);
    engine.start();
    if (arguments[1].equals(END)) {
      finish(engine);
      return;
    }
    List<GroupId> groups = IntStream.range(0, KillFeed.GROUPS).mapToObj(KillFeed::group).toList();
    for (GroupId group : groups) {
      meet(engine, group);
    }
    command(
        engine,
        "the poll",
        Key.BRAND,
        "poll-open",
        Map.of(
            "question",
            Json.write(
                Objects.requireNonNull(
                    QuickPoll.read("聊什么 | 睡整觉 | 加辅食 | 选奶粉", Language.ZH, ZONE).question())),
            "groups",
            Json.write(groups.stream().map(GroupId::toString).toList()),
            "minutes",
            "1440"));
    String text = "群发 " + UUID.randomUUID();
    long broadcast =
        engine
            .write(
                Key.BRAND,
                context ->
                    Broadcasts.draft(context, text, null, groups, Instant.now(), "owner", false))
            .toCompletableFuture()
            .join();
    command(
        engine,
        UUID.randomUUID().toString(),
        Key.BRAND,
        "broadcast-send",
        Map.of("number", Long.toString(broadcast)));
    Function<Integer, CompletionStage<?>> ready =
        number ->
            KillStore.onPostgres(folder) && KillFeed.kind(number) == KillFeed.Kind.ANSWER
                ? platform.asked(KillFeed.user(number).toString())
                : CompletableFuture.completedFuture(true);
    feed(
        engine, KillPlatform.append(folder.resolve("acks")), Integer.parseInt(arguments[1]), ready);
  }

  /** What other lanes still have to do is done when the brand has answered and nobody is busy. */
  private static void finish(Engine engine) {
    do {
      engine.write(Key.BRAND, context -> true).toCompletableFuture().join();
    } while (engine.busy() || engine.openActions().toCompletableFuture().join() > 0);
    Runtime.getRuntime().halt(0);
  }

  /** Whoever started this is gone. */
  static void endWithInput() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException gone) {
      // As good as its end.
    }
    Runtime.getRuntime().halt(1);
  }

  private static Engine engine(Path folder, KillPlatform platform) throws Exception {
    Database database = KillStore.open(folder);
    StaffBook staff;
    Persons persons;
    try (Sql sql = new Sql(database.openForReading())) {
      staff = StaffBook.load(sql);
      persons = Persons.load(sql);
    }
    Scripts.Script script = new Scripts.Script(SimPacks.everything(desk(""), faq()), 1);
    CompletableFuture<Engine> made = new CompletableFuture<>();
    FaqHelper helper =
        FaqHelper.start(
            Models.none(),
            InstantSource.system(),
            answer -> {
              var _ = made.join().answered(answer);
            });
    StandardFeatures features =
        new StandardFeatures(
            staff,
            ZONE,
            Holidays.NONE,
            helper,
            new Seals(folder.resolve("seals"), new SecureRandom()));
    Engine engine =
        new Engine(
            new Engine.Parts(
                database,
                InstantSource.system(),
                Executors.newSingleThreadScheduledExecutor(),
                Executors.newSingleThreadScheduledExecutor(),
                platform,
                platform,
                name -> Optional.of(script),
                persons,
                account -> new Limits(1e9, 1_000_000_000, 3, Duration.ofSeconds(10)),
                features::of,
                new LaneFigures(new SimpleMeterRegistry()),
                PageLinks.SAMPLE));
    made.complete(engine);
    return engine;
  }

  /**
   * @param more lines of {@code prices.yaml}
   */
  static Prices desk(String more) {
    Pack pack =
        PackReader.read(
                PackFiles.of(
                    "desk",
                    Map.of(
                        "pack.yaml", "title: 价格台\nlanguage: zh\n".getBytes(UTF_8),
                        "prices.yaml", ("words: [买贵了]\n" + more).getBytes(UTF_8),
                        "prices.csv",
                            """
                            sku,name,aliases,tier,price,valid_from,valid_until,channel,note
                            M3,小禾奶粉3段,小禾3段,normal,239,2026-01-01 00:00,,all,
                            CUP,暖芽保温杯,,normal,69,2026-01-01 00:00,,all,
                            """
                                .getBytes(UTF_8))))
            .pack();
    return Objects.requireNonNull(Objects.requireNonNull(pack).prices());
  }

  static Faq faq() {
    return new Faq(
        null,
        null,
        List.of(answer("ship", "几天发货", "付款后两天内发出。"), answer("bottle", "奶瓶怎么洗", "温水加奶瓶刷。")));
  }

  private static Faq.Answer answer(String id, String ask, String say) {
    return new Faq.Answer(
        id, new SourceMark("faq.yaml", 1, 1), List.of(ask), say, null, null, Set.of(), false);
  }

  private static void meet(Engine engine, GroupId group) {
    var _ =
        engine
            .sink()
            .deliver(
                new Event.GroupSeen(
                    SimPlatform.ACCOUNT,
                    group,
                    UUID.randomUUID().toString(),
                    group.id(),
                    EnumSet.allOf(Capability.class),
                    Instant.now()))
            .toCompletableFuture()
            .join();
    for (String command : List.of("bind", "go-live")) {
      command(
          engine, UUID.randomUUID().toString(), Key.group(group), command, Map.of("pack", "mama"));
    }
  }

  private static void command(
      Engine engine, String id, Key key, String name, Map<String, String> arguments) {
    var _ =
        engine
            .command(new Event.StaffCommand(id, key, "owner", name, arguments, Instant.now()))
            .toCompletableFuture()
            .join();
  }

  /**
   * @param ready when a number may be delivered: with several lanes who complains in a group has to
   *     be asked in private before they can answer there
   */
  private static void feed(
      Engine engine, FileChannel acks, int from, Function<Integer, CompletionStage<?>> ready)
      throws Exception {
    Semaphore outstanding = new Semaphore(OUTSTANDING);
    for (int number = from; ; number++) {
      outstanding.acquire();
      int sent = number;
      var _ =
          ready
              .apply(sent)
              .thenCompose(_ -> engine.sink().deliver(KillFeed.event(sent, Instant.now())))
              .whenComplete(
                  (receipt, failure) -> {
                    if (failure == null) {
                      KillPlatform.write(acks, sent + "\n");
                    }
                    outstanding.release();
                  });
    }
  }
}
