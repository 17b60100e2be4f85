package dev.steward.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Somebody's login on one platform. The human behind several of them is a person.
 *
 * @param platform the adapter's name, lower case, without a colon, such as {@code web}
 * @param id the platform's own id, any characters
 */
public record UserId(String platform, String id) {
  public UserId {
    Ids.check(platform, id);
  }

  /** Reads the form that {@link #toString} writes, such as {@code web:u7f3}. */
  @JsonCreator
  public static UserId parse(String text) {
    int colon = Ids.colon(text);
    return new UserId(text.substring(0, colon), text.substring(colon + 1));
  }

  @Override
  @JsonValue
  public String toString() {
    return platform + ":" + id;
  }
}
