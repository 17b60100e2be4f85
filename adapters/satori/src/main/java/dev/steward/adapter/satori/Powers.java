package dev.steward.adapter.satori;

import dev.steward.chat.AccountId;
import dev.steward.chat.Capability;
import dev.steward.chat.GroupId;
import dev.steward.chat.Role;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a login can do in a group: what the server says of the login, less what its role forbids.
 */
final class Powers {
  /** What Satori has words for at all. */
  static final Set<Capability> MOST =
      Set.copyOf(
          EnumSet.complementOf(
              EnumSet.of(
                  Capability.BAN,
                  Capability.POLLS,
                  Capability.SET_CARD,
                  Capability.SET_NOTICE,
                  Capability.SEND_ONCE,
                  Capability.HISTORY)));

  private static final Map<String, Capability> BY_METHOD =
      Map.of(
          Api.DELETE, Capability.DELETE,
          Api.KICK, Capability.KICK,
          Api.MUTE, Capability.MUTE,
          Api.MUTE_ALL, Capability.MUTE_ALL,
          Api.APPROVE, Capability.ANSWER_JOINS,
          Api.OPEN_PRIVATE, Capability.PRIVATE);

  /** What only those who run a group may do. */
  private static final Set<Capability> OF_ADMINS =
      EnumSet.of(
          Capability.DELETE,
          Capability.KICK,
          Capability.MUTE,
          Capability.MUTE_ALL,
          Capability.ANSWER_JOINS);

  private final Logins logins;
  private final Groups groups;
  private final Set<String> withButtons;

  /**
   * @param withButtons platforms with native buttons
   */
  Powers(Logins logins, Groups groups, Set<String> withButtons) {
    this.logins = logins;
    this.groups = groups;
    this.withButtons = withButtons;
  }

  /** In one group, by the first of our logins that is there; empty when none is. */
  Set<Capability> in(GroupId group) {
    for (AccountId account : logins.accounts()) {
      if (groups.find(account, group).isPresent()) {
        return of(account, group);
      }
    }
    return Set.of();
  }

  /** Of one login in one group; empty when it is not there. */
  Set<Capability> of(AccountId account, GroupId group) {
    Optional<Place> place = groups.find(account, group);
    Optional<Login> login = logins.find(account);
    if (place.isEmpty() || login.isEmpty()) {
      return Set.of();
    }
    Set<Capability> all = alone(login.get());
    all.addAll(Platforms.seen(login.get().id().platform()));
    if (!groups.isMain(account, place.get())) {
      all.remove(Capability.SEE_MEMBERS);
    }
    Optional<Role> role = groups.role(account, place.get().guild());
    if (role.equals(Optional.of(Role.MEMBER))) {
      all.removeAll(OF_ADMINS);
    }
    if (place.get().guild().isEmpty()) {
      all.removeAll(EnumSet.of(Capability.KICK, Capability.MUTE));
    }
    return all;
  }

  /** Of a login, wherever it is. */
  Set<Capability> alone(Login login) {
    Set<Capability> all = EnumSet.noneOf(Capability.class);
    BY_METHOD.forEach(
        (method, capability) -> {
          if (login.can(method)) {
            all.add(capability);
          }
        });
    if (login.can(Api.SEND)) {
      all.add(Capability.SEND);
      all.add(Capability.REPLY);
      all.add(Capability.SEND_IMAGES);
      if (withButtons.contains(login.id().platform())) {
        all.add(Capability.BUTTONS);
      }
    }
    return all;
  }
}
