package dev.steward.adapter.satori;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.GroupId;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.UserId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Carries out Steward's orders by the server's methods. Thread-safe; nothing blocks. */
final class Orders {
  private static final Duration NOT_THERE = Duration.ofSeconds(10);
  static final Duration UNREACHABLE = Duration.ofSeconds(5);

  /** Platforms count in seconds, and none at all lifts a mute. */
  private static final Duration SHORTEST_MUTE = Duration.ofSeconds(1);

  /** How long everybody is muted, where the platform wants a time. */
  private static final Duration EVERYBODY = Duration.ofDays(365);

  private final Logins logins;
  private final Groups groups;
  private final Powers powers;
  private final Talk talk;
  private final Errands errands;
  private final InstantSource clock;

  Orders(
      Logins logins,
      Groups groups,
      Powers powers,
      Talk talk,
      Errands errands,
      InstantSource clock) {
    this.logins = logins;
    this.groups = groups;
    this.powers = powers;
    this.talk = talk;
    this.errands = errands;
    this.clock = clock;
  }

  /** The server has said its welcome. */
  void welcomed() {
    errands.welcomed();
  }

  CompletionStage<Outcome> perform(Order order) {
    Optional<Login> found = logins.find(order.account());
    if (found.isEmpty()) {
      return done(new Outcome.Refused(order.account() + " is not one of our logins"));
    }
    Login login = found.get();
    Action action = order.action();
    GroupId group = action.group();
    Optional<Place> place = group == null ? Optional.empty() : groups.find(login.account(), group);
    Set<Capability> can = group == null ? powers.alone(login) : powers.of(login.account(), group);
    if (!can.contains(action.needs()) || (group != null && place.isEmpty())) {
      return done(new Outcome.Unsupported(action.needs()));
    }
    if (!login.online()) {
      return done(Outcome.Failed.untried("the login is offline on its platform", NOT_THERE));
    }
    return place.isPresent() ? inGroup(login, place.get(), order, can) : alone(login, action, can);
  }

  private CompletionStage<Outcome> alone(Login login, Action action, Set<Capability> can) {
    return action instanceof Action.SendPrivate send
        ? privately(login, "", send, can)
        : done(new Outcome.Unsupported(action.needs()));
  }

  private CompletionStage<Outcome> inGroup(
      Login login, Place place, Order order, Set<Capability> can) {
    Native channel = place.channel();
    String guild = place.guild();
    return switch (order.action()) {
      case Action.SendMessage send ->
          talk.say(login, channel, send.content(), send.replyTo(), send.buttons(), can);
      case Action.SendPrivate send -> privately(login, guild, send, can);
      case Action.DeleteMessage delete ->
          errands.run(
              new Errands.Errand(
                  login, order, Api.DELETE, deleted(login, place.group(), delete.messageId())),
              Map.of(
                  "channel_id",
                  channel.id(),
                  "message_id",
                  MessageIds.told(channel, delete.messageId())));
      case Action.MuteMember mute -> mute(login, guild, order, mute);
      case Action.UnmuteMember unmute ->
          onMember(login, order, Api.MUTE, guild, unmute.user(), Map.of("duration", 0));
      case Action.MuteAll all ->
          errands.run(
              new Errands.Errand(login, order, Api.MUTE_ALL, ""),
              Map.of(
                  "channel_id",
                  channel.id(),
                  "guild_id",
                  guild,
                  "duration",
                  all.on() ? EVERYBODY.toMillis() : 0,
                  "enable",
                  all.on()));
      case Action.KickMember kick ->
          onMember(login, order, Api.KICK, guild, kick.user(), Map.of("permanent", false));
      case Action.ApproveJoin approve -> answer(login, order, approve.requestId(), true, "");
      case Action.DenyJoin deny -> answer(login, order, deny.requestId(), false, deny.reason());
      case Action.BanMember _,
          Action.UnbanMember _,
          Action.SetMemberCard _,
          Action.SetNotice _,
          Action.AskPoll _,
          Action.EndPoll _ ->
          done(new Outcome.Unsupported(order.action().needs()));
    };
  }

  private CompletionStage<Outcome> mute(
      Login login, String guild, Order order, Action.MuteMember mute) {
    Duration left = Duration.between(clock.instant(), mute.until());
    if (left.compareTo(SHORTEST_MUTE) < 0) {
      // However short, it would take the place of a longer one that staff gave meanwhile.
      return done(new Outcome.Failed("the mute is over already", Outcome.Effect.NONE, null));
    }
    return onMember(
        login, order, Api.MUTE, guild, mute.user(), Map.of("duration", left.toMillis()));
  }

  private CompletionStage<Outcome> onMember(
      Login login, Order order, String method, String guild, UserId user, Map<String, ?> more) {
    Optional<Native> target = there(login, user);
    if (target.isEmpty()) {
      return done(notOne(login, user));
    }
    Map<String, Object> arguments = new HashMap<>(more);
    arguments.put("guild_id", guild);
    arguments.put("user_id", target.get().id());
    return errands.run(
        new Errands.Errand(login, order, method, kicked(guild, target.get())), arguments);
  }

  private CompletionStage<Outcome> answer(
      Login login, Order order, String request, boolean approve, String comment) {
    return errands.run(
        new Errands.Errand(login, order, Api.APPROVE, ""),
        Map.of("message_id", MessageIds.request(request), "approve", approve, "comment", comment));
  }

  private CompletionStage<Outcome> privately(
      Login login, String guild, Action.SendPrivate send, Set<Capability> can) {
    Optional<Native> target = there(login, send.user());
    return target.isEmpty()
        ? done(notOne(login, send.user()))
        : talk.whisper(login, guild, target.get(), send.content(), send.buttons(), can);
  }

  private static Optional<Native> there(Login login, UserId user) {
    return user.platform().equals(SatoriAdapter.PLATFORM)
        ? Native.of(user).filter(target -> target.platform().equals(login.id().platform()))
        : Optional.empty();
  }

  private static Outcome notOne(Login login, UserId user) {
    return new Outcome.Refused(user + " is not a user of " + login.id().platform());
  }

  static String brokenBehind(Api.Reply.Threw threw) {
    return "something broke behind the Satori server (HTTP "
        + threw.status()
        + said(threw.words())
        + ")";
  }

  /** What the replies mean that mean the same for everything. */
  static Outcome plain(Api.Reply reply) {
    return switch (reply) {
      case Api.Reply.Done _ -> new Outcome.Accepted("");
      case Api.Reply.No(int status, String words) ->
          new Outcome.Refused(
              "the Satori server says no (HTTP "
                  + status
                  + (status / 100 == 3 ? ", a redirect: check adapters.satori.url" : said(words))
                  + ")");
      case Api.Reply.Missing(int status) ->
          new Outcome.Refused("the Satori server has no such thing (HTTP " + status + ")");
      case Api.Reply.Wait(int status, Duration pause) ->
          Outcome.Failed.untried("the platform asks to wait (HTTP " + status + ")", pause);
      case Api.Reply.Threw threw -> Outcome.Failed.unknown(brokenBehind(threw));
      case Api.Reply.Lost(String why, boolean sent) ->
          sent ? Outcome.Failed.unknown(why) : Outcome.Failed.untried(why, UNREACHABLE);
    };
  }

  /** The server's own words behind what is told of it. */
  static String said(String words) {
    return words.isEmpty() ? "" : ": " + words;
  }

  /** The key under which the deletion of a message is told. */
  static String deleted(Login login, GroupId group, String messageId) {
    return "deleted " + login.id() + " " + group + " " + messageId;
  }

  /** The key under which it is told that somebody is out of a guild. */
  static String kicked(String guild, Native user) {
    return "kicked " + guild + " " + user;
  }

  private static CompletionStage<Outcome> done(Outcome outcome) {
    return CompletableFuture.completedFuture(outcome);
  }
}
