package dev.steward.engine.rules;

import dev.steward.chat.Key;
import java.time.Duration;

/**
 * Asks a language model for its opinion, outside the lanes. It comes back as a {@link
 * dev.steward.chat.Event.HelperAnswered} of the feature {@link #FEATURE} for the key, with an
 * {@link Opinion} as its payload. Thread-safe.
 */
public interface Opinions {
  /** Which is told. */
  String FEATURE = OpinionFeature.NAME;

  /** One that is never asked: the rules act by themselves. */
  Opinions NONE =
      new Opinions() {
        @Override
        public boolean on() {
          return false;
        }

        @Override
        public Duration patience() {
          return Duration.ZERO;
        }

        @Override
        public boolean ask(Request request) {
          return false;
        }
      };

  /** Whether there is a model that answers, as far as is known. */
  boolean on();

  /** How long an opinion is waited for; then the rule acts. */
  Duration patience();

  /**
   * Takes a request, at once.
   *
   * @return false if it was not taken: no opinion will come
   */
  boolean ask(Request request);

  /**
   * A message that a rule would act upon. Who said it, and where, is nobody's business.
   *
   * @param id the same when the same message is asked about again
   * @param key to whose lane the opinion goes
   * @param clause the group's rule, in its own words
   * @param text the message
   */
  record Request(String id, Key key, String clause, String text) {}

  /** What the model thinks. */
  enum View {
    /** The rule is right. */
    AGREES,
    /** The rule is wrong here: staff should look first. */
    DOUBTS,
    /** It did not answer in time, or not in a way that can be read: the rule is right. */
    NONE
  }

  /**
   * An opinion.
   *
   * @param id of the request
   * @param why in the model's words; may be empty
   */
  record Opinion(String id, View view, String why) {}
}
