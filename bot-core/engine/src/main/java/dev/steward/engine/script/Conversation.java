package dev.steward.engine.script;

import dev.steward.chat.Capability;
import dev.steward.chat.Role;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A chat as a manager writes it down: who says and does what, when, and what Steward is expected to
 * do. Read from {@code tests/*.chat}.
 *
 * @param file its path inside the pack
 * @param title its first comment, or the file's name
 * @param start when it begins
 * @param steps what happens, in order
 * @param lines the whole file, for showing and for writing it anew
 */
public record Conversation(
    String file, String title, Instant start, List<Step> steps, List<String> lines) {
  public Conversation {
    steps = List.copyOf(steps);
    lines = List.copyOf(lines);
  }

  /** Whether it says anywhere what Steward is expected to do; then all it does must be expected. */
  public boolean expects() {
    return steps.stream().anyMatch(step -> !step.expected().isEmpty());
  }

  /**
   * One thing that happens.
   *
   * @param line where it begins, from 1
   * @param lastLine where its words end
   * @param room the title of the group that it happens in
   * @param move what happens
   * @param expected what Steward is expected to do about it, in order
   */
  public record Step(int line, int lastLine, String room, Move move, List<Expectation> expected) {
    public Step {
      expected = List.copyOf(expected);
    }
  }

  /** What can happen. */
  public sealed interface Move {
    /** Time passes until then. */
    record Waits(Instant until) implements Move {}

    /** These are staff of the brand. */
    record Appoints(List<String> names) implements Move {}

    /** The chat can't do these things. */
    record Lacks(Set<Capability> abilities) implements Move {}

    /** Steward only watches in the group at hand. */
    record Observes() implements Move {}

    record Joins(String name, Role role) implements Move {}

    record Leaves(String name) implements Move {}

    /** Somebody asks to be let in. */
    record AsksIn(String name, String words) implements Move {}

    /** Somebody posts; {@code to} is what it answers. */
    record Says(String name, @Nullable Target to, String words) implements Move {}

    /** Somebody writes to Steward alone. */
    record Whispers(String name, String words) implements Move {}

    /** Somebody presses a button of Steward's by its label. */
    record Presses(String name, String label) implements Move {}

    /** Somebody changes a message of their own. */
    record Edits(String name, @Nullable Target which, String words) implements Move {}

    /** Somebody takes a message of their own back. */
    record Recalls(String name, @Nullable Target which) implements Move {}
  }

  /**
   * Which message: that with a number among the members' messages of the file, or the last of
   * somebody.
   *
   * @param number from 1; 0 when a name says it
   * @param name whose last message; empty for Steward's
   */
  public record Target(int number, String name) {}
}
