package dev.steward.engine.script;

import java.util.List;
import java.util.Optional;

/**
 * What Steward says by itself.
 *
 * @param topics in the order in which they are written
 */
public record Topics(List<Topic> topics) {
  public Topics {
    topics = List.copyOf(topics);
  }

  /** The topic with this id. */
  public Optional<Topic> topic(String id) {
    return topics.stream().filter(topic -> topic.id().equals(id)).findFirst();
  }
}
