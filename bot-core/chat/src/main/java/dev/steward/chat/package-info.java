/**
 * The words that everything in Steward is said in, and the SPI that a platform implements.
 *
 * <p>Start here: {@link dev.steward.chat.Event} (what happened), {@link dev.steward.chat.Action}
 * (what Steward does about it), {@link dev.steward.chat.Outcome} (what became of it), and {@link
 * dev.steward.chat.ChatAdapter} (a platform). Values are immutable and safe to share between
 * threads. All offsets are code points, end exclusive.
 */
@NullMarked
package dev.steward.chat;

import org.jspecify.annotations.NullMarked;
