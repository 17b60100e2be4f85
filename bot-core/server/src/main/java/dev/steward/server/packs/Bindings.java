package dev.steward.server.packs;

import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.engine.script.Binding;
import dev.steward.engine.script.BindingsReader;
import dev.steward.engine.script.BindingsReading;
import dev.steward.engine.script.SourceMark;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.server.data.Changes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which groups the packs serve, from {@code groups.yaml} or a spreadsheet: a group that is known is
 * bound at once, another when it is first seen; pairing words wait until staff type them. What is
 * bound like that already is left alone. Thread-safe.
 */
public final class Bindings {
  private static final Logger log = LoggerFactory.getLogger(Bindings.class);
  private static final SourceMark NOWHERE = new SourceMark("", 0, 0);

  private final Database database;
  private final InstantSource clock;
  private final Consumer<Event.StaffCommand> commands;
  private volatile Map<GroupId, Binding> byGroup = Map.of();

  /**
   * Binds by commands, down the one path.
   *
   * @param commands takes an order of staff; may block
   */
  public Bindings(Database database, InstantSource clock, Consumer<Event.StaffCommand> commands) {
    this.database = database;
    this.clock = clock;
    this.commands = commands;
  }

  /**
   * Reads the file and binds. What is wrong in one line leaves the others in force.
   *
   * @throws IOException when the file can't be read at all
   */
  public BindingsReading apply(Path file, Packs packs, Changes changes)
      throws IOException, SQLException {
    BindingsReading reading =
        BindingsReader.read(
            file.getFileName().toString(), Files.readAllBytes(file), packs.byName());
    Map<GroupId, Binding> groups = new HashMap<>();
    for (Binding binding : reading.bindings()) {
      GroupId group = binding.group();
      if (group != null) {
        groups.put(group, binding);
      }
    }
    byGroup = Map.copyOf(groups);
    groups.keySet().forEach(this::seen);
    pair(reading.bindings(), changes);
    return reading;
  }

  /** A group was seen: binds it when the file says so and it is not bound like that yet. */
  public void seen(GroupId group) {
    Binding wanted = byGroup.get(group);
    if (wanted == null) {
      return;
    }
    try (Sql sql = new Sql(database.openForReading())) {
      Optional<Optional<Binding>> now =
          sql.first(
              "SELECT binding FROM chat_group WHERE group_id = ?",
              row -> Optional.ofNullable(binding(row.textOrNull(1))),
              group);
      if (now.isPresent()
          && !now.get().map(Bindings::placeless).equals(Optional.of(placeless(wanted)))) {
        bind(group, wanted);
      }
    } catch (SQLException e) {
      log.error("group {} can't be bound now; it is tried when it is next seen", group, e);
    }
  }

  private void bind(GroupId group, Binding binding) {
    Map<String, String> arguments = new HashMap<>();
    arguments.put("pack", binding.pack());
    arguments.put("label", binding.label());
    arguments.put("values", Json.write(binding.values()));
    arguments.put("off", Json.write(binding.off()));
    String persona = binding.persona();
    if (persona != null) {
      arguments.put("persona", persona);
    }
    commands.accept(
        new Event.StaffCommand(
            "groups:" + group + ":" + clock.instant().toEpochMilli(),
            Key.group(group),
            "groups-file",
            "bind",
            arguments,
            clock.instant()));
  }

  private static @Nullable Binding binding(@Nullable String json) {
    return json == null ? null : Json.read(json, Binding.class);
  }

  /** Without where it was written: that is no difference. */
  private static Binding placeless(Binding binding) {
    return new Binding(
        binding.group(),
        null,
        binding.label(),
        binding.pack(),
        binding.values(),
        binding.persona(),
        binding.off(),
        NOWHERE);
  }

  private void pair(List<Binding> bindings, Changes changes) throws SQLException {
    Set<String> used = new HashSet<>();
    try (Sql sql = new Sql(database.openForReading())) {
      sql
          .list(
              "SELECT binding FROM chat_group WHERE binding IS NOT NULL",
              row -> Json.read(row.text(1), Binding.class))
          .stream()
          .map(Binding::pairingWord)
          .filter(Objects::nonNull)
          .forEach(used::add);
    }
    Map<String, String> words = new HashMap<>();
    for (Binding binding : bindings) {
      String word = binding.pairingWord();
      if (word != null && !used.contains(word)) {
        words.put(word, Json.write(binding));
      }
    }
    int waiting =
        changes.change(
            sql -> {
              sql.update("DELETE FROM pairing");
              words.forEach(
                  (word, json) ->
                      sql.update("INSERT INTO pairing (word, binding) VALUES (?, ?)", word, json));
              return words.size();
            });
    log.info(
        "{} groups are bound by the groups file, {} pairing words wait", byGroup.size(), waiting);
  }
}
