package dev.steward.adapter.telegram;

import dev.steward.chat.AccountId;
import dev.steward.chat.Event;
import dev.steward.wire.Intake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * What is new about one bot's groups: that it is in one, what it may do there, that it is not in it
 * any more, that the group has become a supergroup. A chat about which Telegram does not answer
 * holds nobody up for long. Thread-safe.
 */
final class GroupNews {
  private static final Logger log = LoggerFactory.getLogger(GroupNews.class);

  /** How long the updates behind wait for what Telegram says of a chat. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final AccountId account;
  private final ChatLookup lookup;
  private final Chats chats;
  private final Notebook notebook;
  private final Pauses pauses;
  private final Intake intake;

  GroupNews(
      AccountId account,
      ChatLookup lookup,
      Chats chats,
      Notebook notebook,
      Pauses pauses,
      Intake intake) {
    this.account = account;
    this.lookup = lookup;
    this.chats = chats;
    this.notebook = notebook;
    this.pauses = pauses;
    this.intake = intake;
  }

  /** Hands over what Steward is told beside updates, such as at a connect. */
  void tell(Event event) {
    var _ =
        intake
            .take(event)
            .exceptionally(
                failure -> {
                  log.debug("not told before the end: {}", failure.toString());
                  return null;
                });
  }

  /**
   * Looks at a chat anew, and says what changed for Steward. What Telegram does not answer soon is
   * told when it does, and nothing is said until then. Fails only when the connection was closed
   * before.
   */
  CompletionStage<List<Event>> again(long chat, String id) {
    return again(chat, id, List::of);
  }

  /**
   * Looks at a chat that something is heard from. One that is not known, and about which Telegram
   * does not answer soon, is taken for what the update says until it does.
   *
   * @param about the Chat, as the update has it
   * @param me the bot's ChatMember there, as far as the update tells
   */
  CompletionStage<List<Event>> heard(JsonNode about, JsonNode me, String id) {
    return again(
        Json.number(about, "id"),
        id,
        () ->
            chats.guess(about, me).stream()
                .<Event>map(chat -> chats.seen(chat, id + ".heard"))
                .toList());
  }

  private CompletionStage<List<Event>> again(
      long chat, String id, Supplier<List<Event>> otherwise) {
    ChatNow before = chats.at(chat).orElse(null);
    return soon(
        lookup
            .ask(chat)
            .thenCompose(
                answer ->
                    switch (answer) {
                      case ChatLookup.Answer.In in ->
                          said(changed(before, chats.keep(chat, in), id));
                      // What a group became moves no more, whatever a server says.
                      case ChatLookup.Answer.Moved moved when !notebook.hasMoved(chat) ->
                          moved(chat, moved.to(), id);
                      case ChatLookup.Answer.Moved _, ChatLookup.Answer.Out _ ->
                          said(lost(chat, id));
                    }),
        otherwise);
  }

  private static CompletionStage<List<Event>> said(List<Event> events) {
    return CompletableFuture.completedFuture(events);
  }

  private List<Event> changed(@Nullable ChatNow before, ChatNow now, String id) {
    boolean same =
        before != null && before.title().equals(now.title()) && before.can().equals(now.can());
    return same ? List.of() : List.of(chats.seen(now, id));
  }

  /** What is looked at, or something else once it takes too long; then it is told beside. */
  private CompletionStage<List<Event>> soon(
      CompletionStage<List<Event>> looked, Supplier<List<Event>> otherwise) {
    CompletableFuture<List<Event>> soon = new CompletableFuture<>();
    AtomicBoolean over = new AtomicBoolean();
    var _ =
        looked.whenComplete(
            (events, failure) -> {
              boolean first = over.compareAndSet(false, true);
              if (failure != null) {
                soon.completeExceptionally(failure);
              } else if (first) {
                soon.complete(events);
              } else {
                events.forEach(this::tell);
              }
            });
    var _ =
        pauses
            .pause(PATIENCE)
            .thenAccept(
                _ -> {
                  if (over.compareAndSet(false, true)) {
                    soon.complete(otherwise.get());
                  }
                });
    return soon;
  }

  /** The bot is not in a chat any more, unless the group lives on as a supergroup. */
  private List<Event> lost(long chat, String id) {
    ChatNow was = chats.forget(chat).orElse(null);
    return was == null || chats.of(was.group()).isPresent()
        ? List.of()
        : List.of(new Event.GroupLost(account, was.group(), id, chats.now()));
  }

  /**
   * A group has become a supergroup: it keeps its name in Steward, and with it all that is known of
   * its members. Where the supergroup was heard of before its past, it was a group of its own until
   * now, and that one ends.
   */
  CompletionStage<List<Event>> moved(long from, long to, String id) {
    notebook.moved(from, to);
    ChatNow there = chats.at(to).orElse(null);
    if (there != null && there.group().equals(notebook.group(to))) {
      chats.forget(from);
      return said(List.of());
    }
    chats.move(from, to);
    List<Event> events = new ArrayList<>();
    if (there != null) {
      events.add(new Event.GroupLost(account, there.group(), id, chats.now()));
    }
    return again(to, id)
        .thenApply(
            news -> {
              events.addAll(news);
              return events;
            });
  }
}
