package dev.steward.engine.faq;

import dev.steward.chat.Event;
import dev.steward.chat.Outcome;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.ActionEnded;
import dev.steward.engine.flow.Fate;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Letter;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.script.Binding;
import dev.steward.engine.script.Faq;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions. What is asked to the letter is answered at once; what could be a question goes
 * to the {@link Asker}, and the verdict comes back as an event. Talk is left alone unless the
 * verdict is sure; when Steward is spoken to, it offers what comes near, or calls a person.
 */
public final class FaqFeature implements Feature {
  static final String NAME = "faq";

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration BUSY = Duration.ofMinutes(1);

  private final StaffBook staff;
  private final TurnContext context;
  private final Asker asker;
  private final FaqBook book;
  private final FaqAnswers answers;
  private final FaqCorrections corrections;
  private final FaqOrders orders;
  private final Shelf shelf;
  private final Verdicts verdicts;
  private final FaqChoices choices;

  public FaqFeature(StaffBook staff, TurnContext context, Asker asker) {
    this.staff = staff;
    this.context = context;
    this.asker = asker;
    book = new FaqBook(context.sql());
    answers = new FaqAnswers(book);
    corrections = new FaqCorrections(book, answers);
    shelf = new Shelf(book);
    orders = new FaqOrders(book, shelf);
    verdicts = new Verdicts(book, answers, shelf);
    choices = new FaqChoices(context);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Class<? extends Letter>> letters() {
    return List.of(LessonTaught.class, AskedAlone.class);
  }

  /**
   * The timer's payload: an addressed question that is still without a verdict. Not its words: they
   * are where they can be forgotten.
   *
   * @param seq the journal's number of the question
   */
  record Unheard(String id, UserId user, long seq) {}

  /**
   * Questions to Steward on their way to a verdict, for one group; the oldest are let go of. Talk
   * is not among them: it may never get one, and is read again if it does.
   */
  static final class Pending {
    private static final int MOST = 256;

    private @Nullable Instant busyNoted;

    private final Map<String, Asked> byId =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Asked> eldest) {
            return size() > MOST;
          }
        };
  }

  @Override
  public void on(Event event, Turn turn) {
    switch (event) {
      case Event.MessagePosted posted when turn.fate() == Fate.HANDLED -> heard(posted, turn);
      case Event.HelperAnswered answered when answered.feature().equals(NAME) && turn.inGroup() ->
          verdict(Json.read(answered.payload(), Asker.Verdict.class), turn);
      case Event.TimerDue due when due.feature().equals(NAME) ->
          unheard(Json.read(due.payload(), Unheard.class), turn);
      case Event.StaffCommand command -> orders.take(command, turn);
      default -> {}
    }
  }

  private void heard(Event.MessagePosted posted, Turn turn) {
    Scripts.Script script = turn.script().orElse(null);
    Faq faq = script == null ? null : script.pack().faq();
    if (script == null || faq == null) {
      return;
    }
    UserId user = posted.sender().user();
    Optional<String> login = staff.loginOf(user);
    if (login.isPresent() && corrections.take(posted, login.get(), faq, turn)) {
      turn.stop();
      return;
    }
    Spoken spoken = turn.spoken(posted.content());
    if (choices.quoting(posted, faq, turn)) {
      turn.stop();
      return;
    }
    String text = AskedAgain.words(posted.content());
    boolean addressed =
        spoken.addressed()
            || ((MaybeAsked.of(text) || PersonWanted.by(spoken.text(), true))
                && repliesToAnswer(posted, turn));
    Asked asked =
        new Asked(posted.messageId(), user, posted.sender().name(), text, addressed, false);
    if (PersonWanted.by(spoken.text(), addressed)) {
      answers.person(asked, turn);
      turn.stop();
    } else if (!text.isEmpty() && (addressed || (login.isEmpty() && mayNeedUs(text)))) {
      ask(asked, script, turn);
    }
  }

  /** Talk that could be a question, and despair, however it is put and however long. */
  private boolean mayNeedUs(String text) {
    return MaybeAsked.of(text) || verdicts.despairs(text);
  }

  /**
   * Whether it answers one of the answers. What is said to a topic, a greeting or a poll of ours is
   * talk like any other, and so are thanks for an answer.
   */
  private boolean repliesToAnswer(Event.MessagePosted posted, Turn turn) {
    UserId us = new UserId(turn.group().account().platform(), turn.group().account().id());
    return posted
        .content()
        .first(Segment.Quote.class)
        .filter(quote -> quote.sender() == null || quote.sender().equals(us))
        .filter(quote -> book.byMessage(turn.group().id(), quote.messageId()).isPresent())
        .isPresent();
  }

  private void ask(Asked asked, Scripts.Script script, Turn turn) {
    Scripts.Script published = turn.published().orElse(script);
    Knowledge knowledge =
        asked.addressed()
            ? shelf.knowledge(published, turn.now())
            : shelf.lately(published, turn.now());
    if (verdicts.atOnce(asked, knowledge, script, turn)) {
      return;
    }
    LocalDate day = turn.now().atZone(script.pack().zone()).toLocalDate();
    String label = turn.group().binding().map(Binding::label).orElse("");
    String id = NAME + ":" + turn.group().id() + ":" + asked.messageId();
    Asker.Question question =
        new Asker.Question(
            id,
            turn.key(),
            turn.seq(),
            knowledge,
            asked.text(),
            asked.addressed(),
            label,
            day,
            turn.group().binding().map(b -> List.copyOf(b.off())).orElse(List.of()));
    if (asker.ask(question)) {
      if (asked.addressed()) {
        turn.group().memory(Pending.class, Pending::new).byId.put(id, asked);
        turn.timer(id, new Unheard(id, asked.user(), turn.seq()), turn.now().plus(PATIENCE));
      }
    } else if (asked.addressed()) {
      verdicts.unknown(asked, turn);
    } else {
      busy(turn);
    }
  }

  /** In a rush one note a group and minute tells enough; the helper counts them all. */
  private static void busy(Turn turn) {
    Pending pending = turn.group().memory(Pending.class, Pending::new);
    Instant noted = pending.busyNoted;
    if (noted == null || !turn.now().isBefore(noted.plus(BUSY))) {
      turn.then(() -> pending.busyNoted = turn.now());
      turn.note(
          "faq-busy",
          Reason.of(NAME, "问题太多，这一条没有去查", "too many questions: this one was not looked up"),
          Mode.LIVE);
    }
  }

  private void verdict(Asker.Verdict verdict, Turn turn) {
    Scripts.Script script = turn.script().orElse(null);
    Faq faq = script == null ? null : script.pack().faq();
    Asked asked =
        verdict.talk()
            ? AskedAgain.inGroup(context.sql(), turn.group().id(), verdict.seq(), false)
                .orElse(null)
            : turn.group().memory(Pending.class, Pending::new).byId.remove(verdict.question());
    if (asked == null || script == null || faq == null) {
      return;
    }
    if (asked.addressed()) {
      turn.cancelTimer(verdict.question());
    }
    verdicts.found(asked, verdict, script, faq, turn);
  }

  /** No verdict came: the process was stopped meanwhile, or the helper failed. */
  private void unheard(Unheard unheard, Turn turn) {
    if (turn.inGroup() && turn.script().isPresent()) {
      turn.group().memory(Pending.class, Pending::new).byId.remove(unheard.id());
      AskedAgain.inGroup(context.sql(), turn.group().id(), unheard.seq(), true)
          .ifPresent(asked -> verdicts.unknown(asked, turn));
    }
  }

  @Override
  public void on(Letter letter, Turn turn) {
    switch (letter) {
      case LessonTaught lesson -> {
        turn.write(
            sql ->
                book.taught(
                    lesson, context.numbers().next(sql, Numbers.Sequence.OTHER), turn.now()));
        turn.then(shelf::taught);
      }
      case AskedAlone alone when turn.inGroup() -> alone(alone, turn);
      default -> {}
    }
  }

  /** Somebody asked in private; what is said goes there. */
  private void alone(AskedAlone alone, Turn turn) {
    Scripts.Script script = turn.script().orElse(null);
    Faq faq = script == null ? null : script.pack().faq();
    if (script == null || faq == null) {
      return;
    }
    Asked asked = alone.asked();
    Asker.Verdict verdict = alone.verdict();
    String chosen = alone.chosen();
    if (chosen != null) {
      choices.chosen(asked, chosen, faq, turn);
    } else if (PersonWanted.by(Spoken.plain(asked.text()), true)) {
      answers.person(asked, turn);
    } else if (verdicts.atOnce(
        asked, shelf.knowledge(turn.published().orElse(script), turn.now()), script, turn)) {
      return;
    } else if (verdict == null) {
      verdicts.unknown(asked, turn);
    } else {
      verdicts.found(asked, verdict, script, faq, turn);
    }
  }

  @Override
  public void ended(ActionEnded ended, Turn turn) {
    if (!ended.reason().feature().equals(NAME)) {
      return;
    }
    switch (ended.outcome()) {
      case Outcome.Accepted accepted -> said(ended, accepted.nativeId(), turn);
      case Outcome.Confirmed confirmed -> said(ended, confirmed.nativeId(), turn);
      case Outcome.Failed failed when failed.effect() == Outcome.Effect.UNKNOWN -> {}
      case Outcome.NeedsHuman _ -> {}
      case Outcome.Unsupported _, Outcome.Refused _, Outcome.Failed _ ->
          turn.write(_ -> book.unsaid(ended.seq()));
    }
  }

  private void said(ActionEnded ended, String message, Turn turn) {
    if (!message.isEmpty()) {
      turn.write(_ -> book.out(ended.seq(), message));
    }
  }
}
