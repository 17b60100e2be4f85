package dev.steward.server;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.steward.engine.script.PackFiles;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Json;
import dev.steward.server.data.Backup;
import dev.steward.server.data.Changes;
import dev.steward.server.data.DataFolder;
import dev.steward.server.data.Members;
import dev.steward.server.data.TierList;
import dev.steward.server.http.Callers;
import dev.steward.server.packs.Packs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the command line asks of a running server, on this machine only and with the key in the data
 * folder: {@code POST /admin/publish}, {@code /admin/backup}, {@code /admin/erase}, {@code
 * /admin/tiers}, {@code /admin/token}, {@code /admin/token-revoke}. Bodies and answers are JSON.
 */
final class AdminApi implements HttpPart, HttpService {
  static final String TOKEN = "x-steward-token";

  private static final Logger log = LoggerFactory.getLogger(AdminApi.class);

  private final Callers callers;
  private final byte[] token;
  private final Packs packs;
  private final Database database;
  private final DataFolder data;
  private final Changes changes;
  private final Members.OwnHistory rooms;
  private final InstantSource clock;
  private final TokenDesk tokens;

  AdminApi(
      Callers callers,
      String token,
      Packs packs,
      Database database,
      DataFolder data,
      Changes changes,
      Members.OwnHistory rooms,
      InstantSource clock,
      TokenDesk tokens) {
    this.callers = callers;
    this.token = token.getBytes(StandardCharsets.UTF_8);
    this.packs = packs;
    this.database = database;
    this.data = data;
    this.changes = changes;
    this.rooms = rooms;
    this.clock = clock;
    this.tokens = tokens;
  }

  @Override
  public void attach(ServerBuilder builder) {
    builder
        .route()
        .pathPrefix("/admin")
        .methods(HttpMethod.POST)
        .requestTimeout(Duration.ofMinutes(10))
        .build(this);
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    byte[] given = request.headers().get(TOKEN, "").getBytes(StandardCharsets.UTF_8);
    if (!callers.fromHere(context) || !MessageDigest.isEqual(given, token)) {
      return HttpResponse.of(HttpStatus.NOT_FOUND);
    }
    return HttpResponse.of(
        request
            .aggregate()
            .thenApplyAsync(
                body -> answer(context.mappedPath(), body.contentUtf8()),
                context.blockingTaskExecutor()));
  }

  private HttpResponse answer(String path, String body) {
    try {
      Map<String, String> asked = body.isBlank() ? Map.of() : Json.readMap(body);
      return switch (path) {
        case "/publish" -> ok(publish(Path.of(asked.getOrDefault("folder", ""))));
        case "/backup" -> {
          Backup.write(database, data, Path.of(asked.getOrDefault("file", "")));
          yield ok(Map.of("done", true));
        }
        case "/erase" -> {
          Optional<Members.Erased> erased =
              new Members(database, changes)
                  .erase(asked.getOrDefault("name", ""), clock.instant(), rooms);
          database.purge();
          yield erased.map(AdminApi::ok).orElse(HttpResponse.of(HttpStatus.NOT_FOUND));
        }
        case "/tiers" ->
            ok(
                TierList.take(
                    Path.of(asked.getOrDefault("file", "")),
                    packs.tiers(),
                    changes,
                    "command-line",
                    clock.instant()));
        case "/token" ->
            ok(
                tokens.create(
                    asked.getOrDefault("name", ""),
                    asked.getOrDefault("scopes", ""),
                    Long.parseLong(asked.getOrDefault("days", ""))));
        case "/token-revoke" ->
            tokens.revoke(asked.getOrDefault("token", ""))
                ? ok(Map.of("done", true))
                : HttpResponse.of(HttpStatus.NOT_FOUND);
        default -> HttpResponse.of(HttpStatus.NOT_FOUND);
      };
    } catch (IOException | SQLException | RuntimeException e) {
      log.error("admin {}", path, e);
      return HttpResponse.of(
          HttpStatus.INTERNAL_SERVER_ERROR,
          MediaType.JSON_UTF_8,
          Json.write(Map.of("error", String.valueOf(e.getMessage()))));
    }
  }

  private PublishAnswer publish(Path folder) throws SQLException {
    return PublishAnswer.of(packs.publish(PackFiles.fromFolder(folder), "command-line", changes));
  }

  private static HttpResponse ok(Object body) {
    return HttpResponse.of(HttpStatus.OK, MediaType.JSON_UTF_8, Json.write(body));
  }
}
