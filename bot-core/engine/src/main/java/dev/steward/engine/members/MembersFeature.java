package dev.steward.engine.members;

import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Fate;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Groups;
import dev.steward.engine.flow.Turn;
import java.time.Instant;

/** Keeps the books of who is where: the first feature to see every event, and it says nothing. */
public final class MembersFeature implements Feature {
  private final Members members;
  private final Groups groups;

  public MembersFeature(Members members, Groups groups) {
    this.members = members;
    this.groups = groups;
  }

  @Override
  public String name() {
    return "members";
  }

  @Override
  public boolean always() {
    return true;
  }

  @Override
  public void on(Event event, Turn turn) {
    switch (event) {
      case Event.MessagePosted posted ->
          turn.then(() -> members.put(met(turn, posted.sender()).oneMessageMore()));
      case Event.MessageEdited edited -> turn.then(() -> members.put(met(turn, edited.sender())));
      case Event.MemberJoined joined ->
          turn.then(() -> members.put(met(turn, joined.member()).joinedAt(came(joined, turn))));
      case Event.MemberLeft left -> turn.then(() -> members.left(left.group(), left.user()));
      case Event.MemberRenamed renamed ->
          turn.then(
              () ->
                  members
                      .find(renamed.group(), renamed.user())
                      .ifPresent(
                          member -> members.put(member.named(renamed.name(), member.role()))));
      case Event.RoleChanged changed ->
          turn.then(() -> members.role(changed.group(), changed.user(), changed.role()));
      case Event.GroupSeen seen ->
          turn.then(
              () -> groups.seen(turn.group(), seen.account(), seen.title(), seen.capabilities()));
      case Event.GroupLost _ -> turn.then(() -> groups.lost(turn.group()));
      default -> {}
    }
  }

  /** By our own clock, which greetings go by; unless the news is old. */
  private static Instant came(Event.MemberJoined joined, Turn turn) {
    return turn.fate() == Fate.STALE ? turn.happened(joined.at()) : turn.now();
  }

  private Member met(Turn turn, Sender sender) {
    // The one object of the group, not the event's own: it stays in memory with each member.
    GroupId group = turn.group().id();
    Member known =
        members
            .find(group, sender.user())
            .orElseGet(() -> Member.present(group, sender.user(), sender.name(), sender.role()));
    boolean same =
        known.name().equals(sender.name()) && known.role() == sender.role() && known.present();
    Member met = same ? known : known.named(sender.name(), sender.role());
    return met.messages() >= Members.MOST_COUNTED ? atMost(met) : met;
  }

  private static Member atMost(Member member) {
    return new Member(
        member.group(),
        member.user(),
        member.name(),
        member.role(),
        member.joined(),
        Members.MOST_COUNTED - 1,
        member.present(),
        member.acknowledged());
  }

  /** Somebody pressed the button under the greeting, or said so. */
  public static void acknowledge(Members members, GroupId group, UserId user, Instant at) {
    members
        .find(group, user)
        .filter(member -> member.acknowledged() == null)
        .ifPresent(member -> members.put(member.acknowledgedAt(at)));
  }
}
