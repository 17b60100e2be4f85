package dev.steward.engine.attention;

import dev.steward.engine.flow.Letter;

/** What somebody asked in a group could not be answered in private; sent to the group's key. */
record AloneRefused() implements Letter {}
