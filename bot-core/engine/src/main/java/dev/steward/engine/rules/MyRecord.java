package dev.steward.engine.rules;

import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.script.Language;

/** What {@code 我的记录} answers. For any thread with a connection of its own. */
public final class MyRecord {
  static final int MOST_TOLD = 10;

  private MyRecord() {}

  /** A person's latest cases, a line each, with what counts and how to have one taken back. */
  public static String text(TurnContext context, String person, Language language) {
    Cases cases = new Cases(context.sql());
    String record =
        RuleTexts.record(
            cases.of(person, MOST_TOLD), cases, language, context.clock().instant(), context);
    return new Campaigns(context.sql())
        .latestOf(person, context.clock().instant())
        .map(copy -> record + "\n" + RuleTexts.copy(copy.number(), language))
        .orElse(record);
  }
}
