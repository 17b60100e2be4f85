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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One event while it is read: what it says of whom, where and when, and what is made of it so far.
 */
final class Reading {
  private static final int DIRECT = 1;
  private static final int TEXT = 0;

  /** Timestamps below are seconds: as milliseconds they were in 1973. */
  static final long SECONDS_BELOW = 100_000_000_000L;

  final JsonNode event;
  final Login login;
  final AccountId account;

  /** When it happened, and never later than now, however the server's clock goes. */
  final Instant at;

  final List<Event> events = new ArrayList<>();
  private final Groups groups;
  private final Sightings sightings;
  private final Instant told;

  Reading(JsonNode event, Login login, Groups groups, Sightings sightings, Instant now) {
    this.event = event;
    this.login = login;
    this.account = login.account();
    this.groups = groups;
    this.sightings = sightings;
    this.told = told(event, now);
    this.at = told.isAfter(now) ? now : told;
  }

  private static Instant told(JsonNode event, Instant now) {
    long told = Json.number(event, "timestamp", 0);
    if (told <= 0) {
      return now;
    }
    return told < SECONDS_BELOW ? Instant.ofEpochSecond(told) : Instant.ofEpochMilli(told);
  }

  JsonNode message() {
    return event.path("message");
  }

  /** A resource, which older servers leave within the message. */
  JsonNode resource(String name) {
    JsonNode own = event.path(name);
    return own.isObject() ? own : message().path(name);
  }

  String messageId() throws EventReader.MalformedException {
    return MessageIds.kept(channel(), toldId());
  }

  /** The message that a button is below; empty when it is not told. */
  String buttonsMessageId() {
    return MessageIds.kept(channel(), Json.text(message(), "id"));
  }

  String requestId() throws EventReader.MalformedException {
    return MessageIds.request(toldId(), told.toEpochMilli());
  }

  private String toldId() throws EventReader.MalformedException {
    String id = Json.text(message(), "id");
    if (id.isEmpty()) {
      throw new EventReader.MalformedException("no message.id");
    }
    return id;
  }

  private Native channel() {
    return new Native(login.id().platform(), Json.text(resource("channel"), "id"));
  }

  Native user() throws EventReader.MalformedException {
    String id = Json.text(resource("user"), "id");
    if (id.isEmpty()) {
      id = Json.text(event.path("member").path("user"), "id");
    }
    if (id.isEmpty()) {
      throw new EventReader.MalformedException("no user.id");
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

  Sender sender() throws EventReader.MalformedException {
    Role role = Rights.of(resource("member")).orElse(Role.MEMBER);
    return new Sender(user().user(), name(), role);
  }

  String name() throws EventReader.MalformedException {
    JsonNode member = resource("member");
    JsonNode user = resource("user").isObject() ? resource("user") : member.path("user");
    String name = name(member, user);
    return name.isEmpty() ? user().id() : name;
  }

  /** What people see of a member, or empty. */
  static String name(JsonNode member, JsonNode user) {
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
    return "";
  }

  String eventId(Native user) {
    return user.id() + "@" + revision();
  }

  /**
   * Tells what happened to one message or one person apart. Unlike a number of the server, the time
   * is not used anew after the server starts anew; it is the time that was told, so that a replay
   * is known.
   */
  String revision() {
    return told.toEpochMilli() + "." + Json.number(event, "sn", 0);
  }

  Content content() {
    Content content = read(message());
    List<Segment> all = new ArrayList<>(content.segments());
    JsonNode quote = message().path("quote");
    String quoted = Json.text(quote, "id");
    if (!quoted.isEmpty() && content.first(Segment.Quote.class).isEmpty()) {
      all.addFirst(new Segment.Quote(quoted, null, read(quote).text()));
    }
    all.replaceAll(segment -> segment instanceof Segment.Quote said ? kept(said) : segment);
    return new Content(all);
  }

  private Content read(JsonNode message) {
    return ContentReader.read(login.id().platform(), Json.text(message, "content"));
  }

  private Segment.Quote kept(Segment.Quote quote) {
    return new Segment.Quote(
        MessageIds.kept(channel(), quote.messageId()), quote.sender(), quote.excerpt());
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
  GroupId group() throws EventReader.MalformedException {
    JsonNode channel = resource("channel");
    String id = Json.text(channel, "id");
    if (id.isEmpty()) {
      throw new EventReader.MalformedException("no channel.id");
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

  /** Where it is told what concerns a guild: its own channel if it names one, else the main one. */
  Optional<GroupId> home() throws EventReader.MalformedException {
    String channel = Json.text(resource("channel"), "id");
    if (!channel.isEmpty() && Json.number(resource("channel"), "type", TEXT) == TEXT) {
      return Optional.of(group());
    }
    if (guildId().isEmpty()) {
      throw new EventReader.MalformedException("no guild.id");
    }
    return groups.main(account, guild()).map(Place::group);
  }
}
