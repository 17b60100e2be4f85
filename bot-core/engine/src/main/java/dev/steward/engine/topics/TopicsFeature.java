package dev.steward.engine.topics;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Outcome;
import dev.steward.engine.attention.Attention;
import dev.steward.engine.flow.ActionEnded;
import dev.steward.engine.flow.Fate;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.members.Member;
import dev.steward.engine.members.Members;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.schedule.Plan;
import dev.steward.engine.schedule.Planned;
import dev.steward.engine.schedule.Timetable;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Topic;
import dev.steward.engine.script.Topics;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Says the topics of a pack at their times, each once in a group, and answers staff who ask for the
 * {@code 日程}. Why one was left out is noted: too late, quiet hours, enough said today, people are
 * talking, not in its dates, nobody it is for.
 */
public final class TopicsFeature implements Feature {
  /** The name in plans and timers. */
  public static final String NAME = "topics";

  private static final int MOST_NEWCOMERS = 200;

  private final TopicBook book;
  private final StaffBook staff;
  private final Holidays holidays;
  private final Members members;
  private final Attention attention;
  private final TopicMessages messages;
  private final NotSaid notSaid;

  public TopicsFeature(StaffBook staff, Holidays holidays, Members members, TurnContext context) {
    book = new TopicBook(context.sql());
    this.staff = staff;
    this.holidays = holidays;
    this.members = members;
    attention = new Attention(context);
    messages = new TopicMessages(attention);
    notSaid = new NotSaid(book, holidays);
  }

  /** What a pack wants done at which times. */
  public static List<Plan> plans(Pack pack) {
    Topics topics = pack.topics();
    return topics == null
        ? List.of()
        : topics.topics().stream()
            .map(
                topic ->
                    new Plan(
                        pack.name(), NAME, topic.id(), topic.when(), pack.zone(), topic.late()))
            .toList();
  }

  @Override
  public String name() {
    return NAME;
  }

  /** What falls due while Steward is paused is not said, and whoever asks is told why. */
  @Override
  public boolean always() {
    return true;
  }

  @Override
  public void on(Event event, Turn turn) {
    if (!turn.inGroup()) {
      return;
    }
    boolean speaks = turn.fate() == Fate.HANDLED || turn.fate() == Fate.STALE;
    switch (event) {
      case Event.TimerDue due when due.feature().equals(NAME) -> {
        if (speaks) {
          due(Planned.of(due), turn);
        } else if (turn.fate() == Fate.PAUSED) {
          paused(Planned.of(due), turn);
        }
      }
      case Event.MessagePosted posted when speaks -> heard(posted, turn);
      default -> {}
    }
  }

  private static void paused(Planned planned, Turn turn) {
    turn.note(
        "skipped-paused",
        skipped(planned.item(), "群管家在这个群暂停了", "Steward was paused in this group"),
        Mode.LIVE);
  }

  private void due(Planned planned, Turn turn) {
    Optional<Pack> pack = turn.script().map(Scripts.Script::pack);
    Topics topics = pack.map(Pack::topics).orElse(null);
    Optional<Topic> topic = topics == null ? Optional.empty() : topics.topic(planned.item());
    if (pack.isEmpty() || topic.isEmpty()) {
      turn.note(
          "skipped-off",
          skipped(planned.item(), "这个群没有这个话题", "this group does not have it"),
          Mode.LIVE);
      return;
    }
    ZonedDateTime time = planned.time().atZone(pack.get().zone());
    Duration late = Duration.between(planned.time(), turn.now());
    List<Topic.Entry> today = topic.get().on(time.toLocalDate());
    // What has its time in the quiet hours is not said after them either.
    Optional<Attention.Held> quiet = Attention.quiet(time.toLocalTime(), pack.get());
    if (late.compareTo(topic.get().late().plus(NotSaid.IN_THE_LANE)) > 0) {
      skip(
          turn,
          topic.get(),
          "missed",
          "错过了 " + late.toMinutes() + " 分钟",
          late.toMinutes() + " minutes too late");
    } else if (quiet.isPresent()) {
      skip(turn, topic.get(), quiet.get());
    } else if (today.isEmpty()) {
      skip(turn, topic.get(), "out-of-dates", "不在有效的日期里", "not within its dates");
    } else {
      say(topic.get(), today, time.toLocalDate(), pack.get(), turn);
    }
  }

  private void say(Topic topic, List<Topic.Entry> today, LocalDate date, Pack pack, Turn turn) {
    List<Member> newcomers = List.of();
    if (topic.when() instanceof Timetable.AfterJoining joining) {
      LocalDate joined = date.minusDays(joining.days());
      newcomers =
          members.joinedBetween(
              turn.group().id(),
              joined.atStartOfDay(pack.zone()).toInstant(),
              joined.plusDays(1).atStartOfDay(pack.zone()).toInstant(),
              MOST_NEWCOMERS);
      if (newcomers.isEmpty()) {
        skip(turn, topic, "nobody", "那天没有人入群", "nobody joined on that day");
        return;
      }
    }
    Attention.Weight weight =
        topic.privately() ? Attention.Weight.DECIDED : Attention.Weight.ROUTINE;
    Optional<Attention.Held> held = attention.held(weight, pack, turn);
    if (held.isPresent()) {
      skip(turn, topic, held.get());
    } else if (talking(topic, turn)) {
      skip(turn, topic, "talking", "群里正在聊，不打断", "people are talking");
    } else {
      TopicBook.Next next = book.next(turn.group().id(), topic, today);
      if (messages.say(topic, next.entry(), newcomers, pack, turn)
          && turn.group().stage() == Mode.LIVE) {
        turn.then(() -> book.said(turn.group().id(), topic, next, turn.now()));
      }
    }
  }

  private static void skip(Turn turn, Topic topic, Attention.Held held) {
    skip(turn, topic, held.why(), held.zh(), held.en());
  }

  private static void skip(Turn turn, Topic topic, String why, String zh, String en) {
    turn.note(
        "skipped-" + why,
        skipped(topic.id(), zh, en).from(turn.script().orElseThrow(), topic.id(), topic.mark()),
        Mode.LIVE);
  }

  static Reason skipped(String item, String zh, String en) {
    return Reason.of(NAME, "没有说「" + item + "」：" + zh, item + " was left out: " + en);
  }

  private boolean talking(Topic topic, Turn turn) {
    Duration lively = topic.lively();
    return lively != null
        && book.lastTalk(turn.group().id())
            .filter(last -> last.isAfter(turn.now().minus(lively)))
            .isPresent();
  }

  /** What the platform did not take was not said, and keeps its place in the round. */
  @Override
  public void ended(ActionEnded ended, Turn turn) {
    Reason reason = ended.reason();
    if (!reason.feature().equals(NAME) || !turn.inGroup() || mayBeSaid(ended.outcome())) {
      return;
    }
    turn.script()
        .filter(script -> script.version() == reason.version())
        .map(script -> script.pack().topics())
        .flatMap(topics -> topics.topic(Objects.requireNonNullElse(reason.rule(), "")))
        .ifPresent(
            topic ->
                topic.bank().stream()
                    .filter(entry -> entry.mark().toString().equals(reason.at()))
                    .findFirst()
                    .ifPresent(
                        entry -> turn.then(() -> book.unsaid(turn.group().id(), topic, entry))));
  }

  private static boolean mayBeSaid(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted _, Outcome.Confirmed _, Outcome.NeedsHuman _, Outcome.Unsupported _ ->
          true;
      case Outcome.Failed failed -> failed.effect() == Outcome.Effect.UNKNOWN;
      case Outcome.Refused _ -> false;
    };
  }

  private void heard(Event.MessagePosted posted, Turn turn) {
    Spoken spoken = turn.spoken(posted.content());
    if (!spoken.is("日程", "schedule") || staff.loginOf(posted.sender().user()).isEmpty()) {
      return;
    }
    turn.actForStaff(
        new Action.SendMessage(
            turn.group().id(),
            Content.of(
                ScheduleTexts.text(
                    turn.language(),
                    turn.script().map(Scripts.Script::pack),
                    ahead(turn),
                    notSaid.lately(turn))),
            turn.group().can(Capability.REPLY) ? posted.messageId() : null,
            List.of()),
        Reason.of(NAME, "工作人员问日程", "staff asked for the schedule"));
    turn.stop();
  }

  private List<Schedule.Coming> ahead(Turn turn) {
    GroupId group = turn.group().id();
    List<Schedule.Coming> all =
        new ArrayList<>(book.planned(group, turn.now().plus(ScheduleTexts.AHEAD)));
    turn.script()
        .map(
            script ->
                Schedule.ahead(
                    script.pack(),
                    group.toString(),
                    turn.group().binding().orElse(null),
                    holidays,
                    turn.now(),
                    ScheduleTexts.AHEAD))
        .ifPresent(all::addAll);
    all.sort(Comparator.comparing(Schedule.Coming::at));
    return all;
  }
}
