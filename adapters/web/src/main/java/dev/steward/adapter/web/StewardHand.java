package dev.steward.adapter.web;

import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.Content;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.Role;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Steward does in the rooms. The room is the platform's truth, so what is done is {@link
 * Outcome.Confirmed} at once; each order's outcome is kept with its effect, so that an order is
 * carried out once. On the rooms' thread.
 */
final class StewardHand {
  /** Code points of one of Steward's messages. */
  static final int LONGEST = 102_400;

  private StewardHand() {}

  static Outcome perform(RoomBook book, Order order) throws SQLException {
    Optional<Outcome> before = book.table().outcome(order.id());
    if (before.isPresent()) {
      return before.get();
    }
    Outcome outcome;
    try {
      outcome = act(book, order.action());
    } catch (Refusal no) {
      outcome = new Outcome.Refused(no.en(), no.gone());
    }
    if (outcome.done()) {
      book.table().outcome(order.id(), outcome, book.now());
    }
    return outcome;
  }

  private static Outcome act(RoomBook book, Action action) throws SQLException {
    Room room = action.group() == null ? null : book.room(action.group().id());
    if (room == null) {
      return action instanceof Action.SendPrivate send && send.group() == null
          ? sayPrivately(book, send)
          : new Outcome.Unsupported(action.needs());
    }
    if (!room.capabilities().contains(action.needs())) {
      return new Outcome.Unsupported(action.needs());
    }
    return switch (action) {
      case Action.SendMessage send -> say(book, room, send);
      case Action.SendPrivate send -> sayPrivately(book, send);
      case Action.DeleteMessage delete -> {
        LogEntry message =
            book.log().message(room.id, delete.messageId()).orElseThrow(Refusal::messageGone);
        requireNoOwner(room.members.get(message.actor()));
        book.erase(message, WebAdapter.STEWARD);
        yield done();
      }
      case Action.MuteMember mute -> {
        Member member = target(room, mute.user());
        long until = mute.until().toEpochMilli();
        if (until <= book.now()) {
          // It would take the place of a longer one that staff gave meanwhile.
          yield new Outcome.Failed("the mute is over already", Outcome.Effect.NONE, null);
        }
        book.mute(room, member, until, WebAdapter.STEWARD);
        yield done();
      }
      case Action.UnmuteMember unmute -> {
        book.mute(room, room.require(unmute.user().id()), 0, WebAdapter.STEWARD);
        yield done();
      }
      case Action.MuteAll all -> {
        book.muteAll(room, all.on(), WebAdapter.STEWARD);
        yield done();
      }
      case Action.KickMember kick -> {
        book.remove(room, target(room, kick.user()), Member.State.OUT, WebAdapter.STEWARD);
        yield done();
      }
      case Action.BanMember ban -> ban(book, room, ban.user().id());
      case Action.UnbanMember unban -> unban(book, room, unban.user().id());
      case Action.ApproveJoin approve -> {
        book.admit(room, asking(room, approve.user(), approve.requestId()));
        yield done();
      }
      case Action.DenyJoin deny -> {
        Member asks = asking(room, deny.user(), deny.requestId());
        book.remove(room, asks, Member.State.OUT, WebAdapter.STEWARD);
        yield done();
      }
      case Action.SetMemberCard card -> {
        Member member = room.require(card.user().id());
        String name = Names.checked(card.card(), room, member.user, book.stewardName());
        book.rename(room, member, name, WebAdapter.STEWARD);
        yield done();
      }
      case Action.AskPoll _, Action.EndPoll _ -> new Outcome.Unsupported(action.needs());
      case Action.SetNotice notice -> {
        book.notice(room, Json.whole(notice.text()), WebAdapter.STEWARD);
        yield done();
      }
    };
  }

  private static Outcome say(RoomBook book, Room room, Action.SendMessage send)
      throws SQLException {
    LogEntry quoted = null;
    if (send.replyTo() != null) {
      quoted = book.log().message(room.id, send.replyTo()).orElseThrow(Refusal::messageGone);
    }
    Content content = checked(book, send.content(), quoted);
    return said(book, room.id, room.stewardRole, content, send.buttons(), quoted);
  }

  private static Outcome sayPrivately(RoomBook book, Action.SendPrivate send) throws SQLException {
    String user = send.user().id();
    boolean reachable =
        send.user().platform().equals(WebAdapter.PLATFORM)
            && book.rooms().stream().anyMatch(room -> room.present(user) != null);
    if (!reachable) {
      return new Outcome.Refused("this person is in none of the rooms");
    }
    Content content = checked(book, send.content(), null);
    String conv = LogEntry.privateWith(user);
    return said(book, conv, Role.ADMIN, content, send.buttons(), null);
  }

  private static Outcome said(
      RoomBook book,
      String conv,
      Role role,
      Content content,
      List<Button> buttons,
      @Nullable LogEntry quoted)
      throws SQLException {
    List<Button> whole =
        buttons.stream()
            .map(b -> new Button(Json.whole(b.label()), Json.whole(b.value())))
            .toList();
    LogEntry said =
        book.say(
            conv,
            WebAdapter.STEWARD,
            book.stewardName(),
            role,
            content,
            new Extras(whole, ""),
            quoted == null ? null : quoted.id());
    return new Outcome.Confirmed(said.id());
  }

  private static Content checked(RoomBook book, Content content, @Nullable LogEntry quoted)
      throws SQLException {
    String text = content.text();
    int length = text.codePointCount(0, text.length());
    if (length > LONGEST) {
      throw Refusal.of(
          413,
          "too-long",
          "太长了",
          "message: " + length + " characters (expected: at most " + LONGEST + ")");
    }
    List<Segment> segments = new ArrayList<>();
    if (quoted != null) {
      segments.add(Draft.quote(quoted));
    }
    for (Segment segment : content.segments()) {
      switch (segment) {
        case Segment.Text words -> segments.add(new Segment.Text(Json.whole(words.text())));
        case Segment.Quote quote when quoted != null -> {}
        case Segment.Image image -> {
          if (book.media().find(image.media().ref()).isEmpty()) {
            throw Refusal.of(404, "media", "图片不在了", "the picture is gone: " + image.media().ref());
          }
          segments.add(image);
        }
        default -> segments.add(segment);
      }
    }
    return new Content(segments);
  }

  private static Outcome ban(RoomBook book, Room room, String user) throws SQLException {
    Member member = room.members.get(user);
    if (member == null) {
      throw Refusal.notIn();
    }
    requireNoOwner(member);
    if (member.state != Member.State.BANNED) {
      book.remove(room, member, Member.State.BANNED, WebAdapter.STEWARD);
    }
    return done();
  }

  private static Outcome unban(RoomBook book, Room room, String user) throws SQLException {
    Member member = room.members.get(user);
    if (member == null) {
      throw Refusal.notIn();
    }
    if (member.state == Member.State.BANNED) {
      book.remove(room, member, Member.State.OUT, WebAdapter.STEWARD);
    }
    return done();
  }

  private static Member target(Room room, UserId user) {
    Member member = room.require(user.id());
    requireNoOwner(member);
    return member;
  }

  private static Member asking(Room room, UserId user, String request) {
    Member member = room.members.get(user.id());
    if (member == null
        || member.state != Member.State.ASKS
        || !request.equals(Long.toString(member.request))) {
      throw Refusal.of(404, "no-request", "没有这个申请", "nobody waits with request " + request);
    }
    return member;
  }

  private static void requireNoOwner(@Nullable Member member) {
    if (member != null && member.role == Role.OWNER) {
      throw Refusal.of(403, "owner", "不能对群主这样做", "the target is the room's owner");
    }
  }

  private static Outcome done() {
    return new Outcome.Confirmed("");
  }
}
