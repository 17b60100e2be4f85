package dev.steward.adapter.irc;

import java.util.Map;
import java.util.function.Consumer;

/** What a server says: a line, or several that belong together. */
sealed interface Heard permits Line, Batch {
  /** The message tags, unescaped; a tag without a value has an empty one. */
  Map<String, String> tags();

  /** About how many characters it holds in memory. */
  long size();

  /** Shows each line, those inside batches too, in order. */
  default void lines(Consumer<Line> to) {
    switch (this) {
      case Line line -> to.accept(line);
      case Batch batch -> batch.parts().forEach(part -> part.lines(to));
    }
  }
}
