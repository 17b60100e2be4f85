package dev.steward.engine.schedule;

import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the plans of all packs carried out at their times: one alarm a plan, which posts a {@link
 * Event.TimerDue} into the lane of each of the pack's groups. What fell due while Steward was down
 * comes at the start, as long as it is not too late; the table {@code firing} sees to it that
 * nothing comes twice. Thread-safe.
 */
public final class Planner implements AutoCloseable {
  /** How often it looks by itself, so that a fault in one look doesn't last. */
  private static final Duration LOOK = Duration.ofMinutes(1);

  private static final String LOOKING = "look";
  private static final Logger log = LoggerFactory.getLogger(Planner.class);

  private final InstantSource clock;
  private final Holidays holidays;
  private final Supplier<List<Plan>> plans;
  private final Function<String, List<GroupId>> groups;
  private final Consumer<Event.TimerDue> due;
  private final Clockwork clockwork;
  private final Map<String, Plan> known = new HashMap<>();

  /**
   * Makes a planner that sleeps.
   *
   * @param plans those of all packs in force
   * @param groups the groups that a pack serves
   * @param due takes what is due in a group; may block
   */
  public Planner(
      InstantSource clock,
      Holidays holidays,
      Supplier<List<Plan>> plans,
      Function<String, List<GroupId>> groups,
      Consumer<Event.TimerDue> due,
      Clockwork clockwork) {
    this.clock = clock;
    this.holidays = holidays;
    this.plans = plans;
    this.groups = groups;
    this.due = due;
    this.clockwork = clockwork;
  }

  /** Sets the alarms, and takes up what was missed. */
  public void start() {
    // The alarms first: to hand out what was missed takes its time, and more falls due meanwhile.
    look();
    Instant now = clock.instant();
    for (Plan plan : plans.get()) {
      missed(plan, now).ifPresent(at -> post(plan, at));
    }
  }

  /** The last time of a plan that is past and not too late; of several, only that one is said. */
  private Optional<Instant> missed(Plan plan, Instant now) {
    Optional<Instant> last = Optional.empty();
    Optional<Instant> next = plan.when().next(now.minus(plan.late()), plan.zone(), holidays);
    while (next.isPresent() && !next.get().isAfter(now)) {
      last = next;
      next = plan.when().next(next.get(), plan.zone(), holidays);
    }
    return last;
  }

  /**
   * Follows what was published since the last look. To be called after each change: what falls due
   * before the next look would be left out else.
   */
  public synchronized void look() {
    // First, so that a fault in this look doesn't end the looking.
    clockwork.wakeAt(LOOKING, clock.instant().plus(LOOK), this::look);
    Map<String, Plan> current = new HashMap<>();
    plans.get().forEach(plan -> current.put(plan.id(), plan));
    for (String id : List.copyOf(known.keySet())) {
      if (!current.containsKey(id)) {
        clockwork.cancel(id);
        known.remove(id);
      }
    }
    current.forEach(
        (id, plan) -> {
          if (!plan.equals(known.put(id, plan))) {
            set(plan, clock.instant());
          }
        });
  }

  private void set(Plan plan, Instant after) {
    plan.when()
        .next(after, plan.zone(), holidays)
        .ifPresentOrElse(
            at -> clockwork.wakeAt(plan.id(), at, () -> ring(plan, at)),
            () -> clockwork.cancel(plan.id()));
  }

  private void ring(Plan plan, Instant at) {
    Instant now = clock.instant();
    synchronized (this) {
      if (!plan.equals(known.get(plan.id()))) {
        return;
      }
      set(plan, now);
    }
    if (!now.isBefore(at)) {
      // An alarm that rings late, since the machine slept, may have slept through more.
      post(plan, missed(plan, now).filter(at::isBefore).orElse(at));
    } // Else the wall clock was set back meanwhile.
  }

  private void post(Plan plan, Instant at) {
    List<GroupId> all;
    try {
      all = groups.apply(plan.pack());
    } catch (RuntimeException e) {
      log.error("{}: its groups could not be read, it is tried again in a minute", plan.id(), e);
      clockwork.wakeAt(plan.id() + "@" + at, clock.instant().plus(LOOK), () -> post(plan, at));
      return;
    }
    for (GroupId group : all) {
      due.accept(Planned.due(plan, group, at));
    }
    log.debug("{} was due at {} in {} groups", plan.id(), at, all.size());
  }

  @Override
  public void close() {
    clockwork.close();
  }
}
