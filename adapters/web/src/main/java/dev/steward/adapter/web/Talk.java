package dev.steward.adapter.web;

import dev.steward.chat.Button;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Segment;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What members say and take back. On the rooms' thread. */
final class Talk {
  private final WebSettings settings;

  Talk(WebSettings settings) {
    this.settings = settings;
  }

  /** Somebody says something in a room; returns its id. */
  String post(RoomBook book, String roomId, String user, Draft draft) throws SQLException {
    Room room = book.require(roomId);
    Member member = room.require(user);
    String before = member.nonces.known(book, room.id, user, draft.nonce());
    if (before != null) {
      return before;
    }
    requireVoice(book, room, member);
    LogEntry quoted =
        draft.replyTo().isEmpty()
            ? null
            : book.log().message(room.id, draft.replyTo()).orElseThrow(Refusal::messageGone);
    Content content = draft.content(book, room, quoted);
    if (!member.runsTheRoom() && content.first(Segment.MentionAll.class).isPresent()) {
      throw Refusal.of(
          403, "no-right", "只有群主和管理员能@所有人", "Only those who run the group can call all");
    }
    spend(book, member);
    LogEntry said =
        book.say(
            room.id,
            user,
            member.name,
            member.role,
            content,
            new Extras(List.of(), draft.nonce()),
            quoted == null ? null : quoted.id());
    member.nonces.add(draft.nonce(), said.id());
    return said.id();
  }

  /** Somebody writes to Steward alone; muted members may. Returns the id. */
  String postPrivately(RoomBook book, String roomId, String user, Draft draft) throws SQLException {
    Room room = book.require(roomId);
    Member member = room.require(user);
    String conv = LogEntry.privateWith(user);
    String before = member.privateNonces.known(book, conv, user, draft.nonce());
    if (before != null) {
      return before;
    }
    Content content = draft.content(book, room, null);
    spend(book, member);
    Extras extras = new Extras(List.of(), draft.nonce());
    LogEntry said = book.say(conv, user, member.name, member.role, content, extras, null);
    member.privateNonces.add(draft.nonce(), said.id());
    return said.id();
  }

  /** Somebody changes the words of their own message; its pictures stay. */
  void edit(RoomBook book, String roomId, String user, String id, Draft draft) throws SQLException {
    Room room = book.require(roomId);
    Member member = room.require(user);
    LogEntry message = book.log().message(room.id, id).orElseThrow(Refusal::messageGone);
    if (!message.actor().equals(user)) {
      throw notYours();
    }
    requireVoice(book, room, member);
    spend(book, member);
    List<Segment> segments = new ArrayList<>();
    Content old = message.body();
    if (old != null) {
      old.segments().stream().filter(Segment.Quote.class::isInstance).forEach(segments::add);
      segments.addAll(draft.content(book, room, null).segments());
      old.segments().stream()
          .filter(s -> s instanceof Segment.Image || s instanceof Segment.Voice)
          .forEach(segments::add);
    }
    book.edit(message, member, new Content(segments));
  }

  /** Somebody takes back a message: their own for a while, those who run the room any time. */
  void recall(RoomBook book, String roomId, String user, String id) throws SQLException {
    Room room = book.require(roomId);
    Member member = room.require(user);
    LogEntry message = book.log().message(room.id, id).orElseThrow(Refusal::messageGone);
    if (!message.actor().equals(user)) {
      if (!member.runsTheRoom()) {
        throw notYours();
      }
    } else if (!member.runsTheRoom()
        && book.now() - message.at() > Duration.ofMinutes(settings.recallMinutes()).toMillis()) {
      throw Refusal.of(
          403,
          "too-late",
          "超过 " + settings.recallMinutes() + " 分钟，不能撤回了",
          "More than " + settings.recallMinutes() + " minutes ago: it can't be taken back");
    }
    book.erase(message, user);
  }

  /**
   * Somebody presses a button under one of Steward's messages. A secret one is not written down:
   * the press itself is returned, to be handed over at once; else null.
   */
  Event.@Nullable ButtonPressed press(
      RoomBook book, String roomId, String user, String id, String value) throws SQLException {
    Room room = book.require(roomId);
    Member member = room.require(user);
    LogEntry message = book.log().message(room.id, id).orElse(null);
    if (message == null) {
      message =
          book.log().message(LogEntry.privateWith(user), id).orElseThrow(Refusal::messageGone);
    }
    List<Button> buttons = Frames.extras(message).buttons();
    if (buttons.stream().noneMatch(button -> button.value().equals(value))) {
      throw Refusal.of(404, "no-button", "没有这个按钮", "There is no such button");
    }
    spend(book, member);
    if (!value.startsWith(Button.SECRET)) {
      book.press(message, member, value);
      return null;
    }
    return new Event.ButtonPressed(
        WebAdapter.ACCOUNT,
        message.isPrivate() ? null : new GroupId(WebAdapter.PLATFORM, room.id),
        "secret-" + UUID.randomUUID(),
        message.id(),
        new Sender(new UserId(WebAdapter.PLATFORM, user), member.name, member.role),
        value,
        Instant.ofEpochMilli(book.now()));
  }

  /** Whether somebody may send a file now. */
  void mayUpload(RoomBook book, String roomId, String user) {
    spend(book, book.require(roomId).require(user));
  }

  private static Refusal notYours() {
    return Refusal.of(403, "not-yours", "这不是你的消息", "That message is not yours");
  }

  private static void requireVoice(RoomBook book, Room room, Member member) {
    if (member.mutedUntil > book.now()) {
      throw Refusal.muted((member.mutedUntil - book.now() + 999) / 1000);
    }
    if (room.muteAll && !member.runsTheRoom()) {
      throw Refusal.of(403, "muted-all", "全员禁言中，稍后再聊", "Everybody is muted for now, please wait");
    }
  }

  private void spend(RoomBook book, Member member) {
    double perMilli = settings.messagesPerMinute() / 60_000.0;
    double most = Math.max(10, settings.messagesPerMinute() / 3.0);
    long now = book.now();
    double saved = Double.isNaN(member.allowance) ? most : member.allowance;
    saved = Math.min(most, saved + Math.max(0, now - member.allowanceAt) * perMilli);
    if (saved < 1) {
      throw Refusal.later(
          429,
          "too-fast",
          "发得太快了，歇一会儿",
          "Too fast, please take a breath",
          (long) Math.ceil((1 - saved) / perMilli / 1000));
    }
    member.allowance = saved - 1;
    member.allowanceAt = now;
  }
}
