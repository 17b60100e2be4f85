package dev.steward.engine.rules;

import dev.steward.chat.UserId;
import dev.steward.engine.flow.Letter;

/**
 * Staff looked at an appeal; sent to where it was made, a group or the person's own key.
 *
 * @param kept whether they left the decision as it is
 */
record AppealAnswered(UserId user, boolean kept) implements Letter {}
