package dev.steward.engine.faq;

import dev.steward.chat.Key;
import java.time.LocalDate;
import java.util.List;

/**
 * Looks questions up outside the lanes. The verdict comes back as a {@link
 * dev.steward.chat.Event.HelperAnswered} for the question's key, with a {@link Verdict} as its
 * payload; of talk that nobody needs to hear of nothing comes back. Thread-safe.
 */
public interface Asker {
  /**
   * Takes a question, at once.
   *
   * @return false if too many wait already, and this one was not taken
   */
  boolean ask(Question question);

  /**
   * A question.
   *
   * @param id the same when the same message is asked again
   * @param key to whose lane the verdict goes
   * @param seq the journal's number of the message
   * @param text as said
   * @param addressed whether Steward was spoken to: then a verdict comes back in any case
   * @param label of the group, for answers that are said in some groups only
   * @param day today, where the group is
   */
  record Question(
      String id,
      Key key,
      long seq,
      Knowledge knowledge,
      String text,
      boolean addressed,
      String label,
      LocalDate day,
      List<String> off) {
    public Question {
      off = List.copyOf(off);
    }
  }

  /**
   * What was found.
   *
   * @param question its id
   * @param seq the journal's number of the message
   * @param talk whether nobody spoke to Steward
   * @param nearest ids of entries, best first, at most three
   * @param sure how sure it is that the first answers, from 0 to 1
   * @param unprompted how sure Steward has to be when nobody spoke to it
   * @param addressed the same when somebody did
   * @param asks how likely somebody asks the brand something at all, from 0 to 1
   */
  record Verdict(
      String question,
      long seq,
      boolean talk,
      List<String> nearest,
      double sure,
      double unprompted,
      double addressed,
      double asks) {
    public Verdict {
      nearest = List.copyOf(nearest);
    }
  }
}
