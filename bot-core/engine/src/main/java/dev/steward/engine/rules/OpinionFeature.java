package dev.steward.engine.rules;

import dev.steward.chat.Action;
import dev.steward.chat.Event;
import dev.steward.chat.Key;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Letter;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.time.Duration;
import java.util.List;

/**
 * Waits for a language model's opinion before a rule acts that asks for it. An opinion can only
 * soften: where the model doubts, staff are asked. Where it agrees, is silent for too long, or was
 * lost in a restart, the rule acts as if nobody had been asked.
 */
public final class OpinionFeature implements Feature {
  static final String NAME = "opinion";

  /** An answer may still be on its way through the lane. */
  private static final Duration SLACK = Duration.ofSeconds(2);

  private final Opinions opinions;
  private final Sql sql;

  public OpinionFeature(Opinions opinions, Sql sql) {
    this.opinions = opinions;
    this.sql = sql;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Class<? extends Letter>> letters() {
    return List.of(OpinionWanted.class);
  }

  @Override
  public void on(Letter letter, Turn turn) {
    if (letter instanceof OpinionWanted wanted) {
      ask(wanted, turn);
    }
  }

  @Override
  public void on(Event event, Turn turn) {
    switch (event) {
      case Event.HelperAnswered answered when answered.feature().equals(NAME) && turn.inGroup() ->
          answered(Json.read(answered.payload(), Opinions.Opinion.class), turn);
      case Event.TimerDue due when due.feature().equals(NAME) ->
          act(
              Json.read(due.payload(), Suggestion.class),
              "语言模型没有及时回答，按规则处理",
              "the language model did not answer in time: the rule acts",
              turn);
      default -> {}
    }
  }

  private void ask(OpinionWanted wanted, Turn turn) {
    Suggestion suggestion = wanted.suggestion();
    Offence offence = suggestion.offence();
    // Of its own for each reading: an edited message is asked about again.
    String id = "opinion:" + offence.group() + ":" + offence.messageId() + ":" + turn.seq();
    boolean taken =
        opinions.ask(new Opinions.Request(id, turn.key(), offence.clauseText(), wanted.text()));
    if (!taken) {
      act(
          suggestion,
          "语言模型现在问不到，按规则处理",
          "the language model can't be asked now: the rule acts",
          turn);
      return;
    }
    turn.timer(id, suggestion, turn.now().plus(opinions.patience()).plus(SLACK));
    note(
        "opinion-asked",
        suggestion,
        "先问语言模型（规则 " + offence.rule() + "）",
        "the language model is asked first (rule " + offence.rule() + ")",
        turn);
  }

  /** What comes after the rule has acted is not listened to: its timer is gone. */
  private void answered(Opinions.Opinion opinion, Turn turn) {
    Suggestion suggestion =
        sql.first("SELECT payload FROM timer WHERE id = ?", row -> row.text(1), opinion.id())
            .map(payload -> Json.read(payload, Suggestion.class))
            .orElse(null);
    if (suggestion == null) {
      return;
    }
    turn.cancelTimer(opinion.id());
    switch (opinion.view()) {
      case AGREES -> act(suggestion, "语言模型也这样看", "the language model agrees", turn);
      case NONE ->
          act(
              suggestion,
              "语言模型没有给出看法，按规则处理",
              "the language model has no opinion: the rule acts",
              turn);
      case DOUBTS -> {
        note(
            "opinion-doubts",
            suggestion,
            "语言模型觉得不算违规，先问工作人员",
            "the language model doubts it: staff are asked first",
            turn);
        if (live(suggestion, turn)) {
          StaffNews.ofSuggestion(turn, suggestion, opinion.why());
        }
      }
    }
  }

  /**
   * The group may have gone back to observe meanwhile, or switched the rule off; the rule may be
   * gone, or only observe.
   */
  private static boolean live(Suggestion suggestion, Turn turn) {
    String id = suggestion.offence().rule();
    return !turn.group().off(id)
        && turn.published().stream()
            .flatMap(script -> script.pack().rules().rules().stream())
            .anyMatch(rule -> rule.id().equals(id) && RulesFeature.mode(turn, rule) == Mode.LIVE);
  }

  private static void act(Suggestion suggestion, String zh, String en, Turn turn) {
    Offence offence = suggestion.offence();
    if (!live(suggestion, turn)) {
      note("opinion-dropped", suggestion, "规则已不再生效", "the rule is not in force any more", turn);
      return;
    }
    String clause = "违反群规第" + offence.clause() + "条；";
    Reason reason =
        reason(suggestion, clause + zh, "breaks group rule " + offence.clause() + "; " + en);
    if (suggestion.delete()) {
      turn.act(new Action.DeleteMessage(turn.group().id(), offence.messageId()), reason, Mode.LIVE);
    } else {
      turn.note("counted", reason, Mode.LIVE);
    }
    turn.tell(Key.person(turn.personOf(offence.user())), offence);
  }

  private static void note(String verdict, Suggestion suggestion, String zh, String en, Turn turn) {
    turn.note(verdict, reason(suggestion, zh, en), Mode.LIVE);
  }

  private static Reason reason(Suggestion suggestion, String zh, String en) {
    Offence offence = suggestion.offence();
    return new Reason(
        NAME,
        zh,
        en,
        offence.pack(),
        offence.version(),
        offence.rule(),
        offence.ruleAt(),
        offence.clause(),
        offence.spans(),
        null);
  }
}
