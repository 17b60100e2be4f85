package dev.steward.adapter.irc;

import dev.steward.chat.Capability;
import java.util.EnumSet;
import java.util.Set;

/** What we may do in a channel, from the server's abilities and our rank there. */
final class Rights {
  private Rights() {}

  static Set<Capability> of(Traits traits, Caps caps, String ranks, Room room) {
    Set<Capability> rights =
        EnumSet.of(
            Capability.SEE_MESSAGES, Capability.SEE_MEMBERS, Capability.SEND, Capability.PRIVATE);
    if (caps.ids()) {
      rights.add(Capability.REPLY);
    }
    if (caps.history() && byTime(traits)) {
      rights.add(Capability.HISTORY);
    }
    if (caps.redaction()) {
      rights.add(Capability.SEE_RECALLS);
    }
    boolean operator = traits.atLeast(ranks, 'o');
    if (operator) {
      rights.add(Capability.BAN);
      if (caps.redaction()) {
        rights.add(Capability.DELETE);
      }
      if (new Masks(traits).canMute()) {
        rights.add(Capability.MUTE);
      }
      if (traits.isFlag('m')) {
        rights.add(Capability.MUTE_ALL);
      }
    }
    boolean half = operator || ranks.indexOf('h') >= 0;
    if (half) {
      rights.add(Capability.KICK);
    }
    if (half || !room.flag('t')) {
      rights.add(Capability.SET_NOTICE);
    }
    return Set.copyOf(rights);
  }

  private static boolean byTime(Traits traits) {
    return traits.value("MSGREFTYPES", "timestamp").contains("timestamp");
  }
}
