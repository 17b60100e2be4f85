package dev.steward.adapter.web;

import java.text.Normalizer;
import java.util.Locale;

/** What members may be called. */
final class Names {
  /** Code points. */
  static final int LONGEST = 24;

  private Names() {}

  /** The name as the room shows it, or a refusal that says what is wrong. */
  static String checked(String name, Room room, String user, String stewardName) {
    String clean = Json.whole(name).replaceAll("[\\p{Cc}\\p{Cf}\\s]+", " ").strip();
    int length = clean.codePointCount(0, clean.length());
    if (length == 0 || length > LONGEST) {
      throw Refusal.of(
          400,
          "name",
          "昵称要 1 到 " + LONGEST + " 个字",
          "A nickname has 1 to " + LONGEST + " characters");
    }
    String key = key(clean);
    if (key.equals(key(stewardName))) {
      throw Refusal.of(
          409, "name-taken", "这是管家的名字，换一个吧", "That is the steward's name, please take another");
    }
    for (Member member : room.members.values()) {
      if (member.isIn() && !member.user.equals(user) && key(member.name).equals(key)) {
        throw Refusal.of(
            409, "name-taken", "群里已经有人叫这个名字了", "Somebody in the group has that name already");
      }
    }
    return clean;
  }

  /** Names that look the same have the same key. */
  private static String key(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[\\p{Cc}\\p{Cf}\\s]+", "");
  }
}
