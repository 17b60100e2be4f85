package dev.steward.adapter.satori;

import dev.steward.chat.AccountId;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Makes the events that say where our logins are and what they may do there. Thread-safe. */
final class Sightings {
  private final Groups groups;
  private final Powers powers;
  private final InstantSource clock;
  private final String begun;
  private final AtomicLong made = new AtomicLong();

  Sightings(Groups groups, Powers powers, InstantSource clock) {
    this.groups = groups;
    this.powers = powers;
    this.clock = clock;
    this.begun = Long.toString(clock.instant().toEpochMilli());
  }

  /** A login is in a group, which is known. */
  Optional<Event> again(AccountId account, GroupId group) {
    return groups
        .find(account, group)
        .map(
            place ->
                new Event.GroupSeen(
                    account,
                    group,
                    id(group),
                    place.title(),
                    powers.of(account, group),
                    clock.instant()));
  }

  /** In all the groups of a guild. */
  List<Event> guild(AccountId account, String guild) {
    return these(account, groups.inGuild(account, guild));
  }

  /** In all its groups. */
  List<Event> all(AccountId account) {
    return these(account, groups.all(account));
  }

  private List<Event> these(AccountId account, List<Place> places) {
    List<Event> events = new ArrayList<>();
    for (Place place : places) {
      again(account, place.group()).ifPresent(events::add);
    }
    return events;
  }

  /** A login is no longer in a group. */
  Event lost(AccountId account, GroupId group) {
    return new Event.GroupLost(account, group, id(group), clock.instant());
  }

  private String id(GroupId group) {
    return group.id() + "@" + begun + "." + made.incrementAndGet();
  }
}
