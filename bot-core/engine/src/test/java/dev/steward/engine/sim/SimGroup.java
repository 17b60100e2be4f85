package dev.steward.engine.sim;

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
public final class SimGroup {
  final GroupId id;
  private final List<String> said = new ArrayList<>();
  private final List<String> whispered = new ArrayList<>();
  private final Set<String> deleted = new HashSet<>();
  private final Map<UserId, Instant> muted = new HashMap<>();
  private final List<String> answered = new ArrayList<>();
  private final Set<UserId> gone = new HashSet<>();

  SimGroup(GroupId id) {
    this.id = id;
  }

  synchronized void take(Action action) {
    switch (action) {
      case Action.SendMessage send -> said.add(send.content().text());
      case Action.SendPrivate send -> whispered.add(send.content().text());
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

  public synchronized List<String> said() {
    return List.copyOf(said);
  }

  public synchronized List<String> whispered() {
    return List.copyOf(whispered);
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

  public synchronized boolean isGone(UserId user) {
    return gone.contains(user);
  }
}
