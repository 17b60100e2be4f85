package dev.steward.engine.faq;

import dev.steward.engine.script.Faq;
import dev.steward.engine.text.Normaliser;

/**
 * Tells texts where a wrong word does harm: illness, doses and allergies, and despair. The lists
 * are our own. They forgive dress (case, width, traditional characters), not spelling. Stateless.
 */
enum Sensitive {
  NOTHING,
  HEALTH,
  DESPAIR;

  /** What a text touches; the gravest counts. */
  static Sensitive of(String text) {
    return in(Normaliser.fold(text).text());
  }

  /** The same for a text that is folded already. */
  static Sensitive in(String folded) {
    return Despair.in(folded) ? DESPAIR : Illness.in(folded) ? HEALTH : NOTHING;
  }

  /** Whether a way to ask for this answer is about the body. */
  static boolean isAskedIn(Faq.Answer answer) {
    return answer.asks().stream().anyMatch(ask -> of(ask) != NOTHING);
  }

  /** Whether an answer may be said to whoever chose it: one about the body has to be reviewed. */
  static boolean maySay(Faq.Answer answer) {
    return answer.reviewed() || !isAskedIn(answer);
  }
}
