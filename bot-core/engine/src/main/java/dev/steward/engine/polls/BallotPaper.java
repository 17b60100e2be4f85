package dev.steward.engine.polls;

import dev.steward.chat.Button;
import dev.steward.chat.GroupId;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.script.Poll;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An open poll as one person sees it on their page: what can be chosen, in the order in which they
 * would see it anywhere else, and what they chose. For any thread with a connection of its own.
 *
 * @param ends what the ends of a rating mean; empty for other polls
 * @param several whether each option is chosen by itself
 * @param atOnce where all options are sent at once: what comes before their values, joined with a
 *     plus; else empty
 * @param words whether it is answered in words of one's own
 * @param voted whether a ballot of this person counts
 * @param answer what they answered in words; else null
 * @param closed whether their ballot can't be changed any more
 */
public record BallotPaper(
    long number,
    String title,
    String ends,
    boolean anonymous,
    boolean several,
    String atOnce,
    boolean words,
    List<Choice> choices,
    boolean voted,
    @Nullable String answer,
    boolean closed,
    Instant closes) {
  /**
   * An option.
   *
   * @param value of its button, or its part where all are sent at once
   * @param mine whether this person chose it; never known of an anonymous poll
   */
  public record Choice(String label, String value, boolean mine) {}

  /** Those that are open in a group, the oldest first. */
  public static List<BallotPaper> of(TurnContext context, GroupId group, String person) {
    Ballots ballots = new Ballots(context);
    Instant now = context.clock().instant();
    return OpenHere.load(context.sql(), group).polls().stream()
        .filter(here -> now.isBefore(here.closes))
        .map(here -> of(here, ballots, context, person))
        .toList();
  }

  private static BallotPaper of(
      OpenHere.Here here, Ballots ballots, TurnContext context, String person) {
    Question question = here.question;
    Optional<Ballots.Standing> standing =
        ballots.find(here.number, person).filter(ballot -> !ballot.withdrawn());
    List<String> chosen = standing.map(Ballots.Standing::choices).orElse(null);
    String secret = question.anonymous() ? Button.SECRET : "";
    List<Integer> order =
        question.anonymous()
            ? PollData.find(context.sql(), here.number)
                .map(row -> new Pseudonyms(row.secret()).order(question, person))
                .orElse(here.order)
            : here.order;
    List<Choice> choices =
        question.type() == Poll.Type.OPEN
            ? List.of()
            : order.stream()
                .map(
                    position ->
                        new Choice(
                            question.options().get(position).text(),
                            question.gathered()
                                ? Integer.toString(position)
                                : secret + "poll:" + here.number + ":" + position,
                            chosen != null
                                && chosen.contains(question.options().get(position).code())))
                .toList();
    return new BallotPaper(
        here.number,
        question.title(),
        String.join(" – ", question.ends()),
        question.anonymous(),
        question.type() == Poll.Type.MULTI,
        question.gathered() ? PollButtons.allAtOnce(here.number, question) : "",
        question.type() == Poll.Type.OPEN,
        choices,
        standing.isPresent(),
        standing.map(Ballots.Standing::text).flatMap(ballots::words).orElse(null),
        standing.isPresent() && !question.mayChange(),
        here.closes);
  }
}
