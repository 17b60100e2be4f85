package dev.steward.engine.checkin;

import dev.steward.chat.Action;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.UserId;
import dev.steward.engine.checkin.CheckInAnswered.Result;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Group;
import dev.steward.engine.flow.Letter;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.identity.Visitors;
import dev.steward.engine.members.Points;
import dev.steward.engine.members.SharedGroups;
import dev.steward.engine.script.CheckIn;
import dev.steward.engine.script.Pack;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The person's side of check-in: a day counts once over all groups, streaks are counted from the
 * ledger of days, points come with them, and {@code 我的连续} is answered for that person alone.
 */
public final class DayFeature implements Feature {
  /** A missed day further back can't be made up. */
  private static final int REACH = 7;

  private final DayLedger ledger;
  private final Points points;
  private final TurnContext context;

  public DayFeature(TurnContext context) {
    ledger = new DayLedger(context.sql());
    points = new Points(context);
    this.context = context;
  }

  @Override
  public String name() {
    return "checkin-days";
  }

  @Override
  public List<Class<? extends Letter>> letters() {
    return List.of(CheckInSaid.class, StreakAsked.class);
  }

  @Override
  public void on(Letter letter, Turn turn) {
    switch (letter) {
      case CheckInSaid said -> script(said.group()).ifPresent(script -> count(said, script, turn));
      case StreakAsked asked ->
          script(asked.group())
              .ifPresent(
                  script ->
                      tell(
                          asked.group(),
                          asked.user(),
                          asked.day(),
                          script,
                          reason(script).alone(),
                          turn));
      default -> {}
    }
  }

  /** The script in force in a group, if its members check in. */
  private Optional<Scripts.Script> script(GroupId group) {
    return context
        .groups()
        .peek(group)
        .flatMap(found -> found.script(context.scripts()))
        .filter(script -> script.pack().checkIn() != null);
  }

  private void count(CheckInSaid said, Scripts.Script script, Turn turn) {
    String person = turn.key().id();
    CheckIn terms = terms(script.pack());
    List<Long> days = ledger.days(person, said.day());
    if (said.makeUp()) {
      makeUp(said, terms, person, days, turn);
    } else if (days.contains(said.day())) {
      answer(said, Result.AGAIN, said.day(), days, 0, 0, turn);
    } else {
      today(said, terms, person, days, turn);
    }
  }

  private static CheckIn terms(Pack pack) {
    CheckIn terms = pack.checkIn();
    if (terms == null) {
      throw new IllegalStateException("pack " + pack.name() + ": has no check-in");
    }
    return terms;
  }

  private void today(CheckInSaid said, CheckIn terms, String person, List<Long> days, Turn turn) {
    List<Long> after = with(days, said.day());
    Streak streak = Streak.of(after, said.day());
    int room = room(terms, person, said);
    int daily = Math.min(room, terms.points());
    int left = room - daily;
    int bonus = 0;
    turn.then(
        () -> ledger.add(person, said.day(), said.day(), said.group(), said.user(), turn.seq()));
    give(person, daily, "check-in", said.day(), turn);
    for (Map.Entry<Integer, Integer> milestone : terms.streaks().entrySet()) {
      String why = "streak-" + milestone.getKey();
      if (milestone.getKey() <= streak.length()) {
        // What did not fit into an earlier day comes now.
        int due = milestone.getValue() - points.gotSince(person, why, streak.start());
        int amount = Math.max(0, Math.min(left, due));
        give(person, amount, why, said.day(), turn);
        bonus += amount;
        left -= amount;
      }
    }
    answer(said, Result.COUNTED, said.day(), after, daily + bonus, bonus, turn);
  }

  /** How many points a day may still bring; none to somebody for whom no adapter vouches. */
  private int room(CheckIn terms, String person, CheckInSaid said) {
    if (Visitors.is(said.user())) {
      return 0;
    }
    return terms.dailyCap() == null
        ? Integer.MAX_VALUE
        : Math.max(0, terms.dailyCap() - points.earned(person, said.day()));
  }

  private void give(String person, int amount, String why, long day, Turn turn) {
    if (amount > 0) {
      turn.then(() -> points.give(person, "check-in", amount, why, day, turn.seq()));
    }
  }

  private void makeUp(CheckInSaid said, CheckIn terms, String person, List<Long> days, Turn turn) {
    long month = LocalDate.ofEpochDay(said.day()).withDayOfMonth(1).toEpochDay();
    Long missed = missed(days, said.day());
    if (terms.makeUps() == 0) {
      answer(said, Result.NOT_OFFERED, said.day(), days, 0, 0, turn);
    } else if (missed == null) {
      answer(said, Result.NOTHING_MISSED, said.day(), days, 0, 0, turn);
    } else if (ledger.madeUpSince(person, month) >= terms.makeUps()) {
      answer(said, Result.NONE_LEFT, said.day(), days, 0, 0, turn);
    } else {
      turn.then(
          () -> ledger.add(person, missed, said.day(), said.group(), said.user(), turn.seq()));
      answer(said, Result.MADE_UP, missed, with(days, missed), 0, 0, turn);
    }
  }

  /** The last day before today that is missing between others, or since the last one. */
  static @Nullable Long missed(List<Long> days, long today) {
    if (days.isEmpty()) {
      return null;
    }
    long first = days.getLast();
    for (long day = today - 1; day > first && day >= today - REACH; day--) {
      if (!days.contains(day)) {
        return day;
      }
    }
    return null;
  }

  private static List<Long> with(List<Long> days, long day) {
    List<Long> all = new ArrayList<>(days);
    all.add(day);
    all.sort(Comparator.reverseOrder());
    return all;
  }

  private void answer(
      CheckInSaid said, Result result, long day, List<Long> days, int got, int bonus, Turn turn) {
    Streak streak = Streak.of(days, said.day());
    turn.note(
        result.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        Reason.of(
            name(),
            CheckInTexts.reason(result, day, streak, got, true),
            CheckInTexts.reason(result, day, streak, got, false)),
        Mode.LIVE);
    turn.tell(
        Key.group(said.group()),
        new CheckInAnswered(
            said.user(), said.name(), result, said.day(), day, streak.length(), got, bonus));
  }

  @Override
  public void on(Event event, Turn turn) {
    if (event instanceof Event.PrivateMessagePosted posted
        && CheckInTexts.asksForStreak(Spoken.plain(posted.content().text()))) {
      UserId user = posted.sender().user();
      where(turn.key().id(), user)
          .ifPresent(
              group -> {
                Scripts.Script script = script(group).orElseThrow();
                Pack pack = script.pack();
                long day = terms(pack).day(turn.now(), pack.zone()).toEpochDay();
                tell(group, user, day, script, reason(script), turn);
                turn.stop();
              });
    }
  }

  /** The group by whose terms a person is told: the last one, else any where members check in. */
  private Optional<GroupId> where(String person, UserId user) {
    return Stream.concat(
            ledger.lastGroup(person).stream().filter(this::live),
            new SharedGroups(context).of(user).stream().map(Group::id))
        .filter(group -> script(group).isPresent())
        .findFirst();
  }

  private boolean live(GroupId group) {
    return context.groups().peek(group).filter(found -> found.stage() == Mode.LIVE).isPresent();
  }

  private Reason reason(Scripts.Script script) {
    return Reason.of(name(), "本人查询自己的签到", "a member asked for their own streak")
        .from(script, "checkin", terms(script.pack()).mark());
  }

  private void tell(
      GroupId group, UserId user, long today, Scripts.Script script, Reason reason, Turn turn) {
    Pack pack = script.pack();
    String text = MyDays.on(context.sql(), pack, terms(pack), turn.key().id(), today).text();
    turn.act(new Action.SendPrivate(group, user, Content.of(text), List.of()), reason, Mode.LIVE);
  }
}
