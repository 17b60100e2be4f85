package dev.steward.adapter.onebot;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Host;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.Segment;
import dev.steward.wire.LongestMute;
import dev.steward.wire.Lookups;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what is ordered; what can be proved is (see {@link Proof}). Thread-safe. */
final class Hand {
  /** The longest mute that QQ takes. */
  private static final LongestMute LONGEST_MUTE = new LongestMute(30);

  /** What is asked for then: implementations refuse the full thirty days. */
  private static final long MOST_MUTE_SECONDS =
      Duration.ofDays(LONGEST_MUTE.days()).minusMinutes(1).toSeconds();

  private static final Logger log = LoggerFactory.getLogger(Hand.class);

  private final Host host;
  private final Speech speech;
  private final Proof proof;

  /**
   * @param pictures where a picture may be opened, which may block
   */
  Hand(Host host, Executor pictures) {
    this.host = host;
    this.speech = new Speech(host, pictures);
    this.proof = new Proof(host.timers());
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
        return Outcomes.done(new Outcome.Unsupported(needs));
      }
    }
    Link link = account.link();
    if (link == null) {
      return Outcomes.done(Outcome.Failed.untried("not connected", Outcomes.NOT_CONNECTED));
    }
    KnownGroup group =
        action.group() == null ? null : account.group(Objects.requireNonNull(action.group()).id());
    return switch (action) {
      case Action.SendMessage send -> speech.send(link, send);
      case Action.SendPrivate send -> speech.whisper(account, link, send);
      case Action.DeleteMessage delete -> delete(account, link, known(group), delete);
      case Action.MuteMember mute -> mute(account, link, known(group), mute);
      case Action.UnmuteMember unmute -> unmute(account, link, known(group), unmute);
      case Action.MuteAll mute -> muteAll(account, link, known(group), mute);
      case Action.KickMember kick -> remove(account, link, known(group), kick.user().id(), false);
      case Action.BanMember ban -> remove(account, link, known(group), ban.user().id(), true);
      case Action.UnbanMember _ ->
          Outcomes.done(
              new Outcome.NeedsHuman(
                  "群主或管理员在群设置里把这个人移出“不再接收申请”名单。\n"
                      + "The owner or an admin takes this person off the group's list of refused"
                      + " applicants."));
      case Action.ApproveJoin approve -> answer(link, approve.requestId(), true, "");
      case Action.DenyJoin deny -> answer(link, deny.requestId(), false, deny.reason());
      case Action.SetMemberCard card -> card(account, link, known(group), card);
      case Action.AskPoll _, Action.EndPoll _ ->
          Outcomes.done(new Outcome.Unsupported(Capability.POLLS));
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

  private CompletionStage<Outcome> delete(
      Account account, Link link, KnownGroup group, Action.DeleteMessage delete) {
    String id = NativeId.message(group.id.id(), delete.messageId());
    if (!group.mayTakeBack(id)) {
      return Outcomes.done(
          orRecalled(
              new Outcome.Refused("the message is the owner's or another admin's"), group, id));
    }
    Map<String, Object> message = Map.of("message_id", Numeric.id(id));
    return proof
        .confirmed(
            account.notice(Notice.recall(group.id.id(), id)),
            link.call("delete_msg", message),
            () ->
                link.call("get_msg", message)
                    .thenApply(
                        reply ->
                            reply instanceof Reply.Ok ok
                                    && !ok.map().isEmpty()
                                    && !group.isRecalled(id)
                                ? Proof.Look.UNCHANGED
                                : Proof.Look.UNKNOWN))
        .thenApply(outcome -> orRecalled(outcome, group, id));
  }

  /**
   * A refusal of what was heard to be taken back. That the implementation does not know an id says
   * nothing: it keeps the last few thousand.
   */
  private static Outcome orRecalled(Outcome outcome, KnownGroup group, String id) {
    return outcome instanceof Outcome.Refused && group.isRecalled(id)
        ? Outcome.Refused.gone("the message was taken back before")
        : outcome;
  }

  private CompletionStage<Outcome> mute(
      Account account, Link link, KnownGroup group, Action.MuteMember mute) {
    String user = mute.user().id();
    if (!group.mayActOn(user)) {
      return Outcomes.done(new Outcome.Refused("the member is the owner or another admin"));
    }
    Instant now = host.clock().instant();
    long seconds = Duration.between(now, mute.until()).toSeconds();
    if (seconds <= 0) {
      // None at all would lift a mute that staff gave meanwhile.
      return Outcomes.done(
          new Outcome.Failed("the mute is over already", Outcome.Effect.NONE, null));
    }
    return proof
        .confirmed(
            account.notice(Notice.mute(group.id.id(), user, true)),
            link.call("set_group_ban", ban(group, user, Math.min(seconds, MOST_MUTE_SECONDS))),
            () -> silenced(account, link, group, user, true))
        .thenApply(outcome -> LONGEST_MUTE.told(outcome, now, mute.until()))
        .thenCompose(outcome -> orGone(outcome, account, link, group, user));
  }

  private CompletionStage<Outcome> unmute(
      Account account, Link link, KnownGroup group, Action.UnmuteMember unmute) {
    String user = unmute.user().id();
    return proof
        .confirmed(
            account.notice(Notice.mute(group.id.id(), user, false)),
            link.call("set_group_ban", ban(group, user, 0)),
            () -> silenced(account, link, group, user, false))
        .thenCompose(outcome -> orGone(outcome, account, link, group, user));
  }

  /** A refusal may mean that the member is not there any more: asks, since few say it. */
  private static CompletionStage<Outcome> orGone(
      Outcome outcome, Account account, Link link, KnownGroup group, String user) {
    if (!(outcome instanceof Outcome.Refused)) {
      return Outcomes.done(outcome);
    }
    return asking(account, link)
        .isGone(group, user)
        .thenApply(gone -> gone ? Outcome.Refused.gone("the member is not in the group") : outcome);
  }

  private static Greeting asking(Account account, Link link) {
    return new Greeting(account.id, link, new Lookups(), account.tally);
  }

  private static Map<String, Object> ban(KnownGroup group, String user, long seconds) {
    return Map.of(
        "group_id", Numeric.id(group.id.id()), "user_id", Numeric.id(user), "duration", seconds);
  }

  /** Asks the member's card until when they are silenced; few implementations tell. */
  private CompletionStage<Proof.Look> silenced(
      Account account, Link link, KnownGroup group, String user, boolean wanted) {
    return asking(account, link)
        .member(group, user)
        .thenApply(
            member -> {
              if (!(member.get("shut_up_timestamp") instanceof String until)
                  || !until.matches("[0-9]{1,12}")) {
                return Proof.Look.UNKNOWN;
              }
              boolean is = Long.parseLong(until) > host.clock().instant().getEpochSecond();
              return is == wanted ? Proof.Look.UNKNOWN : Proof.Look.UNCHANGED;
            });
  }

  private CompletionStage<Outcome> muteAll(
      Account account, Link link, KnownGroup group, Action.MuteAll mute) {
    return proof.confirmed(
        account.notice(Notice.muteAll(group.id.id(), mute.on())),
        link.call(
            "set_group_whole_ban",
            Map.of("group_id", Numeric.id(group.id.id()), "enable", mute.on())),
        () -> CompletableFuture.completedFuture(Proof.Look.UNKNOWN));
  }

  private CompletionStage<Outcome> remove(
      Account account, Link link, KnownGroup group, String user, boolean forGood) {
    if (!group.mayActOn(user)) {
      return Outcomes.done(new Outcome.Refused("the member is the owner or another admin"));
    }
    return proof
        .confirmed(
            account.notice(Notice.out(group.id.id(), user)),
            link.call(
                "set_group_kick",
                Map.of(
                    "group_id", Numeric.id(group.id.id()),
                    "user_id", Numeric.id(user),
                    "reject_add_request", forGood)),
            () ->
                asking(account, link)
                    .member(group, user)
                    .thenApply(
                        member -> member.isEmpty() ? Proof.Look.UNKNOWN : Proof.Look.UNCHANGED))
        .thenCompose(outcome -> orGone(outcome, account, link, group, user));
  }

  private static CompletionStage<Outcome> answer(
      Link link, String flag, boolean approve, String reason) {
    return link.call(
            "set_group_add_request",
            Map.of("flag", flag, "sub_type", "add", "approve", approve, "reason", reason))
        .thenApply(reply -> Outcomes.of(reply));
  }

  private static CompletionStage<Outcome> card(
      Account account, Link link, KnownGroup group, Action.SetMemberCard card) {
    return link.call(
            "set_group_card",
            Map.of(
                "group_id", Numeric.id(group.id.id()),
                "user_id", Numeric.id(card.user().id()),
                "card", card.card()))
        .thenApply(reply -> Outcomes.of(reply))
        .thenCompose(outcome -> orGone(outcome, account, link, group, card.user().id()));
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
              return Outcomes.of(reply);
            });
  }
}
