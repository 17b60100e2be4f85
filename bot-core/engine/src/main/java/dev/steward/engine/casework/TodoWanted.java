package dev.steward.engine.casework;

import dev.steward.chat.GroupId;
import dev.steward.engine.flow.Letter;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something waits for a person. Sent to {@link dev.steward.chat.Key#BRAND}; while one of the same
 * kind and subject is open, nothing is added, and its facts follow the newest.
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
  public TodoWanted {
    facts = Map.copyOf(facts);
  }
}
