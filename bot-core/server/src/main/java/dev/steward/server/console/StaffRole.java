package dev.steward.server.console;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Who may do what. */
enum StaffRole {
  OWNER(EnumSet.allOf(Right.class)),
  MANAGER(EnumSet.of(Right.READ, Right.WORDS, Right.OPERATE)),
  ANALYST(EnumSet.of(Right.READ));

  private final Set<Right> rights;

  StaffRole(Set<Right> rights) {
    this.rights = rights;
  }

  boolean may(Right right) {
    return rights.contains(right);
  }

  /** As it stands in the database. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<StaffRole> of(String word) {
    for (StaffRole role : values()) {
      if (role.word().equals(word)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
