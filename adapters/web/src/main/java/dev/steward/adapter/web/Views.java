package dev.steward.adapter.web;

import dev.steward.chat.Media;
import dev.steward.chat.Mount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the page reads. Stages complete on the rooms' or the reader's thread. Thread-safe. */
final class Views {
  private static final int HISTORY = 50;

  private final WebSettings settings;
  private final Writer writer;
  private final Reader reader;
  private final Audience audience;

  Views(WebSettings settings, Writer writer, Reader reader, Audience audience) {
    this.settings = settings;
    this.writer = writer;
    this.reader = reader;
    this.audience = audience;
  }

  /** The rooms of somebody who may be nobody yet. */
  CompletableFuture<Map<String, Object>> me(@Nullable String user) {
    return writer.submit(
        book -> {
          List<Map<String, Object>> rooms = new ArrayList<>();
          for (Room room : book.rooms()) {
            Member member = user == null ? null : room.members.get(user);
            if (member != null && (member.isIn() || member.state == Member.State.ASKS)) {
              rooms.add(Map.of("id", room.id, "title", room.title, "in", member.isIn()));
            }
          }
          return Map.of(
              "user",
              Objects.requireNonNullElse(user, ""),
              "rooms",
              rooms,
              "steward",
              settings.name());
        });
  }

  /** What a join link opens. */
  CompletableFuture<Map<String, Object>> link(String token) {
    return writer.submit(
        book -> {
          Room room = Doors.byLink(book, token);
          return Map.of(
              "room",
              room.id,
              "title",
              room.title,
              "members",
              room.size(),
              "approval",
              room.approval,
              "steward",
              settings.name());
        });
  }

  /** A room as one of its members sees it, with the latest of what was said. */
  CompletableFuture<Map<String, Object>> room(String roomId, String user) {
    return writer
        .submit(book -> standing(book, roomId, user))
        .thenCompose(
            view -> {
              long seq = (Long) Objects.requireNonNull(view.get("seq"));
              return reader.ask(
                  (log, _) -> {
                    view.put("messages", frames(log.history(roomId, seq + 1, HISTORY)));
                    String aside = LogEntry.privateWith(user);
                    view.put("private", frames(log.history(aside, seq + 1, HISTORY)));
                    return view;
                  });
            });
  }

  /** Older messages, oldest first; {@code aside}: of the talk with Steward alone. */
  CompletableFuture<Map<String, Object>> history(
      String roomId, String user, boolean aside, long before) {
    String conv = aside ? LogEntry.privateWith(user) : roomId;
    return writer
        .submit(book -> book.require(roomId).require(user).user)
        .thenCompose(
            _ ->
                reader.ask(
                    (log, _) -> {
                      long end = before == 0 ? Long.MAX_VALUE : before;
                      List<LogEntry> page = log.history(conv, end, HISTORY);
                      return Map.of("messages", frames(page), "more", page.size() == HISTORY);
                    }));
  }

  /** All that happens from now on, after what was missed. */
  CompletableFuture<Mount.Response> stream(String roomId, String user, long after) {
    return writer
        .submit(book -> book.require(roomId).require(user).user)
        .thenApply(
            _ ->
                new Mount.Streaming(
                    200,
                    Map.of(
                        "content-type",
                        "text/event-stream; charset=utf-8",
                        "cache-control",
                        "no-store",
                        "x-accel-buffering",
                        "no"),
                    stream -> open(roomId, user, after, stream)));
  }

  CompletableFuture<Media> media(String ref) {
    return reader.ask((_, media) -> media.find(ref).orElseThrow(Refusal::notFound));
  }

  private void open(String roomId, String user, long after, Mount.Stream stream) {
    var _ =
        writer
            .submit(
                book -> {
                  Room room = book.require(roomId);
                  room.require(user);
                  book.afterwards(() -> audience.open(room, user, stream, after));
                  return true;
                })
            .exceptionally(
                _ -> {
                  stream.close();
                  return false;
                });
    var _ =
        stream
            .closed()
            .whenComplete(
                (_, _) -> {
                  var _ =
                      writer.submit(
                          book -> {
                            book.afterwards(() -> audience.ended(stream));
                            return true;
                          });
                });
  }

  private Map<String, Object> standing(RoomBook book, String roomId, String user) {
    Room room = book.require(roomId);
    Member me = room.require(user);
    List<Map<String, Object>> members = new ArrayList<>();
    for (Member member : room.members.values()) {
      if (member.isIn() || (me.runsTheRoom() && member.state == Member.State.ASKS)) {
        Map<String, Object> shown =
            new LinkedHashMap<>(Frames.sender(member.user, member.name, member.role));
        shown.put("muted", member.mutedUntil > book.now() ? member.mutedUntil : 0L);
        shown.put("asks", !member.isIn());
        members.add(shown);
      }
    }
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("seq", book.lastSeq());
    view.put("id", room.id);
    view.put("title", room.title);
    view.put("notice", room.notice);
    view.put("muteAll", room.muteAll);
    view.put("me", user);
    view.put("steward", Frames.sender(WebAdapter.STEWARD, book.stewardName(), room.stewardRole));
    view.put("members", members);
    view.put("here", audience.here(room));
    view.put("recallMinutes", settings.recallMinutes());
    view.put("longestMessage", settings.longestMessage());
    view.put("now", book.now());
    return view;
  }

  private static List<Map<String, Object>> frames(List<LogEntry> entries) {
    return entries.stream().map(Frames::of).filter(Objects::nonNull).toList();
  }
}
