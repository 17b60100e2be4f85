package dev.steward.engine.topics;

import dev.steward.chat.GroupId;
import dev.steward.chat.Outcome;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.schedule.Holidays;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Tells what was to be said in a group by itself and was not, whatever kept it back. For the lane's
 * thread.
 */
final class NotSaid {
  /** What is due may wait so long for its turn. */
  static final Duration IN_THE_LANE = Duration.ofMinutes(1);

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
    book.lost(group, now).stream()
        .map(lost -> new TopicBook.LeftOut(lost.at(), undelivered(lost)))
        .distinct()
        .forEach(all::add);
    all.addAll(book.broadcasts(group, now));
    Instant since = book.since(group);
    turn
        .script()
        .map(Scripts.Script::pack)
        .map(
            pack ->
                Schedule.ahead(
                    pack,
                    group.toString(),
                    turn.group().binding().orElse(null),
                    holidays,
                    now.minus(TopicBook.WITHIN),
                    TopicBook.WITHIN))
        .orElse(List.of())
        .stream()
        .filter(due -> due.at().isAfter(since) && due.at().isBefore(now.minus(IN_THE_LANE)))
        .filter(due -> !book.cameUp(group, due))
        .map(due -> new TopicBook.LeftOut(due.at(), asleep(due)))
        .forEach(all::add);
    all.sort(Comparator.comparing(TopicBook.LeftOut::at).reversed());
    return all;
  }

  /** By what became of it: a platform that refused is not one that could not be reached. */
  private static Reason undelivered(TopicBook.Lost lost) {
    String item = Objects.requireNonNullElse(lost.reason().rule(), "");
    return switch (lost.outcome()) {
      case null -> TopicsFeature.skipped(item, "刚说得太多", "too much had just been said");
      case Outcome.Failed failed when failed.effect() == Outcome.Effect.UNKNOWN ->
          Reason.of(
              TopicsFeature.NAME,
              "不知道「" + item + "」发出去没有：" + failed.reason(),
              "whether " + item + " was said is not known: " + failed.reason());
      case Outcome.Failed _ when lost.dropped() ->
          TopicsFeature.skipped(
              item,
              "账号那时连不上平台，过了时间就不发了",
              "the account could not reach the platform, and then it was too late");
      case Outcome.Failed failed ->
          TopicsFeature.skipped(
              item, "没能发出去：" + failed.reason(), "it could not be sent: " + failed.reason());
      case Outcome.Refused refused ->
          TopicsFeature.skipped(
              item, "平台没有收下：" + refused.reason(), "the platform refused it: " + refused.reason());
      case Outcome.Unsupported _, Outcome.NeedsHuman _, Outcome.Accepted _, Outcome.Confirmed _ ->
          TopicsFeature.skipped(item, "这里要人来发", "a person has to say it here");
    };
  }

  private static Reason asleep(Schedule.Coming due) {
    return TopicsFeature.skipped(
        due.item(),
        "那时群管家没有在运行，或者本群还没有它",
        "Steward was not running then, or the group did not have it yet");
  }

  /** What became of a broadcast in a group. */
  static Reason broadcast(long number, boolean maybe, Map<String, String> why) {
    String zh = why.getOrDefault("zh", "");
    String en = why.getOrDefault("en", "");
    return Reason.of(
        TopicsFeature.NAME,
        (maybe ? "不知道群发 #" + number + " 发出去没有" : "没有群发 #" + number)
            + (zh.isEmpty() ? "" : "：" + zh),
        (maybe
                ? "whether broadcast #" + number + " was said is not known"
                : "broadcast #" + number + " was left out")
            + (en.isEmpty() ? "" : ": " + en));
  }
}
