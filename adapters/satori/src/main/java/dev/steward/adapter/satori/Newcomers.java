package dev.steward.adapter.satori;

import dev.steward.chat.Event;
import dev.steward.chat.EventSink;
import dev.steward.chat.Sender;
import dev.steward.wire.GroupOrder;
import dev.steward.wire.Lookups;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who come in, with their names: where the server does not tell one it is asked for, and the
 * group's later events wait for the answer. Where many are asked for already, a number is name
 * enough, so that a raid holds nobody's messages up. Called by the connection's thread alone;
 * answers come on any.
 */
final class Newcomers {
  private static final Logger log = LoggerFactory.getLogger(Newcomers.class);

  /** In one group, and in all: few are asked for at a time, and each may take a time-out. */
  static final int MOST_ASKED = 20;

  private static final int MOST_ASKED_IN_ALL = 100;

  private final Logins logins;
  private final Api api;
  private final GroupOrder order;
  private final Lookups lookups = new Lookups();
  private final Map<Long, CompletableFuture<String>> asked = new ConcurrentHashMap<>();
  private long questions;

  Newcomers(Logins logins, Api api, GroupOrder order) {
    this.logins = logins;
    this.api = api;
    this.order = order;
  }

  /**
   * Somebody has come in.
   *
   * @param guild the guild that they are in now; empty when it is not told
   */
  CompletionStage<EventSink.Receipt> joined(Event.MemberJoined joined, String guild) {
    String group = joined.group().id();
    Login login = logins.find(joined.account()).orElse(null);
    Native user = Native.of(joined.member().user()).orElse(null);
    if (login == null
        || user == null
        || guild.isEmpty()
        || !joined.member().name().equals(user.id())
        || !login.can(Api.MEMBER)
        || order.asked(group) >= MOST_ASKED
        || asked.size() >= MOST_ASKED_IN_ALL) {
      return order.put(group, joined);
    }
    return order.later(
        group, name(login, guild, user).thenApply(name -> List.of(named(joined, name))));
  }

  /** Empty when it is not told. */
  private CompletionStage<String> name(Login login, String guild, Native user) {
    CompletableFuture<String> name = new CompletableFuture<>();
    long question = questions++;
    asked.put(question, name);
    var _ = name.thenRun(() -> asked.remove(question));
    var _ =
        lookups
            .ask(
                () ->
                    name.isDone()
                        ? name
                        : api.call(
                                login.id(),
                                Api.MEMBER,
                                Map.of("guild_id", guild, "user_id", user.id()))
                            .thenApply(Newcomers::told))
            .exceptionally(_ -> "")
            .thenAccept(name::complete);
    return name;
  }

  private static String told(Api.Reply reply) {
    return reply instanceof Api.Reply.Done(var member)
        ? Reading.name(member, member.path("user"))
        : "";
  }

  private static Event.MemberJoined named(Event.MemberJoined joined, String name) {
    return name.isEmpty()
        ? joined
        : new Event.MemberJoined(
            joined.account(),
            joined.group(),
            joined.eventId(),
            new Sender(joined.member().user(), name, joined.member().role()),
            joined.inviter(),
            joined.at());
  }

  /** Something else was heard: when too much waits for names by now, they are given up. */
  void heard() {
    if (order.full()) {
      List<CompletableFuture<String>> left = List.copyOf(asked.values());
      log.warn(
          "satori: the names of {} newcomers were not told, and their groups wait", left.size());
      left.forEach(name -> name.complete(""));
    }
  }
}
