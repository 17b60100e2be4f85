/**
 * Answers: finds the entry of a pack that answers a question, and knows when to stay silent. Start
 * here: {@link dev.steward.engine.faq.FaqIndex}, which ranks the entries by words and by meaning;
 * {@link dev.steward.engine.faq.Gate} says how sure that is.
 */
@NullMarked
package dev.steward.engine.faq;

import org.jspecify.annotations.NullMarked;
