package dev.steward.engine.prices;

import dev.steward.engine.flow.Spoken;
import java.util.List;

/** The words that members say to the desk. All are compared in the plain form of {@link Spoken}. */
final class Words {
  private static final List<String> MINE =
      List.of("我的投诉", "我的投訴", "我的价保", "我的價保", "my complaints", "my complaint");
  private static final List<String> CANCEL = List.of("取消", "不投诉了", "算了", "cancel", "stop");
  private static final List<String> REOPEN = List.of("不同意", "还没解决", "還沒解決", "没解决", "reopen");

  private static final int FEW_LETTERS = 2;
  private static final List<String> MORE = List.of("补充", "補充", "to add");

  /** What is said to other features in private, whatever the desk has asked. */
  private static final List<String> OTHERS =
      List.of(
          "我的投票",
          "投票",
          "撤回投票",
          "我的连续",
          "我的連續",
          "我的签到",
          "我的簽到",
          "我的積分",
          "我的积分",
          "我的记录",
          "我的紀錄",
          "我的页面",
          "我的頁面",
          "帮助",
          "幫助",
          "my votes",
          "my ballots",
          "poll",
          "polls",
          "my streak",
          "my points",
          "my record",
          "my page",
          "help");

  private Words() {}

  /** Whether a private message is surely meant for another feature. */
  static boolean isForOthers(String plain) {
    return OTHERS.contains(plain) || plain.startsWith("撤回投票") || plain.startsWith("take back vote");
  }

  static boolean isMine(String plain) {
    return MINE.contains(plain);
  }

  static boolean isCancel(String plain) {
    return CANCEL.contains(plain);
  }

  /** Whether somebody is not content with what was settled, maybe with more words about it. */
  static boolean isReopen(String plain) {
    return REOPEN.stream().anyMatch(word -> begins(plain, word));
  }

  /** The same and nothing else, but for a number: whatever the desk has asked, it is no answer. */
  static boolean isOnlyReopen(String plain) {
    return REOPEN.stream()
        .filter(plain::startsWith)
        .map(word -> plain.substring(word.length()).strip())
        .anyMatch(
            rest -> rest.startsWith("#") || rest.chars().noneMatch(Character::isLetterOrDigit));
  }

  /** Whether more is said than that somebody is not content, and about which one. */
  static boolean tellsMore(String plain) {
    return REOPEN.stream()
        .filter(plain::startsWith)
        .map(word -> plain.substring(word.length()).replaceFirst("#\\s*[0-9]+", ""))
        .anyMatch(rest -> rest.chars().anyMatch(Character::isLetterOrDigit));
  }

  /** Whether something is told besides about a complaint that the staff have. */
  static boolean isMore(String plain) {
    return plain.startsWith("#")
        || MORE.stream()
            .anyMatch(
                word ->
                    plain.startsWith(word)
                        && (plain.length() == word.length()
                            || !Character.isLetterOrDigit(plain.charAt(word.length()))));
  }

  /** Whether something is told after the number; a few signs may be a ballot of poll #12. */
  static boolean tells(String plain) {
    String told = Spoken.afterNumber(plain);
    return told.codePoints().filter(Character::isLetter).count() >= FEW_LETTERS;
  }

  /** Whether a message begins with a word, and the word ends there. */
  static boolean begins(String plain, String word) {
    return plain.startsWith(word)
        && (plain.length() == word.length()
            || !Character.isLetterOrDigit(plain.charAt(word.length()))
            || word.codePointAt(0) > 127);
  }

  /** What follows the number sign, with it; empty when there is none. */
  static String after(String plain) {
    int sign = plain.indexOf('#');
    return sign < 0 ? "" : plain.substring(sign);
  }
}
