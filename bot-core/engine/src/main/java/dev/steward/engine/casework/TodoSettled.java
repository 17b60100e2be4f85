package dev.steward.engine.casework;

import dev.steward.engine.flow.Letter;

/** What waited for a person no longer does; sent to {@link dev.steward.chat.Key#BRAND}. */
public record TodoSettled(String kind, String subject, String result) implements Letter {
  /** What the platform could not do needs no hand any more; {@code action} is its id. */
  public static TodoSettled workOrder(long action, String result) {
    return new TodoSettled(TodoWanted.WORK_ORDER, TodoWanted.ofAction(action), result);
  }
}
