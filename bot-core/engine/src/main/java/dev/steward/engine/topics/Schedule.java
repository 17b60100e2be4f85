package dev.steward.engine.topics;

import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.schedule.Timetable;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Topic;
import dev.steward.engine.script.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a pack will say by itself, as far as the calendar tells. */
public final class Schedule {
  private Schedule() {}

  /**
   * A topic and when it comes.
   *
   * @param unsure whether it depends on days off that are not announced yet
   */
  public record Coming(Instant at, Topic topic, boolean unsure) {}

  /**
   * What comes within a time, soonest first; what falls into quiet hours or out of its dates does
   * not.
   *
   * @param pack with the group's differences
   */
  public static List<Coming> ahead(Pack pack, Holidays holidays, Instant now, Duration within) {
    List<Coming> all = new ArrayList<>();
    Topics topics = pack.topics();
    if (topics == null) {
      return all;
    }
    for (Topic topic : topics.topics()) {
      Optional<Instant> next = topic.when().next(now, pack.zone(), holidays);
      while (next.isPresent() && !next.get().isAfter(now.plus(within))) {
        ZonedDateTime local = next.get().atZone(pack.zone());
        if (!topic.on(local.toLocalDate()).isEmpty()
            && !pack.budget().quietAt(local.toLocalTime())) {
          boolean unsure =
              topic.when() instanceof Timetable.Workdays && !holidays.announced(local.getYear());
          all.add(new Coming(next.get(), topic, unsure));
        }
        next = topic.when().next(next.get(), pack.zone(), holidays);
      }
    }
    all.sort(Comparator.comparing(Coming::at));
    return all;
  }
}
