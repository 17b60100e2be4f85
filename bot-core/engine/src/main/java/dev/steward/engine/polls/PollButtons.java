package dev.steward.engine.polls;

import dev.steward.chat.Button;
import dev.steward.engine.script.Poll;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The buttons under a poll. */
final class PollButtons {
  /** More would not fit under a message. */
  static final int MOST = 12;

  private static final Pattern VALUE =
      Pattern.compile("(?:" + Button.SECRET + ")?poll:([0-9]{1,18}):([0-9]{1,3})");

  private PollButtons() {}

  /**
   * A button that was pressed.
   *
   * @param option the position of the option in the question
   */
  record Press(long poll, int option) {}

  /**
   * One for each option; none when there are too many, for words of one's own, and for several at
   * once where more than one is needed.
   *
   * @param order the positions of the options as they are shown
   */
  static List<Button> of(long poll, Question question, List<Integer> order) {
    if (question.type() == Poll.Type.OPEN || order.size() > MOST || question.least() > 1) {
      return List.of();
    }
    String secret = question.anonymous() ? Button.SECRET : "";
    List<Button> buttons = new ArrayList<>();
    for (int position : order) {
      buttons.add(
          new Button(
              question.options().get(position).text(), secret + "poll:" + poll + ":" + position));
    }
    return buttons;
  }

  static Optional<Press> read(String value) {
    Matcher matcher = VALUE.matcher(value);
    return matcher.matches()
        ? Optional.of(
            new Press(Long.parseLong(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }
}
