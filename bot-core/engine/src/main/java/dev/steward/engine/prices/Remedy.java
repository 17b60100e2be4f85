package dev.steward.engine.prices;

import dev.steward.engine.script.Language;
import dev.steward.engine.script.Money;

/**
 * How a complaint can end well. Proposed by a rule or by staff, done only when a person approves.
 *
 * @param cents of a refund, in fen; else 0
 * @param text of an explanation or a coupon; may be empty
 */
record Remedy(Way way, long cents, String text) {
  /** What is done. */
  enum Way {
    REFUND,
    COUPON,
    EXPLAIN
  }

  String say(Kind kind, Language language) {
    return switch (way) {
      case REFUND ->
          language.pick(
              (kind == Kind.PRICE ? "退差价 " : "退款 ") + Money.yuan(cents) + " 元",
              "a refund of " + Money.yuan(cents) + " CNY");
      case COUPON -> language.pick("补 " + text, text);
      case EXPLAIN -> language.pick("说明原因", "an explanation");
    };
  }
}
