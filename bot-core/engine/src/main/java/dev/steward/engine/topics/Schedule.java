package dev.steward.engine.topics;

import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.schedule.Timetable;
import dev.steward.engine.script.Binding;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Poll;
import dev.steward.engine.script.Topic;
import dev.steward.engine.script.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** What a pack will say by itself in a group, as far as the calendar tells. */
public final class Schedule {
  private static final String POLLS = "polls";

  private Schedule() {}

  /**
   * What is said, and when it comes.
   *
   * @param feature that says it
   * @param item its id there
   * @param zh as staff know it
   * @param en the same in English
   * @param times as written
   * @param unsure whether it depends on days off that are not announced yet
   */
  public record Coming(
      Instant at,
      String feature,
      String item,
      String zh,
      String en,
      String times,
      boolean unsure) {}

  /** Whether a pack says anything by itself at times of its own. */
  public static boolean any(Pack pack) {
    return pack.topics() != null || pack.polls().stream().anyMatch(poll -> poll.when() != null);
  }

  /**
   * What comes within a time, soonest first; topics that fall into quiet hours or out of their
   * dates do not, nor do polls that other groups are asked.
   *
   * @param pack with the group's differences
   * @param group its id
   * @param binding what staff decided for the group; null when there is nothing
   */
  public static List<Coming> ahead(
      Pack pack,
      String group,
      @Nullable Binding binding,
      Holidays holidays,
      Instant now,
      Duration within) {
    Window window = new Window(pack, holidays, now, now.plus(within), new ArrayList<>());
    Topics topics = pack.topics();
    if (topics != null) {
      for (Topic topic : topics.topics()) {
        window.add(
            topic.when(),
            (date, time) -> !topic.on(date).isEmpty() && !pack.budget().quietAt(time),
            new Coming(
                now, TopicsFeature.NAME, topic.id(), topic.id(), topic.id(), topic.at(), false));
      }
    }
    String label = binding == null ? "" : binding.label();
    for (Poll poll : pack.polls()) {
      Timetable when = poll.when();
      if (when != null && poll.asks(group, label)) {
        window.add(
            when,
            (_, _) -> true,
            new Coming(
                now,
                POLLS,
                poll.id(),
                "投票「" + poll.title() + "」",
                "poll “" + poll.title() + "”",
                Objects.requireNonNullElse(poll.opens(), ""),
                false));
      }
    }
    window.all.sort(Comparator.comparing(Coming::at));
    return window.all;
  }

  private record Window(Pack pack, Holidays holidays, Instant from, Instant to, List<Coming> all) {
    void add(Timetable when, BiPredicate<LocalDate, LocalTime> said, Coming what) {
      Optional<Instant> next = when.next(from, pack.zone(), holidays);
      while (next.isPresent() && !next.get().isAfter(to)) {
        Instant at = next.get();
        LocalDate date = LocalDate.ofInstant(at, pack.zone());
        if (said.test(date, LocalTime.ofInstant(at, pack.zone()))) {
          boolean unsure =
              when instanceof Timetable.Workdays && !holidays.announced(date.getYear());
          all.add(new Coming(at, what.feature, what.item, what.zh, what.en, what.times, unsure));
        }
        next = when.next(at, pack.zone(), holidays);
      }
    }
  }
}
