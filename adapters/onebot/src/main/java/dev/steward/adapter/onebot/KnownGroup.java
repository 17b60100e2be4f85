package dev.steward.adapter.onebot;

import dev.steward.chat.GroupId;
import dev.steward.chat.Role;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a login knows of a group that it is in. Thread-safe. */
final class KnownGroup {
  private static final int LEADERS_WORDS = 200;
  private static final int LEADERS = 1_000;

  final GroupId id;
  volatile String title;

  /** The login's own role; null while it is not known. */
  volatile @Nullable Role role;

  /** The time up to which nothing is missing, in epoch seconds. */
  private volatile long newest;

  /** That time as it was written down last. */
  private long written;

  private volatile boolean awake;

  /** Who runs the group, and the last of what they said; made when somebody is seen to. */
  private @Nullable Map<String, Role> leaders;

  private @Nullable Recent<Role> leadersWords;

  /** What is there no more; made when the first goes. */
  private @Nullable Gone gone;

  /**
   * A group that has not been known before.
   *
   * @param since what was said from then on is Steward's to hear, in epoch seconds
   */
  KnownGroup(String nativeId, String title, long since) {
    this.id = new GroupId(OneBotAdapter.PLATFORM, nativeId);
    this.title = title;
    this.newest = since;
  }

  /** Somebody has been seen in a role. */
  synchronized void seen(String user, Role as) {
    if (as != Role.MEMBER) {
      if (leaders == null) {
        leaders = new HashMap<>();
      }
      if (leaders.size() < LEADERS || leaders.containsKey(user)) {
        leaders.put(user, as);
      }
    } else if (leaders != null) {
      leaders.remove(user);
    }
  }

  /** Somebody has spoken. */
  synchronized void heard(String user, Role as, String messageId) {
    awake = true;
    seen(user, as);
    if (gone != null) {
      gone.isThere(user, messageId);
    }
    if (as != Role.MEMBER) {
      if (leadersWords == null) {
        leadersWords = new Recent<>(LEADERS_WORDS);
      }
      leadersWords.put(messageId, as);
    } else if (leadersWords != null) {
      leadersWords.remove(messageId);
    }
  }

  /** What was changed during a cut was told to nobody: the platform has to say who leads. */
  synchronized void forgetLeaders() {
    leaders = null;
    leadersWords = null;
  }

  /** A message was taken back. */
  synchronized void recalled(String messageId) {
    gone().recalled(messageId);
  }

  /** Whether a message is not there any more, as far as was heard. */
  synchronized boolean isRecalled(String messageId) {
    return gone != null && gone.message(messageId);
  }

  /** Somebody has come in. */
  synchronized void joined(String user) {
    if (gone != null) {
      gone.isThere(user);
    }
  }

  /** Somebody is out. */
  synchronized void left(String user) {
    seen(user, Role.MEMBER);
    gone().left(user);
  }

  /** Whether somebody was heard to go, and not to come back. */
  synchronized boolean hasLeft(String user) {
    return gone != null && gone.member(user);
  }

  private Gone gone() {
    Gone there = gone;
    if (there == null) {
      there = new Gone();
      gone = there;
    }
    return there;
  }

  /** Whether anything was heard since the start. */
  boolean awake() {
    return awake;
  }

  long newest() {
    return newest;
  }

  /** Its newest time when that is to be written down, since it has moved on; else 0. */
  synchronized long moved() {
    if (newest == written) {
      return 0;
    }
    written = newest;
    return newest;
  }

  /** A message of that time is committed: nothing older is missing. */
  synchronized void stored(long time) {
    newest = Math.max(newest, time);
  }

  /** Whether the platform lets us act on this member: not on our equals, nor on the owner. */
  synchronized boolean mayActOn(String user) {
    return outranks(leaders == null ? Role.MEMBER : leaders.getOrDefault(user, Role.MEMBER));
  }

  /** Whether the platform lets us take back this message, as far as its sender is known. */
  synchronized boolean mayTakeBack(String messageId) {
    Role sender = leadersWords == null ? null : leadersWords.get(messageId);
    return sender == null || outranks(sender);
  }

  private boolean outranks(Role other) {
    Role own = role;
    return other == Role.MEMBER || own == null || own == Role.OWNER;
  }
}
