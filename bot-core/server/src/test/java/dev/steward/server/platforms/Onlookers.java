package dev.steward.server.platforms;

import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.testkit.AdapterFixture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the members of a group see of Steward, in words that are the same on every platform. */
final class Onlookers {
  private final AdapterFixture platform;
  private final GroupId group;
  private final Set<String> us;
  private final Map<String, UserId> people = new LinkedHashMap<>();
  private final Set<String> in = new LinkedHashSet<>();
  private final Map<String, Said> members = new LinkedHashMap<>();
  private final Map<String, Said> known = new HashMap<>();
  private final List<String> numbered = new ArrayList<>();

  /** Somebody's words. */
  private record Said(String who, String words) {
    @Override
    public String toString() {
      return who + "：" + words;
    }

    /** As a message shows it that answers it. */
    String quoted() {
      return " > " + who + "「" + words.lines().findFirst().orElse("") + "」";
    }
  }

  Onlookers(AdapterFixture platform, GroupId group, Set<String> us) {
    this.platform = platform;
    this.group = group;
    this.us = us;
  }

  /** Somebody in the group; comes in first when new. Their private talk is looked at as well. */
  UserId user(String name) {
    return people.computeIfAbsent(
        name,
        one -> {
          in.add(one);
          return platform.member(group, one);
        });
  }

  /** Somebody of that name asks to be let in. */
  void asks(String name) {
    people.put(name, platform.askToJoin(group, name));
  }

  /** A member's message is there. */
  void hears(String messageId, String who, String words) {
    Said said = new Said(who, words);
    members.put(messageId, said);
    known.put(messageId, said);
  }

  /** What a member wrote to Steward alone, which may be quoted there. */
  void wrote(String messageId, String who, String words) {
    known.put(messageId, new Said(who, words));
  }

  /** A member changes the words that they said last. */
  void changes(String who, String words) {
    String message =
        members.entrySet().stream()
            .filter(said -> said.getValue().who.equals(who))
            .map(Map.Entry::getKey)
            .reduce((_, later) -> later)
            .orElseThrow();
    platform.edit(group, user(who), message, words);
    hears(message, who, words);
  }

  /** A member takes back what they said. */
  void takesBack(String who, String words) {
    String message =
        members.entrySet().stream()
            .filter(said -> said.getValue().equals(new Said(who, words)))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow();
    platform.recall(group, user(who), message);
    members.remove(message);
  }

  /**
   * What is new since the last look: who is in and who is not, what is gone, what the group reads,
   * what people read.
   */
  List<String> look() {
    List<String> lines = new ArrayList<>();
    people.forEach((name, user) -> comesOrGoes(name, user, lines));
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
    tell(seen, "群管家", "", lines);
    in.forEach(name -> tell(whispers(user(name)), "群管家 → " + name, name + "|", lines));
    lines.stream().filter(line -> line.startsWith("#")).forEach(numbered::add);
    return lines;
  }

  /** The number, such as {@code #4}, of the line that was read last of those with these words. */
  String number(String words) {
    return numbered.reversed().stream()
        .filter(line -> line.contains(words))
        .map(line -> line.split(" ", 2)[0])
        .findFirst()
        .orElseThrow();
  }

  private void comesOrGoes(String name, UserId user, List<String> lines) {
    boolean isIn = platform.isIn(group, user);
    if (isIn && in.add(name)) {
      lines.add("进群 " + name);
    } else if (!isIn && in.remove(name)) {
      lines.add("移出 " + name);
    }
  }

  private List<AdapterFixture.Seen> whispers(UserId user) {
    try {
      return platform.seenPrivately(user);
    } catch (UnsupportedOperationException noPrivateTalk) {
      return List.of();
    }
  }

  private void tell(
      List<AdapterFixture.Seen> seen, String speaker, String where, List<String> lines) {
    for (AdapterFixture.Seen message : seen) {
      if (us.contains(message.sender().id())
          && known.putIfAbsent(where + message.messageId(), new Said("群管家", message.text()))
              == null) {
        lines.addAll(told(speaker + quoted(message) + "：" + message.text()));
        lines.addAll(Collections.nCopies(message.images(), "[图片]"));
        if (!message.buttons().isEmpty()) {
          lines.add("[" + String.join("] [", message.buttons()) + "]");
        }
      }
    }
  }

  private String quoted(AdapterFixture.Seen message) {
    String quote = message.replyTo();
    return quote == null
        ? ""
        : known.getOrDefault(quote, new Said("?", "a message that nobody saw: " + quote)).quoted();
  }

  /** Its lines without those that are empty, and those about groups that a fake has besides. */
  static List<String> told(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.contains("新群还没有脚本"))
        .toList();
  }
}
