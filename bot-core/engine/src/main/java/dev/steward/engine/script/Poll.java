package dev.steward.engine.script;

import dev.steward.engine.schedule.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question that a pack asks its groups.
 *
 * @param id its name in the pack: the file's
 * @param title the question
 * @param options what can be chosen, in the order in which they are written; the numbers of a
 *     rating; none for an open question
 * @param randomOrder whether each group, and each member in private, gets an order of its own
 * @param least how many options a ballot of several must name
 * @param most how many it may name; 1 for all other types
 * @param ends what the lowest and the highest number of a rating mean; empty when nothing is said
 * @param anonymous whether nobody can ever know who chose what
 * @param live whether members may ask for the results before the end
 * @param mayChange whether a ballot can be changed and taken back
 * @param opens its times as written; null when staff open it
 * @param when what that means
 * @param lasts how long it is open; null when {@code until} says it
 * @param until when it ends, by the pack's zone; null when {@code lasts} says it
 * @param reminders how long before its end the groups are reminded, longest first
 * @param groups ids or labels of the groups that are asked; empty for all
 * @param thanks said with the results; may be empty
 * @param mark where it stands
 */
public record Poll(
    String id,
    String title,
    Type type,
    List<Option> options,
    boolean randomOrder,
    int least,
    int most,
    List<String> ends,
    boolean anonymous,
    boolean live,
    boolean mayChange,
    @Nullable String opens,
    @Nullable Timetable when,
    @Nullable Duration lasts,
    @Nullable LocalDateTime until,
    List<Duration> reminders,
    Set<String> groups,
    String thanks,
    SourceMark mark) {
  /** As many options as get buttons; of more, none does, and the ballots are typed. */
  public static final int MOST_BUTTONS = 12;

  /** What a ballot can say. */
  public enum Type {
    /** One of the options. */
    SINGLE,
    /** Several of the options. */
    MULTI,
    /** A number of a scale. */
    RATING,
    /** Words of one's own. */
    OPEN
  }

  /**
   * What can be chosen.
   *
   * @param code stands for it in all data, for ever
   * @param text as members read it
   */
  public record Option(String code, String text) {}

  public Poll {
    options = List.copyOf(options);
    ends = List.copyOf(ends);
    reminders = List.copyOf(reminders);
    groups = Set.copyOf(groups);
  }

  /** When it ends if it opens at a time; empty when that is over by then. */
  public Optional<Instant> end(Instant opening, ZoneId zone) {
    Instant end =
        until != null
            ? until.atZone(zone).toInstant()
            : opening.plus(lasts == null ? Duration.ofDays(3) : lasts);
    return end.isAfter(opening) ? Optional.of(end) : Optional.empty();
  }

  /** Whether a group is asked; {@code label} is what staff call it. */
  public boolean asks(String group, String label) {
    return groups.isEmpty() || groups.contains(group) || groups.contains(label);
  }
}
