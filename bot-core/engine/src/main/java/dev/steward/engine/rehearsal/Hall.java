package dev.steward.engine.rehearsal;

import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.engine.faq.Models;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.outbox.Limits;
import dev.steward.engine.pictures.PictureSource;
import dev.steward.engine.polls.Seals;
import dev.steward.engine.rules.Labels;
import dev.steward.engine.rules.Opinions;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.script.Pack;
import dev.steward.engine.store.DatabaseException;
import dev.steward.engine.store.SqliteDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

/** A stage with a chat and a database of its own, for one pack; all gone when it is closed. */
final class Hall implements AutoCloseable {
  final SimulatedChat chat = new SimulatedChat();
  final Stage stage;
  private final Scripts.Script script;
  private final Path folder;
  private final SqliteDatabase database;
  private int seen;

  /** Opens it at a time; groups are added with {@link #open}. */
  static Hall open(Scripts.Script script, Holidays holidays, Models models, Instant start) {
    return open(script, holidays, models, Labels.NONE, start);
  }

  /** The same, where people say what the rules would read in messages. */
  static Hall open(
      Scripts.Script script, Holidays holidays, Models models, Labels labels, Instant start) {
    try {
      Path folder = Files.createTempDirectory("steward-rehearsal");
      return new Hall(script, holidays, models, labels, start, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (DatabaseException | SQLException e) {
      throw new IllegalStateException("the rehearsal's database: " + e.getMessage(), e);
    }
  }

  private Hall(
      Scripts.Script script,
      Holidays holidays,
      Models models,
      Labels labels,
      Instant start,
      Path folder)
      throws DatabaseException, SQLException {
    this.script = script;
    this.folder = folder;
    database = SqliteDatabase.openThrowAway(folder.resolve("steward.db"));
    stage =
        new Stage(
            new Stage.Props(
                database,
                new VirtualTime(start),
                chat,
                chat,
                () -> List.of(script),
                holidays,
                script.pack().zone(),
                Limits.GENEROUS,
                // The same numbers each time, so that a rehearsal comes out the same.
                new Seals(
                    folder.resolve("seals"),
                    RandomGeneratorFactory.of("L64X128MixRandom").create(1)),
                models,
                labels,
                PictureSource.NONE,
                Opinions.NONE));
    stage.start();
  }

  Pack pack() {
    return script.pack();
  }

  /** Steward is in a group, under the pack and live; staff call it by its title. */
  void open(GroupId group, Map<String, String> differences) {
    opens(stage, chat, pack(), group, differences, "seen-" + seen++);
  }

  /** The same for any house. */
  static void opens(
      House house,
      SimulatedChat chat,
      Pack pack,
      GroupId group,
      Map<String, String> differences,
      String id) {
    house.deliver(seen(chat, group, id, house.now()));
    Map<String, String> bind = new HashMap<>(differences);
    bind.put("pack", pack.name());
    bind.putIfAbsent("label", group.id());
    house.command(group, "bind", bind);
    house.command(group, "go-live", Map.of());
    house.settle();
  }

  /** What the chat tells of a group, and of what it can do there. */
  static Event.GroupSeen seen(SimulatedChat chat, GroupId group, String id, Instant at) {
    return new Event.GroupSeen(SimulatedChat.ACCOUNT, group, id, group.id(), chat.abilities(), at);
  }

  @Override
  public void close() {
    stage.close();
    database.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
