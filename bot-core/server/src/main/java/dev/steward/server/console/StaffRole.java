package dev.steward.server.console;

import java.util.Locale;
import java.util.Optional;

/** Who may do what: {@link #may} is the whole table. */
enum StaffRole {
  OWNER,
  MANAGER,
  ANALYST;

  boolean may(Right right) {
    return switch (this) {
      case OWNER -> true;
      case MANAGER -> right != Right.ADMINISTER;
      case ANALYST -> right == Right.READ;
    };
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
