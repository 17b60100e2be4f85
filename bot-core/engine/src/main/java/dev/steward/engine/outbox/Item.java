package dev.steward.engine.outbox;

import dev.steward.chat.Action;
import dev.steward.chat.Order;
import dev.steward.engine.flow.Post;

/** A post with what is known of it in the outbox. Used by the outbox's thread alone. */
final class Item {
  final Post post;
  State state = State.WAITING;
  int attempts;

  /** How often in a row it could not be tried. */
  int untried;

  /** Whether it may have been said: the database knows that it was begun. */
  boolean claimed;

  /** How far it has come. */
  enum State {
    /** For its turn. */
    WAITING,

    /** It has had its turn, and waits for a line, the end of a pause or its account's pace. */
    DELAYED,

    /** It is being done, or done again. */
    UNDER_WAY
  }

  Item(Post post, boolean claimed) {
    this.post = post;
    this.attempts = post.attempts();
    this.claimed = claimed;
  }

  /** Whether people read it: some platforms say a notice as they say everything. */
  boolean speaks() {
    return !post.action().repeatable() || post.action() instanceof Action.SetNotice;
  }

  Order order() {
    return new Order(post.id(), post.account(), post.action(), attempts);
  }
}
