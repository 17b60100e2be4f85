package dev.steward.adapter.satori;

import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Role;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A Satori event in Steward's words: none, one, or several, such as a group that is seen for the
 * first time before its message. Called by the connection's thread alone.
 */
final class EventReader {
  private static final int TEXT = 0;

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

  /** Reads an event of one of our logins. */
  List<Event> read(JsonNode event, Login login) throws MalformedException {
    Reading reading = new Reading(event, login, groups, sightings, clock.instant());
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
      case "interaction/command" -> commanded(reading);
      default -> {
        // Reactions, friends, roles of a guild: nothing that Steward has a word for.
      }
    }
    return reading.events;
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

  /** Where it has words it was said for all to see, as what begins with a slash on Telegram. */
  private void commanded(Reading reading) throws MalformedException {
    if (!Json.text(reading.event.path("message"), "content").isEmpty()) {
      posted(reading);
    }
  }

  private void edited(Reading reading) throws MalformedException {
    String id = reading.messageId();
    if (reading.direct() || logins.ours(reading.user())) {
      return;
    }
    reading.events.add(
        new Event.MessageEdited(
            reading.account,
            reading.group(),
            id,
            reading.revision(),
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
              reading.requestId(),
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
            reading.buttonsMessageId(),
            reading.sender(),
            value,
            reading.at));
  }
}
