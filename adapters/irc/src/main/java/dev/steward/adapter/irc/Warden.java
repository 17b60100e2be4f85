package dev.steward.adapter.irc;

import dev.steward.adapter.irc.Penalties.Penalty;
import dev.steward.chat.Capability;
import dev.steward.chat.Outcome;
import dev.steward.chat.Role;
import dev.steward.chat.UserId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mutes and bans. The protocol knows masks without an end; this keeps whom each is for and until
 * when, and sets them anew under a new nick. Used by the connection's thread only.
 */
final class Warden {
  private static final Logger log = LoggerFactory.getLogger(Warden.class);
  private static final Duration AGAIN = Duration.ofMinutes(1);

  private final Session session;
  private final Station station;
  private final Penalties penalties;
  private final Masks masks;
  private final Lifter lifter;

  Warden(Session session) {
    this.session = session;
    this.station = session.station();
    this.penalties = station.penalties();
    this.masks = new Masks(session.traits());
    this.lifter = new Lifter(session, this);
  }

  Lifter lifter() {
    return lifter;
  }

  /** The logins of somebody who is in a channel. */
  List<Person> in(Room room, UserId user) {
    return session.channels().in(room, user.id());
  }

  /** Whether somebody went out of a channel that we see; of one that we don't, nobody can tell. */
  boolean isOut(Room room, UserId user) {
    return room.isKnown()
        && in(room, user).isEmpty()
        && (room.hasDeparted(user.id()) || room.isAbsent(user.id()));
  }

  /**
   * Does something to all logins of somebody in a channel by what the server has said up to now:
   * who came in a moment ago may be on the way to us. For somebody who is not in there are none.
   */
  CompletionStage<Outcome> toAll(
      Room room, UserId user, Function<List<Person>, CompletionStage<Outcome>> deed) {
    List<Person> here = in(room, user);
    return here.isEmpty()
        ? session
            .upToDate()
            .thenCompose(
                answer ->
                    answer instanceof Calls.Answer.Came && room.isKnown()
                        ? deed.apply(in(room, user))
                        : Hand.done(Verdict.notConnected()))
        : deed.apply(here);
  }

  /**
   * Does the same to each of several, one after the other, until one can't be done: the outcome is
   * that one's, else the last confirmation.
   */
  static <T> CompletionStage<Outcome> each(
      Iterable<T> all, Function<T, CompletionStage<Outcome>> step) {
    CompletionStage<Outcome> soFar = Hand.done(new Outcome.Accepted(""));
    for (T one : all) {
      soFar =
          soFar.thenCompose(
              before ->
                  before.done()
                      ? step.apply(one)
                          .thenApply(then -> then instanceof Outcome.Accepted ? before : then)
                      : Hand.done(before));
    }
    return soFar;
  }

  private boolean runs(Room room, Person person) {
    return session.ranks().role(room, person.nick()) != Role.MEMBER;
  }

  private boolean runs(Room room, List<Person> people) {
    return people.stream().anyMatch(person -> runs(room, person));
  }

  private String who(Person person) {
    return masks.who(person, session.people().alone(person));
  }

  CompletionStage<Outcome> mute(Room room, UserId user, Instant until) {
    return toAll(room, user, people -> mute(room, user, until, people));
  }

  private CompletionStage<Outcome> mute(
      Room room, UserId user, Instant until, List<Person> people) {
    if (people.isEmpty()) {
      // Who is offline will be back, and a person may still see to it that they can't talk then.
      return Hand.done(
          room.isAbsent(user.id())
              ? new Outcome.Refused("offline")
              : new Outcome.Refused("not in the channel", room.hasDeparted(user.id())));
    }
    if (runs(room, people)) {
      return Hand.done(new Outcome.Refused("they run the channel, and a mute does not bind them"));
    }
    if (!until.isAfter(station.now())) {
      return Hand.done(new Outcome.Failed("the mute is over already", Outcome.Effect.NONE, null));
    }
    Instant end = until.isAfter(Penalties.LATEST) ? Penalties.LATEST : until;
    return each(
        people,
        person ->
            masks
                .mute(who(person))
                .map(mask -> set(room, mask, user, end, person))
                .orElseGet(() -> Hand.done(new Outcome.Unsupported(Capability.MUTE))));
  }

  CompletionStage<Outcome> ban(Room room, UserId user) {
    return toAll(room, user, people -> ban(room, user, people));
  }

  private CompletionStage<Outcome> ban(Room room, UserId user, List<Person> people) {
    if (runs(room, people)) {
      return Hand.done(new Outcome.Refused("they run the channel"));
    }
    return each(who(user, people), who -> set(room, masks.ban(who), user, Penalties.NEVER, null));
  }

  /** Who is meant, by each of their logins, or from the id alone when there is none here. */
  private Set<String> who(UserId user, List<Person> people) {
    Set<String> who = new LinkedHashSet<>();
    people.forEach(person -> who.add(who(person)));
    return who.isEmpty() ? Set.of(masks.who(user.id())) : who;
  }

  /**
   * Sets a mask.
   *
   * @param voiced whose voice is taken with it, since a mute does not bind the voiced; null for a
   *     ban
   */
  private CompletionStage<Outcome> set(
      Room room, Masks.Mask mask, UserId user, Instant until, @Nullable Person voiced) {
    Penalty known = penalties.find(room.key(), mask).orElse(null);
    String setter = known == null ? "" : known.setter();
    String shown = known == null ? mask.text() : known.shown();
    Penalty penalty = new Penalty(room.key(), mask, user.id(), until, setter, shown);
    try {
      // Written before it is set: one that nobody remembers would never end.
      penalties.put(penalty);
    } catch (IOException e) {
      log.error("penalties.tsv can't be written", e);
      return Hand.done(Outcome.Failed.retry("penalties.tsv can't be written", AGAIN));
    }
    Line line =
        voiced != null && hasVoice(room, voiced)
            ? Line.of("MODE", room.name(), "-v+" + mask.mode(), voiced.nick(), mask.text())
            : Line.of("MODE", room.name(), "+" + mask.mode(), mask.text());
    return session.calls().call(line).thenApply(answer -> ended(room, penalty, known, answer));
  }

  private boolean hasVoice(Room room, Person person) {
    String ranks = room.ranks(session.traits().fold(person.nick()));
    return ranks != null && ranks.indexOf('v') >= 0;
  }

  private Outcome ended(Room room, Penalty penalty, @Nullable Penalty known, Calls.Answer answer) {
    Masks.Mask mask = penalty.mask();
    String shown = shown(answer, true, mask.mode()).orElse(null);
    Outcome outcome =
        shown == null ? Verdict.of(answer, room.name(), _ -> false) : new Outcome.Confirmed("");
    if (shown != null) {
      // Set, whatever else went wrong, such as a voice that could not be taken.
      keep(new Penalty(room.key(), mask, penalty.user(), penalty.until(), session.nick(), shown));
    } else if (outcome instanceof Outcome.Accepted && known == null) {
      // It was there before, so somebody else has set it, and it is theirs to end.
      penalties.forget(room.key(), mask);
    } else if (!outcome.done() && !unknown(outcome)) {
      if (known == null) {
        penalties.forget(room.key(), mask);
      } else {
        keep(known);
      }
    } else if (outcome instanceof Outcome.Accepted) {
      outcome = new Outcome.Confirmed("");
    }
    lifter.plan();
    return outcome;
  }

  private static boolean unknown(Outcome outcome) {
    return outcome instanceof Outcome.Failed failed && failed.effect() == Outcome.Effect.UNKNOWN;
  }

  private void keep(Penalty penalty) {
    try {
      penalties.put(penalty);
    } catch (IOException e) {
      log.error("penalties.tsv can't be written", e);
    }
  }

  /** The mask that the server shows as set or taken by us, in its own words. */
  private Optional<String> shown(Calls.Answer answer, boolean add, char mode) {
    if (!(answer instanceof Calls.Answer.Came came)) {
      return Optional.empty();
    }
    return came.lines().stream()
        .filter(line -> line.command().equals("MODE") && session.isOurs(line))
        .filter(line -> line.params().size() > 2)
        .flatMap(
            line ->
                session.traits().changes(line.params().subList(1, line.params().size())).stream())
        .filter(change -> change.add() == add && change.mode() == mode)
        .map(ModeChange::param)
        .filter(param -> !param.isEmpty())
        .findFirst();
  }

  CompletionStage<Outcome> unmute(Room room, UserId user) {
    Set<Masks.Mask> set = new LinkedHashSet<>();
    penalties.of(room.key(), user.id()).stream()
        .filter(penalty -> !penalty.bans())
        .forEach(penalty -> set.add(penalty.listed()));
    who(user, in(room, user)).forEach(who -> masks.mute(who).ifPresent(set::add));
    return each(set, mask -> take(room, mask));
  }

  CompletionStage<Outcome> unban(Room room, UserId user) {
    Set<Masks.Mask> set = new LinkedHashSet<>();
    penalties.of(room.key(), user.id()).stream()
        .filter(Penalty::bans)
        .forEach(penalty -> set.add(penalty.listed()));
    who(user, in(room, user)).forEach(who -> set.add(masks.ban(who)));
    return each(set, mask -> take(room, mask));
  }

  /** Takes one mask away, and forgets it. */
  CompletionStage<Outcome> take(Room room, Masks.Mask mask) {
    return session
        .calls()
        .call(Line.of("MODE", room.name(), "-" + mask.mode(), mask.text()))
        .thenApply(
            answer -> {
              Outcome outcome =
                  shown(answer, false, mask.mode()).isPresent()
                      ? new Outcome.Confirmed("")
                      : Verdict.of(answer, room.name(), _ -> false);
              if (outcome.done()) {
                penalties.forget(room.key(), mask);
              }
              return outcome;
            });
  }

  /** Somebody came in, or goes by another nick: what holds for them goes on holding. */
  void follow(Room room, Person person) {
    if (room.state() == Room.State.OUT || runs(room, person)) {
      return;
    }
    UserId user = station.user(person.id(session.traits()));
    List<Penalty> longestFirst =
        penalties.of(room.key(), user.id()).stream()
            .sorted(Comparator.comparing(Penalty::until).reversed())
            .toList();
    for (Penalty penalty : longestFirst) {
      if (!penalty.until().isAfter(station.now())) {
        continue;
      }
      Masks.Mask mask =
          penalty.bans() ? masks.ban(who(person)) : masks.mute(who(person)).orElse(penalty.mask());
      Penalty known = penalties.find(room.key(), mask).orElse(null);
      if (known != null) {
        if (known.until().isBefore(penalty.until())) {
          keep(known.endsAt(penalty.until()));
          lifter.plan();
        }
        continue;
      }
      var _ =
          set(room, mask, user, penalty.until(), penalty.bans() ? null : person)
              .thenAccept(
                  outcome -> {
                    if (penalty.bans() && outcome.done()) {
                      session.send(Line.of("KICK", room.name(), person.nick(), "Steward"));
                    }
                  });
    }
  }
}
