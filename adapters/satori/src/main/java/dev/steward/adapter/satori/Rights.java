package dev.steward.adapter.satori;

import dev.steward.chat.Role;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What the roles of a member say, where a platform names them as everybody does. */
final class Rights {
  private Rights() {}

  /** The highest role that is known by its name; empty when none is, or none is told. */
  static Optional<Role> of(JsonNode member) {
    Optional<Role> highest = Optional.empty();
    for (JsonNode role : member.path("roles")) {
      Optional<Role> one = named(Json.text(role, "id")).or(() -> named(Json.text(role, "name")));
      if (one.isPresent() && (highest.isEmpty() || one.get().compareTo(highest.get()) < 0)) {
        highest = one;
      }
    }
    return highest;
  }

  private static Optional<Role> named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "owner", "creator", "群主" -> Optional.of(Role.OWNER);
      case "admin", "administrator", "管理员" -> Optional.of(Role.ADMIN);
      case "member", "成员" -> Optional.of(Role.MEMBER);
      default -> Optional.empty();
    };
  }
}
