package dev.steward.adapter.satori;

import java.util.List;
import java.util.Map;

/** A piece of a message in Satori's markup. */
sealed interface Node {
  /** Words, with entities resolved. */
  record Words(String text) implements Node {}

  /**
   * An element such as {@code <at id="1"/>}.
   *
   * @param name in lower case
   * @param attributes by name in lower case; one without a value has the value {@code true}
   * @param source the opening tag as it came
   */
  record Element(String name, Map<String, String> attributes, String source, List<Node> children)
      implements Node {
    /** An attribute, or empty. */
    String attribute(String key) {
      return attributes.getOrDefault(key, "");
    }
  }
}
