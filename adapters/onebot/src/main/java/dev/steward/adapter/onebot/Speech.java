package dev.steward.adapter.onebot;

import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.Content;
import dev.steward.chat.Host;
import dev.steward.chat.Outcome;
import dev.steward.chat.Segment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says what is ordered, in parts where it is too long for one message. Thread-safe. */
final class Speech {
  private final Host host;
  private final Executor pictures;

  /**
   * @param pictures where a picture may be opened, which may block
   */
  Speech(Host host, Executor pictures) {
    this.host = host;
    this.pictures = pictures;
  }

  CompletionStage<Outcome> send(Link link, Action.SendMessage send) {
    String group = send.group().id();
    String replyTo = send.replyTo();
    return say(
            link,
            "send_group_msg",
            Map.of("group_id", Numeric.id(group)),
            send.content(),
            replyTo == null ? null : NativeId.message(group, replyTo),
            send.buttons())
        .thenApply(
            outcome ->
                outcome instanceof Outcome.Accepted(String id) && !id.isEmpty()
                    ? new Outcome.Accepted(NativeId.of(group, id))
                    : outcome);
  }

  CompletionStage<Outcome> whisper(Account account, Link link, Action.SendPrivate send) {
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
                    ? Outcomes.done(new Outcome.Refused("there is nothing to say"))
                    : say(link, action, to, messages, 0, "");
              } catch (Outgoing.Unsayable unsayable) {
                return Outcomes.done(new Outcome.Refused(String.valueOf(unsayable.getMessage())));
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
              Outcome outcome = Outcomes.of(reply, Speech::accepted);
              if (!(outcome instanceof Outcome.Accepted(String id))) {
                return Outcomes.done(part == 0 ? outcome : broken(part, messages.size(), outcome));
              }
              String known = part == 0 ? id : firstId;
              return part + 1 == messages.size()
                  ? Outcomes.done(new Outcome.Accepted(known))
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
}
