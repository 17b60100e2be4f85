package dev.steward.engine.polls;

import dev.steward.chat.Button;
import dev.steward.engine.script.Poll;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The buttons under a poll. */
final class PollButtons {
  private static final Pattern VALUE =
      Pattern.compile(
          "(?:"
              + Button.SECRET
              + ")?poll:([0-9]{1,18}):([0-9]{1,3}|done|=[0-9]{1,3}(?:\\+[0-9]{1,3}){0,19})");

  private PollButtons() {}

  /**
   * A button that was pressed.
   *
   * @param option the position of the option in the question, or {@link #DONE}
   * @param all what is chosen, all at once; empty when it was pressed one by one
   */
  record Press(long poll, int option, List<Integer> all) {
    /** What the ballot says, when it is done; what is no option of the question is none. */
    List<Integer> chosen(Question question, List<Integer> oneByOne) {
      return (all.isEmpty() ? oneByOne : all)
          .stream().filter(position -> position < question.options().size()).sorted().toList();
    }
  }

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
    if (question.type() == Poll.Type.OPEN || order.size() > Poll.MOST_BUTTONS) {
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
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long poll = Long.parseLong(matcher.group(1));
    String what = matcher.group(2);
    if (what.startsWith("=")) {
      List<Integer> all =
          Stream.of(what.substring(1).split("\\+", -1)).map(Integer::valueOf).distinct().toList();
      return Optional.of(new Press(poll, DONE, all));
    }
    return Optional.of(
        new Press(poll, what.equals("done") ? DONE : Integer.parseInt(what), List.of()));
  }

  /** What comes before the positions, joined with a plus, where all are chosen at once. */
  static String allAtOnce(long poll, Question question) {
    return secret(question) + "poll:" + poll + ":=";
  }
}
