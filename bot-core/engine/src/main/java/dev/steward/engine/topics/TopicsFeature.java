package dev.steward.engine.topics;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.schedule.Plan;
import dev.steward.engine.schedule.Planned;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Template;
import dev.steward.engine.script.TemplateData;
import dev.steward.engine.script.TemplateException;
import dev.steward.engine.script.Topic;
import dev.steward.engine.script.Topics;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Says the topics of a pack at their times, each once in a group, and answers staff who ask for the
 * {@code 日程}. Why one was left out is noted: too late, quiet hours, people are talking, not in its
 * dates.
 */
public final class TopicsFeature implements Feature {
  /** The name in plans and timers. */
  public static final String NAME = "topics";

  private static final Duration AHEAD = Duration.ofDays(7);
  private static final int MOST_LISTED = 15;
  private static final DateTimeFormatter ZH =
      DateTimeFormatter.ofPattern("M月d日 E HH:mm", Locale.CHINA);
  private static final DateTimeFormatter EN =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

  private final TopicBook book;
  private final StaffBook staff;
  private final Holidays holidays;

  public TopicsFeature(StaffBook staff, Holidays holidays, TurnContext context) {
    book = new TopicBook(context.sql());
    this.staff = staff;
    this.holidays = holidays;
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

  @Override
  public void on(Event event, Turn turn) {
    if (!turn.inGroup()) {
      return;
    }
    switch (event) {
      case Event.TimerDue due when due.feature().equals(NAME) -> due(Planned.of(due), turn);
      case Event.MessagePosted posted -> heard(posted, turn);
      default -> {}
    }
  }

  private void due(Planned planned, Turn turn) {
    Optional<Scripts.Script> script = turn.script();
    Topics topics = script.map(found -> found.pack().topics()).orElse(null);
    Optional<Topic> topic = topics == null ? Optional.empty() : topics.topic(planned.item());
    if (script.isEmpty() || topics == null || topic.isEmpty()) {
      turn.note(
          "skipped-off",
          skipped(planned.item(), "这个群没有这个话题", "this group does not have it"),
          Mode.LIVE);
      return;
    }
    ZoneId zone = script.get().pack().zone();
    ZonedDateTime time = planned.time().atZone(zone);
    Duration late = Duration.between(planned.time(), turn.now());
    if (late.compareTo(topic.get().late()) > 0) {
      skip(
          turn,
          topic.get(),
          "missed",
          "错过了 " + late.toMinutes() + " 分钟",
          late.toMinutes() + " minutes too late");
    } else if (!topic.get().on(time.toLocalDate())) {
      skip(turn, topic.get(), "out-of-dates", "不在有效的日期里", "not within its dates");
    } else if (topics.quietAt(turn.now().atZone(zone).toLocalTime())) {
      skip(turn, topic.get(), "quiet", "在安静的时间里", "within the quiet hours");
    } else if (talking(topic.get(), turn)) {
      skip(turn, topic.get(), "talking", "群里正在聊，不打断", "people are talking");
    } else {
      say(topic.get(), script.get(), turn);
    }
  }

  private static void skip(Turn turn, Topic topic, String why, String zh, String en) {
    turn.note(
        "skipped-" + why,
        skipped(topic.id(), zh, en).from(turn.script().orElseThrow(), topic.id(), topic.mark()),
        Mode.LIVE);
  }

  private static Reason skipped(String item, String zh, String en) {
    return Reason.of(NAME, "没有说「" + item + "」：" + zh, item + " was left out: " + en);
  }

  private boolean talking(Topic topic, Turn turn) {
    Duration lively = topic.lively();
    return lively != null
        && book.lastTalk(turn.group().id())
            .filter(last -> last.isAfter(turn.now().minus(lively)))
            .isPresent();
  }

  private void say(Topic topic, Scripts.Script script, Turn turn) {
    Pack pack = script.pack();
    TopicBook.Next next = book.next(turn.group().id(), topic);
    String text;
    try {
      text =
          Template.compile(next.entry(), Template.Place.TOPIC.names(pack))
              .render(
                  new TemplateData().texts(pack.values()).member("group", turn.group().title()));
    } catch (TemplateException e) {
      turn.note(
          "template-failed",
          Reason.of(
              NAME,
              "「" + topic.id() + "」的模板出错：" + e.getMessage(),
              topic.id() + ": the template failed: " + e.getMessage()),
          Mode.LIVE);
      return;
    }
    turn.act(
        Action.SendMessage.of(turn.group().id(), text),
        Reason.of(
                NAME,
                "到时间了：" + topic.id() + "（" + topic.at() + "）",
                topic.id() + " is due (" + topic.at() + ")")
            .from(script, topic.id(), topic.mark()),
        Mode.LIVE);
    if (turn.group().stage() == Mode.LIVE) {
      turn.then(() -> book.said(turn.group().id(), topic, next));
    }
  }

  private void heard(Event.MessagePosted posted, Turn turn) {
    Spoken spoken = turn.spoken(posted.content());
    if (!spoken.is("日程", "schedule") || staff.loginOf(posted.sender().user()).isEmpty()) {
      return;
    }
    turn.actForStaff(
        new Action.SendMessage(
            turn.group().id(),
            Content.of(schedule(turn)),
            turn.group().can(Capability.REPLY) ? posted.messageId() : null,
            List.of()),
        Reason.of(NAME, "工作人员问日程", "staff asked for the schedule"));
    turn.stop();
  }

  private String schedule(Turn turn) {
    Language language = turn.language();
    Optional<Pack> pack = turn.script().map(Scripts.Script::pack);
    if (pack.isEmpty() || pack.get().topics() == null) {
      return language.pick("这个群没有定时的话题。", "Nothing is scheduled in this group.");
    }
    List<Schedule.Coming> all = Schedule.ahead(pack.get(), holidays, turn.now(), AHEAD);
    if (all.isEmpty()) {
      return language.pick("接下来七天没有安排。", "Nothing is scheduled for the next seven days.");
    }
    StringBuilder text = new StringBuilder(language.pick("【接下来七天】", "The next seven days"));
    for (Schedule.Coming coming : all.subList(0, Math.min(MOST_LISTED, all.size()))) {
      text.append('\n')
          .append(coming.at().atZone(pack.get().zone()).format(language == Language.ZH ? ZH : EN))
          .append("  ")
          .append(coming.topic().id());
    }
    int more = all.size() - MOST_LISTED;
    if (more > 0) {
      text.append(language.pick("\n还有 " + more + " 条", "\nand " + more + " more"));
    }
    if (all.stream().anyMatch(Schedule.Coming::unsure)) {
      text.append(
          language.pick(
              "\n（节假日安排还没有公布的年份，工作日按周一到周五算）",
              "\n(The year's days off are not announced: workdays are Monday to Friday.)"));
    }
    return text.toString();
  }
}
