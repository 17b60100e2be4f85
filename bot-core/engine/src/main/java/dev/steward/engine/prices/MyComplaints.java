package dev.steward.engine.prices;

import dev.steward.chat.GroupId;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.schedule.Holidays;

/** What {@code 我的投诉} answers. For any thread with a connection of its own. */
public final class MyComplaints {
  static final int MOST_LISTED = 10;

  private MyComplaints() {}

  /**
   * A person's latest complaints, each with where it stands and what comes next.
   *
   * @param group whose words are used
   */
  public static String text(TurnContext context, Holidays holidays, GroupId group, String person) {
    return ComplaintTexts.mine(
        new Complaints(context.sql(), context.numbers()).of(person, MOST_LISTED),
        Desk.of(group, "", context, holidays),
        context.clock().instant());
  }
}
