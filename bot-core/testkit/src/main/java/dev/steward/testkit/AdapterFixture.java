package dev.steward.testkit;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.ChatAdapter;
import dev.steward.chat.ChatConnection;
import dev.steward.chat.GroupId;
import dev.steward.chat.Settings;
import dev.steward.chat.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A platform with people in it, for {@link AdapterContract}: the platform itself or a faithful
 * fake. Everything that members do and see goes through the platform's own interface, never through
 * the adapter's inside. Called by the test's thread only.
 *
 * <p>A method whose capability no group declares may throw {@link UnsupportedOperationException}:
 * it is never asked.
 */
public interface AdapterFixture extends AutoCloseable {
  /** A new adapter. */
  ChatAdapter adapter();

  /** Its settings, new at each call. */
  Settings settings();

  /** Makes the platform ready; called once, before the first connect. */
  void start(TestHost host);

  /** A connection has been made, or made again after a restart. */
  default void connected(ChatConnection connection) {}

  /**
   * The groups that our account is in, and what it can do in each, as the adapter must declare. The
   * first one is where most tests happen; further ones in which less is allowed prove that what is
   * not declared is not done.
   */
  Map<GroupId, Set<Capability>> groups();

  /** A person of that name who is in the group; comes in first when new. */
  UserId member(GroupId group, String name);

  /**
   * Somebody posts words.
   *
   * @return the native id, or null when the platform did not let them
   */
  @Nullable String post(GroupId group, UserId user, String text);

  /** Somebody posts a small PNG; returns the native id. */
  String postImage(GroupId group, UserId user);

  /** Somebody changes the words of their own message. */
  void edit(GroupId group, UserId user, String messageId, String text);

  /** Somebody takes back their own message. */
  void recall(GroupId group, UserId user, String messageId);

  /** Somebody leaves. */
  void leave(GroupId group, UserId user);

  /**
   * Somebody who was in the group tries to come back.
   *
   * @return whether they are in
   */
  boolean comeBack(GroupId group, UserId user);

  /** Somebody of that name asks to be let in, and waits. */
  UserId askToJoin(GroupId group, String name);

  /** The group's owner mutes somebody, without Steward. */
  void muteByOwner(GroupId group, UserId user, Instant until);

  /** Somebody presses a button that they see. */
  void press(@Nullable GroupId group, UserId user, String messageId, String value);

  /**
   * Somebody votes in a poll of the platform's own; false when it takes no more votes.
   *
   * @param labels all that they choose now; none when they take their vote back
   */
  default boolean vote(GroupId group, UserId user, String messageId, Set<String> labels) {
    throw new UnsupportedOperationException("no polls of its own: " + Capability.POLLS);
  }

  /** Somebody writes to our account alone; returns the native id. */
  String writePrivately(UserId user, String text);

  /** What a member of the group sees now, oldest first, without platform notices. */
  List<Seen> seen(GroupId group);

  /** What a person sees of the conversation with our account alone, oldest first. */
  List<Seen> seenPrivately(UserId user);

  /** Whether somebody is in the group, as its members see it. */
  boolean isIn(GroupId group, UserId user);

  /** The name that the group sees. */
  String nameOf(GroupId group, UserId user);

  /** The group's pinned notice. */
  String notice(GroupId group);

  /**
   * What the platform refuses to do for our account in the first group, such as muting its owner.
   */
  List<Action> refused();

  /** Cuts the connection between adapter and platform; members go on. */
  void cut();

  /** Heals it. The adapter finds its own way back. */
  void heal();

  /** The platform takes orders and does not answer, until this is called with false. */
  void slow(boolean on);

  /**
   * From now on the platform turns our login down, as when a token has run out or was taken back,
   * and cuts what is connected with it; members go on.
   *
   * @return false when this platform has no such thing, and nothing has changed
   */
  default boolean expireToken() {
    return false;
  }

  /** The login is good again; {@link #settings} hold it, and Steward is started with them. */
  default void renewToken() {}

  /**
   * The platform says a past message once more, as after a cut.
   *
   * @return false when this platform never does
   */
  default boolean repeat(GroupId group, String messageId) {
    return false;
  }

  /** The longest message that the platform lets a member write, in characters. */
  default int longestMessage() {
    return 100_000;
  }

  /**
   * What an adapter remembers of the past, up to a bound, so that it may hold more of it at the end
   * of a day than in the first hours: the field's name as {@link Census} has it, and the bound.
   */
  default Map<String, Integer> keeps() {
    return Map.of();
  }

  /** Whether the connection can wait: then nothing is taken while the inbox is congested. */
  default boolean canWait() {
    return true;
  }

  @Override
  default void close() {}

  /**
   * A message as a member sees it.
   *
   * @param messageId native
   * @param sender the login shown
   * @param text the words
   * @param replyTo the native id of the message quoted, or null
   * @param buttons labels, may be empty
   * @param images how many pictures
   */
  record Seen(
      String messageId,
      UserId sender,
      String text,
      @Nullable String replyTo,
      List<String> buttons,
      int images) {
    public Seen {
      buttons = List.copyOf(buttons);
    }
  }
}
