package dev.steward.server.member;

import dev.steward.chat.Button;
import dev.steward.engine.checkin.MyDays;
import dev.steward.engine.flow.Group;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.polls.BallotPaper;
import dev.steward.engine.prices.MyComplaints;
import dev.steward.engine.rules.MyRecord;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.script.CheckIn;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Prices;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What stands on a group's page for one guest.
 *
 * @param name of the member; empty for a visitor
 * @param open whether what is pressed counts: the group is live and not paused
 * @param days null where nobody checks in
 * @param complain the word that opens a complaint; empty where there is no price desk
 * @param complaints what {@code 我的投诉} says
 * @param record what {@code 我的记录} says
 * @param asks whether a question that is asked here is answered
 */
record Sheet(
    String group,
    String name,
    boolean verified,
    boolean byLink,
    boolean open,
    @Nullable MyDays days,
    List<Paper> papers,
    String complain,
    String complaints,
    String record,
    boolean asks,
    Talk talk) {
  /** A poll with its end in words. */
  record Paper(BallotPaper poll, String closes, boolean votes) {}

  /** Whether what is pressed counts: the group is live and not paused. */
  static boolean open(Group group, Instant now) {
    return group.stage() == Mode.LIVE && !group.pausedAt(now);
  }

  /** Reads what belongs to a guest. */
  static Sheet of(
      TurnContext context, Holidays holidays, Group group, Scripts.Script script, Guest guest) {
    Pack pack = script.pack();
    Instant now = context.clock().instant();
    String person = guest.person();
    CheckIn terms = pack.checkIn();
    Prices prices = pack.prices();
    boolean open = open(group, now);
    return new Sheet(
        group.title(),
        guest.sender().name(),
        guest.verified(),
        guest.byLink(),
        open,
        terms == null ? null : MyDays.of(context.sql(), pack, terms, person, now),
        BallotPaper.of(context, group.id(), person).stream()
            .map(paper -> paper(paper, open, guest, pack.zone()))
            .toList(),
        prices == null ? "" : prices.words().getFirst(),
        prices == null ? "" : MyComplaints.text(context, holidays, group.id(), person),
        guest.verified() ? MyRecord.text(context, person, pack.language()) : "",
        pack.faq() != null,
        Talk.of(context.sql(), guest, pack.zone()));
  }

  private static Paper paper(BallotPaper poll, boolean open, Guest guest, ZoneId zone) {
    return new Paper(
        poll,
        DateTimeFormatter.ofPattern("M-d HH:mm", Locale.ROOT).format(poll.closes().atZone(zone)),
        open && !poll.closed() && (guest.verified() || !poll.anonymous()));
  }

  /** The buttons under what Steward said last. */
  List<Button> buttons() {
    return talk.buttons();
  }
}
