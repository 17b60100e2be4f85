package dev.steward.adapter.satori;

import dev.steward.chat.Capability;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What Satori does not tell about the platforms behind it: which events their adapters report, how
 * long a message may be, how messages are counted, which have buttons. As Koishi's adapters of 2026
 * have it; a platform that is not here is trusted with everything.
 */
final class Platforms {
  /** Platforms where a press of a button comes back as {@code interaction/button}. */
  static final Set<String> WITH_BUTTONS =
      Set.of("discord", "kook", "line", "qq", "qqguild", "telegram", "whatsapp");

  /**
   * What is tried when a server does not say what its logins can do; what then turns out to be
   * missing is not tried again.
   */
  static final Set<String> ASSUMED =
      Set.of(
          Api.SEND,
          Api.DELETE,
          Api.KICK,
          Api.MUTE,
          Api.APPROVE,
          Api.OPEN_PRIVATE,
          Api.GUILDS,
          Api.CHANNELS,
          Api.MEMBER);

  private static final int USUAL_LONGEST = 4_000;

  private static final Map<String, Integer> LONGEST =
      Map.of("discord", 2_000, "wecom", 600, "wechat-official", 600);

  private static final Set<String> NO_EDITS =
      Set.of(
          "onebot",
          "qq",
          "qqguild",
          "dingtalk",
          "lark",
          "feishu",
          "line",
          "wecom",
          "wechat-official",
          "whatsapp",
          "mail",
          "zulip");

  private static final Set<String> NO_RECALLS =
      Set.of(
          "telegram",
          "dingtalk",
          "lark",
          "feishu",
          "wecom",
          "wechat-official",
          "whatsapp",
          "mail",
          "zulip");

  private static final Set<String> NO_MEMBERS =
      Set.of("dingtalk", "lark", "feishu", "slack", "wecom", "wechat-official", "whatsapp", "mail");

  /** Robots there are shown only what names them. */
  private static final Set<String> ONLY_MENTIONS = Set.of("qq", "dingtalk");

  private static final Set<String> MUTES = Set.of("onebot");

  /** Platforms whose message ids are unique in a channel only. */
  private static final Set<String> COUNTED_BY_CHANNEL = Set.of("telegram", "slack");

  private Platforms() {}

  /** Whether messages of two channels may have the same id. */
  static boolean countsByChannel(String platform) {
    return COUNTED_BY_CHANNEL.contains(platform);
  }

  /** What happens there and is seen. */
  static Set<Capability> seen(String platform) {
    Set<Capability> seen = EnumSet.noneOf(Capability.class);
    add(seen, Capability.SEE_MESSAGES, !ONLY_MENTIONS.contains(platform));
    add(seen, Capability.SEE_EDITS, !NO_EDITS.contains(platform));
    add(seen, Capability.SEE_RECALLS, !NO_RECALLS.contains(platform));
    add(seen, Capability.SEE_MEMBERS, !NO_MEMBERS.contains(platform));
    add(seen, Capability.SEE_MUTES, MUTES.contains(platform));
    return seen;
  }

  private static void add(Set<Capability> all, Capability one, boolean there) {
    if (there) {
      all.add(one);
    }
  }

  /** The longest message, in UTF-16 units. */
  static int longest(String platform) {
    return LONGEST.getOrDefault(platform, USUAL_LONGEST);
  }
}
