package dev.steward.engine.prices;

import dev.steward.chat.GroupId;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.schedule.Holidays;

/** Finds the price desk of a group, in the turn of another key. */
final class Desks {
  private final TurnContext context;
  private final Holidays holidays;

  Desks(TurnContext context, Holidays holidays) {
    this.context = context;
    this.holidays = holidays;
  }

  Desk of(GroupId group) {
    return Desk.of(group, context, holidays);
  }
}
