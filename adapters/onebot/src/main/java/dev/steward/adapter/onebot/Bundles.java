package dev.steward.adapter.onebot;

import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.wire.Lookups;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Asks for what bundles hold that came as an id alone, and for the bundles inside them: what is
 * forwarded is said as well. Thread-safe.
 */
final class Bundles {
  /** Questions about one message; a bundle beyond them stays empty. */
  static final int MOST = 10;

  private final Lookups lookups;
  private final Link link;

  Bundles(Lookups lookups, Link link) {
    this.lookups = lookups;
    this.link = link;
  }

  /**
   * A message with its bundles open; one that is refused stays empty. Who does not answer is not
   * asked on.
   *
   * @param most questions at most
   */
  CompletionStage<Event.MessagePosted> open(
      Frame frame, GroupId group, Translator translator, int most) {
    Event.MessagePosted message = translator.groupMessage(frame, group);
    String bundle = frame.bundles.closed();
    if (bundle.isEmpty() || frame.bundles.count() >= most) {
      return CompletableFuture.completedFuture(message);
    }
    return lookups
        .askNext(() -> ask(bundle))
        .thenCompose(
            reply -> {
              if (reply instanceof Reply.Lost || reply instanceof Reply.NotSent) {
                return CompletableFuture.completedFuture(message);
              }
              frame.bundles.tell(bundle, nodes(reply));
              return open(frame, group, translator, most);
            });
  }

  private CompletionStage<Reply> ask(String bundle) {
    // The one name is the specification's, the other that of most implementations.
    return link.call("get_forward_msg", Map.of("id", bundle, "message_id", bundle));
  }

  private static List<?> nodes(Reply reply) {
    Map<String, Object> told = reply instanceof Reply.Ok ok ? ok.map() : Map.of();
    Object nodes = told.containsKey("messages") ? told.get("messages") : told.get("message");
    return nodes instanceof List<?> list ? list : List.of();
  }
}
