package dev.steward.server.console;

import dev.steward.engine.checkin.CheckInCount;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.script.Binding;
import dev.steward.engine.script.CheckIn;
import dev.steward.engine.script.Pack;
import dev.steward.engine.store.Sql;
import dev.steward.engine.topics.Schedule;
import dev.steward.server.html.Texts;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a group has today: who checked in, and what Steward will say by itself. */
final class GroupDay {
  static final Model NOTHING = new Model(false, "", false, List.of(), false, false);

  private static final Duration AHEAD = Duration.ofDays(7);
  private static final int MOST = 10;

  private final Times times;
  private final Holidays holidays;

  GroupDay(Times times, Holidays holidays) {
    this.times = times;
    this.holidays = holidays;
  }

  /**
   * What the page shows.
   *
   * @param any whether there is anything to show
   * @param checkIns how many checked in today, in words; empty without check-in
   * @param topics whether topics are scheduled here at all
   * @param none whether none comes
   * @param unsure whether some depend on days off that are not announced yet
   */
  record Model(
      boolean any,
      String checkIns,
      boolean topics,
      List<Line> coming,
      boolean none,
      boolean unsure) {}

  /** A topic or a poll that comes. */
  record Line(String at, String topic, String times) {}

  Model of(Sql sql, Texts t, String group, @Nullable Binding binding, Pack pack) {
    CheckIn checkIn = pack.checkIn();
    String checkIns =
        checkIn == null
            ? ""
            : checkIns(sql, t, group, checkIn.day(times.now(), pack.zone()).toEpochDay());
    List<Schedule.Coming> all = Schedule.ahead(pack, group, binding, holidays, times.now(), AHEAD);
    List<Line> coming =
        all.stream()
            .limit(MOST)
            .map(
                one ->
                    new Line(
                        times.ahead(one.at()),
                        t.code().equals("zh") ? one.zh() : one.en(),
                        one.times()))
            .toList();
    boolean topics = Schedule.any(pack);
    return new Model(
        topics || checkIn != null,
        checkIns,
        topics,
        coming,
        coming.isEmpty(),
        all.stream().anyMatch(Schedule.Coming::unsure));
  }

  private static String checkIns(Sql sql, Texts t, String group, long today) {
    int apart = CheckInCount.unverifiedOn(sql, group, today);
    return t.say("group-checkins", CheckInCount.on(sql, group, today))
        + (apart == 0 ? "" : t.say("group-checkins-unverified", apart));
  }
}
