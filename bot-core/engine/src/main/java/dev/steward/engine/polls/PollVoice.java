package dev.steward.engine.polls;

import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.script.Poll;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a group is spoken to about polls, and why it is not. */
final class PollVoice {
  private PollVoice() {}

  /** Whether the platform shows a button for each option. */
  static boolean buttons(Turn turn, long poll, Question question, List<Integer> order) {
    return !buttonsOf(turn, poll, question, order).isEmpty();
  }

  /** A poll of the platform's own that asks this; empty where it has none, or none that fits. */
  static Optional<Action.AskPoll> platformPoll(Turn turn, PollOpens opens) {
    Question question = opens.question();
    if (!turn.group().can(Capability.POLLS) || !question.open()) {
      return Optional.empty();
    }
    String asks = PollTexts.onOneLine(opens.poll(), question, Instant.ofEpochMilli(opens.closes()));
    List<Button> options = PollButtons.of(opens.poll(), question, opens.order());
    boolean fits =
        asks.length() <= Action.AskPoll.LONGEST_QUESTION
            && options.size() >= 2
            && options.size() <= Action.AskPoll.MOST_OPTIONS
            && options.stream()
                .allMatch(option -> option.label().length() <= Action.AskPoll.LONGEST_OPTION);
    return fits
        ? Optional.of(
            new Action.AskPoll(
                turn.group().id(), asks, options, question.type() == Poll.Type.MULTI))
        : Optional.empty();
  }

  /**
   * Says a poll again: with its buttons, or in answer to the platform's own poll that asks it.
   *
   * @param text for what follows
   * @param replyTo what is answered where no such poll stands; may be null
   */
  static Action.SendMessage again(
      Turn turn, OpenHere.Here here, String text, @Nullable String replyTo) {
    boolean elsewhere = !here.platform.isEmpty();
    return new Action.SendMessage(
        turn.group().id(),
        Content.of(text),
        !turn.group().can(Capability.REPLY) ? null : elsewhere ? here.platform : replyTo,
        elsewhere ? List.of() : buttonsOf(turn, here.number, here.question, here.order));
  }

  static List<Button> buttonsOf(Turn turn, long poll, Question question, List<Integer> order) {
    return turn.group().can(Capability.BUTTONS) ? PollButtons.of(poll, question, order) : List.of();
  }

  /** Notes why a poll or a reminder was left out. */
  static void skip(Turn turn, String what, String why, String zh, String en) {
    turn.note(
        "skipped-" + why,
        Reason.of(
            PollFeature.NAME, "没有发投票「" + what + "」：" + zh, "poll " + what + " was left out: " + en),
        Mode.LIVE);
  }
}
