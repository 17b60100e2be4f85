package dev.steward.adapter.web;

import dev.steward.chat.GroupId;
import dev.steward.chat.Role;
import dev.steward.chat.UserId;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The rooms as whoever runs Steward sees them: the connection of the web adapter is one of these.
 * For the server's console and command line. Thread-safe; no method blocks. A stage fails with
 * {@link IllegalArgumentException} when the room, link or member is not there, or a value is wrong.
 */
public interface WebRooms {
  /** All rooms, by id. */
  CompletionStage<List<Room>> rooms();

  /**
   * Makes a room with a first join link; a room that is there already keeps its links.
   *
   * @param id lower case letters, digits, - and _
   * @param title 1 to 80 characters
   * @param approval whether each newcomer is asked about
   */
  CompletionStage<Room> createRoom(String id, String title, boolean approval);

  /** Whether each newcomer is asked about from now on. */
  CompletionStage<Room> approval(GroupId group, boolean on);

  /** Makes one more join link; returns its path, such as {@code /chat/join/k3v9…}. */
  CompletionStage<String> newLink(GroupId group);

  /** From now on nobody comes in by this link; who is in stays in. */
  CompletionStage<Void> revokeLink(String joinPath);

  /**
   * Gives a member a role, or Steward itself ({@code web:steward}): as MEMBER it may only talk, and
   * says so in its capabilities.
   */
  CompletionStage<Void> role(GroupId group, UserId user, Role role);

  /**
   * Forgets what a person said in the rooms and to Steward, and their name where they are no
   * member; completes with how many lines that were.
   */
  CompletionStage<Integer> forget(UserId user);

  /**
   * The same on the files of a chat that doesn't run.
   *
   * @param folder the adapter's own
   */
  static int forget(Path folder, UserId user) throws IOException {
    try {
      return History.forget(folder, user);
    } catch (SQLException broken) {
      throw new IOException(folder + ": " + broken.getMessage(), broken);
    }
  }

  /**
   * A room.
   *
   * @param members how many are in
   * @param joinPaths secrets: who has one can come in. Print them to whoever runs Steward only
   */
  record Room(GroupId group, String title, boolean approval, int members, List<String> joinPaths) {
    public Room {
      joinPaths = List.copyOf(joinPaths);
    }
  }
}
