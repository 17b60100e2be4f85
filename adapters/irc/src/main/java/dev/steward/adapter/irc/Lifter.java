package dev.steward.adapter.irc;

import dev.steward.adapter.irc.Penalties.Penalty;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes mutes away when their time has come: never what somebody else has set. Used by the
 * connection's thread only.
 */
final class Lifter {
  private static final Logger log = LoggerFactory.getLogger(Lifter.class);

  private final Session session;
  private final Station station;
  private final Penalties penalties;
  private final Warden warden;
  private final Set<Penalty> lifting = new HashSet<>();
  private @Nullable Future<?> alarm;
  private Instant rings = Penalties.NEVER;

  Lifter(Session session, Warden warden) {
    this.session = session;
    this.station = session.station();
    this.penalties = station.penalties();
    this.warden = warden;
  }

  /** Takes away what has run its time in channels where we may. */
  void lift() {
    for (Penalty penalty : penalties.due(station.now())) {
      Room room = session.channels().find(penalty.room()).orElse(null);
      if (room != null && room.state() == Room.State.IN && operator(room) && lifting.add(penalty)) {
        lift(room, penalty);
      }
    }
    plan();
  }

  private boolean operator(Room room) {
    String ours = room.ranks(session.traits().fold(session.nick()));
    return ours != null && session.traits().atLeast(ours, 'o');
  }

  private void lift(Room room, Penalty penalty) {
    Masks.Mask mask = penalty.mask();
    var _ =
        session
            .calls()
            .call(Line.of("MODE", room.name(), "+" + mask.mode()))
            .thenAccept(
                answer -> {
                  if (!(answer instanceof Calls.Answer.Came came)
                      || !(Verdict.has(came, 368) || Verdict.has(came, 729))) {
                    lifting.remove(penalty);
                    return;
                  }
                  if (!penalties.find(room.key(), mask).equals(Optional.of(penalty))) {
                    // Made longer, or taken by hand, while we asked.
                    lifting.remove(penalty);
                    return;
                  }
                  switch (state(came, penalty)) {
                    case OURS ->
                        warden
                            .take(room, penalty.listed())
                            .thenAccept(
                                outcome -> {
                                  lifting.remove(penalty);
                                  if (!outcome.done()) {
                                    log.warn("{}: a mute can't be ended: {}", room.name(), outcome);
                                  }
                                });
                    case GONE, THEIRS -> {
                      lifting.remove(penalty);
                      penalties.forget(room.key(), mask);
                    }
                  }
                });
  }

  private enum Whose {
    OURS,
    THEIRS,
    GONE
  }

  /** Whose a mask is, by the server's own record; one that names nobody is taken for ours. */
  private Whose state(Calls.Answer.Came came, Penalty penalty) {
    Traits traits = session.traits();
    for (Line line : came.lines()) {
      boolean listed = line.numeric() == 367 || line.numeric() == 728;
      if (listed && line.params().stream().anyMatch(penalty::reads)) {
        int at = line.numeric() == 367 ? 3 : 4;
        String setter = line.param(at);
        int end = setter.indexOf('!');
        String nick = traits.fold(end < 0 ? setter : setter.substring(0, end));
        boolean ours =
            nick.isEmpty()
                || nick.equals(traits.fold(penalty.setter()))
                || nick.equals(traits.fold(session.nick()))
                || nick.equals(traits.fold(station.settings().nick()));
        return ours ? Whose.OURS : Whose.THEIRS;
      }
    }
    return Whose.GONE;
  }

  /** Rings when the next one ends; what could not be ended then is tried at every tick. */
  void plan() {
    Instant next = penalties.next(station.now()).orElse(Penalties.NEVER);
    Future<?> set = alarm;
    if (set != null && !set.isDone() && next.equals(rings)) {
      return;
    }
    end();
    rings = next;
    if (!next.equals(Penalties.NEVER)) {
      alarm = station.later(Duration.between(station.now(), next), this::lift);
    }
  }

  /** Rings no more. */
  void end() {
    if (alarm != null) {
      alarm.cancel(false);
      alarm = null;
    }
  }
}
