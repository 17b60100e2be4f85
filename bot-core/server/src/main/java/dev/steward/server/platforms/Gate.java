package dev.steward.server.platforms;

import dev.steward.chat.Capability;
import dev.steward.chat.Event;
import dev.steward.chat.EventSink;
import dev.steward.chat.GroupId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The way of one connection into the inbox: shut when Steward stops, so that nothing is taken that
 * can't be handled any more. Remembers on the way whether the platform says one order once.
 * Thread-safe.
 */
final class Gate implements EventSink {
  private final EventSink inbox;
  private final Consumer<GroupId> groupSeen;
  private volatile boolean shut;
  private volatile boolean seenGroups;
  private volatile boolean seenTwice;

  Gate(EventSink inbox, Consumer<GroupId> groupSeen) {
    this.inbox = inbox;
    this.groupSeen = groupSeen;
  }

  @Override
  public CompletionStage<Receipt> deliver(Event event) {
    if (shut) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("Steward is stopping; deliver the event again later"));
    }
    if (event instanceof Event.GroupSeen seen) {
      seenTwice |= !seen.capabilities().contains(Capability.SEND_ONCE);
      seenGroups = true;
      // On a thread of its own: the lane completes the stage, and must not wait for anybody.
      return inbox
          .deliver(event)
          .thenApply(
              receipt -> {
                Thread.ofVirtual().start(() -> groupSeen.accept(seen.group()));
                return receipt;
              });
    }
    return inbox.deliver(event);
  }

  /** Whether every group that was seen has {@link Capability#SEND_ONCE}. */
  boolean saysOnce() {
    return seenGroups && !seenTwice;
  }

  void shut() {
    shut = true;
  }

  @Override
  public boolean congested() {
    return inbox.congested();
  }

  @Override
  public CompletionStage<Void> relief() {
    return inbox.relief();
  }
}
