package dev.steward.adapter.satori;

import dev.steward.chat.Role;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What Koishi's OneBot adapter tells as {@code guild-member}, which Satori has no word for: mutes,
 * roles and group cards, with the OneBot notice beside it.
 */
final class OneBotNotices {
  private OneBotNotices() {}

  /** What a notice says of a member. */
  sealed interface Notice {}

  /** Muted for so long, or no longer when it is zero. */
  record Muted(Duration duration) implements Notice {}

  /** Made an administrator, or no longer one. */
  record Ranked(Role role) implements Notice {}

  /** Has another group card. */
  record Renamed(String name) implements Notice {}

  /** Reads the notice; empty for none, and for one that says nothing of a single member. */
  static Optional<Notice> read(JsonNode event) {
    JsonNode notice = event.path("_data");
    return switch (Json.text(notice, "notice_type")) {
      case "group_ban" -> {
        boolean lifted = Json.text(notice, "sub_type").equals("lift_ban");
        long seconds = lifted ? 0 : Math.clamp(Json.number(notice, "duration", 0), 0, 1L << 32);
        yield Optional.of(new Muted(Duration.ofSeconds(seconds)));
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
