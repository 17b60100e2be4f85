package dev.steward.engine.script;

import dev.cel.bundle.Cel;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelErrorCode;
import dev.cel.common.CelValidationException;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * A bounded CEL expression that answers yes or no. It can look at {@link CelFacts} and at nothing
 * else. An error while it runs, or a limit, means no and is counted. Safe for many threads.
 */
public final class CelCondition {
  /** In code points: what an expression may look at of a message's text. */
  public static final int MOST_TEXT = 2_000;

  private final CelRuntime.Program program;
  private final Map<Failure, LongAdder> failures = new ConcurrentHashMap<>();

  private CelCondition(CelRuntime.Program program) {
    this.program = program;
  }

  /** Why an expression gave no answer. */
  public enum Failure {
    /** It went on for too long. */
    LIMIT,
    /** It divided by zero, read text as a number in vain, and the like. */
    ERROR
  }

  /** What came out. */
  sealed interface Compiled {
    /** It can run. */
    record Fine(CelCondition condition) implements Compiled {}

    /** It can't, for these reasons. */
    record Flawed(List<CelCheck.Flaw> flaws) implements Compiled {}
  }

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException when it is flawed; a pack that was read has no such expression
   */
  public static CelCondition compile(String expression) {
    return switch (tryCompile(expression)) {
      case Compiled.Fine fine -> fine.condition();
      case Compiled.Flawed flawed ->
          throw new IllegalArgumentException(
              "cel: '" + expression + "' (" + flawed.flaws().getFirst().what().en() + ")");
    };
  }

  static Compiled tryCompile(String expression) {
    List<CelCheck.Flaw> flaws = CelCheck.flaws(expression);
    if (!flaws.isEmpty()) {
      return new Compiled.Flawed(flaws);
    }
    try {
      Cel cel = CelCheck.cel();
      CelAbstractSyntaxTree ast = cel.compile(expression).getAst();
      return new Compiled.Fine(new CelCondition(cel.createProgram(ast)));
    } catch (CelValidationException | CelEvaluationException | RuntimeException unusable) {
      return new Compiled.Flawed(List.of(CelCheck.unusable(unusable)));
    }
  }

  /** Whether it holds; false when that can't be said. Never throws. */
  public boolean holds(CelFacts facts) {
    try {
      return program.eval(variables(facts)) instanceof Boolean yes && yes;
    } catch (CelEvaluationException failed) {
      boolean limit = failed.getErrorCode() == CelErrorCode.ITERATION_BUDGET_EXCEEDED;
      count(limit ? Failure.LIMIT : Failure.ERROR);
    } catch (RuntimeException | StackOverflowError failed) {
      count(Failure.ERROR);
    }
    return false;
  }

  /** How often it gave no answer, by reason, since it was compiled. */
  public Map<Failure, Long> failures() {
    Map<Failure, Long> counts = new TreeMap<>();
    failures.forEach((reason, count) -> counts.put(reason, count.sum()));
    return counts;
  }

  private void count(Failure reason) {
    failures.computeIfAbsent(reason, r -> new LongAdder()).increment();
  }

  private static Map<String, Object> variables(CelFacts facts) {
    Map<String, Object> all = new HashMap<>();
    String text = facts.text();
    if (text.codePointCount(0, text.length()) > MOST_TEXT) {
      text = text.substring(0, text.offsetByCodePoints(0, MOST_TEXT));
    }
    all.put("text", text);
    all.put("member.days", facts.days());
    all.put("member.messages", facts.messages());
    all.put("member.strikes", facts.strikes());
    all.put("member.tier", facts.tier());
    all.put("member.role", facts.role().name().toLowerCase(Locale.ROOT));
    all.put("member.staff", facts.staff());
    all.put("message.length", facts.length());
    all.put("message.images", facts.images());
    all.put("message.links", facts.links());
    all.put("message.contacts", facts.contacts());
    all.put("message.shops", facts.shops());
    all.put("message.mentions", facts.mentions());
    all.put("found", facts.found());
    all.put("weight", facts.weight());
    all.put("message.reply", facts.reply());
    all.put("message.addressed", facts.addressed());
    all.put("time.hour", (long) facts.time().getHour());
    all.put("time.minute", (long) facts.time().getMinute());
    all.put("time.weekday", (long) facts.time().getDayOfWeek().getValue());
    return all;
  }
}
