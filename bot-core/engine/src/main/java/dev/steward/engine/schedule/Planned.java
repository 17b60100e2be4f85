package dev.steward.engine.schedule;

import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.engine.store.Json;
import java.time.Instant;

/**
 * The payload of a {@link Event.TimerDue} that comes from a plan.
 *
 * @param item the plan's item
 * @param at the planned time, in milliseconds since 1970
 */
public record Planned(String item, long at) {
  private static final String PREFIX = "plan:";

  static Event.TimerDue due(Plan plan, GroupId group, Instant at) {
    return new Event.TimerDue(
        PREFIX + plan.id() + ":" + group,
        Key.group(group),
        plan.feature(),
        Json.write(new Planned(plan.item(), at.toEpochMilli())),
        at);
  }

  /** Whether a timer comes from a plan, and was not set by a turn. */
  public static boolean is(Event.TimerDue due) {
    return due.timerId().startsWith(PREFIX);
  }

  public static Planned of(Event.TimerDue due) {
    return Json.read(due.payload(), Planned.class);
  }

  public Instant time() {
    return Instant.ofEpochMilli(at);
  }
}
