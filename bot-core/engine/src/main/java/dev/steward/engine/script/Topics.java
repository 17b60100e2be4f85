package dev.steward.engine.script;

import dev.steward.engine.script.Condition.Between;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Steward says by itself.
 *
 * @param quiet when it says nothing by itself; null for never
 * @param topics in the order in which they are written
 */
public record Topics(@Nullable Between quiet, List<Topic> topics) {
  public Topics {
    topics = List.copyOf(topics);
  }

  /** The topic with this id. */
  public Optional<Topic> topic(String id) {
    return topics.stream().filter(topic -> topic.id().equals(id)).findFirst();
  }

  /** Whether nothing is said by itself at this time of day. */
  public boolean quietAt(LocalTime time) {
    if (quiet == null) {
      return false;
    }
    boolean afterStart = !time.isBefore(quiet.from());
    boolean beforeEnd = time.isBefore(quiet.to());
    return quiet.from().isBefore(quiet.to()) ? afterStart && beforeEnd : afterStart || beforeEnd;
  }
}
