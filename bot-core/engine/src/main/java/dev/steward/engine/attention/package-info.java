/**
 * How much Steward says without being asked: quiet hours, so many messages a day, a pause between
 * two; and so many private messages a day to one member. What answers somebody, and what keeps
 * order, is not held back. Start here: {@link dev.steward.engine.attention.Attention}.
 */
@NullMarked
package dev.steward.engine.attention;

import org.jspecify.annotations.NullMarked;
