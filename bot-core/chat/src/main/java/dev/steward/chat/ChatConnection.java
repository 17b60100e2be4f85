package dev.steward.chat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A platform at work. All methods may be called from any thread and none of them blocks, {@link
 * #close} apart.
 *
 * <p>Whatever was delivered to the {@link EventSink} before {@link #close} returns is handled;
 * nothing comes after.
 */
public interface ChatConnection extends AutoCloseable {
  /**
   * Our logins on this connection. The first is the one that listens where several are in a group.
   */
  List<AccountId> accounts();

  /** What can be done in a group right now; empty for a group that none of our accounts is in. */
  Set<Capability> capabilities(GroupId group);

  /**
   * Performs an action. Others may be under way, in the same group as well, as a rule none that is
   * done to the same member or message. Never throws and never completes exceptionally: what goes
   * wrong is an {@link Outcome}. What the group's capabilities lack completes as {@link
   * Outcome.Unsupported}, and nothing is sent.
   */
  CompletionStage<Outcome> perform(Order order);

  /**
   * Whether an order with an unknown outcome was carried out, where the platform can tell; empty
   * when it can't. Asked after a crash, before anything is said again.
   */
  CompletionStage<Optional<Outcome>> lookUp(Order order);

  /** For the console: whether it is connected, and what it says about itself. Without secrets. */
  ConnectionHealth health();

  /**
   * Whether one of our logins is connected now. While it is not, another of our logins in a group
   * listens in its place.
   */
  default boolean up(AccountId account) {
    return accounts().contains(account) && health().state() == ConnectionHealth.State.CONNECTED;
  }

  /**
   * Which of the platform's users a browser belongs to, for the member page: known where the
   * platform's own pages are below Steward's port, nowhere else.
   *
   * @param cookies the {@code Cookie} header of a request to another page there
   */
  default Optional<UserId> browser(String cookies) {
    return Optional.empty();
  }

  /**
   * The bytes of something that a member sent, for staff to look at; empty when it is gone, or when
   * the platform does not give it out. The stage fails when it can't be told now.
   */
  default CompletionStage<Optional<byte[]>> open(Media media) {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  /** Stops listening, finishes what is under way within five seconds, and lets go of everything. */
  @Override
  void close();
}
