package dev.steward.adapter.satori;

import dev.steward.chat.AccountId;
import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import java.util.Optional;

/**
 * An id of one of Satori's own platforms, as Steward keeps it: {@code discord:123456}. A Satori
 * server carries many platforms, so the platform's name stands before each id of a channel, a user
 * or a login. A colon or a percent sign within that name is written {@code %3A} or {@code %25}; the
 * id itself stays as it is.
 *
 * @param platform Satori's name for it, such as {@code discord} or {@code sandbox:abc}
 * @param id the platform's own id
 */
record Native(String platform, String id) {
  /** Reads what {@link #toString} writes; empty for anything else. */
  static Optional<Native> of(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      return Optional.empty();
    }
    String platform = text.substring(0, colon).replace("%3A", ":").replace("%25", "%");
    return Optional.of(new Native(platform, text.substring(colon + 1)));
  }

  static Optional<Native> of(GroupId group) {
    return of(group.id());
  }

  static Optional<Native> of(UserId user) {
    return of(user.id());
  }

  static Optional<Native> of(AccountId account) {
    return of(account.id());
  }

  GroupId group() {
    return new GroupId(SatoriAdapter.PLATFORM, toString());
  }

  UserId user() {
    return new UserId(SatoriAdapter.PLATFORM, toString());
  }

  AccountId account() {
    return new AccountId(SatoriAdapter.PLATFORM, toString());
  }

  @Override
  public String toString() {
    return platform.replace("%", "%25").replace(":", "%3A") + ":" + id;
  }
}
