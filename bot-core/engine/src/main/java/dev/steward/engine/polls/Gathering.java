package dev.steward.engine.polls;

import dev.steward.chat.UserId;
import dev.steward.engine.flow.Turn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What members have pressed of polls of several choices until they press done: in memory only,
 * since a choice of an anonymous poll may never be at rest, and what is not done is no ballot. Gone
 * with a restart; then it is pressed again. For the lane's thread.
 */
final class Gathering {
  /** Members in the middle of choosing; the oldest are let go of. */
  private static final int MOST = 5_000;

  private final Map<Key, Set<Integer>> pressed =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Set<Integer>> eldest) {
          return size() > MOST;
        }
      };

  private record Key(long poll, UserId user) {}

  /**
   * A ballot of several choices, once somebody is done.
   *
   * @param trouble why it can't count; null when it can
   */
  record Done(List<Integer> choices, BallotAnswered.@Nullable Result trouble) {}

  /** Takes a press: each is remembered, and the last makes a ballot of them; empty until then. */
  Optional<Done> pressed(
      PollButtons.Press press, Question question, long poll, UserId user, Turn turn) {
    if (press.option() != PollButtons.DONE) {
      if (press.option() < question.options().size()) {
        turn.then(() -> toggle(poll, user, press.option()));
      }
      return Optional.empty();
    }
    List<Integer> choices = press.chosen(question, of(poll, user));
    BallotAnswered.Result trouble =
        choices.size() < question.least()
            ? BallotAnswered.Result.TOO_FEW
            : choices.size() > question.most() ? BallotAnswered.Result.TOO_MANY : null;
    if (trouble == null) {
      turn.then(() -> pressed.remove(new Key(poll, user)));
    }
    return Optional.of(new Done(choices, trouble));
  }

  /** An option is in if it was out, out if it was in. */
  private void toggle(long poll, UserId user, int option) {
    Set<Integer> options = pressed.computeIfAbsent(new Key(poll, user), _ -> new TreeSet<>());
    if (!options.remove(option)) {
      options.add(option);
    }
  }

  /** What is chosen so far. */
  private List<Integer> of(long poll, UserId user) {
    Set<Integer> options = pressed.get(new Key(poll, user));
    return options == null ? List.of() : List.copyOf(options);
  }
}
