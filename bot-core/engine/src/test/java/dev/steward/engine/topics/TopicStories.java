package dev.steward.engine.topics;

import dev.steward.engine.schedule.TimeWords;
import dev.steward.engine.script.SourceMark;
import dev.steward.engine.script.Topic;
import dev.steward.engine.script.Topic.Dates;
import dev.steward.engine.script.Topics;
import dev.steward.engine.sim.Sim;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How stories about topics are told. */
final class TopicStories {
  static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  static final Duration LATE = Duration.ofMinutes(30);
  static final SourceMark MARK = new SourceMark("topics.yaml", 3, 5);

  private TopicStories() {}

  static Topic topic(String id, String at, String... say) {
    return topic(id, at, null, Dates.ALWAYS, null, false, say);
  }

  static Topic topic(
      String id,
      String at,
      @Nullable Duration lively,
      Dates dates,
      @Nullable String persona,
      boolean privately,
      String... say) {
    return new Topic(
        id,
        at,
        TimeWords.read(at).orElseThrow(),
        Stream.of(say).map(text -> new Topic.Entry(text, null, Dates.ALWAYS, MARK)).toList(),
        LATE,
        lively,
        dates,
        persona,
        privately,
        MARK);
  }

  /** The same that is said so much later, too. */
  static Topic late(Duration late, Topic topic) {
    return new Topic(
        topic.id(),
        topic.at(),
        topic.when(),
        topic.bank(),
        late,
        topic.lively(),
        topic.dates(),
        topic.persona(),
        topic.privately(),
        topic.mark());
  }

  static Topics topics(Topic... topics) {
    return new Topics(List.of(topics));
  }

  /** Lets the clock run until a local time of day. */
  static void until(Sim sim, int hour, int minute) {
    var now = sim.clock.instant().atZone(SHANGHAI);
    var then = now.with(LocalTime.of(hour, minute));
    sim.pass(Duration.between(now, then.isAfter(now) ? then : then.plusDays(1)));
  }

  /** What staff read who ask for the schedule. */
  static String schedule(Sim.Group group) {
    group.answers();
    group.says("店长", "日程");
    return group.answers().getFirst();
  }

  static List<String> skips(Sim sim) {
    return sim.read(
        sql ->
            sql.list(
                "SELECT verdict FROM decision WHERE feature = 'topics' ORDER BY id",
                row -> row.text(1)));
  }
}
