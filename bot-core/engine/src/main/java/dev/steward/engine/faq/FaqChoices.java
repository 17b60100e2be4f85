package dev.steward.engine.faq;

import dev.steward.chat.Event;
import dev.steward.chat.Key;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Fate;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.members.SharedGroups;
import dev.steward.engine.script.Faq;
import java.util.List;
import java.util.Optional;

/**
 * Takes the number with which a member chooses from the answers that were offered to them. Stands
 * before the polls: for five minutes a bare number of this member is meant for that. A number that
 * quotes a message may be a ballot, and comes here after the polls have seen it.
 */
public final class FaqChoices implements Feature {
  private static final int MOST = 3;

  private final FaqBook book;
  private final FaqAnswers answers;
  private final SharedGroups groups;

  public FaqChoices(TurnContext context) {
    book = new FaqBook(context.sql());
    answers = new FaqAnswers(book);
    groups = new SharedGroups(context);
  }

  @Override
  public String name() {
    return "faq-choices";
  }

  @Override
  public void on(Event event, Turn turn) {
    switch (event) {
      case Event.MessagePosted posted when turn.fate() == Fate.HANDLED && !quotes(posted) -> {
        int number = number(turn.spoken(posted.content()).text());
        Faq faq = number == 0 ? null : answers(turn).orElse(null);
        if (faq != null && chose(posted, number, faq, turn)) {
          turn.stop();
        }
      }
      case Event.PrivateMessagePosted posted -> {
        int number = number(Spoken.plain(posted.content().text()));
        if (number > 0 && choseAlone(posted, number, turn)) {
          turn.stop();
        }
      }
      default -> {}
    }
  }

  /** Takes a number that quotes a message, if nobody else did. */
  boolean quoting(Event.MessagePosted posted, Faq faq, Turn turn) {
    int number = quotes(posted) ? number(turn.spoken(posted.content()).text()) : 0;
    return number > 0 && chose(posted, number, faq, turn);
  }

  private static boolean quotes(Event.MessagePosted posted) {
    return posted.content().first(Segment.Quote.class).isPresent();
  }

  /** From 1 to 3; 0 for anything else. */
  private static int number(String plain) {
    int digit = plain.length() == 1 ? Character.digit(plain.charAt(0), 10) : 0;
    return digit >= 1 && digit <= MOST ? digit : 0;
  }

  private static Optional<Faq> answers(Turn turn) {
    return turn.script().map(script -> script.pack().faq());
  }

  private boolean chose(Event.MessagePosted posted, int number, Faq faq, Turn turn) {
    UserId user = posted.sender().user();
    List<String> offered = book.offered(turn.group().id(), user, turn.now());
    Asked asked = new Asked(posted.messageId(), user, posted.sender().name(), "", true, false);
    return number <= offered.size() && chosen(asked, offered.get(number - 1), faq, turn);
  }

  /** Told to the group whose answers were offered; it answers in private. */
  private boolean choseAlone(Event.PrivateMessagePosted posted, int number, Turn turn) {
    UserId user = posted.sender().user();
    FaqBook.Offer offer = book.offeredAlone(groups.of(user), user, turn.now()).orElse(null);
    if (offer == null || number > offer.entries().size()) {
      return false;
    }
    // It says nothing worth keeping, and may have been meant as an anonymous ballot.
    turn.seal();
    Asked asked = new Asked(posted.messageId(), user, posted.sender().name(), "", true, true);
    turn.tell(
        Key.group(offer.group()), new AskedAlone(asked, null, offer.entries().get(number - 1)));
    return true;
  }

  /**
   * Says what a member chose from an offer; returns whether there is such an answer. What they had
   * asked is remembered with it, so that staff can teach from it. What is about the body gets the
   * same care as if it had been asked for in words: the pack may have changed since the offer.
   */
  boolean chosen(Asked asked, String entry, Faq faq, Turn turn) {
    Optional<Faq.Answer> answer = faq.answer(entry);
    answer.ifPresent(
        chosen -> {
          String words = book.offeredFor(turn.group().id(), asked).orElse("");
          boolean sayable = Sensitive.maySay(chosen);
          turn.write(_ -> book.chosen(turn.group().id(), asked, sayable));
          Asked meant = asked.choosing(words);
          if (!sayable) {
            answers.careful(meant, Sensitive.HEALTH, turn);
            return;
          }
          answers.say(chosen, meant, "chosen", 1, null, turn);
          if (Sensitive.isAskedIn(chosen)) {
            answers.urgent(meant, turn);
          }
        });
    return answer.isPresent();
  }
}
