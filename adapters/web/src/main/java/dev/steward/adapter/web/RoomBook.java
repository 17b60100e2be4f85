package dev.steward.adapter.web;

import dev.steward.chat.Content;
import dev.steward.chat.Role;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All rooms as they stand, in memory and in SQL, and the few steps by which they change: each step
 * appends to the log. Owned by the rooms' thread; {@link #room} alone may be asked by any thread.
 */
final class RoomBook {
  private final InstantSource clock;
  private final String stewardName;
  private final Consumer<String> mediaGone;
  private final LogTable log;
  private final RoomTable table;
  private final MediaTable media;
  private final History history;
  private final Map<String, Room> rooms = new ConcurrentHashMap<>();
  private final Map<String, String> links = new LinkedHashMap<>();
  private Batch batch = new Batch();
  private long lastSeq;

  /**
   * @param stewardName shown for our account
   * @param mediaGone told after the commit which media file nothing shows any more
   */
  RoomBook(Sql sql, InstantSource clock, String stewardName, Consumer<String> mediaGone) {
    this.clock = clock;
    this.stewardName = stewardName;
    this.mediaGone = mediaGone;
    this.log = new LogTable(sql);
    this.table = new RoomTable(sql);
    this.media = new MediaTable(sql);
    this.history = new History(sql);
  }

  /** Reads everything anew: at the start, and after a transaction that failed. */
  void load() throws SQLException {
    Map<String, Room> read = table.rooms();
    rooms.keySet().retainAll(read.keySet());
    rooms.putAll(read);
    links.clear();
    table.links().forEach(link -> links.put(link.token(), link.room()));
    lastSeq = log.last();
  }

  Batch begin() {
    batch = new Batch();
    return batch;
  }

  long now() {
    return clock.millis();
  }

  long lastSeq() {
    return lastSeq;
  }

  LogTable log() {
    return log;
  }

  RoomTable table() {
    return table;
  }

  MediaTable media() {
    return media;
  }

  String stewardName() {
    return stewardName;
  }

  void afterwards(Runnable effect) {
    batch.afterwards(effect);
  }

  @Nullable Room room(String id) {
    return rooms.get(id);
  }

  Room require(String id) {
    Room room = rooms.get(id);
    if (room == null) {
      throw Refusal.notIn();
    }
    return room;
  }

  Collection<Room> rooms() {
    return rooms.values();
  }

  /** Join tokens and the rooms they open. */
  Map<String, String> links() {
    return links;
  }

  void add(Room room) throws SQLException {
    table.save(room);
    table.openCursor(room.id);
    rooms.put(room.id, room);
  }

  void addLink(String token, String room) throws SQLException {
    table.addLink(token, room, now());
    links.put(token, room);
  }

  void revokeLink(String token) throws SQLException {
    table.revokeLink(token);
    links.remove(token);
  }

  /** A message; {@code actor} is Steward or the sender. */
  LogEntry say(
      String conv,
      String actor,
      String name,
      Role role,
      Content content,
      Extras extras,
      @Nullable String replyTo)
      throws SQLException {
    String id = Long.toString(lastSeq + 1);
    if (LogEntry.isPrivate(conv)) {
      table.openCursor(conv);
    }
    String detail = extras.equals(Extras.NONE) ? "" : Json.text(extras);
    LogEntry said =
        append(conv, LogEntry.Kind.MESSAGE, id, actor, name, role, content, detail, replyTo, 0);
    for (Segment segment : content.segments()) {
      switch (segment) {
        case Segment.Image image -> media.use(image.media().ref(), said.seq());
        case Segment.Voice voice -> media.use(voice.media().ref(), said.seq());
        default -> {}
      }
    }
    return said;
  }

  void edit(LogEntry message, Member by, Content content) throws SQLException {
    int revision = message.revision() + 1;
    log.rewrite(message.seq(), content, revision);
    append(
        message.conv(),
        LogEntry.Kind.EDIT,
        message.id(),
        by.user,
        by.name,
        by.role,
        content,
        "",
        null,
        revision);
  }

  /** Takes a message away from pages, history and the file. */
  void erase(LogEntry message, String by) throws SQLException {
    log.erase(message);
    for (String ref : media.release(message.seq())) {
      batch.afterwards(() -> mediaGone.accept(ref));
    }
    append(
        message.conv(), LogEntry.Kind.RECALL, message.id(), by, "", Role.MEMBER, null, "", null, 0);
  }

  /** Lets somebody in, who may have been here before. */
  void admit(Room room, Member member) throws SQLException {
    member.state = Member.State.IN;
    member.joined = now();
    room.members.put(member.user, member);
    table.save(room, member);
    about(room, LogEntry.Kind.JOIN, member, member.user, "");
  }

  /** Notes that somebody asks to be let in. */
  void ask(Room room, Member member, String comment) throws SQLException {
    member.state = Member.State.ASKS;
    member.request = lastSeq + 1;
    room.members.put(member.user, member);
    table.save(room, member);
    about(room, LogEntry.Kind.REQUEST, member, member.user, comment);
  }

  /** Takes somebody out of the room, into the state given. */
  void remove(Room room, Member member, Member.State next, String by) throws SQLException {
    boolean wasIn = member.isIn();
    member.state = next;
    member.role = Role.MEMBER;
    table.save(room, member);
    if (wasIn) {
      about(room, LogEntry.Kind.LEAVE, member, by, "");
    }
  }

  void save(Room room, Member member) throws SQLException {
    table.save(room, member);
  }

  void mute(Room room, Member member, long until, String by) throws SQLException {
    member.mutedUntil = until;
    table.save(room, member);
    about(room, LogEntry.Kind.MUTE, member, by, until == 0 ? "" : Long.toString(until));
  }

  void rename(Room room, Member member, String name, String by) throws SQLException {
    member.name = name;
    table.save(room, member);
    about(room, LogEntry.Kind.NAME, member, by, "");
  }

  void role(Room room, Member member, Role role, String by) throws SQLException {
    member.role = role;
    table.save(room, member);
    about(room, LogEntry.Kind.ROLE, member, by, "");
  }

  void muteAll(Room room, boolean on, String by) throws SQLException {
    room.muteAll = on;
    table.save(room);
    append(room.id, LogEntry.Kind.MUTE_ALL, "", by, "", Role.MEMBER, null, on ? "on" : "", null, 0);
  }

  void notice(Room room, String text, String by) throws SQLException {
    room.notice = text;
    table.save(room);
    append(room.id, LogEntry.Kind.NOTICE, "", by, "", Role.MEMBER, null, text, null, 0);
  }

  void press(LogEntry message, Member by, String value) throws SQLException {
    append(
        message.conv(),
        LogEntry.Kind.PRESS,
        message.id(),
        by.user,
        by.name,
        by.role,
        null,
        value,
        null,
        0);
  }

  /** Forgets the oldest lines from before a time; returns how many. */
  int forgetBefore(long time, int most) throws SQLException {
    return forgotten(history.before(time, most));
  }

  /**
   * Forgets what a person said, and their name where they are no member; returns how many lines.
   */
  int forget(UserId user) throws SQLException {
    for (Room room : rooms.values()) {
      Member member = room.members.get(user.id());
      if (member != null && !member.isIn()) {
        member.name = "";
      }
    }
    return forgotten(history.of(user));
  }

  private int forgotten(History.Forgotten forgotten) {
    for (String ref : forgotten.media()) {
      batch.afterwards(() -> mediaGone.accept(ref));
    }
    return forgotten.lines();
  }

  private void about(Room room, LogEntry.Kind kind, Member member, String by, String detail)
      throws SQLException {
    append(room.id, kind, member.user, by, member.name, member.role, null, detail, null, 0);
  }

  private LogEntry append(
      String conv,
      LogEntry.Kind kind,
      String subject,
      String actor,
      String name,
      Role role,
      @Nullable Content body,
      String detail,
      @Nullable String replyTo,
      int revision)
      throws SQLException {
    LogEntry entry =
        new LogEntry(
            ++lastSeq,
            conv,
            kind,
            subject,
            actor,
            name,
            role,
            body,
            detail,
            revision,
            Reports.tells(kind, actor),
            now());
    log.append(entry, replyTo);
    batch.add(entry);
    return entry;
  }
}
