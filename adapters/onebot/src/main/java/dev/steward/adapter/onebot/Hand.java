package dev.steward.adapter.onebot;

import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Host;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.Segment;
import dev.steward.wire.Lookups;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is ordered. An "ok" to a deletion, a mute or a removal is believed once the platform's
 * own notice of it was seen; when none comes, the platform is asked how things are. Thread-safe.
 */
final class Hand {
  /** The longest mute that QQ takes. */
  static final Duration LONGEST_MUTE = Duration.ofDays(30);

  /** What is asked for then: implementations refuse the full thirty days. */
  private static final long MOST_MUTE_SECONDS = LONGEST_MUTE.minusMinutes(1).toSeconds();

  private static final Logger log = LoggerFactory.getLogger(Hand.class);
  private static final Duration TOKEN_REFUSED = Duration.ofMinutes(1);
  private static final Duration NOT_CONNECTED = Duration.ofSeconds(5);

  private static final CompletionStage<Outcome> CONFIRMED = done(new Outcome.Confirmed(""));

  private final Host host;
  private final Executor pictures;

  /**
   * @param pictures where a picture may be opened, which may block
   */
  Hand(Host host, Executor pictures) {
    this.host = host;
    this.pictures = pictures;
  }

  /** Never fails: a fault of ours is an outcome, too. */
  CompletionStage<Outcome> perform(Account account, Order order) {
    CompletionStage<Outcome> outcome;
    try {
      outcome = act(account, order);
    } catch (RuntimeException fault) {
      outcome = CompletableFuture.failedFuture(fault);
    }
    return outcome.exceptionally(
        fault -> {
          log.error("order {} could not be carried out", order.id(), fault);
          return Outcome.Failed.unknown("a fault inside Steward's OneBot adapter; see its log");
        });
  }

  private CompletionStage<Outcome> act(Account account, Order order) {
    Action action = order.action();
    if (action.group() != null) {
      var can = account.capabilities(action.group());
      Capability needs = needs(action);
      if (!can.contains(needs)) {
        return done(new Outcome.Unsupported(needs));
      }
    }
    Link link = account.link();
    if (link == null) {
      return done(Outcome.Failed.retry("not connected", NOT_CONNECTED));
    }
    KnownGroup group =
        action.group() == null ? null : account.group(Objects.requireNonNull(action.group()).id());
    return switch (action) {
      case Action.SendMessage send -> send(link, send);
      case Action.SendPrivate send -> whisper(account, link, send);
      case Action.DeleteMessage delete -> delete(account, link, known(group), delete);
      case Action.MuteMember mute -> mute(account, link, known(group), mute);
      case Action.UnmuteMember unmute -> unmute(account, link, known(group), unmute);
      case Action.MuteAll mute -> muteAll(account, link, known(group), mute);
      case Action.KickMember kick -> remove(account, link, known(group), kick.user().id(), false);
      case Action.BanMember ban -> remove(account, link, known(group), ban.user().id(), true);
      case Action.UnbanMember _ ->
          done(
              new Outcome.NeedsHuman(
                  "群主或管理员在群设置里把这个人移出“不再接收申请”名单。\n"
                      + "The owner or an admin takes this person off the group's list of refused"
                      + " applicants."));
      case Action.ApproveJoin approve -> answer(link, approve.requestId(), true, "");
      case Action.DenyJoin deny -> answer(link, deny.requestId(), false, deny.reason());
      case Action.SetMemberCard card -> card(link, known(group), card);
      case Action.SetNotice notice -> notice(account, link, known(group), notice);
    };
  }

  /** A picture needs more than words do. */
  private static Capability needs(Action action) {
    Content content = action instanceof Action.SendMessage send ? send.content() : Content.of();
    return content.first(Segment.Image.class).isPresent() ? Capability.SEND_IMAGES : action.needs();
  }

  private static KnownGroup known(@Nullable KnownGroup group) {
    return Objects.requireNonNull(group, "an action that has no group");
  }

  private CompletionStage<Outcome> send(Link link, Action.SendMessage send) {
    return say(
        link,
        "send_group_msg",
        Map.of("group_id", Numeric.id(send.group().id())),
        send.content(),
        send.replyTo(),
        send.buttons());
  }

  private CompletionStage<Outcome> whisper(Account account, Link link, Action.SendPrivate send) {
    Map<String, Object> to = new HashMap<>();
    to.put("user_id", Numeric.id(send.user().id()));
    // Somebody who is no friend is reached through the group that we share.
    String through = account.throughGroup(send.user().id());
    if (send.group() != null) {
      through = send.group().id();
    }
    if (through != null) {
      to.put("group_id", Numeric.id(through));
    }
    return say(link, "send_private_msg", to, send.content(), null, send.buttons());
  }

  private CompletionStage<Outcome> say(
      Link link,
      String action,
      Map<String, Object> to,
      Content content,
      @Nullable String replyTo,
      List<Button> buttons) {
    boolean opens = content.first(Segment.Image.class).isPresent();
    return CompletableFuture.supplyAsync(
            () -> {
              try {
                var messages = Outgoing.messages(content, replyTo, buttons, host);
                return messages.isEmpty()
                    ? done(new Outcome.Refused("there is nothing to say"))
                    : say(link, action, to, messages, 0, "");
              } catch (Outgoing.Unsayable unsayable) {
                return done(new Outcome.Refused(String.valueOf(unsayable.getMessage())));
              }
            },
            opens ? pictures : Runnable::run)
        .thenCompose(Function.identity());
  }

  /** One part after the other; what was begun and not ended is never begun again. */
  private static CompletionStage<Outcome> say(
      Link link,
      String action,
      Map<String, Object> to,
      List<List<Map<String, Object>>> messages,
      int part,
      String firstId) {
    Map<String, Object> params = new HashMap<>(to);
    params.put("message", messages.get(part));
    return link.call(action, params)
        .thenCompose(
            reply -> {
              Outcome outcome = outcome(reply, Hand::accepted);
              if (!(outcome instanceof Outcome.Accepted(String id))) {
                return done(part == 0 ? outcome : broken(part, messages.size(), outcome));
              }
              String known = part == 0 ? id : firstId;
              return part + 1 == messages.size()
                  ? done(new Outcome.Accepted(known))
                  : say(link, action, to, messages, part + 1, known);
            });
  }

  private static Outcome broken(int said, int all, Outcome outcome) {
    String why =
        switch (outcome) {
          case Outcome.Failed failed -> failed.reason();
          case Outcome.Refused refused -> refused.reason();
          case Outcome.Accepted _,
              Outcome.Confirmed _,
              Outcome.Unsupported _,
              Outcome.NeedsHuman _ ->
              "it was not taken";
        };
    return Outcome.Failed.unknown("only " + said + " of " + all + " parts were said: " + why);
  }

  private static Outcome accepted(Reply.Ok ok) {
    return new Outcome.Accepted(ok.text("message_id"));
  }

  private CompletionStage<Outcome> delete(
      Account account, Link link, KnownGroup group, Action.DeleteMessage delete) {
    if (!group.mayTakeBack(delete.messageId())) {
      return done(new Outcome.Refused("the message is the owner's or another admin's"));
    }
    Map<String, Object> message = Map.of("message_id", Numeric.id(delete.messageId()));
    return confirmed(
        account.notice(Notice.recall(group.id.id(), delete.messageId())),
        link.call("delete_msg", message),
        () ->
            link.call("get_msg", message)
                .thenApply(
                    reply ->
                        reply instanceof Reply.Ok ok && !ok.map().isEmpty()
                            ? Look.UNCHANGED
                            : Look.UNKNOWN));
  }

  private CompletionStage<Outcome> mute(
      Account account, Link link, KnownGroup group, Action.MuteMember mute) {
    String user = mute.user().id();
    if (!group.mayActOn(user)) {
      return done(new Outcome.Refused("the member is the owner or another admin"));
    }
    Instant now = host.clock().instant();
    Duration left = Duration.between(now, mute.until());
    long seconds = Math.clamp(left.plusMillis(999).toSeconds(), 1, MOST_MUTE_SECONDS);
    CompletionStage<Outcome> muted =
        confirmed(
            account.notice(Notice.mute(group.id.id(), user, true)),
            link.call("set_group_ban", ban(group, user, seconds)),
            () -> silenced(account, link, group, user, true));
    if (left.compareTo(LONGEST_MUTE) <= 0) {
      return muted;
    }
    String day = now.plus(LONGEST_MUTE).atZone(ZoneOffset.UTC).toLocalDate().toString();
    return muted.thenApply(
        outcome ->
            outcome.done()
                ? new Outcome.NeedsHuman(
                    "已禁言 30 天（平台上限）。请在 "
                        + day
                        + " 再禁言一次。\nMuted for 30 days, the platform's limit. Mute again on "
                        + day
                        + ".")
                : outcome);
  }

  private CompletionStage<Outcome> unmute(
      Account account, Link link, KnownGroup group, Action.UnmuteMember unmute) {
    String user = unmute.user().id();
    return confirmed(
        account.notice(Notice.mute(group.id.id(), user, false)),
        link.call("set_group_ban", ban(group, user, 0)),
        () -> silenced(account, link, group, user, false));
  }

  private static Map<String, Object> ban(KnownGroup group, String user, long seconds) {
    return Map.of(
        "group_id", Numeric.id(group.id.id()), "user_id", Numeric.id(user), "duration", seconds);
  }

  /** Asks the member's card until when they are silenced; few implementations tell. */
  private CompletionStage<Look> silenced(
      Account account, Link link, KnownGroup group, String user, boolean wanted) {
    return new Greeting(account, link, new Lookups())
        .member(group, user)
        .thenApply(
            member -> {
              if (!(member.get("shut_up_timestamp") instanceof String until)
                  || !until.matches("[0-9]{1,12}")) {
                return Look.UNKNOWN;
              }
              boolean is = Long.parseLong(until) > host.clock().instant().getEpochSecond();
              return is == wanted ? Look.UNKNOWN : Look.UNCHANGED;
            });
  }

  private CompletionStage<Outcome> muteAll(
      Account account, Link link, KnownGroup group, Action.MuteAll mute) {
    return confirmed(
        account.notice(Notice.muteAll(group.id.id(), mute.on())),
        link.call(
            "set_group_whole_ban",
            Map.of("group_id", Numeric.id(group.id.id()), "enable", mute.on())),
        () -> CompletableFuture.completedFuture(Look.UNKNOWN));
  }

  private CompletionStage<Outcome> remove(
      Account account, Link link, KnownGroup group, String user, boolean forGood) {
    if (!group.mayActOn(user)) {
      return done(new Outcome.Refused("the member is the owner or another admin"));
    }
    return confirmed(
        account.notice(Notice.out(group.id.id(), user)),
        link.call(
            "set_group_kick",
            Map.of(
                "group_id", Numeric.id(group.id.id()),
                "user_id", Numeric.id(user),
                "reject_add_request", forGood)),
        () ->
            new Greeting(account, link, new Lookups())
                .member(group, user)
                .thenApply(member -> member.isEmpty() ? Look.UNKNOWN : Look.UNCHANGED));
  }

  private static CompletionStage<Outcome> answer(
      Link link, String flag, boolean approve, String reason) {
    return link.call(
            "set_group_add_request",
            Map.of("flag", flag, "sub_type", "add", "approve", approve, "reason", reason))
        .thenApply(reply -> outcome(reply));
  }

  private static CompletionStage<Outcome> card(
      Link link, KnownGroup group, Action.SetMemberCard card) {
    return link.call(
            "set_group_card",
            Map.of(
                "group_id", Numeric.id(group.id.id()),
                "user_id", Numeric.id(card.user().id()),
                "card", card.card()))
        .thenApply(reply -> outcome(reply));
  }

  private static CompletionStage<Outcome> notice(
      Account account, Link link, KnownGroup group, Action.SetNotice notice) {
    return link.call(
            "_send_group_notice",
            Map.of("group_id", Numeric.id(group.id.id()), "content", notice.text()))
        .thenApply(
            reply -> {
              if (reply instanceof Reply.No no && no.noSuchAction()) {
                account.noGroupNotice();
                return new Outcome.Unsupported(Capability.SET_NOTICE);
              }
              return outcome(reply);
            });
  }

  /** How things are, when no notice came. */
  private enum Look {
    /** As they were: it has not happened. */
    UNCHANGED,
    /** Changed, or the platform does not tell. */
    UNKNOWN
  }

  /** A look at how things are. */
  private interface Looking {
    CompletionStage<Look> look();
  }

  /** A notice is the truth whatever the answer was, also when there was none. */
  private CompletionStage<Outcome> confirmed(
      CompletionStage<Boolean> notice, CompletionStage<Reply> called, Looking looking) {
    return called.thenCompose(
        reply ->
            switch (reply) {
              case Reply.Ok _ -> soon(notice).thenCompose(seen -> seen ? CONFIRMED : look(looking));
              case Reply.Queued _ ->
                  soon(notice).thenCompose(seen -> seen ? CONFIRMED : done(outcome(reply)));
              case Reply.Lost _, Reply.No _, Reply.NotSent _ ->
                  done(seen(notice) ? new Outcome.Confirmed("") : outcome(reply));
            });
  }

  private static CompletionStage<Outcome> look(Looking looking) {
    return looking
        .look()
        .thenApply(
            look ->
                switch (look) {
                  case UNCHANGED ->
                      Outcome.Failed.retry(
                          "the platform said ok, and nothing happened", Duration.ofSeconds(2));
                  case UNKNOWN -> new Outcome.Accepted("");
                });
  }

  private static boolean seen(CompletionStage<Boolean> notice) {
    return notice.toCompletableFuture().getNow(false);
  }

  /** Waits for a notice a little longer than for the answer. */
  private CompletionStage<Boolean> soon(CompletionStage<Boolean> notice) {
    CompletableFuture<Boolean> soon = notice.toCompletableFuture().copy();
    if (!soon.isDone()) {
      ScheduledFuture<?> alarm =
          host.timers()
              .schedule(
                  () -> soon.complete(false), Account.NOTICE.toMillis(), TimeUnit.MILLISECONDS);
      var _ = soon.whenComplete((_, _) -> alarm.cancel(false));
    }
    return soon;
  }

  private static Outcome outcome(Reply reply) {
    return outcome(reply, _ -> new Outcome.Accepted(""));
  }

  private static Outcome outcome(Reply reply, Function<Reply.Ok, Outcome> ok) {
    return switch (reply) {
      case Reply.Ok fine -> ok.apply(fine);
      case Reply.Queued _ ->
          Outcome.Failed.unknown("the platform queued it and will not tell what became of it");
      case Reply.No no when no.tokenRefused() ->
          Outcome.Failed.retry("the access token does not fit", TOKEN_REFUSED);
      case Reply.No no when no.mayHaveHappened() ->
          Outcome.Failed.unknown("the platform waited in vain: " + no.words());
      case Reply.No no ->
          new Outcome.Refused(
              "the platform said no: "
                  + no.retcode()
                  + (no.words().isEmpty() ? "" : " ")
                  + no.words());
      case Reply.Lost lost -> Outcome.Failed.unknown(lost.why());
      case Reply.NotSent notSent -> Outcome.Failed.retry(notSent.why(), NOT_CONNECTED);
    };
  }

  private static CompletionStage<Outcome> done(Outcome outcome) {
    return CompletableFuture.completedFuture(outcome);
  }
}
