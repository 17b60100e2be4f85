package dev.steward.engine.prices;

import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.schedule.BusinessHours;
import dev.steward.engine.script.Language;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One complaint, from its first word to its end. Immutable.
 *
 * @param person who complains
 * @param group where it began
 * @param pack the pack whose price book was in force when it began
 * @param version the pack's version then
 * @param asking what the member is being asked; null when nothing is
 * @param receipt what the receipt is computed from; null before enough is known
 * @param remedy what is proposed, or was done
 * @param assignee the staff login that takes care of it; null while nobody does
 * @param incident the incident that it belongs to, or null
 * @param ended when it was settled; null before
 * @param reply until staff first answer
 * @param done until it is settled
 */
record Complaint(
    long number,
    String person,
    GroupId group,
    UserId user,
    Kind kind,
    Origin origin,
    State state,
    String pack,
    int version,
    Facts facts,
    @Nullable Asking asking,
    @Nullable Bill receipt,
    @Nullable Remedy remedy,
    @Nullable String assignee,
    @Nullable Long incident,
    Instant opened,
    @Nullable Instant ended,
    Clock reply,
    Clock done) {
  /** How it came up. */
  enum Origin {
    WORD,
    BUTTON,
    STAFF,
    TALK
  }

  /** Where it stands. */
  enum State {
    OPEN("排队", "queued"),
    WAITING_MEMBER("等你回答", "waiting for you"),
    WAITING_STAFF("工作人员处理中", "with the staff"),
    REMEDIED("已补偿", "made good"),
    EXPLAINED("已说明", "explained"),
    CLOSED("已结束", "closed"),
    REOPENED("重新处理中", "reopened, with the staff");

    private final String zh;
    private final String en;

    State(String zh, String en) {
      this.zh = zh;
      this.en = en;
    }

    String label(Language language) {
      return language.pick(zh, en);
    }

    boolean over() {
      return this == REMEDIED || this == EXPLAINED || this == CLOSED;
    }

    boolean withStaff() {
      return this == WAITING_STAFF || this == REOPENED;
    }
  }

  Complaint with(Facts newFacts) {
    return copy(state, newFacts, asking, receipt, remedy, assignee, incident, ended, reply, done);
  }

  Complaint asking(@Nullable Asking newAsking) {
    return copy(state, facts, newAsking, receipt, remedy, assignee, incident, ended, reply, done);
  }

  Complaint billed(@Nullable Bill newReceipt, @Nullable Remedy newRemedy) {
    return copy(
        state, facts, asking, newReceipt, newRemedy, assignee, incident, ended, reply, done);
  }

  Complaint remedy(@Nullable Remedy newRemedy) {
    return copy(state, facts, asking, receipt, newRemedy, assignee, incident, ended, reply, done);
  }

  Complaint assigned(@Nullable String to) {
    return copy(state, facts, asking, receipt, remedy, to, incident, ended, reply, done);
  }

  Complaint in(@Nullable Long newIncident) {
    return copy(state, facts, asking, receipt, remedy, assignee, newIncident, ended, reply, done);
  }

  /** Staff have answered: the first clock has nothing left to wait for. */
  Complaint answered(Instant now, BusinessHours hours) {
    return copy(
        state,
        facts,
        asking,
        receipt,
        remedy,
        assignee,
        incident,
        ended,
        reply.stop(now, hours),
        done);
  }

  /** The clocks run while it is the staff's turn, stand still while it is the member's. */
  Complaint to(State next, Instant now, BusinessHours hours) {
    Clock newReply =
        next.over()
            ? reply.stop(now, hours)
            : next.withStaff() ? reply.run(now) : reply.pause(now, hours);
    Clock newDone =
        next.over()
            ? done.stop(now, hours)
            : next == State.REOPENED
                ? new Clock(done.target(), 0, now.toEpochMilli(), false)
                : next.withStaff() ? done.run(now) : done.pause(now, hours);
    return copy(
        next,
        facts,
        asking,
        receipt,
        remedy,
        assignee,
        incident,
        next.over() ? now : null,
        newReply,
        newDone);
  }

  /** As if it had just begun: it ended before the staff had it. */
  Complaint afresh() {
    return copy(
        State.OPEN,
        facts,
        null,
        receipt,
        remedy,
        assignee,
        incident,
        null,
        new Clock(reply.target(), 0, null, false),
        new Clock(done.target(), 0, null, false));
  }

  /** Whether staff should have answered or settled it by now. */
  boolean late(Instant now, BusinessHours hours) {
    return state.withStaff() && (reply.over(now, hours) || done.over(now, hours));
  }

  /** When the nearer clock runs out; empty while both stand still. */
  Optional<Instant> due(BusinessHours hours) {
    return Stream.of(reply, done)
        .map(clock -> clock.due(hours))
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  private Complaint copy(
      State newState,
      Facts newFacts,
      @Nullable Asking newAsking,
      @Nullable Bill newReceipt,
      @Nullable Remedy newRemedy,
      @Nullable String newAssignee,
      @Nullable Long newIncident,
      @Nullable Instant newEnded,
      Clock newReply,
      Clock newDone) {
    return new Complaint(
        number,
        person,
        group,
        user,
        kind,
        origin,
        newState,
        pack,
        version,
        newFacts,
        newAsking,
        newReceipt,
        newRemedy,
        newAssignee,
        newIncident,
        opened,
        newEnded,
        newReply,
        newDone);
  }
}
