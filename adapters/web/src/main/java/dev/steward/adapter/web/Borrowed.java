package dev.steward.adapter.web;

import dev.steward.chat.Action;
import dev.steward.chat.Content;
import dev.steward.chat.Host;
import dev.steward.chat.Media;
import dev.steward.chat.Order;
import dev.steward.chat.Segment;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Puts the pictures that Steward lends on our own shelf, before a message shows them. */
final class Borrowed {
  private final Host host;
  private final MediaShelf shelf;
  private final Writer writer;

  Borrowed(Host host, MediaShelf shelf, Writer writer) {
    this.host = host;
    this.shelf = shelf;
    this.writer = writer;
  }

  /**
   * The order with pictures of our own in place of the lent ones. The stage fails with {@link
   * Refusal} when one is gone or can't be kept.
   */
  CompletionStage<Order> own(Order order) {
    Content content =
        switch (order.action()) {
          case Action.SendMessage send -> send.content();
          case Action.SendPrivate send -> send.content();
          default -> null;
        };
    if (content == null || content.segments().stream().noneMatch(Borrowed::lent)) {
      return CompletableFuture.completedFuture(order);
    }
    CompletionStage<Map<Media, Media>> kept = CompletableFuture.completedFuture(new HashMap<>());
    for (Segment segment : content.segments()) {
      if (segment instanceof Segment.Image image && image.media().lent()) {
        kept =
            kept.thenCombine(
                keep(image.media()),
                (all, own) -> {
                  all.put(image.media(), own);
                  return all;
                });
      }
    }
    return kept.thenApply(all -> with(order, content, all));
  }

  private static boolean lent(Segment segment) {
    return segment instanceof Segment.Image image && image.media().lent();
  }

  private CompletionStage<Media> keep(Media lent) {
    return shelf
        .keep(() -> host.open(lent).orElseThrow(Refusal::notFound))
        .thenCompose(
            own ->
                writer.submit(
                    book -> {
                      book.media().add(own, WebAdapter.STEWARD, book.now());
                      return own;
                    }));
  }

  private static Order with(Order order, Content content, Map<Media, Media> kept) {
    Content own =
        new Content(
            content.segments().stream()
                .map(
                    segment ->
                        segment instanceof Segment.Image image && image.media().lent()
                            ? new Segment.Image(
                                kept.getOrDefault(image.media(), image.media()), image.alt())
                            : segment)
                .toList());
    Action action =
        switch (order.action()) {
          case Action.SendMessage send ->
              new Action.SendMessage(send.group(), own, send.replyTo(), send.buttons());
          case Action.SendPrivate send ->
              new Action.SendPrivate(send.group(), send.user(), own, send.buttons());
          default -> order.action();
        };
    return new Order(order.id(), order.account(), action, order.attempt());
  }
}
