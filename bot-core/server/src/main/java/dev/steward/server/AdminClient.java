package dev.steward.server;

import dev.steward.engine.store.Json;
import dev.steward.server.data.DataFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Asks the running server of a data folder. */
final class AdminClient {
  private final DataFolder.Running running;

  private AdminClient(DataFolder.Running running) {
    this.running = running;
  }

  /** The server that works in the folder; empty when none answers. */
  static Optional<AdminClient> find(Path folder) throws IOException {
    Optional<DataFolder.Running> running = DataFolder.running(folder);
    if (running.isEmpty()) {
      return Optional.empty();
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      client.send(
          HttpRequest.newBuilder(URI.create(running.get().url() + "/health"))
              .timeout(Duration.ofSeconds(5))
              .build(),
          HttpResponse.BodyHandlers.discarding());
      return Optional.of(new AdminClient(running.get()));
    } catch (IOException e) {
      // Left behind by a server that was killed; the folder's lock tells whether one still works
      // there.
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  <T> T ask(String what, Map<String, String> body, Class<T> answer) throws IOException {
    return askIfThere(what, body, answer)
        .orElseThrow(() -> new IOException("the server does not know " + what));
  }

  /** The answer, or empty when the server says that there is no such thing. */
  <T> Optional<T> askIfThere(String what, Map<String, String> body, Class<T> answer)
      throws IOException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(URI.create(running.url() + "/admin/" + what))
                  .header(AdminApi.TOKEN, running.token())
                  .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return switch (response.statusCode()) {
        case 200 -> Optional.of(Json.read(response.body(), answer));
        case 404 -> Optional.empty();
        default -> throw new IOException("the server answered " + response.body());
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
