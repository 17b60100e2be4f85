package dev.steward.adapter.telegram;

import dev.steward.adapter.telegram.MemberChange.Notice;
import dev.steward.adapter.telegram.UpdateReader.NoticeKey;
import dev.steward.chat.Outcome;
import dev.steward.chat.Role;
import dev.steward.chat.UserId;
import dev.steward.wire.LongestMute;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one bot does to members and messages. Done is what Telegram reports as a change of the
 * member; a mere ok is told as that.
 */
final class Discipline {
  /** Shorter than 30 seconds is for ever to Telegram; twice that, since clocks differ. */
  private static final Duration SHORTEST_MUTE = Duration.ofSeconds(60);

  private static final LongestMute LONGEST_MUTE = new LongestMute(366);

  /** What is asked for then: longer than 366 days is for ever to Telegram, and clocks differ. */
  private static final Duration MOST_MUTE = Duration.ofDays(LONGEST_MUTE.days()).minusMinutes(5);

  /** How long a kick keeps somebody out where its ban could not be lifted; see SHORTEST_MUTE. */
  private static final Duration KICK = Duration.ofSeconds(60);

  private final InstantSource clock;
  private final GroupCalls calls;
  private final Pauses pauses;
  private final Function<NoticeKey, CompletionStage<Optional<Boolean>>> notices;

  Discipline(
      InstantSource clock,
      GroupCalls calls,
      Pauses pauses,
      Function<NoticeKey, CompletionStage<Optional<Boolean>>> notices) {
    this.clock = clock;
    this.calls = calls;
    this.pauses = pauses;
    this.notices = notices;
  }

  CompletionStage<Outcome> delete(ChatNow chat, String messageId) {
    NativeId id = NativeId.parse(messageId).orElse(null);
    if (id == null) {
      return refused("there is no message " + messageId);
    }
    if (id.chat() != chat.chat()) {
      return refused(
          "the message is from before the group became a supergroup: a bot can't take it away");
    }
    return calls
        .callHere(chat.chat(), "deleteMessage", Json.object().put("message_id", id.message()))
        .thenApply(reply -> reply.outcome(new Outcome.Accepted(messageId)));
  }

  CompletionStage<Outcome> mute(ChatNow chat, UserId user, Instant until) {
    Instant now = clock.instant();
    if (!until.isAfter(now)) {
      return CompletableFuture.completedFuture(
          new Outcome.Failed("the mute is over already", Outcome.Effect.NONE, null));
    }
    Instant least = now.plus(SHORTEST_MUTE);
    Instant most = now.plus(MOST_MUTE);
    Instant end = until.isBefore(least) ? least : until.isAfter(most) ? most : until;
    return restrict(
            chat,
            user,
            Notice.MUTED,
            Json.object()
                .put("until_date", end.getEpochSecond())
                .set("permissions", Permissions.all(false)))
        .thenApply(
            outcome -> {
              if (end.isAfter(until)) {
                endEarly(chat, user, until, end.getEpochSecond());
              }
              return LONGEST_MUTE.told(outcome, now, until);
            });
  }

  /**
   * Ends a mute that was to be shorter than Telegram's shortest, unless there is another by now.
   * Where it can't be ended it ends by itself, some seconds later.
   */
  private void endEarly(ChatNow chat, UserId user, Instant until, long end) {
    long who = Draft.person(user);
    Duration left = Duration.between(clock.instant(), until);
    var _ =
        pauses
            .pause(left.isNegative() ? Duration.ZERO : left)
            .thenCompose(
                _ -> calls.call(chat.chat(), "getChatMember", Json.object().put("user_id", who)))
            .thenAccept(
                reply -> {
                  if (reply instanceof Reply.Ok ok
                      && Json.text(ok.result(), "status").equals("restricted")
                      && Json.number(ok.result(), "until_date") == end) {
                    var _ = unmute(chat, user);
                  }
                });
  }

  CompletionStage<Outcome> unmute(ChatNow chat, UserId user) {
    return restrict(
        chat, user, Notice.NOT_MUTED, Json.object().set("permissions", Permissions.all(true)));
  }

  private CompletionStage<Outcome> restrict(
      ChatNow chat, UserId user, Notice notice, ObjectNode parameters) {
    long who = Draft.person(user);
    Optional<Outcome> no = refusal(chat, user);
    if (no.isPresent()) {
      return CompletableFuture.completedFuture(no.get());
    }
    return confirmed(
        chat,
        who,
        notice,
        () ->
            calls.call(
                chat.chat(),
                "restrictChatMember",
                parameters.put("user_id", who).put("use_independent_chat_permissions", true)));
  }

  /**
   * Telegram has no kick: a ban, lifted at once, that ends by itself where the lift is lost. Who is
   * not in the group is not touched, since that would lift a ban of theirs.
   */
  CompletionStage<Outcome> kick(ChatNow chat, UserId user) {
    Optional<Outcome> no = refusal(chat, user);
    if (no.isPresent()) {
      return CompletableFuture.completedFuture(no.get());
    }
    long who = Draft.person(user);
    return calls
        .call(chat.chat(), "getChatMember", Json.object().put("user_id", who))
        .thenCompose(
            reply -> {
              if (!(reply instanceof Reply.Ok ok)) {
                return CompletableFuture.completedFuture(reply.outcome(new Outcome.Accepted("")));
              }
              if (!Rights.isIn(ok.result())) {
                return CompletableFuture.completedFuture(
                    Outcome.Refused.gone("they are not in the group"));
              }
              return confirmed(chat, who, Notice.OUT, () -> remove(chat, who));
            });
  }

  private CompletionStage<Reply> remove(ChatNow chat, long who) {
    CompletionStage<Reply> ban =
        calls.call(
            chat.chat(),
            "banChatMember",
            Json.object()
                .put("user_id", who)
                .put("until_date", clock.instant().plus(KICK).getEpochSecond()));
    // Only supergroups remember who was removed. They are out, whatever becomes of the lift.
    return chat.supergroup()
        ? ban.thenCompose(
            banned ->
                banned instanceof Reply.Ok
                    ? lift(chat, who).thenApply(_ -> banned)
                    : CompletableFuture.completedFuture(banned))
        : ban;
  }

  private CompletionStage<Reply> lift(ChatNow chat, long who) {
    return calls.call(
        chat.chat(),
        "unbanChatMember",
        Json.object().put("user_id", who).put("only_if_banned", true));
  }

  CompletionStage<Outcome> ban(ChatNow chat, UserId user) {
    return channel(user)
        ? callChannel(chat, user, "banChatSenderChat")
        : refusal(chat, user)
            .<CompletionStage<Outcome>>map(CompletableFuture::completedFuture)
            .orElseGet(
                () ->
                    confirmed(
                        chat,
                        Draft.person(user),
                        Notice.BANNED,
                        () ->
                            calls.call(
                                chat.chat(),
                                "banChatMember",
                                Json.object().put("user_id", Draft.person(user)))));
  }

  CompletionStage<Outcome> unban(ChatNow chat, UserId user) {
    if (channel(user)) {
      return callChannel(chat, user, "unbanChatSenderChat");
    }
    long who = Draft.person(user);
    return who == 0
        ? refused(user + " is no person on Telegram")
        : confirmed(chat, who, Notice.NOT_BANNED, () -> lift(chat, who));
  }

  /** Lets somebody in who asked, or turns them away. */
  CompletionStage<Outcome> answer(ChatNow chat, UserId user, boolean in) {
    long who = Draft.person(user);
    if (who == 0) {
      return refused(user + " is no person on Telegram");
    }
    String method = in ? "approveChatJoinRequest" : "declineChatJoinRequest";
    Supplier<CompletionStage<Reply>> call =
        () -> calls.call(chat.chat(), method, Json.object().put("user_id", who));
    return in
        ? confirmed(chat, who, Notice.IN, call)
        : call.get().thenApply(reply -> reply.outcome(new Outcome.Accepted("")));
  }

  /** Who speaks as a channel can be kept from speaking so, and that is all. */
  private CompletionStage<Outcome> callChannel(ChatNow chat, UserId channel, String method) {
    if (channel.id().equals(Long.toString(chat.chat()))) {
      return refused("that is the group itself: a hidden administrator");
    }
    return calls
        .call(
            chat.chat(), method, Json.object().put("sender_chat_id", Long.parseLong(channel.id())))
        .thenApply(reply -> reply.outcome(new Outcome.Accepted("")));
  }

  private static boolean channel(UserId user) {
    return user.platform().equals(TelegramAdapter.PLATFORM) && user.id().matches("-[0-9]{1,18}");
  }

  /** Why nothing can be done to somebody, looked at before Telegram is asked. */
  private static Optional<Outcome> refusal(ChatNow chat, UserId user) {
    if (channel(user)) {
      return Optional.of(
          new Outcome.Refused("a channel speaks here: it can be banned, not muted or removed"));
    }
    long who = Draft.person(user);
    if (who == 0) {
      return Optional.of(new Outcome.Refused(user + " is no person on Telegram"));
    }
    return chat.role(who) == Role.MEMBER
        ? Optional.empty()
        : Optional.of(new Outcome.Refused("they run the group: a bot can't do that to them"));
  }

  /** An ok becomes a confirmation when Telegram reports the change, too. */
  private CompletionStage<Outcome> confirmed(
      ChatNow chat, long user, Notice notice, Supplier<CompletionStage<Reply>> call) {
    // Waited for from before the call: the report may be quicker than the answer.
    CompletionStage<Optional<Boolean>> seen =
        notices.apply(new NoticeKey(chat.chat(), user, notice));
    return call.get()
        .thenCompose(
            reply ->
                reply instanceof Reply.Ok && chat.toldOfMembers()
                    ? seen.thenApply(
                        notified ->
                            notified.isPresent()
                                ? new Outcome.Confirmed("")
                                : new Outcome.Accepted(""))
                    : CompletableFuture.completedFuture(reply.outcome(new Outcome.Accepted(""))));
  }

  private static CompletionStage<Outcome> refused(String why) {
    return CompletableFuture.completedFuture(new Outcome.Refused(why));
  }
}
