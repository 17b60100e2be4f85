package dev.steward.engine.rehearsal;

import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Role;
import dev.steward.chat.Segment;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import dev.steward.engine.script.Conversation.Move;
import dev.steward.engine.script.Conversation.Target;
import dev.steward.engine.script.Pack;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of a written conversation: makes events of what they do, for whichever house it is
 * played to. What the chat would not let them do, they don't.
 */
final class Cast {
  private final House house;
  private final SimulatedChat chat;
  private final Pack pack;
  private final Map<GroupId, Integer> rooms = new HashMap<>();
  private final Map<String, Role> roles = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private final Map<GroupId, Set<String>> left = new HashMap<>();
  private final Scrollback posted = new Scrollback();
  private int ids;

  /**
   * How a move went.
   *
   * @param zh why the chat did not let it happen; null when it happened
   * @param en the same in English
   * @param slip whether the file is at fault
   */
  record Went(@Nullable String zh, @Nullable String en, boolean slip) {
    static final Went WELL = new Went(null, null, false);

    static Went slip(String zh, String en) {
      return new Went(zh, en, true);
    }

    static Went blocked(String zh, String en) {
      return new Went(zh, en, false);
    }
  }

  Cast(House house, SimulatedChat chat, Pack pack) {
    this.house = house;
    this.chat = chat;
    this.pack = pack;
  }

  /** The group with this title; when it is new, Steward comes into it, bound and live. */
  GroupId enter(String title) {
    GroupId group = SimulatedChat.groupId(title.isEmpty() ? pack.title() : title);
    if (!rooms.containsKey(group)) {
      rooms.put(group, rooms.size());
      Hall.opens(house, chat, pack, group, Map.of(), id());
    }
    return group;
  }

  /** What a member said, by the message's id. */
  Happenings.Words words(String messageId) {
    return posted
        .byId(messageId)
        .map(message -> new Happenings.Words(message.name(), message.text()))
        .orElse(Happenings.Words.UNKNOWN);
  }

  /** Does what a line says, and lets everything come to rest. */
  Went act(GroupId group, Move move) {
    Went went =
        switch (move) {
          case Move.Waits waits -> {
            house.pass(Duration.between(house.now(), waits.until()));
            yield Went.WELL;
          }
          case Move.Appoints appoints -> {
            appoints.names().forEach(house::staff);
            names.addAll(appoints.names());
            yield Went.WELL;
          }
          case Move.Lacks lacks -> {
            chat.cannot(lacks.abilities());
            rooms.keySet().forEach(room -> house.deliver(Hall.seen(chat, room, id(), now())));
            yield Went.WELL;
          }
          case Move.Observes _ -> {
            house.command(group, "observe", Map.of());
            yield Went.WELL;
          }
          case Move.Joins joins -> joins(group, joins);
          case Move.Leaves leaves -> leaves(group, leaves.name());
          case Move.AsksIn asks -> asksIn(group, asks);
          case Move.Says says -> says(group, says);
          case Move.Whispers whispers -> {
            Sender sender = sender(whispers.name());
            Content content = ChatContent.of(whispers.words(), names, null);
            house.deliver(
                new Event.PrivateMessagePosted(
                    SimulatedChat.ACCOUNT, id(), sender, content, now()));
            yield Went.WELL;
          }
          case Move.Presses presses -> presses(group, presses);
          case Move.Edits edits -> edits(group, edits);
          case Move.Recalls recalls -> recalls(group, recalls);
        };
    house.settle();
    return went;
  }

  private String id() {
    return "s" + ++ids;
  }

  private Instant now() {
    return house.now();
  }

  private Sender sender(String name) {
    names.add(name);
    return new Sender(SimulatedChat.user(name), name, roles.getOrDefault(name, Role.MEMBER));
  }

  private Went joins(GroupId group, Move.Joins joins) {
    roles.put(joins.name(), joins.role());
    chat.group(group).comesBack(SimulatedChat.user(joins.name()));
    left(group).remove(joins.name());
    house.deliver(
        new Event.MemberJoined(
            SimulatedChat.ACCOUNT, group, id(), sender(joins.name()), null, now()));
    return Went.WELL;
  }

  private Went leaves(GroupId group, String name) {
    UserId user = sender(name).user();
    if (!left(group).add(name)) {
      return away(name);
    }
    house.deliver(new Event.MemberLeft(SimulatedChat.ACCOUNT, group, id(), user, user, now()));
    return Went.WELL;
  }

  /** Who left a group by themselves and has not come back. */
  private Set<String> left(GroupId group) {
    return left.computeIfAbsent(group, _ -> new HashSet<>());
  }

  /** The file says that somebody does something in a group that they left. */
  private static Went away(String name) {
    return Went.slip(
        name + " 已经退群了，在群里什么也做不了；回来的话先写一行「+ " + name + "」",
        name
            + " has left the group and can do nothing there; write “+ "
            + name
            + "” first if they come back");
  }

  private Went asksIn(GroupId group, Move.AsksIn asks) {
    UserId user = sender(asks.name()).user();
    house.deliver(
        new Event.JoinRequested(
            SimulatedChat.ACCOUNT, group, id(), user, asks.name(), asks.words(), now()));
    return Went.WELL;
  }

  /** Why somebody can't post in a group now; empty when they can. */
  private Optional<Went> kept(GroupId group, String name) {
    UserId user = SimulatedChat.user(name);
    if (chat.group(group).isGone(user)) {
      return Optional.of(
          Went.blocked(name + " 已不在群里，发不出", name + " is no longer in the group and can't post"));
    }
    Instant until = chat.group(group).mutedUntil(user);
    if (until == null || !now().isBefore(until)) {
      return Optional.empty();
    }
    var clock = until.atZone(pack.zone()).toLocalDateTime().withNano(0);
    String shown = clock.toString().replace('T', ' ');
    return Optional.of(
        Went.blocked(
            name + " 被禁言到 " + shown + "，发不出",
            name + " is muted until " + shown + " and can't post"));
  }

  private Went says(GroupId group, Move.Says says) {
    Sender sender = sender(says.name());
    if (left(group).contains(says.name())) {
      return away(says.name());
    }
    Optional<Went> kept = kept(group, says.name());
    if (kept.isPresent()) {
      return kept.get();
    }
    Segment.Quote quote = null;
    Target to = says.to();
    if (to != null) {
      quote = quote(group, to).orElse(null);
      if (quote == null) {
        return nothing(to);
      }
    }
    String messageId = id();
    posted.add(new Scrollback.Posted(group, messageId, says.name(), says.words()));
    house.deliver(
        new Event.MessagePosted(
            SimulatedChat.ACCOUNT,
            group,
            messageId,
            sender,
            ChatContent.of(says.words(), names, quote),
            now()));
    return Went.WELL;
  }

  private Optional<Segment.Quote> quote(GroupId group, Target to) {
    if (to.number() == 0 && to.name().isEmpty()) {
      List<SimulatedGroup.Said> ours = chat.group(group).messages();
      return ours.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Segment.Quote(
                  ours.getLast().messageId(),
                  SimulatedChat.us(),
                  ours.getLast().message().content().text()));
    }
    return posted
        .find(group, to.name(), to)
        .map(one -> new Segment.Quote(one.id(), SimulatedChat.user(one.name()), one.text()));
  }

  private static Went nothing(@Nullable Target which) {
    return which != null && which.number() > 0
        ? Went.slip(
            "没有第 " + which.number() + " 条消息", "there is no message number " + which.number())
        : Went.slip("没有这样的消息", "there is no such message");
  }

  private Went edits(GroupId group, Move.Edits edits) {
    if (left(group).contains(edits.name())) {
      return away(edits.name());
    }
    Optional<Scrollback.Posted> old = posted.find(group, edits.name(), edits.which());
    if (old.isEmpty() || !old.get().name().equals(edits.name())) {
      return nothing(edits.which());
    }
    posted.edit(new Scrollback.Posted(group, old.get().id(), edits.name(), edits.words()));
    house.deliver(
        new Event.MessageEdited(
            SimulatedChat.ACCOUNT,
            group,
            old.get().id(),
            id(),
            sender(edits.name()),
            ChatContent.of(edits.words(), names, null),
            now()));
    return Went.WELL;
  }

  private Went recalls(GroupId group, Move.Recalls recalls) {
    if (left(group).contains(recalls.name())) {
      return away(recalls.name());
    }
    Optional<Scrollback.Posted> old = posted.find(group, recalls.name(), recalls.which());
    if (old.isEmpty() || !old.get().name().equals(recalls.name())) {
      return nothing(recalls.which());
    }
    house.deliver(
        new Event.MessageRecalled(
            SimulatedChat.ACCOUNT, group, old.get().id(), sender(recalls.name()).user(), now()));
    return Went.WELL;
  }

  /** The last button with this label: in the group, or else in private. */
  private Went presses(GroupId group, Move.Presses presses) {
    Sender sender = sender(presses.name());
    for (SimulatedGroup.Said said : chat.group(group).messages().reversed()) {
      Optional<Button> button = button(said.message().buttons(), presses.label());
      if (button.isPresent() && left(group).contains(presses.name())) {
        return away(presses.name());
      }
      if (button.isPresent()) {
        press(group, said.messageId(), sender, button.get());
        return Went.WELL;
      }
    }
    for (SimulatedGroup.Whispered whispered : chat.whispersTo(sender.user()).reversed()) {
      Action.SendPrivate message = whispered.message();
      Optional<Button> button = button(message.buttons(), presses.label());
      if (button.isPresent()) {
        press(null, whispered.messageId(), sender, button.get());
        return Went.WELL;
      }
    }
    return Went.slip(
        "群管家没有发过「" + presses.label() + "」这个按钮",
        "Steward has shown no button that says “" + presses.label() + "”");
  }

  private void press(@Nullable GroupId group, String messageId, Sender sender, Button button) {
    house.deliver(
        new Event.ButtonPressed(
            SimulatedChat.ACCOUNT, group, id(), messageId, sender, button.value(), now()));
  }

  private static Optional<Button> button(List<Button> buttons, String label) {
    return buttons.stream().filter(button -> button.label().equals(label.strip())).findFirst();
  }
}
