package dev.steward.adapter.onebot;

import dev.steward.chat.GroupId;
import dev.steward.chat.Role;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What a login knows of a group that it is in. Thread-safe. */
final class KnownGroup {
  private static final int LEADERS_WORDS = 200;

  final GroupId id;
  volatile String title;

  /** The login's own role; null while it is not known. */
  volatile @Nullable Role role;

  /** The newest message's time in epoch seconds, by the platform's clock; 0 for none. */
  volatile long newest;

  private final Map<String, Role> leaders = new ConcurrentHashMap<>();
  private final Map<String, Role> leadersWords =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Role> eldest) {
          return size() > LEADERS_WORDS;
        }
      };

  KnownGroup(String nativeId, String title) {
    this.id = new GroupId(OneBotAdapter.PLATFORM, nativeId);
    this.title = title;
  }

  /** Somebody has been seen in a role. */
  void seen(String user, Role as) {
    if (as != Role.MEMBER) {
      leaders.put(user, as);
    } else if (!leaders.isEmpty()) {
      leaders.remove(user);
    }
  }

  /** Somebody has spoken. */
  void heard(String user, Role as, String messageId, long time) {
    seen(user, as);
    if (as != Role.MEMBER) {
      synchronized (leadersWords) {
        leadersWords.put(messageId, as);
      }
    }
    if (time > newest) {
      newest = time;
    }
  }

  /** Whether the platform lets us act on this member: not on our equals, nor on the owner. */
  boolean mayActOn(String user) {
    return outranks(leaders.getOrDefault(user, Role.MEMBER));
  }

  /** Whether the platform lets us take back this message, as far as its sender is known. */
  boolean mayTakeBack(String messageId) {
    Role sender;
    synchronized (leadersWords) {
      sender = leadersWords.getOrDefault(messageId, Role.MEMBER);
    }
    return outranks(sender);
  }

  private boolean outranks(Role other) {
    Role own = role;
    return other == Role.MEMBER || own == null || own == Role.OWNER;
  }
}
