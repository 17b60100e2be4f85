package dev.steward.engine.faq;

import dev.steward.chat.Action;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Key;
import dev.steward.chat.Segment;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.script.Faq;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Staff reply to an answer with {@code 对}, {@code 不对} or {@code 不对 -> #12}. */
final class FaqCorrections {
  private static final Pattern WRONG =
      Pattern.compile("(?:不对|不對|错了|錯了|wrong)\\s*(?:(?:->|→|=>|-》)\\s*(.{1,60}))?");
  private static final Pattern RIGHT = Pattern.compile("对|對|对的|對的|right|correct");

  private final FaqBook book;
  private final FaqAnswers answers;

  FaqCorrections(FaqBook book, FaqAnswers answers) {
    this.book = book;
    this.answers = answers;
  }

  /** Takes a message of staff, if it judges one of our answers. */
  boolean take(Event.MessagePosted posted, String login, Faq faq, Turn turn) {
    Optional<Segment.Quote> quote = posted.content().first(Segment.Quote.class);
    if (quote.isEmpty()) {
      return false;
    }
    Spoken spoken = turn.spoken(posted.content());
    boolean right = RIGHT.matcher(spoken.text()).matches();
    Matcher wrong = WRONG.matcher(spoken.text());
    if (!right && !wrong.matches()) {
      return false;
    }
    FaqBook.Said said = book.byMessage(turn.group().id(), quote.get().messageId()).orElse(null);
    if (said == null) {
      return false;
    }
    judge(posted, said, right, right ? null : wrong.group(1), login, faq, turn);
    return true;
  }

  private void judge(
      Event.MessagePosted posted,
      FaqBook.Said said,
      boolean right,
      @Nullable String instead,
      String login,
      Faq faq,
      Turn turn) {
    Faq.Answer meant = instead == null ? null : named(whole(faq, turn), instead).orElse(null);
    if (instead != null && meant == null) {
      tell(posted, FaqTexts.noSuchEntry(instead, turn.language()), turn);
      return;
    }
    turn.write(_ -> book.judged(said.seq(), right, login, meant == null ? null : meant.id()));
    if (said.text() == null || said.text().isEmpty()) {
      tell(posted, FaqTexts.forgotten(turn.language()), turn);
      return;
    }
    teach(said, said.entry(), right, login, turn);
    if (meant != null) {
      teach(said, meant.id(), true, login, turn);
    }
    if (meant != null && faq.answer(meant.id()).isPresent()) {
      answers.correct(posted, meant, turn);
    } else {
      tell(
          posted,
          right ? FaqTexts.learnedRight(turn.language()) : FaqTexts.learnedWrong(turn.language()),
          turn);
    }
  }

  private static void teach(
      FaqBook.Said said, String entry, boolean asks, String login, Turn turn) {
    String text = said.text();
    if (text != null) {
      turn.tell(Key.BRAND, new LessonTaught(said.pack(), entry, text, said.user(), asks, login));
    }
  }

  /** All answers of the pack: places are counted in its file, whatever is off in this group. */
  private static Faq whole(Faq here, Turn turn) {
    return turn.published().map(script -> script.pack().faq()).orElse(here);
  }

  /** An entry by its id, or by its place in the file from 1. */
  private static Optional<Faq.Answer> named(Faq faq, String name) {
    Optional<Long> number = Spoken.number(name.strip());
    if (number.isPresent()) {
      long place = number.get();
      return place >= 1 && place <= faq.answers().size()
          ? Optional.of(faq.answers().get((int) place - 1))
          : Optional.empty();
    }
    return faq.answers().stream()
        .filter(answer -> answer.id().equalsIgnoreCase(name.strip()))
        .findFirst();
  }

  private static void tell(Event.MessagePosted posted, String text, Turn turn) {
    turn.act(
        new Action.SendMessage(turn.group().id(), Content.of(text), posted.messageId(), List.of()),
        Reason.of(FaqFeature.NAME, "工作人员更正回答", "staff corrected an answer"),
        Mode.LIVE);
  }
}
