package dev.steward.adapter.onebot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A group of the fake. */
final class FakeGroup {
  final long id;
  final String title;
  final Map<Long, FakeMember> members = new LinkedHashMap<>();
  final Set<Long> refusedForGood = new HashSet<>();
  final List<FakeMessage> messages = new ArrayList<>();
  final Map<String, Long> requests = new HashMap<>();
  boolean allMuted;
  String notice = "";

  FakeGroup(long id, String title) {
    this.id = id;
    this.title = title;
  }

  FakeMember require(long user) {
    FakeMember member = members.get(user);
    if (member == null) {
      throw new IllegalStateException(user + " is not in " + id);
    }
    return member;
  }

  /** A member of the fake; {@code mutedUntil} in epoch seconds. */
  static final class FakeMember {
    final long user;
    final String nickname;
    String card = "";
    String role = "member";
    long mutedUntil;

    FakeMember(long user, String nickname) {
      this.user = user;
      this.nickname = nickname;
    }

    int rank() {
      return switch (role) {
        case "owner" -> 2;
        case "admin" -> 1;
        default -> 0;
      };
    }

    String name() {
      return card.isEmpty() ? nickname : card;
    }
  }

  /** A message; {@code pieces} as segments of the protocol. */
  static final class FakeMessage {
    final long id;
    final long sender;
    final long time;
    final List<Map<String, Object>> pieces;
    boolean recalled;

    FakeMessage(long id, long sender, long time, List<Map<String, Object>> pieces) {
      this.id = id;
      this.sender = sender;
      this.time = time;
      this.pieces = List.copyOf(pieces);
    }

    @Nullable String replyTo() {
      return pieces.stream()
          .filter(piece -> "reply".equals(piece.get("type")))
          .map(piece -> String.valueOf(FrameReader.object(piece.get("data")).get("id")))
          .findFirst()
          .orElse(null);
    }

    int images() {
      return (int) pieces.stream().filter(piece -> "image".equals(piece.get("type"))).count();
    }
  }
}
