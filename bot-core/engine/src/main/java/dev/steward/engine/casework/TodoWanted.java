package dev.steward.engine.casework;

import dev.steward.chat.GroupId;
import dev.steward.engine.flow.Letter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something waits for a person. Sent to {@link dev.steward.chat.Key#BRAND}; while one of the same
 * kind and subject is open, nothing is added.
 *
 * @param kind such as {@code work-order}
 * @param subject what it hangs on, such as {@code action:17}
 * @param group where, or null
 * @param titleZh one line, without members' words, since it is announced
 * @param titleEn the same in English
 * @param detail for those who may read it; may hold steps, a line each
 * @param within how soon it should be done
 */
public record TodoWanted(
    String kind,
    String subject,
    @Nullable GroupId group,
    String titleZh,
    String titleEn,
    String detail,
    Duration within)
    implements Letter {}
