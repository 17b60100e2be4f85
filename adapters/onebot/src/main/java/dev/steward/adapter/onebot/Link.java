package dev.steward.adapter.onebot;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Where calls go to. Thread-safe. */
interface Link {
  /** Calls an action; never completes exceptionally. */
  CompletionStage<Reply> call(String action, Map<String, Object> params);

  /** Ends the connection, so that it is made anew; nothing where each call is one of its own. */
  default void hangUp() {}

  /** Whether it is not known to be cut. */
  default boolean isOpen() {
    return true;
  }

  /** Whether a cut shows, so that nothing is missed without notice. */
  boolean tellsCuts();
}
