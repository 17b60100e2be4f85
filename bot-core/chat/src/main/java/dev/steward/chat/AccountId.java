package dev.steward.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One bot login of ours; it has a persona and can listen or only speak.
 *
 * @param platform the adapter's name, lower case, without a colon, such as {@code web}
 * @param id the platform's own id, any characters
 */
public record AccountId(String platform, String id) {
  public AccountId {
    Ids.check(platform, id);
  }

  /** Reads the form that {@link #toString} writes, such as {@code web:steward}. */
  @JsonCreator
  public static AccountId parse(String text) {
    int colon = Ids.colon(text);
    return new AccountId(text.substring(0, colon), text.substring(colon + 1));
  }

  @Override
  @JsonValue
  public String toString() {
    return platform + ":" + id;
  }
}
