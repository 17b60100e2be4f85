package dev.steward.engine.polls;

import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Letter;
import dev.steward.engine.script.Language;
import org.jspecify.annotations.Nullable;

/**
 * A member asks for their own ballots; sent to the brand's key, answered in private.
 *
 * @param group in which they asked; null in private
 */
record MyBallotsAsked(String person, UserId user, @Nullable GroupId group, Language language)
    implements Letter {}
