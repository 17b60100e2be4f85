package dev.steward.engine.topics;

import dev.steward.chat.GroupId;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.script.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Tells which topics were not said, whatever kept them back. For the lane's thread. */
final class NotSaid {
  /** What is due may wait so long for its turn. */
  private static final Duration IN_THE_LANE = Duration.ofMinutes(1);

  private final TopicBook book;
  private final Holidays holidays;

  NotSaid(TopicBook book, Holidays holidays) {
    this.book = book;
    this.holidays = holidays;
  }

  /** What was not said lately, and why: what came up and was left out, and what never came up. */
  List<TopicBook.LeftOut> lately(Turn turn) {
    GroupId group = turn.group().id();
    Instant now = turn.now();
    List<TopicBook.LeftOut> all = new ArrayList<>(book.leftOut(group, now));
    for (TopicBook.LeftOut lost : book.lost(group, now)) {
      String item = Objects.requireNonNullElse(lost.reason().rule(), "");
      all.add(new TopicBook.LeftOut(lost.at(), undelivered(item)));
    }
    Instant since = book.since(group);
    turn
        .script()
        .map(Scripts.Script::pack)
        .map(pack -> Schedule.ahead(pack, holidays, now.minus(TopicBook.WITHIN), TopicBook.WITHIN))
        .orElse(List.of())
        .stream()
        .filter(due -> due.at().isAfter(since) && due.at().isBefore(now.minus(IN_THE_LANE)))
        .filter(due -> !book.cameUp(group, due.topic(), due.at()))
        .map(due -> new TopicBook.LeftOut(due.at(), asleep(due.topic())))
        .forEach(all::add);
    all.sort(Comparator.comparing(TopicBook.LeftOut::at).reversed());
    return all;
  }

  private static Reason undelivered(String item) {
    return TopicsFeature.skipped(
        item,
        "到时间了，但没有发出去（平台没有收下，或者刚说得太多）",
        "it was due and did not arrive: the platform did not take it, or too much had just been said");
  }

  private static Reason asleep(Topic topic) {
    return TopicsFeature.skipped(
        topic.id(),
        "那时群管家没有在运行，或者本群还没有这个话题",
        "Steward was not running then, or the group did not have it yet");
  }
}
