package dev.steward.engine.faq;

import java.util.List;

/** The language that entries are written in: it picks the model and the gate. */
public enum Tongue {
  ZH,
  EN;

  /** Chinese unless hardly a character of the questions is. */
  public static Tongue of(List<Entry> entries) {
    long letters = 0;
    long chinese = 0;
    for (Entry entry : entries) {
      for (String question : entry.questions()) {
        letters += question.codePoints().filter(Character::isLetter).count();
        chinese += question.codePoints().filter(Character::isIdeographic).count();
      }
    }
    return letters > 0 && chinese * 20 < letters ? EN : ZH;
  }
}
