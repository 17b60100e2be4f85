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

  Desk of(Complaint complaint) {
    return of(complaint.group(), complaint.user());
  }

  /** The desk as one person meets it: a visitor is always written to alone, on their page. */
  Desk of(GroupId group, UserId user) {
    Desk desk = Desk.of(group, context, holidays);
    return Visitors.is(user) ? desk.inPrivate() : desk;
  }
}
