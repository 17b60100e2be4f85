package dev.steward.engine.casework;

import dev.steward.chat.GroupId;
import dev.steward.engine.flow.Letter;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something waits for a person. Sent to {@link dev.steward.chat.Key#BRAND}; while one of the same
 * kind and subject is open, nothing is added, and its facts follow the newest; words that were
 * there stay above the new ones.
 *
 * @param kind such as {@code work-order}
 * @param subject what it hangs on, such as {@code action:17}
 * @param group where, or null
 * @param titleZh one line, without members' words, since it is announced
 * @param titleEn the same in English
 * @param facts for those who may read members' words, by the name under which the console shows
 *     them; {@code text} may hold steps, a line each
 * @param within how soon it should be done
 */
public record TodoWanted(
    String kind,
    String subject,
    @Nullable GroupId group,
    String titleZh,
    String titleEn,
    Map<String, String> facts,
    Duration within)
    implements Letter {
  /**
   * The fact that ties a todo to a file of its own: its value is the name of the fact with the
   * file's number, such as {@code complaint}. Such a todo is done when its {@link TodoSettled}
   * comes, and has no clock but the file's, which says {@link TodoOverdue}.
   */
  public static final String UNTIL = "until";

  /**
   * The kind of what a rule would do, if staff say so: it ends with a yes or a no, which comes as
   * {@link SuggestionAnswered}.
   */
  public static final String SUGGESTION = "rule-suggestion";

  /** The kind of what the platform could not do, so that a person must. */
  static final String WORK_ORDER = "work-order";

  /** What a work order hangs on. */
  static String ofAction(long action) {
    return "action:" + action;
  }

  /** The fact that holds what is needed to carry a verdict out; nobody has to read it. */
  public static final String REQUEST = "request";

  /**
   * The fact that names the logins of those who may not end it, with spaces between, unless there
   * is nobody else.
   */
  public static final String NOT_BY = "not-by";

  /** The fact that names who asked. */
  public static final String USER = "user";

  /**
   * The fact that names the key at which {@link #USER} is told that staff ended it, by {@link
   * TodoAnswered}.
   */
  public static final String ANSWER_TO = "answer-to";

  /** The logins of {@link #NOT_BY}. */
  public static Set<String> notBy(Map<String, String> facts) {
    String logins = facts.getOrDefault(NOT_BY, "");
    return logins.isEmpty() ? Set.of() : new LinkedHashSet<>(List.of(logins.split(" ", -1)));
  }

  public TodoWanted {
    facts = Map.copyOf(facts);
  }
}
