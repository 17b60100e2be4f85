package dev.steward.engine.casework;

import dev.steward.engine.flow.Letter;
import org.jspecify.annotations.Nullable;

/**
 * A todo that {@link TodoWanted#UNTIL stands for a file} was claimed or handed over in the list;
 * stays at the brand's key, for the feature that keeps the file.
 *
 * @param login who has it now; null for nobody
 */
public record TodoHeld(String kind, String subject, String staff, @Nullable String login)
    implements Letter {}
