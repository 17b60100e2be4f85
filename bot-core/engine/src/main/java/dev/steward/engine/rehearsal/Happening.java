package dev.steward.engine.rehearsal;

import dev.steward.engine.script.Deed;
import dev.steward.engine.script.Language;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that Steward did in a rehearsal, or why it did nothing.
 *
 * @param at when it was done, or else decided
 * @param room the group's title; empty when it happens in none
 * @param kind what became of it
 * @param deed what was done; null for a note
 * @param name whom it is about; empty for nobody
 * @param text the words of a message, of the message deleted, or the length of a mute
 * @param feature who decided
 * @param verdict the decision's word
 * @param script what is behind it, such as {@code topics.yaml:12}; empty when no script is
 * @param item the rule's or topic's id; empty when there is none
 * @param zh why, in Chinese
 * @param en why, in English
 */
public record Happening(
    Instant at,
    String room,
    Kind kind,
    @Nullable Deed deed,
    String name,
    String text,
    String feature,
    String verdict,
    String script,
    String item,
    String zh,
    String en) {
  /** What became of a decision. */
  public enum Kind {
    DONE,
    /** The chat can't do it: it waits for a person. */
    BY_HAND,
    /** It was tried in vain, or came too late. */
    FAILED,
    /** Steward only watches here: nothing was done. */
    OBSERVED,
    /** Nothing was to be done; the reason is written down. */
    NOTE
  }

  public String why(Language language) {
    return language.pick(zh, en);
  }

  /** Whether people in the chat notice it, or staff have to do it. */
  public boolean counts() {
    return kind == Kind.DONE || kind == Kind.BY_HAND;
  }

  /** Whether something that was planned was left out. */
  public boolean skip() {
    return kind == Kind.NOTE && (verdict.startsWith("skipped-") || verdict.equals("capped"));
  }
}
