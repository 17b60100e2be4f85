package dev.steward.server.platforms;

import dev.steward.chat.Capability;
import dev.steward.testkit.AdapterFixture;
import java.util.EnumSet;
import java.util.Set;

/**
 * A group in which the conversation is played.
 *
 * @param platform a new one
 * @param place which of the platform's groups, from 0
 * @param lacks what the adapter can do elsewhere and not here, whatever Steward's role
 * @param besides what happens here though it is not promised
 */
record Venue(
    String name,
    AdapterFixture platform,
    int place,
    Set<Capability> lacks,
    Set<Capability> besides) {
  /** What a platform lets only those do who run a group. */
  static final Set<Capability> OF_ADMINS =
      Set.of(
          Capability.DELETE,
          Capability.MUTE,
          Capability.MUTE_ALL,
          Capability.KICK,
          Capability.BAN,
          Capability.ANSWER_JOINS,
          Capability.SET_CARD,
          Capability.SET_NOTICE);

  /** The first group of a platform, which Steward helps to run. */
  static Venue run(String name, AdapterFixture platform, Capability... lacks) {
    return new Venue(name, platform, 0, Set.of(lacks), Set.of());
  }

  /** The second group of a platform, in which Steward is a member like others. */
  static Venue talk(String name, AdapterFixture platform, Capability... lacks) {
    return new Venue(name, platform, 1, Set.of(lacks), Set.of());
  }

  Venue besides(Capability... unpromised) {
    return new Venue(name, platform, place, lacks, Set.of(unpromised));
  }

  /** What the README's table says of the platform, without what can't be had in this group. */
  Set<Capability> promised() {
    Set<Capability> all = EnumSet.copyOf(platform.adapter().capabilities());
    all.removeAll(lacks);
    if (place > 0) {
      all.removeAll(OF_ADMINS);
    }
    return all;
  }

  /** By what the lines of the conversation are chosen. */
  Set<Capability> happens() {
    Set<Capability> all = promised();
    all.addAll(besides);
    return all;
  }

  @Override
  public String toString() {
    return name;
  }
}
