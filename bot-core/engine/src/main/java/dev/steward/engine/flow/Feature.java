package dev.steward.engine.flow;

import dev.steward.chat.Event;
import java.util.List;

/**
 * One thing that Steward does: rules, welcome, check-in. It gets an event and a turn and adds
 * decisions to the turn; it never talks to a platform, never reads a clock, never starts a thread.
 * Each lane has its own instance, used by the lane's thread only; whatever it keeps in memory can
 * be rebuilt from the database.
 */
public interface Feature {
  /** The name in decisions, timers and figures: one lower-case word. */
  String name();

  /** Whether it sees events while Steward is paused in a group, or no pack serves it yet. */
  default boolean always() {
    return false;
  }

  /** Something happened to the turn's key. */
  default void on(Event event, Turn turn) {}

  /**
   * These events come next, in this order. What depends on nothing but them may begin elsewhere; it
   * changes nothing that is decided.
   */
  default void coming(List<Coming> events) {}

  /**
   * Whether an event that could not be handled may be one that this feature would have {@link
   * Turn#seal sealed}: then its body is not kept for staff to look at.
   */
  default boolean mayBeSecret(Event event) {
    return false;
  }

  /** Another key wrote to this one. Only letters of the types in {@link #letters} arrive. */
  default void on(Letter letter, Turn turn) {}

  /** An action of this key has come to its end. */
  default void ended(ActionEnded ended, Turn turn) {}

  /**
   * The types of letters that this feature sends and takes. Their simple names are unique over all
   * features.
   */
  default List<Class<? extends Letter>> letters() {
    return List.of();
  }
}
