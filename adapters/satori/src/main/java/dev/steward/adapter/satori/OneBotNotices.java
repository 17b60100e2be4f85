package dev.steward.adapter.satori;

import dev.steward.chat.Role;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What Koishi's OneBot adapter tells as {@code guild-member}, which Satori has no word for: mutes,
 * roles and group cards, with the OneBot notice beside it.
 */
final class OneBotNotices {
  private OneBotNotices() {}

  /** What a notice says of a member. */
  sealed interface Notice {}

  /** Muted until a time, or no longer when it is null. */
  record Muted(@Nullable Instant until) implements Notice {}

  /** Made an administrator, or no longer one. */
  record Ranked(Role role) implements Notice {}

  /** Has another group card. */
  record Renamed(String name) implements Notice {}

  /** Reads the notice; empty for none, and for one that says nothing of a single member. */
  static Optional<Notice> read(JsonNode event, Instant now) {
    JsonNode notice = event.path("_data");
    return switch (Json.text(notice, "notice_type")) {
      case "group_ban" -> {
        long seconds = Math.clamp(Json.number(notice, "duration", 0), 0, 1L << 32);
        boolean lifted = seconds == 0 || Json.text(notice, "sub_type").equals("lift_ban");
        // By the clock of whoever muted: that of the server between may be another.
        long told = Json.number(notice, "time", 0);
        Instant at = told > 0 && told < Reading.SECONDS_BELOW ? Instant.ofEpochSecond(told) : now;
        yield Optional.of(new Muted(lifted ? null : at.plusSeconds(seconds)));
      }
      case "group_admin" ->
          Optional.of(
              new Ranked(Json.text(notice, "sub_type").equals("set") ? Role.ADMIN : Role.MEMBER));
      case "group_card" -> {
        String card = Json.text(notice, "card_new");
        yield card.isBlank() ? Optional.empty() : Optional.of(new Renamed(card));
      }
      default -> Optional.empty();
    };
  }
}
