package dev.steward.engine.text;

/**
 * An id under which somebody can be reached outside the group.
 *
 * @param start where it begins in the original, in code points
 * @param end where it ends, exclusive
 * @param id the same without disguise: small letters, digits and underscores
 */
public record Contact(int start, int end, Kind kind, String id) {
  /** Where somebody is reached. */
  public enum Kind {
    WECHAT,
    WECOM,
    QQ,
    QQ_GROUP,
    PHONE,
    EMAIL,
    TELEGRAM,
    WHATSAPP,
    LINE
  }
}
