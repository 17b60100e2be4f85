/** The vocabulary. */
@NullMarked
package dev.steward.chat;

import org.jspecify.annotations.NullMarked;
