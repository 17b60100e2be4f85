package dev.steward.adapter.onebot;

import dev.steward.adapter.onebot.FakeGroup.FakeMember;
import dev.steward.adapter.onebot.FakeGroup.FakeMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A OneBot v11 implementation with groups and people: what it can be told, what it answers and
 * which events follow, as the specification and its well-known implementations have it. It knows no
 * transport: frames go to whoever listens. Thread-safe.
 */
public final class OneBotFake {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final long self;
  private final LongSupplier seconds;
  private final Map<Long, FakeGroup> groups = new LinkedHashMap<>();
  private final Map<Long, List<FakeMessage>> inPrivate = new HashMap<>();
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<Runnable> heldBack = new ArrayList<>();
  private long nextMessage = 1_000;
  private long nextUser = 20_001;
  private boolean slow;
  private boolean silent;
  private boolean offline;

  /** Messages as CQ strings and not as arrays. */
  boolean cqStrings;

  /** Ids as texts and not as numbers. */
  boolean textIds;

  /** Says ok to everything that it is told, and does nothing. */
  boolean liar;

  /** Whether it has what goes beyond the specification. */
  boolean extras = true;

  /**
   * @param self the number of the login
   * @param seconds the clock, in epoch seconds
   */
  public OneBotFake(long self, LongSupplier seconds) {
    this.self = self;
    this.seconds = seconds;
  }

  public long self() {
    return self;
  }

  /** Makes a group in which the login has a role, and somebody else is the owner. */
  public synchronized void group(long id, String title, String ownRole) {
    FakeGroup group = new FakeGroup(id, title);
    FakeMember owner = new FakeMember(20_000, "群主");
    owner.role = "owner";
    group.members.put(owner.user, owner);
    FakeMember own = new FakeMember(self, "群管家");
    own.role = ownRole;
    group.members.put(self, own);
    groups.put(id, group);
  }

  /** The login is in a group no more, and nobody has told it. */
  synchronized void forget(long group) {
    groups.remove(group);
  }

  /** What was called, in order: the names of the actions. */
  public List<String> calls() {
    return List.copyOf(calls);
  }

  /** Somebody hears the events from now on. */
  public void listen(Consumer<String> listener) {
    listeners.add(listener);
  }

  public void listenNoMore(Consumer<String> listener) {
    listeners.remove(listener);
  }

  /** Answers and effects wait, until this is called with false. */
  public void slow(boolean on) {
    List<Runnable> now;
    synchronized (this) {
      slow = on;
      now = on ? List.of() : List.copyOf(heldBack);
      heldBack.removeAll(now);
    }
    now.forEach(Runnable::run);
  }

  /** Nobody hears events, as while a connection is cut. */
  synchronized void silent(boolean on) {
    silent = on;
  }

  /** QQ is kicked off, and the program tells it. */
  public synchronized void kickedOff() {
    Map<String, Object> event = event("notice");
    event.put("notice_type", "bot_offline");
    event.put("user_id", id(self));
    event.put("tag", "KickedOffLine");
    event.put("message", "你的帐号当前登录已失效，请重新登录。");
    emit(event);
    offline(true);
  }

  /** QQ is logged out, or in again, while the program goes on: it hears nothing meanwhile. */
  public synchronized void offline(boolean on) {
    offline = on;
    silent = on;
  }

  /** A member of that name; comes in when new. */
  public synchronized long member(long group, String name) {
    FakeGroup in = require(group);
    for (FakeMember member : in.members.values()) {
      if (member.name().equals(name) || member.nickname.equals(name)) {
        return member.user;
      }
    }
    long user = known(name);
    in.members.put(user, new FakeMember(user, name));
    emitNotice(in, "group_increase", "approve", user, Map.of("operator_id", 20_000L));
    return user;
  }

  private final Map<String, Long> people = new HashMap<>();
  private final Map<Long, String> names = new HashMap<>();

  private long known(String name) {
    return people.computeIfAbsent(
        name,
        _ -> {
          names.put(nextUser, name);
          return nextUser++;
        });
  }

  /** Posts; null when the platform does not let them. */
  public synchronized @Nullable String post(
      long group, long user, List<Map<String, Object>> pieces) {
    FakeGroup in = require(group);
    FakeMember member = in.members.get(user);
    if (member == null
        || member.mutedUntil > seconds.getAsLong()
        || (in.allMuted && member.rank() == 0)) {
      return null;
    }
    FakeMessage message = new FakeMessage(nextMessage++, user, seconds.getAsLong(), pieces);
    in.messages.add(message);
    emit(messageEvent(in, message));
    return Long.toString(message.id);
  }

  /** The same event once more. */
  synchronized void repeat(long group, String messageId) {
    FakeGroup in = require(group);
    emit(messageEvent(in, find(in, Long.parseLong(messageId))));
  }

  synchronized void recall(long group, long user, String messageId) {
    FakeGroup in = require(group);
    FakeMessage message = find(in, Long.parseLong(messageId));
    message.recalled = true;
    emitRecall(in, message, user);
  }

  synchronized void leave(long group, long user) {
    FakeGroup in = require(group);
    in.members.remove(user);
    emitNotice(in, "group_decrease", "leave", user, Map.of("operator_id", user));
  }

  synchronized boolean comeBack(long group, long user) {
    FakeGroup in = require(group);
    if (in.refusedForGood.contains(user)) {
      return false;
    }
    in.members.put(user, new FakeMember(user, Objects.requireNonNull(names.get(user))));
    emitNotice(in, "group_increase", "approve", user, Map.of("operator_id", 20_000L));
    return true;
  }

  synchronized long askToJoin(long group, String name) {
    FakeGroup in = require(group);
    long user = known(name);
    String flag = "flag-" + user + "-" + in.requests.size();
    in.requests.put(flag, user);
    Map<String, Object> event = event("request");
    event.put("request_type", "group");
    event.put("sub_type", "add");
    event.put("group_id", id(group));
    event.put("user_id", id(user));
    event.put("comment", "想进群");
    event.put("flag", flag);
    emit(event);
    return user;
  }

  synchronized void mute(long group, long user, long duration, long by) {
    FakeGroup in = require(group);
    in.require(user).mutedUntil = duration == 0 ? 0 : seconds.getAsLong() + duration;
    emitNotice(
        in,
        "group_ban",
        duration == 0 ? "lift_ban" : "ban",
        user,
        Map.of("operator_id", by, "duration", duration));
  }

  synchronized void role(long group, long user, String role) {
    FakeGroup in = require(group);
    in.require(user).role = role;
    emitNotice(in, "group_admin", role.equals("admin") ? "set" : "unset", user, Map.of());
  }

  synchronized String writePrivately(long user, List<Map<String, Object>> pieces) {
    FakeMessage message = new FakeMessage(nextMessage++, user, seconds.getAsLong(), pieces);
    inPrivate.computeIfAbsent(user, _ -> new ArrayList<>()).add(message);
    Map<String, Object> event = event("message");
    event.put("message_type", "private");
    event.put("sub_type", "friend");
    event.put("message_id", message.id);
    event.put("user_id", id(user));
    put(event, pieces);
    event.put("sender", Map.of("user_id", id(user), "nickname", names.getOrDefault(user, "")));
    emit(event);
    return Long.toString(message.id);
  }

  /** The messages that members see, oldest first. */
  synchronized List<FakeMessage> seen(long group) {
    return require(group).messages.stream().filter(message -> !message.recalled).toList();
  }

  synchronized List<FakeMessage> seenPrivately(long user) {
    return List.copyOf(inPrivate.getOrDefault(user, List.of()));
  }

  synchronized boolean isIn(long group, long user) {
    return require(group).members.containsKey(user);
  }

  synchronized String nameOf(long group, long user) {
    return require(group).require(user).name();
  }

  synchronized String notice(long group) {
    return require(group).notice;
  }

  /** The words of a message as members read them. */
  synchronized String words(List<Map<String, Object>> pieces) {
    StringBuilder words = new StringBuilder();
    for (Map<String, Object> piece : pieces) {
      Map<String, Object> data = FrameReader.object(piece.get("data"));
      switch (String.valueOf(piece.get("type"))) {
        case "text" -> words.append(data.get("text"));
        case "at" -> words.append('@').append(called(String.valueOf(data.get("qq"))));
        default -> {}
      }
    }
    return words.toString();
  }

  /** Members read names, not numbers. */
  private String called(String qq) {
    return qq.matches("[0-9]{1,18}") ? names.getOrDefault(Long.parseLong(qq), qq) : qq;
  }

  /** A call as it comes over a socket; the answer goes to {@code answer} when it is there. */
  public void call(String frame, Consumer<String> answer) {
    Map<String, Object> call = FrameReader.object(JSON.readValue(frame, Map.class));
    String action = String.valueOf(call.get("action"));
    Map<String, Object> params = FrameReader.object(call.get("params"));
    call(
        action,
        params,
        reply -> {
          Map<String, Object> all = new LinkedHashMap<>(reply);
          if (call.containsKey("echo")) {
            all.put("echo", call.get("echo"));
          }
          answer.accept(JSON.writeValueAsString(all));
        });
  }

  /** A call by its parts. */
  void call(String action, Map<String, Object> params, Consumer<Map<String, Object>> answer) {
    calls.add(action);
    synchronized (this) {
      if (slow) {
        heldBack.add(() -> answer.accept(perform(action, params)));
        return;
      }
    }
    answer.accept(perform(action, params));
  }

  private synchronized Map<String, Object> perform(String action, Map<String, Object> params) {
    try {
      if (liar && !action.startsWith("get_")) {
        return ok(Map.of("message_id", nextMessage++));
      }
      return ok(act(action, params));
    } catch (No no) {
      return no(no.retcode, no.wording);
    }
  }

  private static final class No extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final int retcode;
    final String wording;

    No(int retcode, String wording) {
      super(wording);
      this.retcode = retcode;
      this.wording = wording;
    }
  }

  private @Nullable Object act(String action, Map<String, Object> params) {
    return switch (action) {
      case "get_login_info" -> Map.of("user_id", id(self), "nickname", "群管家");
      case "get_status" -> Map.of("online", !offline, "good", !offline);
      case "get_version_info" -> Map.of("app_name", "fake", "protocol_version", "v11");
      case "get_group_list" ->
          groups.values().stream()
              .map(group -> Map.of("group_id", id(group.id), "group_name", group.title))
              .toList();
      case "get_group_info" -> {
        FakeGroup group = groupOf(params);
        yield Map.of("group_id", id(group.id), "group_name", group.title);
      }
      case "get_group_member_info" -> info(groupOf(params), memberOf(params));
      case "get_group_member_list" -> {
        FakeGroup group = groupOf(params);
        yield group.members.values().stream().map(member -> info(group, member)).toList();
      }
      case "get_stranger_info" ->
          Map.of(
              "user_id", params.get("user_id"),
              "nickname", names.getOrDefault(number(params, "user_id"), ""));
      case "get_friend_list" -> List.of();
      case "send_group_msg" -> said(groupOf(params), params);
      case "send_private_msg" -> whispered(params);
      case "send_msg" ->
          params.containsKey("group_id") ? said(groupOf(params), params) : whispered(params);
      case "get_msg" -> message(number(params, "message_id"));
      case "delete_msg" -> deleted(number(params, "message_id"));
      case "set_group_kick" -> kicked(params);
      case "set_group_ban" -> banned(params);
      case "set_group_whole_ban" -> wholeBan(params);
      case "set_group_card" -> {
        requireRank(groupOf(params), memberOf(params));
        memberOf(params).card = String.valueOf(params.get("card"));
        yield null;
      }
      case "set_group_add_request" -> answered(params);
      case "_send_group_notice" -> {
        requireExtras();
        requireRank(groupOf(params), null);
        groupOf(params).notice = String.valueOf(params.get("content"));
        yield null;
      }
      case "get_group_msg_history" -> {
        requireExtras();
        yield history(groupOf(params), (int) number(params, "count"));
      }
      default -> throw new No(1404, "不支持的 API " + action);
    };
  }

  private void requireExtras() {
    if (!extras) {
      throw new No(1404, "不支持的 API");
    }
  }

  private Map<String, Object> history(FakeGroup group, int count) {
    List<FakeMessage> last =
        group.messages.subList(Math.max(0, group.messages.size() - count), group.messages.size());
    return Map.of(
        "messages",
        last.stream()
            .filter(message -> !message.recalled)
            .map(message -> messageEvent(group, message))
            .toList());
  }

  private Map<String, Object> said(FakeGroup group, Map<String, Object> params) {
    FakeMember own = group.require(self);
    if (own.mutedUntil > seconds.getAsLong()) {
      throw new No(1200, "禁言中");
    }
    FakeMessage message =
        new FakeMessage(nextMessage++, self, seconds.getAsLong(), pieces(params.get("message")));
    group.messages.add(message);
    return Map.of("message_id", message.id);
  }

  private Map<String, Object> whispered(Map<String, Object> params) {
    long user = number(params, "user_id");
    if (!names.containsKey(user)) {
      throw new No(1200, "不是好友");
    }
    FakeMessage message =
        new FakeMessage(nextMessage++, self, seconds.getAsLong(), pieces(params.get("message")));
    inPrivate.computeIfAbsent(user, _ -> new ArrayList<>()).add(message);
    return Map.of("message_id", message.id);
  }

  private static List<Map<String, Object>> pieces(@Nullable Object message) {
    List<Map<String, Object>> pieces = new ArrayList<>();
    List<?> all =
        message instanceof String cq
            ? CqCode.read(cq).stream()
                .map(piece -> Map.of("type", piece.type(), "data", piece.data()))
                .toList()
            : message instanceof List<?> list ? list : List.of(Objects.requireNonNull(message));
    all.forEach(piece -> pieces.add(FrameReader.object(piece)));
    return pieces;
  }

  private Map<String, Object> message(long id) {
    for (FakeGroup group : groups.values()) {
      for (FakeMessage message : group.messages) {
        if (message.id == id && !message.recalled) {
          return messageEvent(group, message);
        }
      }
    }
    throw new No(1200, "消息不存在");
  }

  private @Nullable Object deleted(long id) {
    for (FakeGroup group : groups.values()) {
      for (FakeMessage message : group.messages) {
        if (message.id == id && !message.recalled) {
          FakeMember sender = group.members.get(message.sender);
          if (message.sender != self) {
            requireRank(group, sender);
          }
          message.recalled = true;
          emitRecall(group, message, self);
          return null;
        }
      }
    }
    throw new No(1200, "消息不存在");
  }

  private @Nullable Object kicked(Map<String, Object> params) {
    FakeGroup group = groupOf(params);
    FakeMember member = memberOf(params);
    requireRank(group, member);
    group.members.remove(member.user);
    if ("true".equals(String.valueOf(params.get("reject_add_request")))) {
      group.refusedForGood.add(member.user);
    }
    emitNotice(group, "group_decrease", "kick", member.user, Map.of("operator_id", self));
    return null;
  }

  private @Nullable Object banned(Map<String, Object> params) {
    FakeGroup group = groupOf(params);
    FakeMember member = memberOf(params);
    requireRank(group, member);
    mute(group.id, member.user, number(params, "duration"), self);
    return null;
  }

  private @Nullable Object wholeBan(Map<String, Object> params) {
    FakeGroup group = groupOf(params);
    requireRank(group, null);
    group.allMuted = "true".equals(String.valueOf(params.get("enable")));
    emitNotice(
        group,
        "group_ban",
        group.allMuted ? "ban" : "lift_ban",
        0,
        Map.of("operator_id", self, "duration", group.allMuted ? -1L : 0L));
    return null;
  }

  private @Nullable Object answered(Map<String, Object> params) {
    String flag = String.valueOf(params.get("flag"));
    for (FakeGroup group : groups.values()) {
      Long user = group.requests.remove(flag);
      if (user != null) {
        if ("true".equals(String.valueOf(params.get("approve")))) {
          group.members.put(user, new FakeMember(user, Objects.requireNonNull(names.get(user))));
          emitNotice(group, "group_increase", "approve", user, Map.of("operator_id", self));
        }
        return null;
      }
    }
    throw new No(1200, "请求不存在");
  }

  private void requireRank(FakeGroup group, @Nullable FakeMember target) {
    if (group.require(self).rank() <= (target == null ? 0 : target.rank())) {
      throw new No(1200, "权限不足");
    }
  }

  private Map<String, Object> info(FakeGroup group, FakeMember member) {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("group_id", id(group.id));
    info.put("user_id", id(member.user));
    info.put("nickname", member.nickname);
    info.put("card", member.card);
    info.put("role", member.role);
    info.put("shut_up_timestamp", member.mutedUntil);
    return info;
  }

  private FakeGroup groupOf(Map<String, Object> params) {
    FakeGroup group = groups.get(number(params, "group_id"));
    if (group == null) {
      throw new No(1200, "群不存在");
    }
    return group;
  }

  private FakeMember memberOf(Map<String, Object> params) {
    FakeMember member = groupOf(params).members.get(number(params, "user_id"));
    if (member == null) {
      throw new No(1200, "成员不存在");
    }
    return member;
  }

  private static long number(Map<String, Object> params, String key) {
    try {
      return Long.parseLong(String.valueOf(params.get(key)));
    } catch (NumberFormatException wrong) {
      throw new No(1400, key + " 不是数字");
    }
  }

  private FakeGroup require(long group) {
    return Objects.requireNonNull(groups.get(group), () -> "no group " + group);
  }

  private static FakeMessage find(FakeGroup group, long id) {
    return group.messages.stream().filter(m -> m.id == id).findFirst().orElseThrow();
  }

  private Map<String, Object> messageEvent(FakeGroup group, FakeMessage message) {
    FakeMember sender = group.members.get(message.sender);
    Map<String, Object> event = event("message");
    event.put("time", message.time);
    event.put("message_type", "group");
    event.put("sub_type", "normal");
    event.put("message_id", message.id);
    event.put("group_id", id(group.id));
    event.put("user_id", id(message.sender));
    event.put("font", 14);
    put(event, message.pieces);
    Map<String, Object> from = new LinkedHashMap<>();
    from.put("user_id", id(message.sender));
    from.put("nickname", sender == null ? "" : sender.nickname);
    from.put("card", sender == null ? "" : sender.card);
    from.put("role", sender == null ? "member" : sender.role);
    event.put("sender", from);
    return event;
  }

  private void put(Map<String, Object> event, List<Map<String, Object>> pieces) {
    String cq = FakeCq.write(pieces);
    event.put("message", cqStrings ? cq : pieces);
    event.put("message_format", cqStrings ? "string" : "array");
    event.put("raw_message", cq);
  }

  private Map<String, Object> event(String postType) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("time", seconds.getAsLong());
    event.put("self_id", id(self));
    event.put("post_type", postType);
    return event;
  }

  private void emitRecall(FakeGroup group, FakeMessage message, long by) {
    Map<String, Object> event = event("notice");
    event.put("notice_type", "group_recall");
    event.put("group_id", id(group.id));
    event.put("user_id", id(message.sender));
    event.put("operator_id", id(by));
    event.put("message_id", message.id);
    emit(event);
  }

  private void emitNotice(
      FakeGroup group, String type, String subType, long user, Map<String, Long> more) {
    Map<String, Object> event = event("notice");
    event.put("notice_type", type);
    event.put("sub_type", subType);
    event.put("group_id", id(group.id));
    event.put("user_id", id(user));
    more.forEach((key, value) -> event.put(key, key.endsWith("_id") ? id(value) : value));
    emit(event);
  }

  /** An event of any kind, as a frame. */
  synchronized void emit(Map<String, Object> event) {
    String frame = JSON.writeValueAsString(event);
    if (!silent) {
      listeners.forEach(listener -> listener.accept(frame));
    }
  }

  /** The first event after a connect. */
  public synchronized String lifecycle() {
    Map<String, Object> event = event("meta_event");
    event.put("meta_event_type", "lifecycle");
    event.put("sub_type", "connect");
    return JSON.writeValueAsString(event);
  }

  private Object id(long id) {
    return textIds ? (Object) Long.toString(id) : (Object) id;
  }

  private static Map<String, Object> ok(@Nullable Object data) {
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("status", "ok");
    reply.put("retcode", 0);
    reply.put("data", data);
    return reply;
  }

  private static Map<String, Object> no(int retcode, String wording) {
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("status", "failed");
    reply.put("retcode", retcode);
    reply.put("data", null);
    reply.put("wording", wording);
    return reply;
  }
}
