package dev.steward.engine.faq;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Key;
import dev.steward.engine.casework.TodoWanted;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.script.Faq;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Template;
import dev.steward.engine.script.TemplateData;
import dev.steward.engine.script.TemplateException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says answers, misses and choices, in a group or to whoever asked alone, and calls staff. */
final class FaqAnswers {
  /** The same answer is not given twice in a group within this time. */
  private static final Duration AGAIN = Duration.ofMinutes(10);

  private static final Duration CHOICE = Duration.ofMinutes(5);
  private static final Duration WITHIN = Duration.ofHours(4);
  private static final Duration URGENT = Duration.ofMinutes(15);

  private final FaqBook book;

  FaqAnswers(FaqBook book) {
    this.book = book;
  }

  /**
   * Says an answer.
   *
   * @param how {@code exact}, {@code sure}, {@code addressed} or {@code chosen}
   * @param sure from 0 to 1
   * @param second the entry that came next, or null
   */
  void say(
      Faq.Answer answer, Asked asked, String how, double sure, @Nullable String second, Turn turn) {
    Scripts.Script script = turn.script().orElseThrow();
    Reason reason = reason(answer, script, how, sure, second);
    if (!asked.alone() && book.saidSince(turn.group().id(), answer.id(), turn.now().minus(AGAIN))) {
      if (!asked.addressed()) {
        turn.note("said-already", reason, Mode.LIVE);
        return;
      }
      reply(asked, FaqTexts.justSaid(answer.question(), turn.language()), reason, turn);
      return;
    }
    Optional<String> text = filled(answer.say(), script.pack(), turn);
    if (text.isEmpty()) {
      turn.note("template-failed", reason, Mode.LIVE);
      return;
    }
    reply(asked, text.get(), reason, turn);
    if (turn.group().stage() == Mode.LIVE) {
      turn.write(_ -> book.said(turn, script.pack().name(), answer.id(), asked, how, sure));
    }
  }

  private static Reason reason(
      Faq.Answer answer, Scripts.Script script, String how, double sure, @Nullable String second) {
    String score = String.format(Locale.ROOT, "%.2f", sure);
    String zh =
        switch (how) {
          case "exact" -> "问法和「" + answer.question() + "」一字不差";
          case "chosen" -> "成员选了「" + answer.question() + "」";
          default ->
              "最像「"
                  + answer.question()
                  + "」，把握 "
                  + score
                  + (second == null ? "" : "，其次是 " + second);
        };
    String en =
        switch (how) {
          case "exact" -> "asked to the letter: " + answer.question();
          case "chosen" -> "the member chose: " + answer.question();
          default ->
              "nearest to \""
                  + answer.question()
                  + "\", sure "
                  + score
                  + (second == null ? "" : ", next " + second);
        };
    return new Reason(
        FaqFeature.NAME,
        zh,
        en,
        script.pack().name(),
        script.version(),
        answer.id(),
        answer.mark().toString(),
        0,
        List.of(),
        null);
  }

  /** The right answer after a wrong one, as staff named it. */
  void correct(Event.MessagePosted posted, Faq.Answer answer, Turn turn) {
    Scripts.Script script = turn.script().orElseThrow();
    filled(answer.say(), script.pack(), turn)
        .ifPresent(
            text ->
                reply(
                    posted.messageId(),
                    FaqTexts.correction(text, turn.language()),
                    reason(answer, script, "chosen", 1, null),
                    turn));
  }

  /** Up to three questions, to be answered with a number. */
  void offer(List<Faq.Answer> answers, Asked asked, double sure, Turn turn) {
    reply(
        asked,
        FaqTexts.didYouMean(answers.stream().map(Faq.Answer::question).toList(), turn.language()),
        Reason.of(
            FaqFeature.NAME,
            "没有把握（" + String.format(Locale.ROOT, "%.2f", sure) + "），请成员挑一个",
            "not sure (" + String.format(Locale.ROOT, "%.2f", sure) + "), the member may choose"),
        turn);
    turn.write(
        _ ->
            book.offer(
                turn.group().id(),
                asked,
                answers.stream().map(Faq.Answer::id).toList(),
                turn.seq(),
                turn.now().plus(CHOICE)));
  }

  /** Nothing fits: staff get it, and the member is told who answers and when. */
  void miss(Asked asked, Turn turn) {
    call(
        asked,
        "question",
        "「" + turn.group().title() + "」里有个问题要人回答",
        "a question in " + turn.group().title() + " needs a person",
        WITHIN,
        turn);
    reply(
        asked,
        FaqTexts.miss(service(turn), turn.language()),
        Reason.of(FaqFeature.NAME, "没有合适的答案，转给人", "no answer fits: passed on to staff"),
        turn);
  }

  /** Said in private, and hardly a question: staff need not look at it. */
  void hint(Asked asked, Turn turn) {
    reply(
        asked,
        FaqTexts.hint(turn.language()),
        Reason.of(FaqFeature.NAME, "不像问题，提示怎么问", "hardly a question: told how to ask"),
        turn);
  }

  /** Somebody wants a person. */
  void person(Asked asked, Turn turn) {
    call(
        asked,
        "person-wanted",
        "「" + turn.group().title() + "」里有人找客服",
        "somebody in " + turn.group().title() + " asks for a person",
        WITHIN,
        turn);
    reply(
        asked,
        FaqTexts.toPerson(service(turn), turn.language()),
        Reason.of(FaqFeature.NAME, "成员要找人", "the member wants a person"),
        turn);
  }

  /** Illness and despair: the brand's fixed text, and staff at once. */
  void careful(Asked asked, Sensitive what, Turn turn) {
    urgent(asked, turn);
    String own =
        what == Sensitive.DESPAIR
            ? FaqTexts.despair(turn.language())
            : fixed(turn).orElseGet(() -> FaqTexts.health(turn.language()));
    reply(
        asked,
        own,
        Reason.of(
            FaqFeature.NAME, "敏感的问题，只说固定的话", "a sensitive question: only the fixed text is said"),
        turn);
  }

  /** Staff at once, whatever is said. */
  void urgent(Asked asked, Turn turn) {
    call(
        asked,
        "urgent-question",
        "「" + turn.group().title() + "」里有一个敏感的问题，请马上看",
        "a sensitive question in " + turn.group().title() + ", please look at once",
        URGENT,
        turn);
  }

  private static Optional<String> fixed(Turn turn) {
    Pack pack = turn.script().orElseThrow().pack();
    Faq faq = pack.faq();
    return faq == null || faq.sensitive() == null
        ? Optional.empty()
        : filled(faq.sensitive(), pack, turn);
  }

  private static String service(Turn turn) {
    Pack pack = turn.script().orElseThrow().pack();
    Faq faq = pack.faq();
    return (faq == null || faq.service() == null
            ? Optional.<String>empty()
            : filled(faq.service(), pack, turn))
        .orElseGet(() -> FaqTexts.usualService(turn.language()));
  }

  private static void call(
      Asked asked, String kind, String zh, String en, Duration within, Turn turn) {
    if (turn.group().stage() == Mode.LIVE) {
      turn.tell(
          Key.BRAND,
          new TodoWanted(
              kind,
              turn.group().id() + ":faq:" + asked.user(),
              turn.group().id(),
              zh,
              en,
              Map.of("name", asked.name(), "text", asked.text()),
              within));
    }
  }

  private static void reply(Asked asked, String text, Reason reason, Turn turn) {
    if (asked.alone()) {
      turn.act(
          new Action.SendPrivate(turn.group().id(), asked.user(), Content.of(text), List.of()),
          reason,
          Mode.LIVE);
    } else {
      reply(asked.messageId(), text, reason, turn);
    }
  }

  private static void reply(String to, String text, Reason reason, Turn turn) {
    turn.act(
        new Action.SendMessage(
            turn.group().id(),
            Content.of(text),
            turn.group().can(Capability.REPLY) ? to : null,
            List.of()),
        reason,
        Mode.LIVE);
  }

  private static Optional<String> filled(String text, Pack pack, Turn turn) {
    try {
      return Optional.of(
          Template.compile(text, Template.Place.ANSWER.names(pack))
              .render(
                  new TemplateData().texts(pack.values()).member("group", turn.group().title())));
    } catch (TemplateException e) {
      return Optional.empty();
    }
  }
}
