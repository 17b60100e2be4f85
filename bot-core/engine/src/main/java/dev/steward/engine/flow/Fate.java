package dev.steward.engine.flow;

/** How an event was taken. */
public enum Fate {
  /** Features decided. */
  HANDLED,
  /**
   * It came long after it happened: messages are judged and deleted, nobody is punished and nothing
   * is answered.
   */
  STALE,
  /**
   * A message that a feature before the rules took for itself: a command, a ballot, a choice. The
   * rules never saw it.
   */
  SETTLED,
  /** Steward is paused here: only staff commands were looked at. */
  PAUSED,
  /** No pack serves the group yet: only staff commands were looked at. */
  UNBOUND,
  /** One of our own accounts said it. */
  ECHO,
  /** It broke a feature or the store again and again and was set aside. */
  FAILED
}
