package dev.steward.adapter.onebot;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Whether QQ itself is there, as its program tells: the line to the program may be up while the
 * account was kicked off. Each source takes back what it said itself, since some answer "online"
 * whatever happened; the notice has no other half, so a heartbeat or a member who is heard takes it
 * back. What tells nothing of it means online. Thread-safe.
 */
final class Presence {
  private final String self;
  private final Set<Source> offline = EnumSet.noneOf(Source.class);
  private volatile boolean online = true;

  private enum Source {
    ANSWER,
    HEARTBEAT,
    NOTICE
  }

  /**
   * @param self the login's number
   */
  Presence(String self) {
    this.self = self;
  }

  boolean isOnline() {
    return online;
  }

  /** The answer to {@code get_status}. Returns whether it changed something. */
  synchronized boolean answered(Reply reply) {
    if (reply instanceof Reply.Ok ok) {
      says(Source.ANSWER, saysOffline(ok.map()));
    }
    return changed();
  }

  /** An event has come. Returns whether it changed something. */
  synchronized boolean heard(Frame frame) {
    if (frame.postType.equals("meta_event")) {
      if (frame.type.equals("heartbeat")) {
        beats(FrameReader.object(frame.data));
      }
    } else if (frame.postType.equals("notice") && frame.type.equals("bot_offline")) {
      says(Source.NOTICE, true);
    } else if (!frame.userId.isEmpty() && !frame.userId.equals(self)) {
      says(Source.NOTICE, false);
    }
    return changed();
  }

  private void beats(Map<String, Object> status) {
    boolean says = saysOffline(status);
    says(Source.HEARTBEAT, says);
    if (!says && "true".equals(status.get("online"))) {
      says(Source.NOTICE, false);
    }
  }

  private static boolean saysOffline(Map<String, Object> status) {
    // "good" speaks of the program's parts as well.
    return "false".equals(status.get("online"))
        || (!"true".equals(status.get("online")) && "false".equals(status.get("good")));
  }

  private void says(Source source, boolean isOffline) {
    if (isOffline) {
      offline.add(source);
    } else {
      offline.remove(source);
    }
  }

  /** The line is cut: what comes next may be another program, or the same after a new login. */
  synchronized void forget() {
    offline.clear();
    online = true;
  }

  private boolean changed() {
    boolean before = online;
    online = offline.isEmpty();
    return before != online;
  }
}
