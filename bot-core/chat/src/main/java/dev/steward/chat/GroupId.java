package dev.steward.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A chat group on one platform.
 *
 * @param platform the adapter's name, lower case, without a colon, such as {@code web}
 * @param id the platform's own id, any characters
 */
public record GroupId(String platform, String id) {
  public GroupId {
    Ids.check(platform, id);
  }

  /** Reads the form that {@link #toString} writes, such as {@code web:mama-1}. */
  @JsonCreator
  public static GroupId parse(String text) {
    int colon = Ids.colon(text);
    return new GroupId(text.substring(0, colon), text.substring(colon + 1));
  }

  @Override
  @JsonValue
  public String toString() {
    return platform + ":" + id;
  }
}
