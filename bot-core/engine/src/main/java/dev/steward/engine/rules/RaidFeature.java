package dev.steward.engine.rules;

import dev.steward.chat.Event;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Fate;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Group;
import dev.steward.engine.flow.Groups;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.script.RuleBook;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.time.Duration;
import java.time.Instant;

/**
 * Many join at once: staff are told, nobody is greeted one by one, and where the pack says so the
 * group is on guard for a while, in which stricter rules hold.
 */
public final class RaidFeature implements Feature {
  /** A raid that goes on makes the guard longer, not with each of its joins. */
  private static final Duration LONGER_BY = Duration.ofMinutes(1);

  private static final int MOST_REMEMBERED = 500;

  /** So far back in the journal they are looked for. */
  private static final int MOST_LOOKED_AT = 100_000;

  private final Groups groups;
  private final StaffBook staff;

  private final Sql sql;

  public RaidFeature(Groups groups, StaffBook staff, Sql sql) {
    this.groups = groups;
    this.staff = staff;
    this.sql = sql;
  }

  @Override
  public String name() {
    return "raid";
  }

  @Override
  public void on(Event event, Turn turn) {
    if (event instanceof Event.MemberJoined joined
        && turn.fate() == Fate.HANDLED
        && !isInvited(joined)) {
      turn.published()
          .map(script -> script.pack().rules().raid())
          .ifPresent(raid -> joined(joined.at(), raid, turn));
    }
  }

  /** Whom staff invite is no part of a raid. */
  private boolean isInvited(Event.MemberJoined joined) {
    UserId inviter = joined.inviter();
    return inviter != null && staff.isStaff(inviter);
  }

  /** Those who joined before, by the journal: a raid goes on over a restart. */
  private void remember(Watch watch, Instant at, RuleBook.Raid raid, Turn turn) {
    sql
        .list(
            "SELECT b.text FROM journal j JOIN body b ON b.seq = j.seq"
                + " WHERE j.lane_key = ? AND j.kind = 'member-joined' AND j.fate = 'handled'"
                + " AND j.arrived >= ? AND j.seq < ? AND j.seq > ? ORDER BY j.seq DESC LIMIT ?",
            row -> (Event.MemberJoined) Json.read(row.text(1), Event.class),
            turn.key(),
            at.minus(raid.within().multipliedBy(2)),
            turn.seq(),
            turn.seq() - MOST_LOOKED_AT,
            MOST_REMEMBERED)
        .reversed()
        .stream()
        .filter(joined -> !isInvited(joined))
        .forEach(joined -> watch.joins(joined.at(), raid));
  }

  private void joined(Instant at, RuleBook.Raid raid, Turn turn) {
    Watch watch = Watch.of(turn);
    if (watch.firstJoin()) {
      remember(watch, at, raid, turn);
    }
    boolean begins = watch.joins(at, raid);
    boolean inRaid = watch.inRaid(at, raid);
    Group group = turn.group();
    Instant guarded = group.guardedUntil();
    Instant until = guardedUntil(begins, inRaid, raid, turn.now(), guarded);
    if (until.isAfter(guarded)) {
      turn.then(() -> groups.guard(group, until));
    }
    if (begins) {
      tell(raid, turn);
    }
    if (inRaid) {
      turn.stop();
    }
  }

  private void tell(RuleBook.Raid raid, Turn turn) {
    turn.note(
        "raid",
        Reason.of(
            name(),
            "一下子进来 " + raid.joins() + " 个人，告诉工作人员",
            raid.joins() + " joined at once: staff are told"),
        Mode.LIVE);
    if (turn.group().stage() == Mode.LIVE) {
      StaffNews.ofRaid(turn, raid);
    }
  }

  /**
   * Until when a group is on guard after one more has joined: a raid that begins puts it on guard,
   * one that goes on makes that longer. Where staff have ended it, it stays ended until the next
   * raid.
   *
   * @param begins whether a raid begins with the one who joined
   * @param inRaid whether a raid goes on
   * @param before until when it was on guard
   */
  static Instant guardedUntil(
      boolean begins, boolean inRaid, RuleBook.Raid raid, Instant now, Instant before) {
    Instant until = now.plus(raid.guard());
    boolean guarded = now.isBefore(before);
    boolean longer =
        begins
            ? raid.guard().isPositive() && until.isAfter(before)
            : inRaid && guarded && until.isAfter(before.plus(LONGER_BY));
    return longer ? until : before;
  }
}
