package dev.steward.engine.rehearsal;

import dev.steward.chat.Action;
import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the members of one group see. Thread-safe. */
public final class SimulatedGroup {
  private final GroupId id;
  private final List<Said> said = new ArrayList<>();
  private final List<Whispered> whispered = new ArrayList<>();
  private final Set<String> deleted = new HashSet<>();
  private final Map<UserId, Instant> muted = new HashMap<>();
  private final List<String> answered = new ArrayList<>();
  private final Set<UserId> gone = new HashSet<>();

  SimulatedGroup(GroupId id) {
    this.id = id;
  }

  /** A message of Steward's with the id that the chat gave it. */
  public record Said(String messageId, Action.SendMessage message) {}

  /** The same of a private one. */
  public record Whispered(String messageId, Action.SendPrivate message) {}

  public GroupId id() {
    return id;
  }

  synchronized void take(String messageId, Action action) {
    switch (action) {
      case Action.SendMessage send -> said.add(new Said(messageId, send));
      case Action.SendPrivate send -> whispered.add(new Whispered(messageId, send));
      case Action.AskPoll _, Action.EndPoll _ -> {}
      case Action.DeleteMessage delete -> deleted.add(delete.messageId());
      case Action.MuteMember mute -> muted.put(mute.user(), mute.until());
      case Action.UnmuteMember unmute -> muted.remove(unmute.user());
      case Action.KickMember kick -> gone.add(kick.user());
      case Action.BanMember ban -> gone.add(ban.user());
      case Action.UnbanMember unban -> gone.remove(unban.user());
      case Action.MuteAll _ -> {}
      case Action.ApproveJoin approve -> answered.add("in " + approve.requestId());
      case Action.DenyJoin deny -> answered.add("out " + deny.requestId() + " " + deny.reason());
      case Action.SetMemberCard _ -> {}
      case Action.SetNotice _ -> {}
    }
  }

  /** Everything that Steward has said here, oldest first. */
  public synchronized List<Said> messages() {
    return List.copyOf(said);
  }

  /** The same, as plain text. */
  public synchronized List<String> said() {
    return said.stream().map(one -> one.message().content().text()).toList();
  }

  public synchronized List<String> whispered() {
    return whispered.stream().map(one -> one.message().content().text()).toList();
  }

  /** What Steward said to somebody alone, whom it knows from here; oldest first. */
  synchronized List<Whispered> whispersTo(UserId user) {
    return whispered.stream().filter(one -> one.message().user().equals(user)).toList();
  }

  /** The answers to those who asked to be let in. */
  public synchronized List<String> answered() {
    return List.copyOf(answered);
  }

  public synchronized boolean isDeleted(String message) {
    return deleted.contains(message);
  }

  public synchronized @Nullable Instant mutedUntil(UserId user) {
    return muted.get(user);
  }

  /** Whether somebody was removed and has not come back. */
  public synchronized boolean isGone(UserId user) {
    return gone.contains(user);
  }

  /** Somebody who was removed is let in again. */
  synchronized void comesBack(UserId user) {
    gone.remove(user);
  }
}
