package dev.steward.engine.rules;

import dev.steward.chat.Content;
import dev.steward.chat.Media;
import dev.steward.chat.Role;
import dev.steward.chat.Segment;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Fate;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.members.Member;
import dev.steward.engine.members.Members;
import dev.steward.engine.pictures.PictureReader;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Has the pictures of a message looked at outside the lane, and takes up what comes back. */
final class PictureLook {
  private final PictureReader pictures;
  private final Members members;
  private final Sql sql;

  PictureLook(PictureReader pictures, Members members, Sql sql) {
    this.pictures = pictures;
    this.members = members;
    this.sql = sql;
  }

  /**
   * A message whose pictures are looked at, as it comes back: its words stay in the journal, where
   * they can be forgotten.
   *
   * @param seq the journal's number of the message
   * @param said how many messages its member had posted before it
   * @param hit the rules that have hit it already
   */
  record Shown(long seq, String id, UserId user, Instant at, int said, List<String> hit) {
    Shown {
      hit = List.copyOf(hit);
    }
  }

  /** A message whose pictures were looked at; empty when it is not there any more. */
  Optional<Posting> back(PictureReader.Seen seen, Turn turn) {
    Shown shown = Json.read(seen.asked(), Shown.class);
    Optional<Content> content =
        sql.first("SELECT text FROM body WHERE seq = ?", row -> row.text(1), shown.seq)
            .map(body -> Json.read(body, Content.class));
    if (content.isEmpty() || Watch.of(turn).wasRecalled(shown.id)) {
      return Optional.empty();
    }
    Member member =
        members
            .find(turn.group().id(), shown.user)
            .orElseGet(
                () -> Member.present(turn.group().id(), shown.user, shown.user.id(), Role.MEMBER));
    return Optional.of(
        new Posting(
            shown.id,
            new Sender(shown.user, member.name(), member.role()),
            content.get(),
            shown.at,
            true,
            shown,
            seen.codes()));
  }

  /**
   * Asks for its pictures, if it has some.
   *
   * @param said how many messages its member had posted before it
   * @param hit the rules that have hit it already
   */
  void ask(Turn turn, Posting message, int said, List<String> hit) {
    List<Media> images =
        message.content().segments().stream()
            .filter(Segment.Image.class::isInstance)
            .map(image -> ((Segment.Image) image).media())
            .toList();
    if (images.isEmpty() || turn.fate() != Fate.HANDLED) {
      return;
    }
    boolean taken =
        pictures.read(
            new PictureReader.Request(
                "qr:" + turn.group().id() + ":" + turn.seq(),
                turn.key(),
                turn.group().id().platform(),
                images,
                RulesFeature.NAME,
                Json.write(
                    new Shown(
                        turn.seq(),
                        message.id(),
                        message.sender().user(),
                        message.at(),
                        said,
                        hit))));
    if (!taken) {
      turn.note(
          "picture-not-read",
          Reason.of(
              RulesFeature.NAME, "图片太多，这一张没有看", "too many pictures: this one was not looked at"),
          Mode.LIVE);
    }
  }
}
