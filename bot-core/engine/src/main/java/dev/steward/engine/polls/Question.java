package dev.steward.engine.polls;

import dev.steward.engine.flow.Scripts;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Poll;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a poll asks, as it was when it was opened: from then on nothing of it changes.
 *
 * @param title the question
 * @param options what can be chosen, in the order in which they were written; the numbers of a
 *     rating; none for an open question
 * @param randomOrder whether each group, and each member in private, sees an order of its own
 * @param least how many options a ballot must name at least
 * @param most how many it may name
 * @param ends what the lowest and the highest number of a rating mean; may be empty
 * @param anonymous whether nobody can ever know who chose what
 * @param live whether members may ask for the results before the end
 * @param mayChange whether a ballot can be changed and taken back
 * @param reminders how long before its end the groups are reminded
 * @param thanks said with the results; may be empty
 * @param language in which it is asked
 * @param zone in which its times are told
 * @param pack the script it stands in; null for a quick poll
 * @param version the script's; 0 for a quick poll
 * @param item its name in the pack; null for a quick poll
 * @param at where it stands in the script; null for a quick poll
 */
public record Question(
    String title,
    Poll.Type type,
    List<Poll.Option> options,
    boolean randomOrder,
    int least,
    int most,
    List<String> ends,
    boolean anonymous,
    boolean live,
    boolean mayChange,
    List<Duration> reminders,
    String thanks,
    Language language,
    ZoneId zone,
    @Nullable String pack,
    int version,
    @Nullable String item,
    @Nullable String at) {
  public Question {
    options = List.copyOf(options);
    ends = List.copyOf(ends);
    reminders = List.copyOf(reminders);
  }

  /** A poll of a pack. */
  public static Question of(Poll poll, Scripts.Script script) {
    Pack pack = script.pack();
    return new Question(
        poll.title(),
        poll.type(),
        poll.options(),
        poll.randomOrder(),
        poll.least(),
        poll.most(),
        poll.ends(),
        poll.anonymous(),
        poll.live(),
        poll.mayChange(),
        poll.reminders(),
        poll.thanks(),
        pack.language(),
        pack.zone(),
        pack.name(),
        script.version(),
        poll.id(),
        poll.mark().toString());
  }

  /** Whether it can be asked: what a pack or a line may not say, nothing else may say either. */
  public boolean sound() {
    int count = options.size();
    boolean texts =
        !title.isBlank()
            && title.length() <= 400
            && options.stream().allMatch(o -> !o.text().isBlank() && o.text().length() <= 120);
    boolean distinct = options.stream().map(Poll.Option::code).distinct().count() == count;
    boolean fitting =
        switch (type) {
          case SINGLE -> count >= 2 && count <= 20 && least == 1 && most == 1;
          case MULTI -> count >= 2 && count <= 20 && least >= 1 && least <= most && most <= count;
          case RATING -> scale().equals(codes()) && least == 1 && most == 1;
          case OPEN -> count == 0;
        };
    boolean secret =
        !anonymous || (type != Poll.Type.OPEN && count <= Poll.MOST_BUTTONS && !live && !mayChange);
    return texts && distinct && fitting && secret && (ends.isEmpty() || ends.size() == 2);
  }

  private List<String> codes() {
    return options.stream().map(Poll.Option::code).toList();
  }

  private List<String> scale() {
    boolean ten = options.size() == 11;
    return IntStream.rangeClosed(ten ? 0 : 1, ten ? 10 : 5).mapToObj(Integer::toString).toList();
  }

  /**
   * Whether what is pressed counts only once somebody is done: then there is a button for that.
   * Else the first press alone would be the ballot where none can be changed.
   */
  boolean gathered() {
    return type == Poll.Type.MULTI && (anonymous || least > 1 || !mayChange);
  }

  /**
   * Whether nothing of it is hidden or final: then a poll of the platform's own can ask it, which
   * shows every ballot to all while it runs, lets it be changed, and counts no choices.
   */
  boolean open() {
    return live
        && mayChange
        && !anonymous
        && type != Poll.Type.OPEN
        && (type != Poll.Type.MULTI || (least == 1 && most == options.size()));
  }

  /** Whether members read the same: then a later opening is the same revision. */
  boolean readsLike(Question other) {
    return title.equals(other.title)
        && type == other.type
        && options.equals(other.options)
        && ends.equals(other.ends);
  }

  /** Whether options read like numbers: then they are listed with letters. */
  boolean lettered() {
    return type != Poll.Type.RATING
        && options.stream().anyMatch(option -> isNumber(option.text().strip()));
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.length() <= 4 && BallotText.isNumber(text);
  }

  /** What stands before an option in a list; {@code place} counts from 0. */
  String mark(int place) {
    return lettered() ? String.valueOf((char) ('A' + place)) : Integer.toString(place + 1);
  }

  /** The codes of some options. */
  List<String> codes(List<Integer> positions) {
    return positions.stream().map(position -> options.get(position).code()).toList();
  }

  /** The lowest number of a rating. */
  int lowest() {
    return Integer.parseInt(options.getFirst().code());
  }

  /** The highest number of a rating. */
  int highest() {
    return Integer.parseInt(options.getLast().code());
  }
}
