package dev.steward.adapter.satori;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A made-up platform behind a {@link FakeSatori}: guilds with one channel each, people, messages.
 * Not thread-safe: all under its server's lock or by one thread.
 */
final class Town implements FakeSatori.Platform {
  static final String PLATFORM = "town";
  static final String BOT = "bot";
  static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};
  static final String PICTURE = "internal:town/bot/pictures/1.png?a=b&c=\"d\"";

  private final InstantSource clock;
  private final Map<String, Guild> guilds = new LinkedHashMap<>();
  private final Map<String, List<Message>> talks = new HashMap<>();
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, String> requests = new HashMap<>();
  private final List<String> features = new ArrayList<>(FEATURES);
  private final Set<String> lacking = new HashSet<>();
  private final Map<String, String> throwing = new HashMap<>();
  private Consumer<Map<String, Object>> events = _ -> {};
  private int ids = 100;
  private int status = 1;
  private String referrer = "";
  private @Nullable Integer answersNext;

  /** What the login can do, as it says. */
  static final List<String> FEATURES =
      List.of(
          "message.create",
          "message.delete",
          "guild.member.kick",
          "guild.member.mute",
          "guild.member.get",
          "guild.member.approve",
          "channel.mute",
          "channel.list",
          "guild.list",
          "user.channel.create",
          "login.get");

  /** A guild, and the channel of the same people. */
  static final class Guild {
    final String id;
    final String name;
    final Map<String, String> roles = new LinkedHashMap<>();
    final Map<String, Instant> muted = new HashMap<>();
    final Set<String> banned = new HashSet<>();
    boolean allMuted;

    Guild(String id, String name) {
      this.id = id;
      this.name = name;
    }

    String channel() {
      return "c-" + id;
    }
  }

  /** A message as it stands. */
  record Message(String id, String user, String content) {}

  Town(InstantSource clock) {
    this.clock = clock;
    guild("g1", "宝妈一群", "admin");
    guild("g2", "Quiet <room>", "member");
  }

  private void guild(String id, String name, String role) {
    Guild guild = new Guild(id, name);
    guild.roles.put("owner", "owner");
    guild.roles.put(BOT, role);
    guilds.put(id, guild);
    names.put("owner", "群主");
    names.put(BOT, "Steward");
  }

  void events(Consumer<Map<String, Object>> to) {
    events = to;
  }

  /** What the login says that it can do; empty for nothing. */
  void features(Collection<String> told) {
    features.clear();
    features.addAll(told);
  }

  /** A method is not there, whatever is said. */
  void lacks(String method) {
    lacking.add(method);
  }

  /** The platform does not do it, and says why. */
  void throwsAt(String method, String words) {
    throwing.put(method, words);
  }

  /** The platform does it again. */
  void throwsNoMore(String method) {
    throwing.remove(method);
  }

  /** The login is told to be online, or not. */
  void online(boolean is) {
    status = is ? 1 : 0;
    Map<String, Object> event = new HashMap<>();
    event.put("type", "login-updated");
    event.put("timestamp", clock.instant().toEpochMilli());
    event.put("login", logins().getFirst());
    events.accept(event);
  }

  /** The login is in another guild now. */
  void founds(String id, String name) {
    guild(id, name, "admin");
    events.accept(event("guild-added", guilds.get(id), BOT));
  }

  /** The login is out of a guild. */
  void expels(String id) {
    Guild guild = guilds.get(id);
    events.accept(event("guild-removed", guild, BOT));
    guilds.remove(id);
  }

  /** The next call gets this status, whatever it asks. */
  void answersNext(int status) {
    answersNext = status;
  }

  Guild guildOf(String channel) {
    return guilds.values().stream()
        .filter(guild -> guild.channel().equals(channel))
        .findFirst()
        .orElseThrow();
  }

  List<Message> messages(String channel) {
    return List.copyOf(talks.getOrDefault(channel, List.of()));
  }

  /** What came along with the last message of ours. */
  String referrer() {
    return referrer;
  }

  String name(String user) {
    return names.getOrDefault(user, user);
  }

  // What people do.

  String person(Guild guild, String name) {
    String user = user(name);
    if (!guild.roles.containsKey(user)) {
      joins(guild, user);
    }
    return user;
  }

  private String user(String name) {
    return names.entrySet().stream()
        .filter(entry -> entry.getValue().equals(name))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseGet(
            () -> {
              String made = "u" + ids++;
              names.put(made, name);
              return made;
            });
  }

  void joins(Guild guild, String user) {
    guild.roles.put(user, "member");
    Map<String, Object> event = event("guild-member-added", guild, user);
    // As Koishi's OneBot adapter has it: the name must be asked for.
    event.put("user", Map.of("id", user));
    event.remove("member");
    events.accept(event);
  }

  void leaves(Guild guild, String user, String by) {
    guild.roles.remove(user);
    Map<String, Object> event = event("guild-member-removed", guild, user);
    event.put("operator", Map.of("id", by));
    events.accept(event);
  }

  String asks(Guild guild, String name) {
    String user = user(name);
    String request = "req" + ids++;
    requests.put(request, guild.id + "/" + user);
    Map<String, Object> event = event("guild-member-request", guild, user);
    event.put("message", Map.of("id", request, "content", "让我进来 &lt;3"));
    events.accept(event);
    return user;
  }

  @Nullable String says(Guild guild, String user, String content) {
    Instant muted = guild.muted.get(user);
    if (!guild.roles.containsKey(user)
        || guild.allMuted
        || (muted != null && muted.isAfter(clock.instant()))) {
      return null;
    }
    return posts(guild.channel(), guild, user, content);
  }

  String whispers(String user, String content) {
    return posts("dm-" + user, null, user, content);
  }

  private String posts(String channel, @Nullable Guild guild, String user, String content) {
    Message message = new Message("m" + ids++, user, content);
    talk(channel).add(message);
    events.accept(messageEvent("message-created", channel, guild, message));
    return message.id();
  }

  void edits(Guild guild, String messageId, String content) {
    List<Message> talk = talk(guild.channel());
    talk.replaceAll(m -> m.id().equals(messageId) ? new Message(m.id(), m.user(), content) : m);
    talk.stream()
        .filter(m -> m.id().equals(messageId))
        .forEach(m -> events.accept(messageEvent("message-updated", guild.channel(), guild, m)));
  }

  boolean removes(Guild guild, String messageId, String by) {
    List<Message> talk = talk(guild.channel());
    for (Message message : talk) {
      if (message.id().equals(messageId)) {
        talk.remove(message);
        Map<String, Object> event =
            messageEvent("message-deleted", guild.channel(), guild, message);
        event.put("operator", Map.of("id", by));
        events.accept(event);
        return true;
      }
    }
    return false;
  }

  void presses(@Nullable Guild guild, String user, String messageId, String value) {
    Map<String, Object> event = event("interaction/button", guild, user);
    event.put("channel", channel(guild == null ? "dm-" + user : guild.channel(), guild));
    event.put("message", Map.of("id", messageId));
    event.put("button", Map.of("id", value));
    events.accept(event);
  }

  private List<Message> talk(String channel) {
    return talks.computeIfAbsent(channel, _ -> new ArrayList<>());
  }

  private Map<String, Object> event(String type, @Nullable Guild guild, String user) {
    Map<String, Object> event = new HashMap<>();
    event.put("type", type);
    event.put("timestamp", clock.instant().toEpochMilli());
    event.put("login", Map.of("sn", 1, "platform", PLATFORM, "user", Map.of("id", BOT)));
    event.put("user", Map.of("id", user, "name", name(user)));
    if (guild != null) {
      event.put("guild", Map.of("id", guild.id, "name", guild.name));
      event.put("member", member(guild, user));
    }
    return event;
  }

  private Map<String, Object> messageEvent(
      String type, String channel, @Nullable Guild guild, Message message) {
    Map<String, Object> event = event(type, guild, message.user());
    event.put("channel", channel(channel, guild));
    event.put("message", Map.of("id", message.id(), "content", message.content()));
    event.put("referrer", Map.of("of", message.id()));
    return event;
  }

  private static Map<String, Object> channel(String id, @Nullable Guild guild) {
    return guild == null
        ? Map.of("id", id, "type", 1)
        : Map.of("id", id, "type", 0, "name", guild.name);
  }

  private static Map<String, Object> member(Guild guild, String user) {
    String role = guild.roles.get(user);
    return Map.of("roles", role == null ? List.of() : List.of(Map.of("id", role)));
  }

  // What the server is asked.

  @Override
  public List<Map<String, Object>> logins() {
    Map<String, Object> login = new HashMap<>();
    login.put("sn", 1);
    login.put("platform", PLATFORM);
    login.put("adapter", "town");
    login.put("status", status);
    login.put("user", Map.of("id", BOT, "name", "Steward"));
    if (!features.isEmpty()) {
      login.put("features", features);
    }
    Map<String, Object> other =
        Map.of(
            "sn",
            2,
            "platform",
            "sand:box",
            "status",
            1,
            "hidden",
            true,
            "user",
            Map.of("id", "x"));
    return List.of(login, other, Map.of("sn", 3, "adapter", "late", "status", 2));
  }

  @Override
  public FakeSatori.Result call(String login, String method, JsonNode in) {
    if (!login.equals(PLATFORM + "/" + BOT)) {
      return FakeSatori.Result.failed(403);
    }
    if (answersNext != null) {
      int status = answersNext;
      answersNext = null;
      return new FakeSatori.Result(status, "", Map.of("Retry-After", "7"));
    }
    if (!FEATURES.contains(method)
        || lacking.contains(method)
        || (!features.isEmpty() && !features.contains(method))) {
      return FakeSatori.Result.failed(404);
    }
    String words = throwing.get(method);
    if (words != null) {
      return new FakeSatori.Result(500, words, Map.of());
    }
    String channel = text(in, "channel_id");
    return switch (method) {
      case "login.get" -> FakeSatori.Result.of(logins().getFirst());
      case "guild.list" -> guildPage(text(in, "next"));
      case "channel.list" -> channelPage(text(in, "guild_id"));
      case "message.create" -> {
        referrer = in.path("referrer").path("of").asString("");
        yield create(channel, text(in, "content"));
      }
      case "user.channel.create" ->
          FakeSatori.Result.of(Map.of("id", "dm-" + text(in, "user_id"), "type", 1));
      case "message.delete" ->
          admin(guildOf(channel)) && removes(guildOf(channel), text(in, "message_id"), BOT)
              ? FakeSatori.Result.OK
              : FakeSatori.Result.failed(404);
      case "channel.mute" -> {
        guildOf(channel).allMuted = in.path("duration").asLong(0) > 0;
        yield FakeSatori.Result.OK;
      }
      case "guild.member.approve" -> approve(in);
      default -> member(method, guilds.get(text(in, "guild_id")), text(in, "user_id"), in);
    };
  }

  private FakeSatori.Result guildPage(String next) {
    List<Guild> all = List.copyOf(guilds.values());
    Guild one = all.get(next.isEmpty() ? 0 : Integer.parseInt(next));
    int following = all.indexOf(one) + 1;
    Map<String, Object> page = new HashMap<>();
    page.put("data", List.of(Map.of("id", one.id, "name", one.name)));
    if (following < all.size()) {
      page.put("next", Integer.toString(following));
    }
    return FakeSatori.Result.of(page);
  }

  private FakeSatori.Result channelPage(String guild) {
    Guild there = guilds.get(guild);
    return there == null
        ? FakeSatori.Result.failed(404)
        : FakeSatori.Result.of(
            Map.of(
                "data",
                List.of(
                    Map.of("id", "v-" + guild, "type", 3, "name", "voice"),
                    channel(there.channel(), there))));
  }

  private FakeSatori.Result create(String channel, String content) {
    Rendered shown = Rendered.of(content);
    if (shown.text().isEmpty() && shown.images() == 0) {
      return FakeSatori.Result.of(List.of());
    }
    Message message = new Message("m" + ids++, BOT, content);
    talk(channel).add(message);
    if (channel.startsWith("c-")) {
      // Some platforms report our own words too.
      events.accept(messageEvent("message-created", channel, guildOf(channel), message));
    }
    return FakeSatori.Result.of(List.of(Map.of("id", message.id(), "content", content)));
  }

  private FakeSatori.Result approve(JsonNode in) {
    String asked = requests.remove(text(in, "message_id"));
    if (asked == null) {
      return FakeSatori.Result.failed(404);
    }
    if (in.path("approve").asBoolean(false)) {
      String[] guildAndUser = asked.split("/", 2);
      Guild guild = guilds.get(guildAndUser[0]);
      if (guild != null) {
        joins(guild, guildAndUser[1]);
      }
    }
    return FakeSatori.Result.OK;
  }

  private FakeSatori.Result member(String method, @Nullable Guild guild, String user, JsonNode in) {
    if (guild == null || !guild.roles.containsKey(user)) {
      return FakeSatori.Result.failed(404);
    }
    if (method.equals("guild.member.get")) {
      Map<String, Object> member = new HashMap<>(member(guild, user));
      member.put("user", Map.of("id", user, "name", name(user)));
      return FakeSatori.Result.of(member);
    }
    if (!admin(guild) || Stream.of("owner", "admin").anyMatch(guild.roles.get(user)::equals)) {
      return FakeSatori.Result.failed(403);
    }
    if (method.equals("guild.member.kick")) {
      if (in.path("permanent").asBoolean(false)) {
        guild.banned.add(user);
      }
      leaves(guild, user, BOT);
    } else {
      long millis = in.path("duration").asLong(-1);
      guild.muted.put(user, clock.instant().plus(Duration.ofMillis(millis)));
    }
    return FakeSatori.Result.OK;
  }

  private static boolean admin(Guild guild) {
    return "admin".equals(guild.roles.get(BOT));
  }

  @Override
  public byte[] file(String source) {
    return source.equals(PICTURE) ? PNG : new byte[0];
  }

  private static String text(JsonNode in, String name) {
    return in.path(name).asString("");
  }
}
