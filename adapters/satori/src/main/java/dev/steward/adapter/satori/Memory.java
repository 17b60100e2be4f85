package dev.steward.adapter.satori;

import dev.steward.chat.AccountId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * What is kept over a restart, in two small files of the adapter's folder: how far the server's
 * events are committed, and where our logins are. Losing them costs nothing but what happened while
 * nobody listened. Called by one thread at a time; blocks.
 */
final class Memory {
  private static final Logger log = LoggerFactory.getLogger(Memory.class);

  private final Path position;
  private final Path places;
  private final String server;

  /**
   * @param folder exists
   * @param server whose numbers and logins these are: those of another are not believed
   */
  Memory(Path folder, String server) {
    this.position = folder.resolve("position.json");
    this.places = folder.resolve("places.json");
    this.server = server;
  }

  /** The last number that was committed; empty when there is none. */
  Optional<Long> position() {
    return read(position).map(kept -> Json.number(kept, "sn", -1)).filter(number -> number >= 0);
  }

  void position(long number) {
    write(position, Map.of("server", server, "sn", number));
  }

  /** Where each login was, in the order of the logins. */
  Map<Native, List<Place>> places() {
    Map<Native, List<Place>> all = new LinkedHashMap<>();
    for (JsonNode login : logins()) {
      Native.of(Json.text(login, "id")).ifPresent(id -> all.put(id, places(login, id)));
    }
    return all;
  }

  private List<JsonNode> logins() {
    List<JsonNode> logins = new ArrayList<>();
    read(places).ifPresent(kept -> kept.path("logins").forEach(logins::add));
    return logins;
  }

  private static List<Place> places(JsonNode login, Native id) {
    List<Place> all = new ArrayList<>();
    for (JsonNode place : login.path("places")) {
      String channel = Json.text(place, "channel");
      if (!channel.isEmpty()) {
        all.add(
            new Place(
                new Native(id.platform(), channel),
                Json.text(place, "guild"),
                Json.text(place, "title")));
      }
    }
    return all;
  }

  void places(List<AccountId> accounts, Groups groups) {
    List<Object> logins = new ArrayList<>();
    for (AccountId account : accounts) {
      List<Object> own = new ArrayList<>();
      for (Place place : groups.all(account)) {
        own.add(
            Map.of(
                "channel", place.channel().id(), "guild", place.guild(), "title", place.title()));
      }
      logins.add(Map.of("id", account.id(), "places", own));
    }
    write(places, Map.of("server", server, "logins", logins));
  }

  private Optional<JsonNode> read(Path file) {
    try {
      return Json.read(Files.readAllBytes(file))
          .filter(kept -> Json.text(kept, "server").equals(server));
    } catch (NoSuchFileException first) {
      return Optional.empty();
    } catch (IOException broken) {
      log.warn("satori: {} can't be read; begun anew: {}", file, broken.toString());
      return Optional.empty();
    }
  }

  private static void write(Path file, Object content) {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.write(next, Json.bytes(content));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
