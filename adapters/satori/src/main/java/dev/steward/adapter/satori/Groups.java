package dev.steward.adapter.satori;

import dev.steward.chat.AccountId;
import dev.steward.chat.GroupId;
import dev.steward.chat.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which channels each of our logins is in, and its own role in their guilds. Thread-safe; changed
 * by the connection's thread alone.
 */
final class Groups {
  private final Map<Native, String> mainChannels;
  private final Map<AccountId, Map<GroupId, Place>> places = new ConcurrentHashMap<>();
  private final Map<AccountId, Map<String, Role>> roles = new ConcurrentHashMap<>();
  private final Runnable changed;

  /**
   * @param mainChannels by guild, as the settings have it
   * @param changed hears that something must be remembered anew
   */
  Groups(Map<Native, String> mainChannels, Runnable changed) {
    this.mainChannels = mainChannels;
    this.changed = changed;
  }

  /** A login is in a channel; returns whether that, or its title or guild, is new. */
  boolean in(AccountId account, Place place) {
    Map<GroupId, Place> own = of(account);
    synchronized (own) {
      Place before = own.get(place.group());
      Place now = before == null ? place : before.with(place);
      own.put(place.group(), now);
      if (now.equals(before)) {
        return false;
      }
    }
    changed.run();
    return true;
  }

  /** A login is no longer in a channel; returns whether it was. */
  boolean out(AccountId account, GroupId group) {
    Map<GroupId, Place> own = of(account);
    boolean was;
    synchronized (own) {
      was = own.remove(group) != null;
    }
    if (was) {
      changed.run();
    }
    return was;
  }

  Optional<Place> find(AccountId account, GroupId group) {
    Map<GroupId, Place> own = of(account);
    synchronized (own) {
      return Optional.ofNullable(own.get(group));
    }
  }

  List<Place> all(AccountId account) {
    Map<GroupId, Place> own = of(account);
    synchronized (own) {
      return new ArrayList<>(own.values());
    }
  }

  List<Place> inGuild(AccountId account, String guild) {
    return all(account).stream().filter(place -> place.guild().equals(guild)).toList();
  }

  /**
   * Where what concerns a whole guild is told: the channel that the settings name, else the one
   * that is called as the guild, else the first.
   */
  Optional<Place> main(AccountId account, Native guild) {
    List<Place> there = inGuild(account, guild.id());
    String named = mainChannels.get(guild);
    return with(there, named == null ? guild.id() : named)
        .or(() -> with(there, guild.id()))
        .or(() -> there.stream().findFirst());
  }

  private static Optional<Place> with(List<Place> places, String channel) {
    return places.stream().filter(place -> place.channel().id().equals(channel)).findFirst();
  }

  /** Whether joins and leaves are told in this channel. */
  boolean isMain(AccountId account, Place place) {
    return place.guild().isEmpty()
        || main(account, new Native(place.channel().platform(), place.guild()))
            .map(Place::group)
            .equals(Optional.of(place.group()));
  }

  /** Our own role in a guild; returns whether that is new. */
  boolean role(AccountId account, String guild, Optional<Role> role) {
    Map<String, Role> own = roles.computeIfAbsent(account, _ -> new ConcurrentHashMap<>());
    Role before = role.isPresent() ? own.put(guild, role.get()) : own.remove(guild);
    return !Optional.ofNullable(before).equals(role);
  }

  /** Our own role in a guild; empty when the platform does not say. */
  Optional<Role> role(AccountId account, String guild) {
    return Optional.ofNullable(roles.getOrDefault(account, Map.of()).get(guild));
  }

  private Map<GroupId, Place> of(AccountId account) {
    return places.computeIfAbsent(account, _ -> new LinkedHashMap<>());
  }
}
