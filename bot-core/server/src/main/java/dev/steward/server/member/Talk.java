package dev.steward.server.member;

import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.Event;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What Steward and a person said to each other alone, lately; whatever could not be delivered on
 * the platform can be read here.
 *
 * @param lines oldest first
 * @param buttons those under the last message, if it was Steward's
 */
record Talk(List<Line> lines, List<Button> buttons) {
  private static final int MOST = 12;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("M-d HH:mm", Locale.ROOT);

  /**
   * A message.
   *
   * @param mine whether the person said it
   */
  record Line(boolean mine, String text, String at) {}

  private record Said(long seq, boolean mine, Instant at, String text, List<Button> buttons) {}

  static Talk of(Sql sql, Guest guest, ZoneId zone) {
    String user = guest.sender().user().toString();
    List<Said> said = new ArrayList<>();
    // Without the links to this page: who looks over a shoulder shall not be handed one.
    said.addAll(
        sql.list(
            "SELECT seq, created, payload FROM action WHERE recipient = ?"
                + " AND state NOT IN ('observed', 'dropped')"
                + " AND reason NOT LIKE '{\"feature\":\"page\"%' ORDER BY id DESC LIMIT ?",
            row -> {
              Action.SendPrivate sent = Json.read(row.text(3), Action.SendPrivate.class);
              return new Said(
                  row.number(1), false, row.time(2), sent.content().text(), sent.buttons());
            },
            user,
            MOST));
    // Newest first, so that those of one turn stay in their order when all is turned around.
    said.addAll(
        sql.list(
            "SELECT j.seq, j.arrived, b.text FROM journal j JOIN body b ON b.seq = j.seq"
                + " WHERE j.lane_key = ? AND j.user_id = ? AND j.kind = 'private-message-posted'"
                + " ORDER BY j.seq DESC LIMIT ?",
            row -> {
              Event.PrivateMessagePosted posted =
                  Json.read(row.text(3), Event.PrivateMessagePosted.class);
              return new Said(row.number(1), true, row.time(2), posted.content().text(), List.of());
            },
            "person:" + guest.person(),
            user,
            MOST));
    said.sort(Comparator.comparingLong(Said::seq).reversed().thenComparing(Said::mine));
    List<Said> latest = said.stream().limit(MOST).toList().reversed();
    return new Talk(
        latest.stream()
            .map(one -> new Line(one.mine, one.text, TIME.format(one.at.atZone(zone))))
            .toList(),
        latest.isEmpty() ? List.of() : latest.getLast().buttons);
  }
}
