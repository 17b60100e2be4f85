package dev.steward.engine.casework;

import dev.steward.chat.GroupId;
import dev.steward.engine.script.Language;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that waits for a person.
 *
 * @param facts what it is about, as in {@link TodoWanted}
 * @param assignee the staff login that claimed it; null while nobody has
 * @param due when it should be done
 */
public record Todo(
    long number,
    String kind,
    @Nullable GroupId group,
    String titleZh,
    String titleEn,
    Map<String, String> facts,
    State state,
    @Nullable String assignee,
    Instant created,
    Instant due) {
  public Todo {
    facts = Map.copyOf(facts);
  }

  /** Where it stands. */
  public enum State {
    OPEN,
    CLAIMED,
    DONE
  }

  /** The kind of somebody who asks to be let into a group: it ends with a verdict. */
  public static final String JOIN_REQUEST = "join-request";

  /** Whether it ends with a yes or a no. */
  public boolean endsWithVerdict() {
    return kind.equals(JOIN_REQUEST) || kind.equals(TodoWanted.SUGGESTION);
  }

  /** Whether it ends with what it stands for, and not by a word of its own. */
  public boolean followsFile() {
    return facts.containsKey(TodoWanted.UNTIL);
  }

  String line(Language language, Instant now) {
    String who =
        assignee == null
            ? language.pick("未认领", "unclaimed")
            : language.pick(assignee + " 在办", assignee + " is on it");
    String late = now.isAfter(due) ? language.pick("，已超时", ", overdue") : "";
    return "#"
        + number
        + " "
        + language.pick(titleZh, titleEn)
        + language.pick("（", " (")
        + who
        + late
        + language.pick("）", ")");
  }
}
