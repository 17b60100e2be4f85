package dev.steward.engine.prices;

import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Segment;
import dev.steward.engine.flow.Turn;
import java.util.List;
import java.util.Optional;

/**
 * Pictures that a member sends in private about a complaint. That they were sent is kept with the
 * complaint; they themselves stay where the platform has them, and go when the message goes.
 */
final class Pictures {
  /** Messages with pictures that are kept for one complaint; nobody looks at more. */
  private static final int MOST = 20;

  private final Complaints complaints;
  private final Progress progress;

  Pictures(Complaints complaints, Progress progress) {
    this.complaints = complaints;
    this.progress = progress;
  }

  /** What is kept of a message's pictures; empty when it has none. */
  static Optional<Proof> of(Event.PrivateMessagePosted posted, GroupId group, Desk desk) {
    List<String> marks =
        posted.content().segments().stream()
            .filter(Segment.Image.class::isInstance)
            .map(_ -> desk.say("[图片]", "[picture]"))
            .toList();
    return marks.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Proof.of(
                Proof.Role.PICTURE,
                group,
                posted.messageId(),
                posted.sender().user(),
                posted.at(),
                String.join(" ", marks),
                false));
  }

  /** Keeps a message's pictures with a complaint; returns whether it has any. */
  boolean keep(Event.PrivateMessagePosted posted, Complaint complaint, Desk desk, Turn turn) {
    Optional<Proof> proof = of(posted, complaint.group(), desk);
    if (proof.isPresent() && complaints.pictures(complaint.number()) < MOST) {
      turn.then(() -> complaints.keep(complaint.number(), proof.get()));
    }
    return proof.isPresent();
  }

  /**
   * The same for a message without words, when nothing was asked: about the latest that is open.
   */
  boolean unasked(Event.PrivateMessagePosted posted, String person, Desks desks, Turn turn) {
    List<Complaint> open =
        posted.content().first(Segment.Image.class).isPresent()
            ? complaints.open(person)
            : List.of();
    if (open.isEmpty()) {
      return false;
    }
    Complaint about = open.getLast();
    Desk desk = desks.of(about);
    keep(posted, about, desk, turn);
    progress.whisper(
        turn,
        about,
        desk.say(
            "图片记在 #" + about.number() + " 里了，工作人员会看。",
            "The picture is kept with #" + about.number() + "; the staff will look at it."),
        List.of());
    return true;
  }
}
