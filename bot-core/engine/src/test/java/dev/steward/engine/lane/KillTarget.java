package dev.steward.engine.lane;

import dev.steward.chat.AccountId;
import dev.steward.chat.Action;
import dev.steward.chat.Capability;
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
import dev.steward.engine.flow.PageLinks;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.identity.Persons;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.outbox.Limits;
import dev.steward.engine.outbox.Wire;
import dev.steward.engine.polls.Seals;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.sim.SimPacks;
import dev.steward.engine.sim.SimPlatform;
import dev.steward.engine.store.Sql;
import dev.steward.engine.store.SqliteDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A process that {@link KillTest} kills: an engine on a real file, fed as fast as it takes, on a
 * platform that writes down what it is asked to do. Arguments: the folder. Ends only when it is
 * killed, or when its input ends.
 */
public final class KillTarget {
  static final int GROUPS = 4;
  private static final int OUTSTANDING = 300;

  private KillTarget() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    SqliteDatabase database = SqliteDatabase.open(folder.resolve("steward.db"));
    FileChannel acks = append(folder.resolve("acks"));
    FileChannel orders = append(folder.resolve("orders"));
    StaffBook staff;
    Persons persons;
    try (Sql sql = new Sql(database.openForReading())) {
      staff = StaffBook.load(sql);
      persons = Persons.load(sql);
    }
    Scripts.Script script = new Scripts.Script(SimPacks.standard(), 1);
    WritingPlatform platform = new WritingPlatform(orders);
    StandardFeatures features =
        new StandardFeatures(
            staff,
            ZoneId.of("Asia/Shanghai"),
            Holidays.NONE,
            _ -> false,
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
                account -> Limits.GENEROUS,
                features::of,
                new LaneFigures(new SimpleMeterRegistry()),
                PageLinks.SAMPLE));
    engine.start();
    for (int group = 0; group < GROUPS; group++) {
      var _ =
          engine
              .sink()
              .deliver(
                  new Event.GroupSeen(
                      SimPlatform.ACCOUNT,
                      group(group),
                      UUID.randomUUID().toString(),
                      "g" + group,
                      EnumSet.allOf(Capability.class),
                      Instant.now()))
              .toCompletableFuture()
              .join();
      for (String command : List.of("bind", "go-live")) {
        var _ =
            engine
                .command(
                    new Event.StaffCommand(
                        UUID.randomUUID().toString(),
                        Key.group(group(group)),
                        "owner",
                        command,
                        Map.of("pack", "mama"),
                        Instant.now()))
                .toCompletableFuture()
                .join();
      }
    }
    feed(engine, acks, Integer.parseInt(arguments[1]));
  }

  static GroupId group(int number) {
    return new GroupId("sim", "g" + number);
  }

  /** Every tenth message is an advert, each from a new member. */
  static Event.MessagePosted message(int number) {
    UserId user = new UserId("sim", "u" + number);
    String text = number % 10 == 0 ? "加微信领券" + number : "宝宝今天第" + number + "次笑了";
    return new Event.MessagePosted(
        SimPlatform.ACCOUNT,
        group(number % GROUPS),
        Integer.toString(number),
        Sender.member(user, "u" + number),
        Content.of(text),
        Instant.now());
  }

  private static void feed(Engine engine, FileChannel acks, int from) throws Exception {
    Semaphore outstanding = new Semaphore(OUTSTANDING);
    for (int number = from; System.in.available() >= 0; number++) {
      outstanding.acquire();
      int sent = number;
      var _ =
          engine
              .sink()
              .deliver(message(number))
              .whenComplete(
                  (receipt, failure) -> {
                    if (failure == null) {
                      write(acks, sent + "\n");
                    }
                    outstanding.release();
                  });
    }
  }

  private static FileChannel append(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  private static void write(FileChannel file, String line) {
    try {
      file.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Says whatever it is told, as often as it is told: it is up to Steward not to say a thing twice.
   */
  private record WritingPlatform(FileChannel orders) implements Wire, Accounts {
    @Override
    public CompletionStage<Outcome> perform(Order order) {
      String message =
          order.action() instanceof Action.DeleteMessage delete ? delete.messageId() : "";
      write(orders, order.id() + " " + order.action().needs() + " " + message + "\n");
      return CompletableFuture.completedFuture(new Outcome.Confirmed(""));
    }

    @Override
    public CompletionStage<Optional<Outcome>> lookUp(Order order) {
      return CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public boolean saysOnce(Order order) {
      return false;
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
      return SimPlatform.ACCOUNT;
    }

    @Override
    public AccountId speaker(AccountId listening, @Nullable String persona) {
      return listening;
    }
  }
}
