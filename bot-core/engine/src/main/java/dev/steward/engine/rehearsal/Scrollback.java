package dev.steward.engine.rehearsal;

import dev.steward.chat.GroupId;
import dev.steward.engine.script.Conversation.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What members have posted in a written conversation, to be replied to, edited or recalled. */
final class Scrollback {
  private final List<Posted> inOrder = new ArrayList<>();
  private final Map<String, Posted> byId = new HashMap<>();

  /** A member's message. */
  record Posted(GroupId group, String id, String name, String text) {}

  void add(Posted message) {
    inOrder.add(message);
    byId.put(message.id(), message);
  }

  /** Takes the place of the message with its id. */
  void edit(Posted message) {
    inOrder.replaceAll(one -> one.id().equals(message.id()) ? message : one);
    byId.put(message.id(), message);
  }

  Optional<Posted> byId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** A message by its number, or else the last of somebody's in a group. */
  Optional<Posted> find(GroupId group, String name, @Nullable Target which) {
    if (which != null && which.number() > 0) {
      return which.number() <= inOrder.size()
          ? Optional.of(inOrder.get(which.number() - 1))
          : Optional.empty();
    }
    return inOrder.reversed().stream()
        .filter(one -> one.group().equals(group) && one.name().equals(name))
        .findFirst();
  }
}
