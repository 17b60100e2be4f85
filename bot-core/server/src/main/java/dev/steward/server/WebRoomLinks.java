package dev.steward.server;

import dev.steward.adapter.web.WebRooms;
import dev.steward.chat.UserId;
import dev.steward.server.console.RoomLinks;
import dev.steward.server.data.Members;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Steward's own chat, as the console and the commands need it. Thread-safe. */
final class WebRoomLinks implements RoomLinks, Members.OwnHistory {
  private volatile @Nullable WebRooms rooms;
  private volatile String url = "";

  void follow(WebRooms connection) {
    rooms = connection;
  }

  /** From now on people reach the server there. */
  void at(String publicUrl) {
    url = publicUrl;
  }

  @Override
  public List<Room> rooms() {
    WebRooms there = rooms;
    if (there == null) {
      return List.of();
    }
    return there.rooms().toCompletableFuture().join().stream()
        .flatMap(
            room ->
                room.joinPaths().stream().limit(1).map(path -> new Room(room.title(), url + path)))
        .toList();
  }

  @Override
  public int forget(UserId login) {
    WebRooms there = rooms;
    return there == null || !login.platform().equals("web")
        ? 0
        : there.forget(login).toCompletableFuture().join();
  }
}
