package dev.steward.engine.flow;

import dev.steward.engine.script.Language;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What people say to Steward out of courtesy: no question, and nothing that staff have to see. */
public enum Courtesy {
  GREETING,
  THANKS;

  private static final Set<String> GREETINGS =
      Set.of("你好", "您好", "在吗", "在么", "在不在", "早", "早上好", "hi", "hello", "hey", "good morning");
  private static final Set<String> THANKING =
      Set.of(
          "谢谢",
          "谢谢你",
          "谢谢啦",
          "多谢",
          "感谢",
          "辛苦了",
          "好的",
          "好",
          "收到",
          "明白了",
          "知道了",
          "ok",
          "thanks",
          "thank you",
          "got it",
          "great");

  /** Why nothing is said to {@link #THANKS}. */
  public static final Reason THANKS_NEED_NOTHING =
      Reason.of("help", "是客气话，不用回", "thanks need no answer");

  private static final Pattern END = Pattern.compile("[\\p{Punct}\\s。，！？～…、]+$");

  /** What is said to a {@link #GREETING}. */
  public static String returned(Language language) {
    return language.pick(
        "我在，我是群管家机器人。想问什么直接说，或者发「帮助」看我会什么。",
        "I'm here; I am Steward, the group's bot. Just ask, or say “help” to see what I can do.");
  }

  /**
   * The courtesy that is all that is said.
   *
   * @param plain as a command would be read
   */
  public static Optional<Courtesy> of(String plain) {
    String bare = END.matcher(plain).replaceAll("");
    return GREETINGS.contains(bare)
        ? Optional.of(GREETING)
        : THANKING.contains(bare) ? Optional.of(THANKS) : Optional.empty();
  }
}
