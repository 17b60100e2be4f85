package dev.steward.adapter.telegram;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.GroupId;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.Segment;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Carries out one bot's orders, where the group allows them. Thread-safe. */
final class Hand {
  private final Chats chats;
  private final Speech speech;
  private final Notices notices;
  private final Polls polls;
  private final Discipline discipline;
  private final Permissions permissions;

  Hand(
      Chats chats,
      Speech speech,
      Notices notices,
      Polls polls,
      Discipline discipline,
      Permissions permissions) {
    this.chats = chats;
    this.speech = speech;
    this.notices = notices;
    this.polls = polls;
    this.discipline = discipline;
    this.permissions = permissions;
  }

  CompletionStage<Outcome> perform(Order order) {
    Action action = order.action();
    GroupId group = action.group();
    if (group == null && action instanceof Action.SendPrivate aside) {
      return speech.aside(aside);
    }
    ChatNow chat = group == null ? null : chats.of(group).orElse(null);
    if (chat == null) {
      return unsupported(action.needs());
    }
    Capability missing = missing(action, chat.can());
    if (missing != null) {
      return unsupported(missing);
    }
    return switch (action) {
      case Action.SendMessage send -> speech.say(chat, send);
      case Action.SendPrivate aside -> speech.aside(aside);
      case Action.SetNotice notice -> notices.pin(chat, notice.text());
      case Action.DeleteMessage delete -> discipline.delete(chat, delete.messageId());
      case Action.MuteMember mute -> discipline.mute(chat, mute.user(), mute.until());
      case Action.UnmuteMember unmute -> discipline.unmute(chat, unmute.user());
      case Action.MuteAll all -> permissions.muteAll(chat, all.on());
      case Action.KickMember kick -> discipline.kick(chat, kick.user());
      case Action.BanMember ban -> discipline.ban(chat, ban.user());
      case Action.UnbanMember unban -> discipline.unban(chat, unban.user());
      case Action.ApproveJoin approve -> discipline.answer(chat, approve.user(), true);
      case Action.DenyJoin deny -> discipline.answer(chat, deny.user(), false);
      case Action.AskPoll ask -> polls.ask(chat, ask);
      case Action.EndPoll end -> polls.end(chat, end.messageId());
      case Action.SetMemberCard card -> unsupported(card.needs());
    };
  }

  private static CompletionStage<Outcome> unsupported(Capability missing) {
    return CompletableFuture.completedFuture(new Outcome.Unsupported(missing));
  }

  private static @Nullable Capability missing(Action action, Set<Capability> can) {
    Content content =
        switch (action) {
          case Action.SendMessage send -> send.content();
          case Action.SendPrivate aside -> aside.content();
          default -> null;
        };
    if (content != null
        && content.first(Segment.Image.class).isPresent()
        && !can.contains(Capability.SEND_IMAGES)) {
      return Capability.SEND_IMAGES;
    }
    return can.contains(action.needs()) ? null : action.needs();
  }
}
