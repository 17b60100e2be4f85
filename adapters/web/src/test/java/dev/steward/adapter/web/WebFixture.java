package dev.steward.adapter.web;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.ChatAdapter;
import dev.steward.chat.ChatConnection;
import dev.steward.chat.GroupId;
import dev.steward.chat.Role;
import dev.steward.chat.Settings;
import dev.steward.chat.UserId;
import dev.steward.testkit.AdapterFixture;
import dev.steward.testkit.RecordingSink;
import dev.steward.testkit.TestHost;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Two rooms: one that Steward helps to run, one in which it may only talk. */
public final class WebFixture implements AdapterFixture {
  static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};
  static final UserId STEWARD = new UserId("web", "steward");
  static final GroupId MAIN = new GroupId("web", "main");
  static final GroupId QUIET = new GroupId("web", "quiet");

  private static final Set<Capability> TALK =
      EnumSet.complementOf(
          EnumSet.of(
              Capability.POLLS,
              Capability.DELETE,
              Capability.MUTE,
              Capability.MUTE_ALL,
              Capability.KICK,
              Capability.BAN,
              Capability.ANSWER_JOINS,
              Capability.SET_CARD,
              Capability.SET_NOTICE));

  private final Map<String, Browser> browsers = new HashMap<>();
  private final Map<UserId, Browser> byUser = new HashMap<>();
  private CountDownLatch held = new CountDownLatch(0);
  private @Nullable TestHost host;
  private @Nullable WebConnection connection;

  @Override
  public ChatAdapter adapter() {
    return new WebAdapter();
  }

  @Override
  public Settings settings() {
    return new Settings(
        "adapters.web",
        Map.of(
            "rooms", "main=宝妈一群, quiet=Quiet room",
            "approval", "",
            "name", "群管家",
            "recallMinutes", "2",
            "longestMessage", "100000",
            "messagesPerMinute", "1000000",
            "joinsPerMinute", "1000000",
            "backlog", "20000"));
  }

  @Override
  public void start(TestHost lent) {
    host = lent;
  }

  @Override
  public void connected(ChatConnection made) {
    connection = (WebConnection) made;
    Browser.wait(rooms().role(QUIET, STEWARD, Role.MEMBER));
  }

  WebConnection rooms() {
    if (connection == null) {
      throw new IllegalStateException("not connected");
    }
    return connection;
  }

  TestHost host() {
    if (host == null) {
      throw new IllegalStateException("not started");
    }
    return host;
  }

  @Override
  public Map<GroupId, Set<Capability>> groups() {
    Map<GroupId, Set<Capability>> groups = new LinkedHashMap<>();
    groups.put(MAIN, Room.ALL);
    groups.put(QUIET, TALK);
    return groups;
  }

  String joinPath(GroupId group) {
    return Browser.wait(rooms().rooms()).stream()
        .filter(room -> room.group().equals(group))
        .findFirst()
        .orElseThrow()
        .joinPaths()
        .getFirst();
  }

  /** A browser whose owner is in the group under that name. */
  Browser in(GroupId group, String name) {
    Browser browser = browsers.computeIfAbsent(name, _ -> newBrowser());
    if (browser.user().isEmpty() || !isIn(group, new UserId("web", browser.user()))) {
      int status = browser.join(joinPath(group), name).status();
      if (status != 200) {
        throw new IllegalStateException(name + " can't join: " + status);
      }
    }
    byUser.put(new UserId("web", browser.user()), browser);
    return browser;
  }

  Browser newBrowser() {
    return new Browser(() -> host().mounted("chat"));
  }

  Browser of(UserId user) {
    Browser browser = byUser.get(user);
    if (browser == null) {
      throw new IllegalStateException("nobody is " + user);
    }
    return browser;
  }

  @Override
  public UserId member(GroupId group, String name) {
    return new UserId("web", in(group, name).user());
  }

  UserId owner(GroupId group) {
    UserId owner = member(group, "群主");
    Browser.wait(rooms().role(group, owner, Role.OWNER));
    return owner;
  }

  @Override
  public @Nullable String post(GroupId group, UserId user, String text) {
    return of(user).say(group.id(), text);
  }

  @Override
  public String postImage(GroupId group, UserId user) {
    String ref = Json.field(Json.object(of(user).upload(group.id(), PNG).body()), "ref");
    return Browser.id(
        of(user)
            .post(
                "/api/rooms/" + group.id() + "/messages",
                Map.of("parts", List.of(Map.of("t", "img", "ref", ref)))));
  }

  @Override
  public void edit(GroupId group, UserId user, String messageId, String text) {
    act(user, group, "messages/" + messageId + "/edit", Map.of("text", text));
  }

  @Override
  public void recall(GroupId group, UserId user, String messageId) {
    act(user, group, "messages/" + messageId + "/recall", Map.of());
  }

  @Override
  public void leave(GroupId group, UserId user) {
    act(user, group, "leave", Map.of());
  }

  @Override
  public boolean comeBack(GroupId group, UserId user) {
    return of(user).join(joinPath(group), "回来的" + user.id()).status() == 200;
  }

  @Override
  public UserId askToJoin(GroupId group, String name) {
    Browser.wait(rooms().approval(group, true));
    Browser browser = newBrowser();
    browser.join(joinPath(group), name);
    Browser.wait(rooms().approval(group, false));
    UserId user = new UserId("web", browser.user());
    byUser.put(user, browser);
    return user;
  }

  @Override
  public void muteByOwner(GroupId group, UserId user, Instant until) {
    UserId owner = owner(group);
    long minutes = Duration.between(host().clock().instant(), until).plusSeconds(59).toMinutes();
    act(owner, group, "members/" + user.id() + "/mute", Map.of("minutes", minutes));
  }

  @Override
  public void press(@Nullable GroupId group, UserId user, String messageId, String value) {
    GroupId where = group == null ? MAIN : group;
    act(user, where, "messages/" + messageId + "/press", Map.of("value", value));
  }

  @Override
  public String writePrivately(UserId user, String text) {
    JsonNode me = of(user).json("/api/me");
    String room = Json.field(me.path("rooms").get(0), "id");
    return Browser.id(of(user).post("/api/rooms/" + room + "/private", Map.of("text", text)));
  }

  /** Each statement that was ever needed stays prepared, and there are not many. */
  @Override
  public Map<String, Integer> keeps() {
    return Map.of("Sql.prepared", 100);
  }

  @Override
  public List<Seen> seen(GroupId group) {
    return seen(in(group, "旁观者").json("/api/rooms/" + group.id()).path("messages"));
  }

  @Override
  public List<Seen> seenPrivately(UserId user) {
    JsonNode me = of(user).json("/api/me");
    String room = Json.field(me.path("rooms").get(0), "id");
    return seen(of(user).json("/api/rooms/" + room).path("private"));
  }

  private static List<Seen> seen(JsonNode messages) {
    List<Seen> seen = new ArrayList<>();
    for (JsonNode message : messages) {
      StringBuilder text = new StringBuilder();
      String replyTo = null;
      int images = 0;
      for (JsonNode part : message.path("parts")) {
        switch (Json.field(part, "t")) {
          case "text" -> text.append(Json.field(part, "text"));
          case "at" -> text.append('@').append(Json.field(part, "name"));
          case "quote" -> replyTo = Json.field(part, "id");
          case "img" -> images++;
          default -> {}
        }
      }
      List<String> buttons = new ArrayList<>();
      message.path("buttons").forEach(b -> buttons.add(Json.field(b, "label")));
      seen.add(
          new Seen(
              Json.field(message, "id"),
              new UserId("web", Json.field(message.path("sender"), "id")),
              text.toString(),
              replyTo,
              buttons,
              images));
    }
    return seen;
  }

  private @Nullable JsonNode memberNode(GroupId group, UserId user) {
    for (JsonNode m : in(group, "旁观者").json("/api/rooms/" + group.id()).path("members")) {
      if (Json.field(m, "id").equals(user.id()) && !m.path("asks").asBoolean(false)) {
        return m;
      }
    }
    return null;
  }

  @Override
  public boolean isIn(GroupId group, UserId user) {
    Browser own = byUser.get(user);
    if (own == null) {
      return false;
    }
    for (JsonNode room : own.json("/api/me").path("rooms")) {
      if (Json.field(room, "id").equals(group.id())) {
        return room.path("in").asBoolean(false);
      }
    }
    return false;
  }

  @Override
  public String nameOf(GroupId group, UserId user) {
    JsonNode member = memberNode(group, user);
    return member == null ? "" : Json.field(member, "name");
  }

  @Override
  public String notice(GroupId group) {
    return Json.field(in(group, "旁观者").json("/api/rooms/" + group.id()), "notice");
  }

  @Override
  public List<Action> refused() {
    UserId owner = owner(MAIN);
    UserId gone = new UserId("web", "u-gone");
    return List.of(
        new Action.MuteMember(MAIN, owner, host().clock().instant().plusSeconds(600)),
        new Action.KickMember(MAIN, owner),
        new Action.BanMember(MAIN, owner),
        new Action.MuteMember(MAIN, gone, host().clock().instant().plusSeconds(600)),
        new Action.KickMember(MAIN, gone),
        new Action.DeleteMessage(MAIN, "123456789"),
        new Action.ApproveJoin(MAIN, "5", gone));
  }

  /** There is no network here: what can fail is Steward's side of the wire. */
  @Override
  public void cut() {
    host().events().mode(RecordingSink.Mode.FAIL);
  }

  @Override
  public void heal() {
    host().events().mode(RecordingSink.Mode.COMMIT);
  }

  @Override
  public void slow(boolean on) {
    if (!on) {
      held.countDown();
      return;
    }
    CountDownLatch latch = new CountDownLatch(1);
    held = latch;
    var _ =
        rooms()
            .writer()
            .submit(
                _ -> {
                  try {
                    latch.await();
                  } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                  }
                  return true;
                });
  }

  private void act(UserId user, GroupId group, String what, Object body) {
    int status = of(user).post("/api/rooms/" + group.id() + "/" + what, body).status();
    if (status != 200) {
      throw new IllegalStateException(what + ": " + status);
    }
  }
}
