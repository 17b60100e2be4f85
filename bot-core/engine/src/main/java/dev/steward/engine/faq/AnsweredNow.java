package dev.steward.engine.faq;

import dev.steward.engine.script.Faq;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private final Map<String, Faq.Answer> valid = new HashMap<>();
  private final Map<String, Boolean> sayable = new HashMap<>();

  private record Ask(String entry, String letters) {}

  /** By the answers that may still be said on a day. */
  AnsweredNow(Knowledge knowledge, LocalDate day) {
    this.knowledge = knowledge;
    for (Faq.Answer answer : knowledge.faq().answers()) {
      if (answer.until() == null || !day.isAfter(answer.until())) {
        valid.put(answer.id(), answer);
      }
    }
    for (Entry entry : knowledge.entries()) {
      if (valid.containsKey(entry.id())) {
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
      if ((nearly || ask.letters.equals(letters))
          && maySay(ask.entry, text)
          && !knowledge.denied(ask.entry, text)) {
        return true;
      }
    }
    return false;
  }

  /** A question about the body has only what was reviewed. */
  private boolean maySay(String entry, String text) {
    Faq.Answer answer = Objects.requireNonNull(valid.get(entry));
    return answer.reviewed()
        || (sayable.computeIfAbsent(entry, _ -> Sensitive.maySay(answer))
            && Sensitive.of(text) == Sensitive.NOTHING);
  }
}
