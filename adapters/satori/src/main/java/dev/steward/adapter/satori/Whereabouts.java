package dev.steward.adapter.satori;

import dev.steward.chat.AccountId;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Asks where our logins are and tells what has changed: which groups are seen, which are lost.
 * Called by the connection's thread alone.
 */
final class Whereabouts {
  /** The rest is asked for after the next welcome. */
  private static final int MOST_ASKED = 1_000;

  private final Api api;
  private final Groups groups;
  private final Sightings sightings;
  private final Executor loop;
  private final Consumer<Event> told;

  /** What is being asked about, each with the question that comes after it. */
  private final Map<String, Optional<Supplier<CompletionStage<?>>>> asked = new HashMap<>();

  /**
   * @param loop the connection's thread
   * @param told hears the events
   */
  Whereabouts(Api api, Groups groups, Sightings sightings, Executor loop, Consumer<Event> told) {
    this.api = api;
    this.groups = groups;
    this.sightings = sightings;
    this.loop = loop;
    this.told = told;
  }

  /** Asks for all guilds of a login. */
  void ask(Login login) {
    once(
        login.id().toString(),
        () -> {
          Set<String> guilds = new HashSet<>();
          return discovery(
                  login,
                  guild -> {
                    guilds.add(guild.id());
                    found(login, guild);
                  })
              .all()
              .thenAcceptAsync(complete -> ended(login, complete, guilds), loop);
        });
  }

  /** Asks for one guild. */
  void ask(Login login, JsonNode guild) {
    once(
        login.id() + " " + Json.text(guild, "id"),
        () -> discovery(login, found -> found(login, found)).one(guild));
  }

  private Discovery discovery(Login login, Consumer<Discovery.Guild> found) {
    return new Discovery(api, login, loop, guild -> groups.role(login.account(), guild), found);
  }

  /**
   * Asks about one thing once at a time, and once more when it was to be asked again meanwhile:
   * what a server says again and again must not start as many questions.
   */
  private void once(String what, Supplier<CompletionStage<?>> question) {
    if (asked.containsKey(what)) {
      asked.put(what, Optional.of(question));
    } else if (asked.size() < MOST_ASKED) {
      asked.put(what, Optional.empty());
      var _ = question.get().whenCompleteAsync((_, _) -> answered(what), loop);
    }
  }

  private void answered(String what) {
    Optional<Supplier<CompletionStage<?>>> again = asked.remove(what);
    if (again != null) {
      again.ifPresent(question -> once(what, question));
    }
  }

  private void found(Login login, Discovery.Guild guild) {
    AccountId account = login.account();
    var _ = groups.role(account, guild.id(), guild.role());
    Set<GroupId> there = new HashSet<>();
    for (Place place : guild.places()) {
      there.add(place.group());
      var _ = groups.in(account, place);
    }
    if (guild.complete()) {
      groups.inGuild(account, guild.id()).stream()
          .filter(place -> !there.contains(place.group()))
          .forEach(place -> lost(account, place));
    }
    sightings.guild(account, guild.id()).forEach(told);
  }

  /** All guilds are known, or the server does not tell them and what is remembered must do. */
  private void ended(Login login, boolean complete, Set<String> guilds) {
    AccountId account = login.account();
    for (Place place : groups.all(account)) {
      if (place.guild().isEmpty() || !guilds.contains(place.guild())) {
        if (complete && !place.guild().isEmpty()) {
          lost(account, place);
        } else {
          sightings.again(account, place.group()).ifPresent(told);
        }
      }
    }
  }

  private void lost(AccountId account, Place place) {
    if (groups.out(account, place.group())) {
      told.accept(sightings.lost(account, place.group()));
    }
  }
}
