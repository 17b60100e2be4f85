package dev.steward.adapter.satori;

import dev.steward.chat.AccountId;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Role;
import dev.steward.chat.Segment;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A Satori event in Steward's words: none, one, or several, such as a group that is seen for the
 * first time before its message. Called by the connection's thread alone.
 */
final class EventReader {
  private static final int DIRECT = 1;
  private static final int TEXT = 0;

  /** Timestamps below are seconds: as milliseconds they were in 1973. */
  private static final long SECONDS_BELOW = 100_000_000_000L;

  private final Logins logins;
  private final Groups groups;
  private final Sightings sightings;
  private final InstantSource clock;

  EventReader(Logins logins, Groups groups, Sightings sightings, InstantSource clock) {
    this.logins = logins;
    this.groups = groups;
    this.sightings = sightings;
    this.clock = clock;
  }

  /** An event lacks what its kind must have. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
      super(message);
    }
  }

  /** One event while it is read. */
  private final class Reading {
    final JsonNode event;
    final Login login;
    final AccountId account;
    final Instant at;
    final List<Event> events = new ArrayList<>();

    Reading(JsonNode event, Login login) {
      this.event = event;
      this.login = login;
      this.account = login.account();
      this.at = at(event);
    }

    JsonNode message() {
      return event.path("message");
    }

    /** A resource, which older servers leave within the message. */
    JsonNode resource(String name) {
      JsonNode own = event.path(name);
      return own.isObject() ? own : message().path(name);
    }

    String messageId() throws MalformedException {
      String id = Json.text(message(), "id");
      if (id.isEmpty()) {
        throw new MalformedException("no message.id");
      }
      return id;
    }

    Native user() throws MalformedException {
      String id = Json.text(resource("user"), "id");
      if (id.isEmpty()) {
        id = Json.text(event.path("member").path("user"), "id");
      }
      if (id.isEmpty()) {
        throw new MalformedException("no user.id");
      }
      return new Native(login.id().platform(), id);
    }

    @Nullable UserId operator() {
      String id = Json.text(event.path("operator"), "id");
      return id.isEmpty() ? null : new Native(login.id().platform(), id).user();
    }

    /** Who did it, when that was somebody else. */
    @Nullable UserId other(Native user) {
      UserId operator = operator();
      return operator == null || operator.equals(user.user()) ? null : operator;
    }

    Sender sender() throws MalformedException {
      Role role = Rights.of(resource("member")).orElse(Role.MEMBER);
      return new Sender(user().user(), name(), role);
    }

    String name() throws MalformedException {
      JsonNode member = resource("member");
      JsonNode user = resource("user").isObject() ? resource("user") : member.path("user");
      for (String name :
          List.of(
              Json.text(member, "nick"),
              Json.text(member, "name"),
              Json.text(user, "nick"),
              Json.text(user, "name"))) {
        if (!name.isBlank()) {
          return name;
        }
      }
      return user().id();
    }

    /** Unlike a number of the server, the time is not used anew after the server starts anew. */
    String eventId(Native user) {
      return user.id() + "@" + at.toEpochMilli() + "." + Json.number(event, "sn", 0);
    }

    Content content() {
      JsonNode message = message();
      Content content = ContentReader.read(login.id().platform(), Json.text(message, "content"));
      String quoted = Json.text(message.path("quote"), "id");
      if (quoted.isEmpty() || content.first(Segment.Quote.class).isPresent()) {
        return content;
      }
      String said = Json.text(message.path("quote"), "content");
      List<Segment> all = new ArrayList<>();
      all.add(
          new Segment.Quote(quoted, null, ContentReader.read(login.id().platform(), said).text()));
      all.addAll(content.segments());
      return new Content(all);
    }

    boolean direct() {
      JsonNode channel = resource("channel");
      long type = Json.number(channel, "type", -1);
      return type == DIRECT
          || (type < 0
              && !resource("guild").isObject()
              && Json.text(channel, "id").startsWith("private:"));
    }

    /** The group of this event's channel; says that it is seen when it was not known so. */
    GroupId group() throws MalformedException {
      JsonNode channel = resource("channel");
      String id = Json.text(channel, "id");
      if (id.isEmpty()) {
        throw new MalformedException("no channel.id");
      }
      return seen(new Place(new Native(login.id().platform(), id), guildId(), title(channel, id)));
    }

    private GroupId seen(Place place) {
      if (groups.in(account, place)) {
        sightings.again(account, place.group()).ifPresent(events::add);
      }
      return place.group();
    }

    private String title(JsonNode channel, String id) {
      String name = Json.text(channel, "name");
      String guild = Json.text(resource("guild"), "name");
      return name.isEmpty() ? guild : Discovery.title(guild, guildId(), name, id);
    }

    String guildId() {
      return Json.text(resource("guild"), "id");
    }

    Native guild() {
      return new Native(login.id().platform(), guildId());
    }

    /**
     * Where it is told what concerns a guild: its own channel if it names one, else the main one.
     */
    Optional<GroupId> home() throws MalformedException {
      String channel = Json.text(resource("channel"), "id");
      if (!channel.isEmpty() && Json.number(resource("channel"), "type", TEXT) == TEXT) {
        return Optional.of(group());
      }
      if (guildId().isEmpty()) {
        throw new MalformedException("no guild.id");
      }
      return groups.main(account, guild()).map(Place::group);
    }
  }

  /** Reads an event of one of our logins. */
  List<Event> read(JsonNode event, Login login) throws MalformedException {
    Reading reading = new Reading(event, login);
    switch (Json.text(event, "type")) {
      case "message-created", "message" -> posted(reading);
      case "message-updated" -> edited(reading);
      case "message-deleted" -> recalled(reading);
      case "guild-member-added" -> joined(reading);
      case "guild-member-removed", "guild-member-deleted" -> left(reading);
      case "guild-member-updated" -> changed(reading);
      case "guild-member" ->
          OneBotNotices.read(event, reading.at).ifPresent(notice -> notice(reading, notice));
      case "guild-member-request" -> requested(reading);
      case "guild-removed", "guild-deleted" -> guildLost(reading);
      case "channel-added", "channel-updated" -> channelSeen(reading);
      case "channel-removed", "channel-deleted" -> channelLost(reading);
      case "interaction/button" -> pressed(reading);
      default -> {
        // Counted by the connection.
      }
    }
    return reading.events;
  }

  /** Which kinds {@link #read} knows. */
  static boolean known(String type) {
    return switch (type) {
      case "message-created",
          "message",
          "message-updated",
          "message-deleted",
          "guild-member-added",
          "guild-member-removed",
          "guild-member-deleted",
          "guild-member-updated",
          "guild-member",
          "guild-member-request",
          "guild-removed",
          "guild-deleted",
          "channel-added",
          "channel-updated",
          "channel-removed",
          "channel-deleted",
          "interaction/button" ->
          true;
      default -> false;
    };
  }

  private void posted(Reading reading) throws MalformedException {
    String id = reading.messageId();
    if (logins.ours(reading.user())) {
      return;
    }
    if (reading.direct()) {
      reading.events.add(
          new Event.PrivateMessagePosted(
              reading.account, id, reading.sender(), reading.content(), reading.at));
    } else {
      reading.events.add(
          new Event.MessagePosted(
              reading.account,
              reading.group(),
              id,
              reading.sender(),
              reading.content(),
              reading.at));
    }
  }

  private void edited(Reading reading) throws MalformedException {
    String id = reading.messageId();
    if (reading.direct() || logins.ours(reading.user())) {
      return;
    }
    String revision = reading.at.toEpochMilli() + "." + Json.number(reading.event, "sn", 0);
    reading.events.add(
        new Event.MessageEdited(
            reading.account,
            reading.group(),
            id,
            revision,
            reading.sender(),
            reading.content(),
            reading.at));
  }

  private void recalled(Reading reading) throws MalformedException {
    String id = reading.messageId();
    if (!reading.direct()) {
      reading.events.add(
          new Event.MessageRecalled(
              reading.account, reading.group(), id, reading.operator(), reading.at));
    }
  }

  private void joined(Reading reading) throws MalformedException {
    Native user = reading.user();
    Optional<GroupId> home = reading.home();
    if (home.isPresent() && !logins.ours(user)) {
      reading.events.add(
          new Event.MemberJoined(
              reading.account,
              home.get(),
              reading.eventId(user),
              reading.sender(),
              reading.other(user),
              reading.at));
    }
  }

  private void left(Reading reading) throws MalformedException {
    Native user = reading.user();
    if (user.equals(reading.login.id())) {
      guildLost(reading);
      return;
    }
    Optional<GroupId> home = reading.home();
    if (home.isPresent() && !logins.ours(user)) {
      reading.events.add(
          new Event.MemberLeft(
              reading.account,
              home.get(),
              reading.eventId(user),
              user.user(),
              reading.other(user),
              reading.at));
    }
  }

  private void changed(Reading reading) throws MalformedException {
    Native user = reading.user();
    Optional<Role> role = Rights.of(reading.resource("member"));
    if (user.equals(reading.login.id())) {
      if (role.isPresent() && groups.role(reading.account, reading.guildId(), role)) {
        reading.events.addAll(sightings.guild(reading.account, reading.guildId()));
      }
      return;
    }
    Optional<GroupId> home = reading.home();
    if (home.isEmpty()) {
      return;
    }
    String name = Json.text(reading.resource("member"), "nick");
    if (!name.isBlank()) {
      reading.events.add(
          new Event.MemberRenamed(
              reading.account, home.get(), reading.eventId(user), user.user(), name, reading.at));
    }
    if (role.isPresent()) {
      reading.events.add(
          new Event.RoleChanged(
              reading.account,
              home.get(),
              reading.eventId(user),
              user.user(),
              role.get(),
              reading.at));
    }
  }

  private void notice(Reading reading, OneBotNotices.Notice notice) {
    try {
      Native user = reading.user();
      GroupId group = reading.group();
      String id = reading.eventId(user);
      switch (notice) {
        case OneBotNotices.Muted(var until) ->
            reading.events.add(
                new Event.MuteChanged(
                    reading.account,
                    group,
                    id,
                    user.user(),
                    until,
                    reading.operator(),
                    reading.at));
        case OneBotNotices.Ranked(var role) -> {
          if (user.equals(reading.login.id())) {
            groups.role(reading.account, reading.guildId(), Optional.of(role));
            reading.events.addAll(sightings.guild(reading.account, reading.guildId()));
          } else {
            reading.events.add(
                new Event.RoleChanged(reading.account, group, id, user.user(), role, reading.at));
          }
        }
        case OneBotNotices.Renamed(var name) ->
            reading.events.add(
                new Event.MemberRenamed(reading.account, group, id, user.user(), name, reading.at));
      }
    } catch (MalformedException ofTheWholeGroup) {
      // A mute of everybody names nobody.
    }
  }

  private void requested(Reading reading) throws MalformedException {
    Optional<GroupId> home = reading.home();
    if (home.isPresent()) {
      reading.events.add(
          new Event.JoinRequested(
              reading.account,
              home.get(),
              reading.messageId(),
              reading.user().user(),
              reading.name(),
              reading.content().text(),
              reading.at));
    }
  }

  private void guildLost(Reading reading) throws MalformedException {
    String guild = reading.guildId();
    if (guild.isEmpty()) {
      throw new MalformedException("no guild.id");
    }
    for (Place place : groups.inGuild(reading.account, guild)) {
      groups.out(reading.account, place.group());
      reading.events.add(sightings.lost(reading.account, place.group()));
    }
  }

  private void channelSeen(Reading reading) throws MalformedException {
    if (Json.number(reading.resource("channel"), "type", TEXT) == TEXT) {
      reading.group();
    }
  }

  private void channelLost(Reading reading) {
    String id = Json.text(reading.resource("channel"), "id");
    if (!id.isEmpty()) {
      GroupId group = new Native(reading.login.id().platform(), id).group();
      if (groups.out(reading.account, group)) {
        reading.events.add(sightings.lost(reading.account, group));
      }
    }
  }

  private void pressed(Reading reading) throws MalformedException {
    String value = Json.text(reading.event.path("button"), "id");
    if (value.isEmpty()) {
      throw new MalformedException("no button.id");
    }
    Native user = reading.user();
    reading.events.add(
        new Event.ButtonPressed(
            reading.account,
            reading.direct() ? null : reading.group(),
            reading.eventId(user),
            Json.text(reading.message(), "id"),
            reading.sender(),
            value,
            reading.at));
  }

  private Instant at(JsonNode event) {
    long told = Json.number(event, "timestamp", 0);
    if (told <= 0) {
      return clock.instant();
    }
    return told < SECONDS_BELOW ? Instant.ofEpochSecond(told) : Instant.ofEpochMilli(told);
  }
}
