package dev.steward.adapter.web;

import dev.steward.chat.Event;
import dev.steward.chat.EventSink;
import dev.steward.chat.Mount;
import dev.steward.chat.Mount.Full;
import dev.steward.chat.Mount.Request;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The API of the page: JSON, and one event stream per open room. Errors are {@code {"error": code,
 * "zh": words, "en": words}}, with {@code seconds} where waiting helps. Thread-safe.
 */
final class Api {
  static final Map<String, String> PRIVATE_JSON =
      Map.of(
          "content-type",
          "application/json; charset=utf-8",
          "cache-control",
          "no-store",
          "x-content-type-options",
          "nosniff");

  private static final int LARGEST_JSON = 1 << 20;

  private final WebSettings settings;
  private final Writer writer;
  private final Views views;
  private final Identity identity;
  private final MediaShelf shelf;
  private final Deliveries deliveries;
  private final EventSink events;
  private final Throttle joins;
  private final Talk talk;

  Api(
      WebSettings settings,
      Writer writer,
      Views views,
      Identity identity,
      MediaShelf shelf,
      Deliveries deliveries,
      EventSink events,
      Throttle joins) {
    this.settings = settings;
    this.writer = writer;
    this.views = views;
    this.identity = identity;
    this.shelf = shelf;
    this.deliveries = deliveries;
    this.events = events;
    this.joins = joins;
    this.talk = new Talk(settings);
  }

  CompletionStage<? extends Mount.Response> get(Request request, List<String> path) {
    String head = path.getFirst();
    if (path.equals(List.of("me"))) {
      return views.me(user(request)).thenApply(Api::json);
    }
    if (head.equals("link") && path.size() == 2) {
      return views.link(path.get(1)).thenApply(Api::json);
    }
    if (!head.equals("rooms") || path.size() < 2 || path.size() > 3) {
      throw Refusal.notFound();
    }
    String room = path.get(1);
    String user = requireUser(request);
    return switch (path.size() == 2 ? "" : path.get(2)) {
      case "" -> views.room(room, user).thenApply(Api::json);
      case "messages" -> {
        long before = number(request.query().getOrDefault("before", ""));
        boolean aside = request.query().containsKey("private");
        yield views.history(room, user, aside, before).thenApply(Api::json);
      }
      case "events" -> {
        String last = request.header("last-event-id");
        long after = number(last.isEmpty() ? request.query().getOrDefault("after", "") : last);
        yield views.stream(room, user, after);
      }
      default -> throw Refusal.notFound();
    };
  }

  CompletionStage<? extends Mount.Response> post(Request request, List<String> path) {
    if (path.equals(List.of("join"))) {
      return join(request);
    }
    if (path.size() < 3 || !path.getFirst().equals("rooms")) {
      throw Refusal.notFound();
    }
    String room = path.get(1);
    String user = requireUser(request);
    List<String> what = path.subList(2, path.size());
    if (what.equals(List.of("media"))) {
      return upload(room, user, request.body());
    }
    JsonNode json = json(request);
    return switch (what.getFirst()) {
      case "messages" -> message(room, user, what, json);
      case "members" -> member(room, user, what, json);
      case "private" -> {
        requireSize(what, 1);
        requireRoomForMore();
        Draft draft = Draft.read(json, settings.longestMessage());
        yield writer
            .submit(book -> talk.postPrivately(book, room, user, draft))
            .thenApply(id -> json(Map.of("id", id)));
      }
      case "name" -> {
        requireSize(what, 1);
        yield done(book -> Doors.rename(book, room, user, Json.field(json, "name")));
      }
      case "leave" -> {
        requireSize(what, 1);
        yield done(book -> Doors.leave(book, room, user));
      }
      default -> throw Refusal.notFound();
    };
  }

  CompletionStage<? extends Mount.Response> media(Request request, String ref) {
    requireUser(request);
    if (!MediaShelf.isRef(ref)) {
      throw Refusal.notFound();
    }
    return views
        .media(ref)
        .thenCompose(
            media -> shelf.read(ref).thenApply(bytes -> mediaAnswer(media.mimeType(), bytes)));
  }

  private CompletionStage<Full> join(Request request) {
    joins.count(request.remote());
    JsonNode json = json(request);
    String known = user(request);
    String user = known == null ? identity.newUser() : known;
    String token = Json.field(json, "token");
    String name = Json.field(json, "name");
    String comment = Json.field(json, "comment");
    return writer
        .submit(book -> Doors.join(book, token, user, name, comment))
        .thenApply(
            entry -> {
              boolean in = entry.state() == Member.State.IN;
              Map<String, Object> body = Map.of("room", entry.room(), "in", in, "user", user);
              Map<String, String> headers = new LinkedHashMap<>(PRIVATE_JSON);
              headers.put("set-cookie", identity.cookie(user, request.secure()));
              return new Full(200, Map.copyOf(headers), Json.bytes(body));
            });
  }

  private CompletionStage<Full> message(
      String room, String user, List<String> what, JsonNode json) {
    requireRoomForMore();
    if (what.size() == 1) {
      Draft draft = Draft.read(json, settings.longestMessage());
      return writer
          .submit(book -> talk.post(book, room, user, draft))
          .thenApply(id -> json(Map.of("id", id)));
    }
    requireSize(what, 3);
    String id = what.get(1);
    return switch (what.get(2)) {
      case "edit" -> {
        Draft draft = Draft.read(json, settings.longestMessage());
        yield done(book -> talk.edit(book, room, user, id, draft));
      }
      case "recall" -> done(book -> talk.recall(book, room, user, id));
      case "press" -> {
        String value = Json.field(json, "value");
        yield writer
            .submit(book -> Optional.ofNullable(talk.press(book, room, user, id, value)))
            .thenCompose(this::handOver);
      }
      default -> throw Refusal.notFound();
    };
  }

  /** What is kept nowhere here is done once Steward has it. */
  private CompletionStage<Full> handOver(Optional<Event.ButtonPressed> secret) {
    Full done = json(Map.of("ok", true));
    return secret.isEmpty()
        ? CompletableFuture.completedFuture(done)
        : events
            .deliver(secret.get())
            .handle(
                (_, failure) -> {
                  if (failure != null) {
                    throw Refusal.busy();
                  }
                  return done;
                });
  }

  private CompletionStage<Full> member(String room, String user, List<String> what, JsonNode json) {
    requireSize(what, 3);
    String whom = what.get(1);
    return switch (what.get(2)) {
      case "mute" -> {
        long minutes = json.path("minutes").isNumber() ? json.path("minutes").asLong(0) : 0;
        yield done(book -> Doors.mute(book, room, user, whom, minutes));
      }
      case "kick" -> done(book -> Doors.kick(book, room, user, whom, false));
      case "ban" -> done(book -> Doors.kick(book, room, user, whom, true));
      case "approve" -> done(book -> Doors.answer(book, room, user, whom, true));
      case "deny" -> done(book -> Doors.answer(book, room, user, whom, false));
      default -> throw Refusal.notFound();
    };
  }

  private CompletionStage<Full> upload(String room, String user, byte[] body) {
    return writer
        .submit(
            book -> {
              talk.mayUpload(book, room, user);
              return room;
            })
        .thenCompose(_ -> shelf.keep(body))
        .thenCompose(
            media ->
                writer.submit(
                    book -> {
                      book.media().add(media, user, book.now());
                      return media;
                    }))
        .thenApply(
            media ->
                json(
                    Map.of(
                        "ref", media.ref(), "mime", media.mimeType(), "size", media.sizeBytes())));
  }

  /** A change that has nothing to tell but that it is done. */
  private interface Change {
    void make(RoomBook book) throws SQLException;
  }

  private CompletionStage<Full> done(Change change) {
    return writer
        .submit(
            book -> {
              change.make(book);
              return Boolean.TRUE;
            })
        .thenApply(_ -> json(Map.of("ok", true)));
  }

  private void requireRoomForMore() {
    if (deliveries.backlog() >= settings.backlog()) {
      throw Refusal.busy();
    }
  }

  private @Nullable String user(Request request) {
    return identity.user(request.header("cookie")).orElse(null);
  }

  private String requireUser(Request request) {
    String user = user(request);
    if (user == null) {
      throw Refusal.stranger();
    }
    return user;
  }

  private static void requireSize(List<String> path, int size) {
    if (path.size() != size) {
      throw Refusal.notFound();
    }
  }

  private static JsonNode json(Request request) {
    if (request.body().length > LARGEST_JSON) {
      throw Refusal.of(413, "too-long", "太长了", "The request is too long");
    }
    return Json.object(request.body());
  }

  static Full json(Object body) {
    return new Full(200, PRIVATE_JSON, Json.bytes(body));
  }

  private static Full mediaAnswer(String mime, byte[] bytes) {
    return new Full(
        200,
        Map.of(
            "content-type",
            mime,
            "x-content-type-options",
            "nosniff",
            "cache-control",
            "private, max-age=31536000, immutable",
            "content-security-policy",
            "default-src 'none'; sandbox",
            "cross-origin-resource-policy",
            "same-origin"),
        bytes);
  }

  private static long number(String text) {
    return LogTable.number(text);
  }
}
