package dev.steward.engine.faq;

import dev.steward.engine.flow.Scripts;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.script.Binding;
import dev.steward.engine.script.Faq;
import dev.steward.engine.text.FoldBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is said to a question in its group's turn: at once, when it is asked to the letter or must
 * not wait; else by what the helper found. For the lane's thread.
 */
final class Verdicts {
  /** Below this share of what is needed, nothing near is offered. */
  private static final double NEAR_ENOUGH = 0.2;

  /** What is shorter and asks nothing is an answer to something, such as 对 or ok. */
  private static final int FEWEST_LETTERS = 3;

  private final FaqBook book;
  private final FaqAnswers answers;
  private final Shelf shelf;
  private final FoldBuffer buffer = new FoldBuffer();

  Verdicts(FaqBook book, FaqAnswers answers, Shelf shelf) {
    this.book = book;
    this.answers = answers;
    this.shelf = shelf;
  }

  /** Whether somebody despairs: one look at each character. */
  boolean despairs(String text) {
    return Despair.in(buffer.fold(text).text());
  }

  /** Answers what need not be looked up, or needs no answer; returns whether that is so. */
  boolean atOnce(Asked asked, Knowledge knowledge, Scripts.Script script, Turn turn) {
    String folded = buffer.fold(asked.text()).text();
    if (Despair.in(folded)) {
      answers.careful(asked, Sensitive.DESPAIR, turn);
      return true;
    }
    if (!asked.addressed() && shelf.told(knowledge, folded)) {
      return true;
    }
    Faq.Answer exact = exact(asked, folded, knowledge, script, turn);
    if (exact == null) {
      return false;
    }
    Sensitive sensitive = Sensitive.in(folded);
    if (!allowed(exact, sensitive)) {
      return false;
    }
    say(exact, asked, sensitive, "exact", 1, null, turn);
    return true;
  }

  private Faq.@Nullable Answer exact(
      Asked asked, String folded, Knowledge knowledge, Scripts.Script script, Turn turn) {
    Faq faq = script.pack().faq();
    Optional<String> found = shelf.exact(knowledge, folded);
    if (faq == null || found.isEmpty()) {
      return null;
    }
    LocalDate day = turn.now().atZone(script.pack().zone()).toLocalDate();
    String label = turn.group().binding().map(Binding::label).orElse("");
    return found
        .filter(id -> !knowledge.denied(id, asked.text()))
        .flatMap(faq::answer)
        .filter(answer -> answer.validOn(day) && answer.saidIn(label))
        .orElse(null);
  }

  /**
   * A question about the body gets only what was reviewed, and what is about the body is told only
   * to whoever asks about it.
   */
  private static boolean allowed(Faq.Answer answer, Sensitive sensitive) {
    return sensitive == Sensitive.NOTHING
        ? answer.asks().stream().anyMatch(ask -> Sensitive.of(ask) == Sensitive.NOTHING)
        : answer.reviewed();
  }

  private void say(
      Faq.Answer answer,
      Asked asked,
      Sensitive sensitive,
      String how,
      double sure,
      @Nullable String second,
      Turn turn) {
    answers.say(answer, asked, how, sure, second, turn);
    if (sensitive != Sensitive.NOTHING) {
      answers.urgent(asked, turn);
    }
  }

  /**
   * Answers by what was found, or offers what comes near, or calls a person, or is silent. Silent
   * about the body, too, where nobody spoke to Steward; but staff hear of it, since talk comes here
   * only when it asks the brand something.
   */
  void found(Asked asked, Asker.Verdict verdict, Scripts.Script script, Faq faq, Turn turn) {
    Sensitive sensitive = Sensitive.of(asked.text());
    List<Faq.Answer> near = new ArrayList<>();
    verdict.nearest().forEach(id -> faq.answer(id).ifPresent(near::add));
    double needed = asked.addressed() ? verdict.addressed() : verdict.unprompted();
    String second = near.size() > 1 ? near.get(1).id() : null;
    if (!near.isEmpty() && verdict.sure() >= needed && allowed(near.getFirst(), sensitive)) {
      String how = asked.addressed() ? "addressed" : "sure";
      say(near.getFirst(), asked, sensitive, how, verdict.sure(), second, turn);
      return;
    }
    if (MaybeAsked.of(asked.text()) || asked.text().length() >= FEWEST_LETTERS) {
      turn.write(
          _ ->
              book.unanswered(
                  turn,
                  script.pack().name(),
                  asked,
                  near.isEmpty() ? null : near.getFirst().id(),
                  verdict.sure()));
    }
    if (!asked.addressed()) {
      if (sensitive != Sensitive.NOTHING) {
        answers.urgent(asked, turn);
      }
      return;
    }
    List<Faq.Answer> offered = near.stream().filter(Sensitive::maySay).toList();
    if (sensitive == Sensitive.HEALTH) {
      answers.careful(asked, sensitive, turn);
    } else if (!offered.isEmpty()
        && offered.getFirst().equals(near.getFirst())
        && verdict.sure() >= needed * NEAR_ENOUGH) {
      answers.offer(offered, asked, verdict.sure(), turn);
    } else if (asked.alone() && !MaybeAsked.of(asked.text())) {
      answers.hint(asked, turn);
    } else {
      answers.miss(asked, turn);
    }
  }

  /** Nothing was found out, since too many ask or nothing came back in time: staff answer. */
  void unknown(Asked asked, Turn turn) {
    Sensitive sensitive = Sensitive.of(asked.text());
    if (sensitive == Sensitive.NOTHING) {
      answers.miss(asked, turn);
    } else {
      answers.careful(asked, sensitive, turn);
    }
  }
}
