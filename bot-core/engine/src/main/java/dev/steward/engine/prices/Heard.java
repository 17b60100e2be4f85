package dev.steward.engine.prices;

import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks up in the journal what was said in a group. */
final class Heard {
  /** Further back nobody quotes from; keeps the search short. */
  private static final long REACH = 200_000;

  private final Sql sql;

  Heard(Sql sql) {
    this.sql = sql;
  }

  /** A message as it was posted. */
  record Found(
      @Nullable UserId user, @Nullable String id, Instant at, String text, boolean recalled) {
    /** As something to keep for a complaint. */
    Proof proof(Proof.Role role, GroupId group) {
      return Proof.of(role, group, id, user, at, text, recalled);
    }
  }

  /** A message of the group by the journal's number of it; empty when it is forgotten. */
  Optional<Found> message(Key group, long seq) {
    return sql.first(
        "SELECT j.user_id, j.message_id, j.happened, b.text, EXISTS (SELECT 1 FROM journal r WHERE"
            + " r.lane_key = j.lane_key AND r.seq > j.seq AND r.message_id = j.message_id"
            + " AND r.kind = 'message-recalled') FROM journal j JOIN body b ON b.seq = j.seq"
            + " WHERE j.seq = ? AND j.lane_key = ? AND j.kind = 'message-posted'",
        Heard::read,
        seq,
        group);
  }

  private static Found read(Sql.Row row) throws SQLException {
    String user = row.textOrNull(1);
    return new Found(
        user == null ? null : UserId.parse(user),
        row.textOrNull(2),
        row.time(3),
        Json.read(row.text(4), Content.class).text(),
        row.yes(5));
  }

  /** A message of the group by its native id; empty when it is forgotten or not seen. */
  Optional<Found> message(Key group, String messageId, long seq) {
    return sql.first(
        "SELECT j.user_id, j.message_id, j.happened, b.text, EXISTS (SELECT 1 FROM journal r WHERE"
            + " r.lane_key = j.lane_key AND r.seq > j.seq AND r.message_id = j.message_id"
            + " AND r.kind = 'message-recalled') FROM journal j JOIN body b ON b.seq = j.seq"
            + " WHERE j.lane_key = ? AND j.seq > ? AND j.message_id = ?"
            + " AND j.kind = 'message-posted' ORDER BY j.seq DESC LIMIT 1",
        Heard::read,
        group,
        seq - REACH,
        messageId);
  }

  /** The message itself, and what it quotes. */
  List<Proof> proofs(Event.MessagePosted posted, Turn turn) {
    List<Proof> proofs = new ArrayList<>();
    proofs.add(
        Proof.of(
            Proof.Role.MESSAGE,
            turn.group().id(),
            posted.messageId(),
            posted.sender().user(),
            posted.at(),
            posted.content().text(),
            false));
    posted
        .content()
        .first(Segment.Quote.class)
        .map(
            quote ->
                message(turn.key(), quote.messageId(), turn.seq())
                    .map(found -> found.proof(Proof.Role.QUOTED, turn.group().id()))
                    .orElseGet(
                        () ->
                            Proof.of(
                                Proof.Role.QUOTED,
                                turn.group().id(),
                                quote.messageId(),
                                quote.sender(),
                                posted.at(),
                                quote.excerpt(),
                                false)))
        .ifPresent(proofs::add);
    return proofs;
  }
}
