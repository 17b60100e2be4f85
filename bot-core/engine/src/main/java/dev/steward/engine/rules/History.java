package dev.steward.engine.rules;

import dev.steward.chat.UserId;
import dev.steward.engine.text.Fingerprint;
import java.time.Duration;
import java.time.Instant;

/** What the members of a group posted lately, as rules ask for it. */
interface History {
  /** Of somebody who never said anything before. */
  History NONE =
      new History() {
        @Override
        public int within(UserId user, Instant at, Duration within, int most) {
          return 0;
        }

        @Override
        public int same(UserId user, Instant at, Duration within, Fingerprint text, int most) {
          return 0;
        }

        @Override
        public boolean burst(UserId user, Instant at, Instant arrived, Duration within) {
          return true;
        }
      };

  /** How many messages the member posted within a time before and with this; at most so many. */
  int within(UserId user, Instant at, Duration within, int most);

  /** How many of them say the same; at most so many. */
  int same(UserId user, Instant at, Duration within, Fingerprint text, int most);

  /** Takes note that the member is in a burst; true when it has just begun. */
  boolean burst(UserId user, Instant at, Instant arrived, Duration within);
}
