package dev.steward.adapter.web;

import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The settings of the web chat.
 *
 * @param rooms made at the start when missing: id to title
 * @param approval ids of rooms that are made such that each newcomer is asked about
 * @param name what Steward is called in the rooms
 * @param recallMinutes how long members may take back their own messages
 * @param longestMessage of a member, in code points
 * @param messagesPerMinute of one member, over all rooms each
 * @param joinsPerMinute from one address
 * @param keepDays how long the rooms' history is kept; 0 for good
 * @param backlog how many messages may wait for Steward before members are asked to wait
 */
record WebSettings(
    Map<String, String> rooms,
    Set<String> approval,
    String name,
    int recallMinutes,
    int longestMessage,
    int messagesPerMinute,
    int joinsPerMinute,
    int keepDays,
    int backlog) {
  static final Pattern ROOM_ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

  WebSettings {
    rooms = Map.copyOf(rooms);
    approval = Set.copyOf(approval);
  }

  static WebSettings read(Settings settings) throws SettingsException {
    Map<String, String> rooms = new LinkedHashMap<>();
    for (String entry : settings.text("rooms", "lobby=茶水间 Lobby").split(",", -1)) {
      if (entry.isBlank()) {
        continue;
      }
      int equals = entry.indexOf('=');
      String id = (equals < 0 ? entry : entry.substring(0, equals)).strip();
      String title = equals < 0 ? id : entry.substring(equals + 1).strip();
      requireRoom("rooms", id);
      if (title.isEmpty() || title.length() > 80) {
        throw new SettingsException("rooms", entry, "expected: id=title, at most 80 characters");
      }
      rooms.put(id, title);
    }
    Set<String> approval = new LinkedHashSet<>();
    for (String id : settings.text("approval", "").split(",", -1)) {
      if (!id.isBlank()) {
        requireRoom("approval", id.strip());
        approval.add(id.strip());
      }
    }
    String name = settings.text("name", "群管家").strip();
    if (name.isEmpty() || name.codePointCount(0, name.length()) > Names.LONGEST) {
      throw new SettingsException("name", name, "expected: 1 to " + Names.LONGEST + " characters");
    }
    return new WebSettings(
        rooms,
        approval,
        name,
        settings.number("recallMinutes", 2, 0, 1_440),
        settings.number("longestMessage", 10_000, 100, 100_000),
        settings.number("messagesPerMinute", 60, 1, 100_000_000),
        settings.number("joinsPerMinute", 60, 1, 100_000_000),
        settings.number("keepDays", 180, 0, 36_500),
        settings.number("backlog", 20_000, 100, 10_000_000));
  }

  private static void requireRoom(String key, String id) throws SettingsException {
    if (!ROOM_ID.matcher(id).matches()) {
      throw new SettingsException(
          key, id, "expected: a room id of lower case letters, digits, - and _, such as mama-1");
    }
  }
}
