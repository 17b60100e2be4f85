package dev.steward.engine.rehearsal;

import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Sender;
import dev.steward.engine.faq.Models;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.script.CheckIn;
import dev.steward.engine.script.Pack;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/** Lets days pass for a pack in virtual time, with as many groups and as much life as asked for. */
public final class CalendarPlay {
  /** Groups times days that are played at most. */
  public static final int MOST = 40_000;

  private static final LocalTime FIRST = LocalTime.of(9, 0);
  private static final int WAKING_MINUTES = 12 * 60;
  private static final int STEP_MINUTES = 10;

  private final Hall hall;
  private final Asked asked;
  private final List<GroupId> groups = new ArrayList<>();
  private int ids;
  private int came;

  /**
   * What is asked for.
   *
   * @param title what the group is called; several are numbered
   * @param label what staff call it, by which a pack chooses groups; the title when it is empty
   * @param newcomers who join each group each day
   * @param checkIns members who check in in each group each day
   */
  public record Asked(
      String title,
      String label,
      LocalDate from,
      int days,
      int groups,
      int newcomers,
      int checkIns) {
    public Asked(String title, LocalDate from, int days, int groups, int newcomers, int checkIns) {
      this(title, "", from, days, groups, newcomers, checkIns);
    }

    public Asked {
      if (days < 1 || groups < 1 || (long) days * groups > MOST) {
        throw new IllegalArgumentException(
            "days: " + days + ", groups: " + groups + " (expected: together at most " + MOST + ")");
      }
    }
  }

  private CalendarPlay(Hall hall, Asked asked) {
    this.hall = hall;
    this.asked = asked;
  }

  /**
   * Plays it.
   *
   * @param enough asked after each day; when it says so, the rest is left out
   */
  public static CalendarReport of(
      Pack pack, int version, Holidays holidays, Asked asked, BooleanSupplier enough) {
    Instant start = asked.from().atStartOfDay(pack.zone()).toInstant();
    // Nobody asks anything here, so there is nothing to look up by meaning.
    try (Hall hall = Hall.open(new Scripts.Script(pack, version), holidays, Models.none(), start)) {
      return new CalendarPlay(hall, asked).play(holidays, enough);
    }
  }

  private CalendarReport play(Holidays holidays, BooleanSupplier enough) {
    Pack pack = hall.pack();
    for (int i = 1; i <= asked.groups; i++) {
      GroupId group =
          SimulatedChat.groupId(asked.groups == 1 ? asked.title : asked.title + " " + i);
      groups.add(group);
      hall.open(group, asked.label.isEmpty() ? Map.of() : Map.of("label", asked.label));
    }
    Happenings happenings = new Happenings(pack.language(), _ -> Happenings.Words.UNKNOWN);
    hall.stage.read(happenings::next);
    List<Happening> said = new ArrayList<>();
    List<Happening> skipped = new ArrayList<>();
    int days = 0;
    while (days < asked.days && !enough.getAsBoolean()) {
      day(asked.from.plusDays(days));
      days++;
      // A month of many groups, with all that was merely noted, is too much to be read at once.
      for (Happening one : hall.stage.read(happenings::next)) {
        if (one.deed() != null && one.counts()) {
          said.add(one);
        } else if (one.skip() || one.kind() == Happening.Kind.FAILED) {
          skipped.add(one);
        }
      }
    }
    SortedSet<Integer> unannounced = new TreeSet<>();
    for (int year = asked.from.getYear();
        year <= asked.from.plusDays(Math.max(0, days - 1)).getYear();
        year++) {
      if (!holidays.announced(year)) {
        unannounced.add(year);
      }
    }
    return new CalendarReport(
        pack.name(), pack.zone(), asked.from, days, asked.groups, unannounced, said, skipped);
  }

  /** Something that a member does: checks in with a word, or joins when there is none. */
  private record Life(Instant at, GroupId group, String id, String name, String word) {
    Event event() {
      Sender sender = Sender.member(SimulatedChat.user(name), name);
      return word.isEmpty()
          ? new Event.MemberJoined(SimulatedChat.ACCOUNT, group, id, sender, null, at)
          : new Event.MessagePosted(SimulatedChat.ACCOUNT, group, id, sender, Content.of(word), at);
    }
  }

  private void day(LocalDate day) {
    for (Life life : life(day)) {
      passUntil(life.at);
      hall.stage.post(life.event());
    }
    passUntil(day.plusDays(1).atStartOfDay(hall.pack().zone()).toInstant());
  }

  private void passUntil(Instant then) {
    if (then.isAfter(hall.stage.now())) {
      hall.stage.pass(Duration.between(hall.stage.now(), then));
    }
  }

  /** Each group has people of its own, with names that nobody would look at twice. */
  private List<Life> life(LocalDate day) {
    List<Life> all = new ArrayList<>();
    CheckIn checkIn = hall.pack().checkIn();
    for (int g = 0; g < groups.size(); g++) {
      GroupId group = groups.get(g);
      for (int i = 0; i < asked.newcomers; i++) {
        String name = "mum-" + ++came;
        all.add(new Life(time(day, g, i, asked.newcomers), group, id(), name, ""));
      }
      for (int i = 0; checkIn != null && i < asked.checkIns; i++) {
        String name = "member-" + (g * asked.checkIns + i + 1);
        String word = checkIn.words().getFirst();
        all.add(new Life(time(day, g, i, asked.checkIns), group, id(), name, word));
      }
    }
    all.sort(Comparator.comparing(Life::at));
    return all;
  }

  /** Spread over the waking hours by ten minutes, and a little different in each group. */
  private Instant time(LocalDate day, int group, int one, int of) {
    int minute = (one * WAKING_MINUTES / of + group * STEP_MINUTES) % WAKING_MINUTES;
    minute -= minute % STEP_MINUTES;
    return day.atTime(FIRST).plusMinutes(minute).atZone(hall.pack().zone()).toInstant();
  }

  private String id() {
    return "life-" + ids++;
  }
}
