package dev.steward.adapter.web;

import dev.steward.chat.Mount;
import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open pages. Owned by the rooms' thread; {@link #size} is for any thread. */
final class Audience {
  /** A page that missed more than this loads anew instead of catching up. */
  private static final int CATCH_UP = 500;

  private static final Logger LOG = LoggerFactory.getLogger(Audience.class);
  private static final byte[] HEARTBEAT = {':', '\n', '\n'};

  private final RoomBook book;
  private final Map<String, Set<Page>> byRoom = new HashMap<>();
  private final Map<String, Set<Page>> byUser = new HashMap<>();
  private final IdentityHashMap<Mount.Stream, Page> byStream = new IdentityHashMap<>();
  private final AtomicInteger size = new AtomicInteger();

  /** A page of one member in one room. */
  private static final class Page {
    final Room room;
    final String user;
    final Mount.Stream stream;

    Page(Room room, String user, Mount.Stream stream) {
      this.room = room;
      this.user = user;
      this.stream = stream;
    }
  }

  Audience(RoomBook book) {
    this.book = book;
  }

  /**
   * A page has opened: it gets what it missed and everything from now on.
   *
   * @param after the last line it has; 0 for a page that has just loaded and missed nothing
   */
  void open(Room room, String user, Mount.Stream stream, long after) {
    if (stream.closed().toCompletableFuture().isDone()) {
      return;
    }
    Page page = new Page(room, user, stream);
    boolean first = here(room).add(user);
    byRoom.computeIfAbsent(room.id, _ -> new LinkedHashSet<>()).add(page);
    byUser.computeIfAbsent(user, _ -> new LinkedHashSet<>()).add(page);
    byStream.put(stream, page);
    size.incrementAndGet();
    write(page, caughtUp(room, user, after));
    if (first) {
      tell(room.id, Frames.event(0, presence(user, true)), null);
    }
  }

  /** A stream has ended, from the other side. */
  void ended(Mount.Stream stream) {
    Page page = byStream.get(stream);
    if (page != null) {
      drop(page);
    }
  }

  /** Who has a page open in a room. */
  Set<String> here(Room room) {
    Set<String> users = new TreeSet<>();
    for (Page page : byRoom.getOrDefault(room.id, Set.of())) {
      users.add(page.user);
    }
    return users;
  }

  /** Tells the pages of committed lines, each room's in one piece. */
  void tell(List<LogEntry> entries) {
    Map<String, ByteArrayOutputStream> open = new LinkedHashMap<>();
    List<Page> ended = new ArrayList<>();
    for (LogEntry entry : entries) {
      String key = entry.isPrivate() ? entry.conv() : entry.conv() + keyOf(entry.kind());
      boolean heard =
          entry.isPrivate()
              ? byUser.containsKey(entry.conv().substring(1))
              : byRoom.containsKey(entry.conv());
      Map<String, Object> frame = heard ? Frames.of(entry) : null;
      if (frame != null) {
        open.computeIfAbsent(key, _ -> new ByteArrayOutputStream())
            .writeBytes(Frames.event(entry.seq(), frame));
      }
      if (entry.kind() == LogEntry.Kind.LEAVE) {
        byUser.getOrDefault(entry.subject(), Set.of()).stream()
            .filter(page -> page.room.id.equals(entry.conv()))
            .forEach(ended::add);
      }
    }
    open.forEach(this::tellAll);
    for (Page page : ended) {
      drop(page);
      page.stream.close();
    }
  }

  /** Keeps idle connections open, and finds out which are dead. */
  void heartbeat() {
    for (Set<Page> pages : List.copyOf(byRoom.values())) {
      List.copyOf(pages).forEach(page -> write(page, HEARTBEAT));
    }
  }

  void closeAll() {
    for (Set<Page> pages : List.copyOf(byRoom.values())) {
      for (Page page : List.copyOf(pages)) {
        page.stream.close();
      }
    }
    byRoom.clear();
    byUser.clear();
    byStream.clear();
    size.set(0);
  }

  /** How many pages are open. */
  int size() {
    return size.get();
  }

  private static String keyOf(LogEntry.Kind kind) {
    return kind == LogEntry.Kind.REQUEST ? " staff" : "";
  }

  private void tellAll(String key, ByteArrayOutputStream bytes) {
    if (LogEntry.isPrivate(key)) {
      List.copyOf(byUser.getOrDefault(key.substring(1), Set.of()))
          .forEach(page -> write(page, bytes.toByteArray()));
    } else if (key.endsWith(" staff")) {
      String room = key.substring(0, key.length() - " staff".length());
      tell(room, bytes.toByteArray(), Member::runsTheRoom);
    } else {
      tell(key, bytes.toByteArray(), null);
    }
  }

  private void tell(String room, byte[] bytes, @Nullable Predicate<Member> only) {
    for (Page page : List.copyOf(byRoom.getOrDefault(room, Set.of()))) {
      Room now = book.room(room);
      Member member = now == null ? null : now.present(page.user);
      if (only == null || (member != null && only.test(member))) {
        write(page, bytes);
      }
    }
  }

  private void write(Page page, byte[] bytes) {
    if (bytes.length > 0 && !page.stream.write(bytes)) {
      drop(page);
    }
  }

  private void drop(Page page) {
    Set<Page> pages = byRoom.get(page.room.id);
    if (pages == null || !pages.remove(page)) {
      return;
    }
    byStream.remove(page.stream);
    size.decrementAndGet();
    if (pages.isEmpty()) {
      byRoom.remove(page.room.id);
    }
    Set<Page> own = byUser.get(page.user);
    if (own != null && own.remove(page) && own.isEmpty()) {
      byUser.remove(page.user);
    }
    if (!here(page.room).contains(page.user)) {
      tell(page.room.id, Frames.event(0, presence(page.user, false)), null);
    }
  }

  private byte[] caughtUp(Room room, String user, long after) {
    try {
      return catchUp(room, user, after);
    } catch (SQLException broken) {
      LOG.error("What a page missed can't be read; it loads anew", broken);
      return Frames.event(0, Map.of("type", "reload"));
    }
  }

  private byte[] catchUp(Room room, String user, long after) throws SQLException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(HEARTBEAT);
    if (after <= 0) {
      return bytes.toByteArray();
    }
    List<LogEntry> missed = new ArrayList<>(book.log().after(room.id, after, CATCH_UP + 1));
    missed.addAll(book.log().after(LogEntry.privateWith(user), after, CATCH_UP + 1));
    if (missed.size() > CATCH_UP) {
      bytes.writeBytes(Frames.event(0, Map.of("type", "reload")));
      return bytes.toByteArray();
    }
    missed.sort(Comparator.comparingLong(LogEntry::seq));
    Member member = room.present(user);
    boolean staff = member != null && member.runsTheRoom();
    for (LogEntry entry : missed) {
      Map<String, Object> frame = Frames.of(entry);
      if (frame != null && (staff || entry.kind() != LogEntry.Kind.REQUEST)) {
        bytes.writeBytes(Frames.event(entry.seq(), frame));
      }
    }
    return bytes.toByteArray();
  }

  private static Map<String, Object> presence(String user, boolean on) {
    return Map.of("type", "here", "user", user, "on", on);
  }
}
