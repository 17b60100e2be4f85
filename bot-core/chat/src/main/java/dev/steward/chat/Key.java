package dev.steward.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What a turn belongs to: one group, one person, or the brand. Everything with the same key is
 * handled in order, by one thread. A turn reads and writes only what belongs to its own key.
 *
 * @param kind whose turn it is
 * @param id a {@link GroupId}, a person's id, or empty for the brand
 */
public record Key(Kind kind, String id) {
  /** The one key of the installation itself. */
  public static final Key BRAND = new Key(Kind.BRAND, "");

  /** Whose turn it is. */
  public enum Kind {
    GROUP,
    PERSON,
    BRAND
  }

  public static Key group(GroupId group) {
    return new Key(Kind.GROUP, group.toString());
  }

  /** The key of a person, by the person's id (not a platform's login). */
  public static Key person(String personId) {
    return new Key(Kind.PERSON, personId);
  }

  /** The group of a group's key. */
  public GroupId groupId() {
    if (kind != Kind.GROUP) {
      throw new IllegalStateException("key: " + this + " (expected: a group's)");
    }
    return GroupId.parse(id);
  }

  /** Reads the form that {@link #toString} writes. */
  @JsonCreator
  public static Key parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("key: '" + text + "' (expected: kind:id)");
    }
    return new Key(
        Kind.valueOf(text.substring(0, colon).toUpperCase(Locale.ROOT)), text.substring(colon + 1));
  }

  @Override
  @JsonValue
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT) + ":" + id;
  }
}
