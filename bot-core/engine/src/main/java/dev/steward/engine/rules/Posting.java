package dev.steward.engine.rules;

import dev.steward.chat.Content;
import dev.steward.chat.Sender;
import dev.steward.engine.flow.Fate;
import dev.steward.engine.flow.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as the rules judge it.
 *
 * @param content with the bundles that it forwards opened
 * @param edit whether it was heard before: an edited text, or a picture that was looked at
 * @param shown what was found in its pictures; null until they were looked at
 */
record Posting(
    String id,
    Sender sender,
    Content content,
    Instant at,
    boolean edit,
    PictureLook.@Nullable Shown shown,
    List<String> codes) {
  /** As for messages that were heard late. */
  private static final Duration LATE = Duration.ofMinutes(10);

  Posting {
    content = content.opened();
  }

  Posting(String id, Sender sender, Content content, Instant at, boolean edit) {
    this(id, sender, content, at, edit, null, List.of());
  }

  String evidence() {
    return Offence.evidence(content.text(), codes);
  }

  /** What comes late is judged by its text alone, and nobody is punished. */
  boolean late(Turn turn) {
    return turn.fate() == Fate.STALE || (shown != null && at.plus(LATE).isBefore(turn.now()));
  }
}
