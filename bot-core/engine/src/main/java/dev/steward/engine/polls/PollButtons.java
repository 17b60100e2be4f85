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
      Pattern.compile("(?:" + Button.SECRET + ")?poll:([0-9]{1,18}):([0-9]{1,3}|done)");

  private PollButtons() {}

  /**
   * A button that was pressed.
   *
   * @param option the position of the option in the question, or {@link #DONE}
   */
  record Press(long poll, int option) {}

  /** The button with which somebody says that they have chosen. */
  static final int DONE = -1;

  static Button done(long poll, Question question) {
    return new Button(
        question.language().pick("完成", "Done"), secret(question) + "poll:" + poll + ":done");
  }

  private static String secret(Question question) {
    return question.anonymous() ? Button.SECRET : "";
  }

  /**
   * One for each option, and one for being done where that is needed; none when there are too many,
   * and for words of one's own.
   *
   * @param order the positions of the options as they are shown
   */
  static List<Button> of(long poll, Question question, List<Integer> order) {
    if (question.type() == Poll.Type.OPEN || order.size() > MOST) {
      return List.of();
    }
    String secret = secret(question);
    List<Button> buttons = new ArrayList<>();
    for (int position : order) {
      buttons.add(
          new Button(
              question.options().get(position).text(), secret + "poll:" + poll + ":" + position));
    }
    if (question.gathered()) {
      buttons.add(done(poll, question));
    }
    return buttons;
  }

  static Optional<Press> read(String value) {
    Matcher matcher = VALUE.matcher(value);
    return matcher.matches()
        ? Optional.of(
            new Press(
                Long.parseLong(matcher.group(1)),
                matcher.group(2).equals("done") ? DONE : Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }
}
