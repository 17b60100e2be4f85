package dev.steward.adapter.irc;

import java.util.List;
import java.util.Map;

/**
 * Lines that belong together.
 *
 * @param type such as {@code chathistory}
 * @param params what follows the type, such as a channel
 * @param source who began it, or empty
 */
record Batch(
    String type, List<String> params, Map<String, String> tags, String source, List<Heard> parts)
    implements Heard {
  Batch {
    params = List.copyOf(params);
    parts = List.copyOf(parts);
  }

  @Override
  public long size() {
    return 64L + parts.stream().mapToLong(Heard::size).sum();
  }
}
