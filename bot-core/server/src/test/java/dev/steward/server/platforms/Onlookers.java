package dev.steward.server.platforms;

import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.testkit.AdapterFixture;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the members of a group see of Steward, in words that are the same on every platform. */
final class Onlookers {
  private final AdapterFixture platform;
  private final GroupId group;
  private final Set<String> us;
  private final Map<String, UserId> people = new LinkedHashMap<>();
  private final Map<String, String> members = new LinkedHashMap<>();
  private final Set<String> known = new HashSet<>();

  Onlookers(AdapterFixture platform, GroupId group, Set<String> us) {
    this.platform = platform;
    this.group = group;
    this.us = us;
  }

  /** Somebody whose private talk with Steward is looked at from now on. */
  void meets(String name, UserId user) {
    people.put(name, user);
  }

  UserId user(String name) {
    return people.computeIfAbsent(name, one -> platform.member(group, one));
  }

  /** A member's message is there. */
  void hears(String messageId, String line) {
    members.put(messageId, line);
  }

  /** What is new since the last look: what is gone, what the group reads, what people read. */
  List<String> look() {
    List<String> lines = new ArrayList<>();
    List<AdapterFixture.Seen> seen = platform.seen(group);
    Set<String> there = new HashSet<>();
    seen.forEach(message -> there.add(message.messageId()));
    members
        .entrySet()
        .removeIf(
            message -> {
              boolean gone = !there.contains(message.getKey());
              if (gone) {
                lines.add("删除 " + message.getValue());
              }
              return gone;
            });
    tell(seen, "群管家：", lines, "");
    people.forEach((name, user) -> tell(whispers(user), "群管家 → " + name + "：", lines, name));
    return lines;
  }

  private List<AdapterFixture.Seen> whispers(UserId user) {
    try {
      return platform.seenPrivately(user);
    } catch (UnsupportedOperationException noPrivateTalk) {
      return List.of();
    }
  }

  private void tell(
      List<AdapterFixture.Seen> seen, String speaker, List<String> lines, String where) {
    for (AdapterFixture.Seen message : seen) {
      if (us.contains(message.sender().id()) && known.add(where + "|" + message.messageId())) {
        lines.addAll(told(speaker + message.text()));
        if (!message.buttons().isEmpty()) {
          lines.add("[" + String.join("] [", message.buttons()) + "]");
        }
      }
    }
  }

  /**
   * Its lines without those that are empty, and those about groups that a fake has besides; names
   * without the sign that calls them.
   */
  static List<String> told(String text) {
    return text.lines()
        .map(line -> line.replace("@", "").strip())
        .filter(line -> !line.isEmpty() && !line.contains("新群还没有脚本"))
        .toList();
  }
}
