package dev.steward.server.console;

import java.util.List;

/** How people get into the rooms of Steward's own chat. Thread-safe, never blocks. */
public interface RoomLinks {
  List<Room> rooms();

  /**
   * A room.
   *
   * @param name as members see it
   * @param url the join link
   */
  record Room(String name, String url) {}
}
