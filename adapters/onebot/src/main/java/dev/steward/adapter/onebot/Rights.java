package dev.steward.adapter.onebot;

import dev.steward.chat.Capability;
import dev.steward.chat.Role;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a login may do in a group, by its role there and by what the implementation has. */
final class Rights {
  private static final Set<Capability> TALK =
      Set.of(
          Capability.SEE_MESSAGES,
          Capability.SEE_RECALLS,
          Capability.SEE_MEMBERS,
          Capability.SEE_MUTES,
          Capability.SEND,
          Capability.REPLY,
          Capability.PRIVATE,
          Capability.SEND_IMAGES);

  private static final Set<Capability> RUN =
      Set.of(
          Capability.DELETE,
          Capability.MUTE,
          Capability.MUTE_ALL,
          Capability.KICK,
          Capability.BAN,
          Capability.ANSWER_JOINS,
          Capability.SET_CARD,
          Capability.SET_NOTICE);

  /** Everything that a login that runs a group can do with an implementation that has it all. */
  static final Set<Capability> ALL = of(Role.OWNER, new Extras(true, true));

  private Rights() {}

  /**
   * What an implementation has beyond the specification.
   *
   * @param notice {@code _send_group_notice}
   * @param history {@code get_group_msg_history}
   */
  record Extras(boolean notice, boolean history) {}

  /**
   * @param role null while it is not known: then the platform's own answer is the judge
   */
  static Set<Capability> of(@Nullable Role role, Extras extras) {
    Set<Capability> all = EnumSet.copyOf(TALK);
    if (role != Role.MEMBER) {
      all.addAll(RUN);
      if (!extras.notice) {
        all.remove(Capability.SET_NOTICE);
      }
    }
    if (extras.history) {
      all.add(Capability.HISTORY);
    }
    return Set.copyOf(all);
  }
}
