package dev.steward.adapter.satori;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.chat.Event;
import dev.steward.chat.Role;
import dev.steward.chat.UserId;
import dev.steward.testkit.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What events say, by examples: the protocol's, and those that Koishi's server really sends. */
final class EventReaderTest {
  private static final String LOGIN =
      """
      "login": {"sn": 1, "platform": "onebot", "user": {"id": "10001"}}, "timestamp": 1700000000000, "sn": 4""";

  private final Logins logins = new Logins(Set.of(), List.of());
  private final Groups groups = new Groups(Map.of(), () -> {});
  private final Powers powers = new Powers(logins, groups, Set.of());
  private final ManualClock clock = new ManualClock();
  private final EventReader reader =
      new EventReader(logins, groups, new Sightings(groups, powers, clock), clock);

  private static JsonNode json(String text) {
    return Json.read(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }

  private List<Event> read(String body) {
    Login login =
        Login.read(
                json(
                    """
                    {"platform": "onebot", "status": 1, "user": {"id": "10001"}, "features": ["message.create"]}"""))
            .orElseThrow();
    logins.is(login);
    try {
      return reader.read(json("{" + LOGIN + ", " + body + "}"), login);
    } catch (EventReader.MalformedException broken) {
      throw new AssertionError(broken);
    }
  }

  private static UserId user(String id) {
    return new UserId("satori", "onebot:" + id);
  }

  @Test
  void aMessageInANewGroupSaysFirstThatTheGroupIsSeen() {
    List<Event> events =
        read(
            """
            "type": "message-created", "user": {"id": 7, "name": "u"}, "member": {"nick": "课代表", "roles": [{"id": "owner"}]},
            "guild": {"id": "42"}, "channel": {"id": "42", "type": 0, "name": "一群"},
            "message": {"id": "99", "content": "<quote id=\\"98\\"/>好"}""");
    assertThat(events).hasSize(2);
    Event.GroupSeen seen = (Event.GroupSeen) events.getFirst();
    assertThat(seen.group().toString()).isEqualTo("satori:onebot:42");
    assertThat(seen.title()).isEqualTo("一群");
    Event.MessagePosted posted = (Event.MessagePosted) events.getLast();
    assertThat(posted.sender().user()).isEqualTo(user("7"));
    assertThat(posted.sender().name()).isEqualTo("课代表");
    assertThat(posted.sender().role()).isEqualTo(Role.OWNER);
    assertThat(posted.content().text()).isEqualTo("好");
    assertThat(posted.at()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_000L));
  }

  @Test
  void aQuoteBesideTheContentIsAQuote() {
    Event.MessagePosted posted =
        (Event.MessagePosted)
            read("""
                    "type": "message-created", "user": {"id": "7"}, "guild": {"id": "42"}, "channel": {"id": "42"},
                    "message": {"id": "99", "content": "好", "quote": {"id": "98", "content": "问"}}""")
                .getLast();
    assertThat(posted.content().segments().getFirst().toString()).contains("98", "问");
    assertThat(posted.content().text()).isEqualTo("好");
  }

  @Test
  void aServerWhoseClockIsAheadTellsOfNoLaterThanNow() {
    String joins =
        """
        "type": "guild-member-added", "timestamp": 1900000000000, "user": {"id": "7", "name": "小明"},
        "guild": {"id": "42"}, "channel": {"id": "42", "type": 0}""";
    Event.MemberJoined joined = (Event.MemberJoined) read(joins).getLast();
    assertThat(joined.at()).isEqualTo(clock.instant());
    clock.advance(Duration.ofMinutes(1));
    Event.MemberJoined again = (Event.MemberJoined) read(joins).getLast();
    assertThat(again.dedupeId()).isEqualTo(joined.dedupeId());
    String edits =
        """
        "type": "message-updated", "timestamp": 1900000000000, "user": {"id": "7", "name": "小明"},
        "guild": {"id": "42"}, "channel": {"id": "42", "type": 0}, "message": {"id": "99", "content": "x"}""";
    Event edited = read(edits).getLast();
    assertThat(edited.at()).isEqualTo(clock.instant());
    clock.advance(Duration.ofMinutes(1));
    assertThat(read(edits).getLast().dedupeId()).isEqualTo(edited.dedupeId());
  }

  @Test
  void whatBeginsWithASlashIsSaidAllTheSame() {
    String command =
        """
        "type": "interaction/command", "user": {"id": "7"}, "guild": {"id": "42"}, "channel": {"id": "42", "type": 0}""";
    Event.MessagePosted posted =
        (Event.MessagePosted)
            read(command + ", \"message\": {\"id\": \"99\", \"content\": \"/x 加微信 abc\"}")
                .getLast();
    assertThat(posted.content().text()).isEqualTo("/x 加微信 abc");
    assertThat(read(command + ", \"message\": {\"id\": \"100\"}"))
        .as("nothing that anybody else sees")
        .isEmpty();
  }

  @Test
  void whatWeSayOurselvesIsNoNews() {
    assertThat(
            read(
                """
                "type": "message-created", "user": {"id": "10001"}, "guild": {"id": "42"}, "channel": {"id": "42"},
                "message": {"id": "99", "content": "x"}"""))
        .isEmpty();
  }

  @Test
  void privateTalkIsToldByTheChannelOrByItsName() {
    for (String channel : List.of("{\"id\": \"c\", \"type\": 1}", "{\"id\": \"private:7\"}")) {
      assertThat(
              read(
                  """
                  "type": "message-created", "user": {"id": "7"}, "message": {"id": "99", "content": "x"},
                  "channel": %s"""
                      .formatted(channel)))
          .singleElement()
          .isInstanceOf(Event.PrivateMessagePosted.class);
    }
  }

  @Test
  void aMuteOfKoishisOneBotAdapterIsAMute() {
    Event.MuteChanged muted =
        (Event.MuteChanged)
            read("""
                    "type": "guild-member", "subtype": "ban", "user": {"id": "7"}, "operator": {"id": "8"},
                    "guild": {"id": "42"}, "channel": {"id": "42"}, "_type": "onebot",
                    "_data": {"notice_type": "group_ban", "sub_type": "ban", "duration": 60}""")
                .getLast();
    assertThat(muted.user()).isEqualTo(user("7"));
    assertThat(muted.by()).isEqualTo(user("8"));
    assertThat(muted.until()).isEqualTo(Instant.ofEpochMilli(1_700_000_060_000L));
  }

  @Test
  void aRequestIsToldApartByItsTimeAndAnsweredByItsId() {
    Event.JoinRequested asked =
        (Event.JoinRequested)
            read("""
                    "type": "guild-member-request", "user": {"id": "7", "name": "小李"}, "guild": {"id": "42"},
                    "channel": {"id": "42"}, "message": {"id": "flag", "content": "让我进来 &lt;3"}""")
                .getLast();
    assertThat(asked.requestId()).isEqualTo("flag @1700000000000");
    assertThat(MessageIds.request(asked.requestId())).isEqualTo("flag");
    assertThat(MessageIds.request("kept before")).isEqualTo("kept before");
    assertThat(asked.comment()).isEqualTo("让我进来 <3");
    assertThat(asked.name()).isEqualTo("小李");
  }

  @Test
  void joinsOfAGuildWithManyChannelsAreToldInOne() {
    for (String channel : List.of("a", "b", "42")) {
      read(
          """
          "type": "channel-added", "guild": {"id": "42"}, "channel": {"type": 0, "id": "%s"}"""
              .formatted(channel));
    }
    List<Event> events =
        read(
            """
            "type": "guild-member-added", "user": {"id": "7", "name": "新人"}, "guild": {"id": "42"}""");
    assertThat(events).hasSize(1);
    assertThat(((Event.MemberJoined) events.getFirst()).group().id()).isEqualTo("onebot:42");
  }

  @Test
  void whenWeAreOutAllChannelsAreLost() {
    read("\"type\": \"channel-added\", \"guild\": {\"id\": \"42\"}, \"channel\": {\"id\": \"a\"}");
    read("\"type\": \"channel-added\", \"guild\": {\"id\": \"42\"}, \"channel\": {\"id\": \"b\"}");
    assertThat(read("\"type\": \"guild-removed\", \"guild\": {\"id\": \"42\"}"))
        .hasSize(2)
        .allMatch(Event.GroupLost.class::isInstance);
    assertThat(read("\"type\": \"guild-removed\", \"guild\": {\"id\": \"42\"}")).isEmpty();
  }

  @Test
  void whatLacksWhatItMustHaveIsMalformed() {
    Login login =
        new Login(new Native("onebot", "10001"), true, false, true, Set.of("message.create"));
    logins.is(login);
    for (String body :
        List.of(
            "{\"type\": \"message-created\"}",
            "{\"type\": \"message-created\", \"message\": {\"id\": \"1\"}}",
            "{\"type\": \"message-created\", \"message\": [], \"user\": 3, \"channel\": \"x\"}",
            "{\"type\": \"guild-member-added\", \"user\": {\"id\": \"7\"}}",
            "{\"type\": \"interaction/button\", \"user\": {\"id\": \"7\"}}")) {
      assertThatThrownBy(() -> reader.read(json(body), login))
          .isInstanceOf(EventReader.MalformedException.class);
    }
  }

  @Test
  void idsTellPlatformsApart() {
    assertThat(new Native("sandbox:a%", "x:y").toString()).isEqualTo("sandbox%3Aa%25:x:y");
    assertThat(Native.of("sandbox%3Aa%25:x:y")).contains(new Native("sandbox:a%", "x:y"));
    for (String none : List.of("", ":", "x", "x:", ":x")) {
      assertThat(Native.of(none)).isEmpty();
    }
  }
}
