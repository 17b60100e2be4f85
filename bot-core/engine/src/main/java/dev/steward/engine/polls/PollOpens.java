package dev.steward.engine.polls;

import dev.steward.engine.flow.Letter;
import java.util.List;

/**
 * A poll is to be announced in a group; sent to its key.
 *
 * @param order the positions of the options as they are shown there
 * @param closes in milliseconds since 1970
 */
record PollOpens(long poll, Question question, List<Integer> order, long closes)
    implements Letter {}
