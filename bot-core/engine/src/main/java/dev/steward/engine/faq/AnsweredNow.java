package dev.steward.engine.faq;

import dev.steward.engine.script.Faq;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which questions a pack answers by now, by its own words and what staff taught: those that an
 * answer asks to the letter, or nearly so. A question that came near an answer before and did not
 * get it needs the letter, since an entry that is nearly asked is often not meant.
 */
final class AnsweredNow {
  private final Knowledge knowledge;
  private final AlikeTexts texts = new AlikeTexts();
  private final List<Ask> asks = new ArrayList<>();

  private record Ask(String entry, String letters) {}

  /** By the answers that may still be said on a day. */
  AnsweredNow(Knowledge knowledge, LocalDate day) {
    this.knowledge = knowledge;
    Set<String> sayable = new HashSet<>();
    for (Faq.Answer answer : knowledge.faq().answers()) {
      if (Sensitive.maySay(answer) && (answer.until() == null || !day.isAfter(answer.until()))) {
        sayable.add(answer.id());
      }
    }
    for (Entry entry : knowledge.entries()) {
      if (sayable.contains(entry.id())) {
        for (String question : entry.questions()) {
          texts.add(Alike.grams(question));
          asks.add(new Ask(entry.id(), Letters.of(question)));
        }
      }
    }
  }

  /**
   * Whether a question has its answer by now.
   *
   * @param nearest the entry that came nearest when it was asked, or null
   */
  boolean has(String text, @Nullable String nearest) {
    String letters = Letters.of(text);
    double[] alike = texts.likeness(Alike.grams(text));
    for (int i = 0; i < alike.length; i++) {
      Ask ask = asks.get(i);
      boolean nearly = alike[i] >= Alike.ENOUGH && !Objects.equals(ask.entry, nearest);
      if ((nearly || ask.letters.equals(letters)) && !knowledge.denied(ask.entry, text)) {
        return true;
      }
    }
    return false;
  }
}
