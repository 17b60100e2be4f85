package dev.steward.engine.script;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What Steward can do, as a written conversation calls it. */
public enum Deed {
  /** Says something in the group; written as Steward's own line. */
  SAYS("", "", true, true),
  /** Says something to one person alone; written as Steward's line with an arrow. */
  WHISPERS("", "", true, true),
  DELETES("删除", "delete", true, true),
  MUTES("禁言", "mute", true, true),
  UNMUTES("解除禁言", "unmute", true, false),
  KICKS("移出", "kick", true, false),
  BANS("封禁", "ban", true, false),
  UNBANS("解封", "unban", true, false),
  LETS_IN("放行", "let in", true, false),
  TURNS_AWAY("拒绝", "turn away", true, true),
  MUTES_ALL("全员禁言", "mute all", false, false),
  UNMUTES_ALL("解除全员禁言", "unmute all", false, false),
  SETS_CARD("改名片", "set card", true, true),
  SETS_NOTICE("公告", "notice", false, true),
  /** Does nothing about the line above. */
  NOTHING("沉默", "silence", false, true);

  private final String zh;
  private final String en;
  private final boolean names;
  private final boolean words;

  Deed(String zh, String en, boolean names, boolean words) {
    this.zh = zh;
    this.en = en;
    this.names = names;
    this.words = words;
  }

  /** The word that a line begins with; empty for what Steward says. */
  public String word(Language language) {
    return language.pick(zh, en);
  }

  /** Whether it is about somebody. */
  public boolean names() {
    return names;
  }

  /** Whether words may follow. */
  public boolean words() {
    return words;
  }

  /** The deed whose word a line begins with; of several that fit, the longest. */
  static Optional<Deed> startOf(String line) {
    String plain = line.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(deed -> !deed.zh.isEmpty() && (begins(plain, deed.zh) || begins(plain, deed.en)))
        .max(Comparator.comparingInt(deed -> deed.lengthIn(plain)));
  }

  /** How much of a line its word takes. */
  int lengthIn(String plain) {
    String lower = plain.toLowerCase(Locale.ROOT);
    return begins(lower, zh) ? zh.length() : en.length();
  }

  private static boolean begins(String line, String word) {
    return line.startsWith(word)
        && (line.length() == word.length()
            || word.charAt(0) > 0x7f
            || !Character.isLetterOrDigit(line.charAt(word.length())));
  }

  /** All words of one language, for mends. */
  static List<String> words(Language language) {
    return Arrays.stream(values())
        .map(deed -> deed.word(language))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
