package dev.steward.engine.flow;

import dev.steward.chat.Event;

/**
 * An event that waits in a lane, and its turn comes next.
 *
 * @param published the script that its group had when it was looked at, without the group's
 *     differences; it may have another when the turn comes
 */
public record Coming(Event event, Scripts.Script published) {}
