package dev.steward.engine.faq;

import java.util.Set;

/** Tells that somebody wants to talk to a person. Stateless. */
final class PersonWanted {
  private static final Set<String> ALWAYS =
      Set.of(
          "转人工",
          "轉人工",
          "人工",
          "人工客服",
          "找客服",
          "找人工",
          "转接人工",
          "我要人工",
          "转客服",
          "叫客服",
          "客服在吗",
          "talk to a human",
          "talk to a person",
          "human please",
          "real person",
          "agent");

  /** These mean a person only when they are said to Steward. */
  private static final Set<String> TO_US =
      Set.of("客服", "真人", "找人", "店员", "staff", "human", "a human", "a person");

  private PersonWanted() {}

  /**
   * Whether that is all that is said.
   *
   * @param plain as a command would be read
   */
  static boolean by(String plain, boolean addressed) {
    return ALWAYS.contains(plain) || (addressed && TO_US.contains(plain));
  }
}
