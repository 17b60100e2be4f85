package dev.steward.engine.rules;

import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Letter;
import org.jspecify.annotations.Nullable;

/**
 * A member asks that staff look at a decision again.
 *
 * @param group where they asked; null when they asked in private
 * @param words what they say
 * @param about the number that they name, which may be another's; null when they name none
 * @param answered whether they hear at once that it was passed on; null means yes
 */
record AppealAsked(
    @Nullable GroupId group,
    UserId user,
    String words,
    @Nullable Long about,
    @Nullable Boolean answered)
    implements Letter {}
