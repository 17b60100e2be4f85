package dev.steward.adapter.satori;

import dev.steward.chat.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Asks the server where a login is: its guilds, their channels, and its own role in each, one
 * question after the other so that no platform takes it for a flood. A stage fails only when the
 * connection has ended.
 */
final class Discovery {
  private static final int TEXT = 0;
  private static final int MOST_PAGES = 1_000;

  private static final int LONGEST_NAME = 200;

  /** Of a list; what is beyond is not known. */
  static final int MOST_ENTRIES = 20_000;

  private final Api api;
  private final Login login;
  private final Executor loop;
  private final Function<String, Optional<Role>> roles;
  private final Consumer<Guild> found;

  /**
   * A guild that a login is in.
   *
   * @param complete whether the channels are all there are, and not only what was told
   * @param role our own; empty when the platform does not say
   */
  record Guild(String id, List<Place> places, boolean complete, Optional<Role> role) {
    Guild {
      places = List.copyOf(places);
    }
  }

  /**
   * @param loop the connection's thread, on which all goes on
   * @param roles our own in a guild, as it was known; it stands where the answer gets lost
   * @param found hears each guild as soon as it is known
   */
  Discovery(
      Api api,
      Login login,
      Executor loop,
      Function<String, Optional<Role>> roles,
      Consumer<Guild> found) {
    this.api = api;
    this.login = login;
    this.loop = loop;
    this.roles = roles;
    this.found = found;
  }

  /** What people call a channel: the guild alone where that is the same. */
  static String title(String guild, String guildId, String channel, String channelId) {
    boolean same = guild.isEmpty() || guildId.equals(channelId) || guild.equals(channel);
    return same ? channel : guild + " #" + channel;
  }

  /** Asks for all; the stage says whether the list of guilds is known in full. */
  CompletionStage<Boolean> all() {
    if (!login.can(Api.GUILDS)) {
      return CompletableFuture.completedFuture(false);
    }
    return list(Api.GUILDS, Map.of())
        .thenCompose(guilds -> each(guilds.entries, 0).thenApply(_ -> guilds.complete));
  }

  /** Asks for one guild alone. */
  CompletionStage<Void> one(JsonNode guild) {
    return each(Entry.of(guild).stream().toList(), 0);
  }

  private CompletionStage<Void> each(List<Entry> guilds, int from) {
    if (from == guilds.size()) {
      return CompletableFuture.completedFuture(null);
    }
    Entry guild = guilds.get(from);
    return channels(guild.id)
        .thenCombine(role(guild.id), (channels, role) -> guild(guild, channels, role))
        .thenAcceptAsync(found, loop)
        .thenComposeAsync(_ -> each(guilds, from + 1), loop);
  }

  private CompletionStage<Listed> channels(String id) {
    return login.can(Api.CHANNELS)
        ? list(Api.CHANNELS, Map.of("guild_id", id))
        : CompletableFuture.completedFuture(new Listed(List.of(), false));
  }

  private Guild guild(Entry guild, Listed channels, Optional<Role> role) {
    List<Place> places = new ArrayList<>();
    for (Entry channel : channels.entries) {
      if (channel.type == TEXT) {
        String title = title(guild.name, guild.id, channel.name, channel.id);
        places.add(place(channel.id, guild.id, title));
      }
    }
    if (!channels.complete && channels.entries.isEmpty() && login.can("guild.plain")) {
      places.add(place(guild.id, guild.id, guild.name));
    }
    return new Guild(guild.id, places, channels.complete, role);
  }

  private Place place(String channel, String guild, String title) {
    return new Place(new Native(login.id().platform(), channel), guild, title);
  }

  private CompletionStage<Optional<Role>> role(String guild) {
    if (!login.can(Api.MEMBER)) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return api.call(login.id(), Api.MEMBER, Map.of("guild_id", guild, "user_id", login.id().id()))
        .thenApply(
            reply ->
                switch (reply) {
                  case Api.Reply.Done(JsonNode member) -> Rights.of(member);
                  case Api.Reply.Missing _, Api.Reply.No _ -> Optional.empty();
                  case Api.Reply.Threw _, Api.Reply.Wait _, Api.Reply.Lost _ -> roles.apply(guild);
                });
  }

  /** What counts of a guild or a channel; a list of them must not fill the memory. */
  private record Entry(String id, String name, long type) {
    /** Empty for one without an id, or with an id that none is. */
    static Optional<Entry> of(JsonNode told) {
      String id = Json.text(told, "id");
      String name = Json.text(told, "name");
      return id.isEmpty() || id.length() > LONGEST_NAME
          ? Optional.empty()
          : Optional.of(
              new Entry(
                  id,
                  name.substring(0, Math.min(name.length(), LONGEST_NAME)),
                  Json.number(told, "type", TEXT)));
    }
  }

  /**
   * What a list has told.
   *
   * @param complete whether these are all
   */
  private record Listed(List<Entry> entries, boolean complete) {}

  /** All pages of a list. */
  private CompletionStage<Listed> list(String method, Map<String, String> arguments) {
    return page(method, arguments, "", new ArrayList<>(), 0);
  }

  private CompletionStage<Listed> page(
      String method, Map<String, String> arguments, String next, List<Entry> so, int pages) {
    Map<String, String> all = new HashMap<>(arguments);
    if (!next.isEmpty()) {
      all.put("next", next);
    }
    return api.call(login.id(), method, all)
        .thenComposeAsync(
            reply -> {
              if (!(reply instanceof Api.Reply.Done(JsonNode body))
                  || !body.path("data").isArray()) {
                return CompletableFuture.completedFuture(new Listed(so, false));
              }
              for (JsonNode entry : body.path("data")) {
                Entry.of(entry).ifPresent(so::add);
              }
              String following = Json.text(body, "next");
              boolean last = following.isEmpty() || following.equals(next);
              return last || pages >= MOST_PAGES || so.size() >= MOST_ENTRIES
                  ? CompletableFuture.completedFuture(new Listed(so, last))
                  : page(method, arguments, following, so, pages + 1);
            },
            loop);
  }
}
