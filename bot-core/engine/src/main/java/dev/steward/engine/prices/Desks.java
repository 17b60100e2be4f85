package dev.steward.engine.prices;

import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.identity.Visitors;
import dev.steward.engine.schedule.Holidays;

/** Finds the price desk of a group, in the turn of another key. */
final class Desks {
  private final TurnContext context;
  private final Holidays holidays;

  Desks(TurnContext context, Holidays holidays) {
    this.context = context;
    this.holidays = holidays;
  }

  /** By the pack that was in force when it began, though the group may have another one now. */
  Desk of(Complaint complaint) {
    Desk desk = Desk.of(complaint.group(), complaint.pack(), context, holidays);
    return Visitors.is(complaint.user()) ? desk.inPrivate() : desk;
  }

  /** Whether a group has a price desk. */
  boolean sells(GroupId group) {
    return context.groups().peek(group).stream()
        .flatMap(found -> found.script(context.scripts()).stream())
        .anyMatch(script -> script.pack().prices() != null);
  }

  /** The desk as one person meets it: a visitor is always written to alone, on their page. */
  Desk of(GroupId group, UserId user) {
    Desk desk = Desk.of(group, "", context, holidays);
    return Visitors.is(user) ? desk.inPrivate() : desk;
  }
}
