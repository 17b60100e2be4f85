package dev.steward.engine.flow;

import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import java.time.Instant;

/** Makes the links to the member page. Thread-safe. */
public interface PageLinks {
  /** A link for everybody in a group: it says which group, not who. */
  String ofGroup(GroupId group, Instant now);

  /** A link for one member alone: whoever opens it soon is that member. */
  String ofMember(GroupId group, UserId user, Instant now);

  /** Where there is no HTTP port: a rehearsal shows where a link would stand. */
  PageLinks SAMPLE =
      new PageLinks() {
        @Override
        public String ofGroup(GroupId group, Instant now) {
          return "https://steward.example/m/group";
        }

        @Override
        public String ofMember(GroupId group, UserId user, Instant now) {
          return "https://steward.example/m/member";
        }
      };
}
