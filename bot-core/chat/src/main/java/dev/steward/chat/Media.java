package dev.steward.chat;

/**
 * Where a picture, voice note, film or file is kept.
 *
 * @param ref the adapter's own reference, such as {@code sha256-…}; only that adapter can open it.
 *     One that begins with {@link #LENT} is Steward's own, and {@link Host#open} opens it
 * @param mimeType such as {@code image/png}
 * @param sizeBytes the size in bytes, or -1 when the platform does not say
 */
public record Media(String ref, String mimeType, long sizeBytes) {
  /** How the references of what Steward lends begin. */
  public static final String LENT = "steward:";

  /** Whether this is Steward's own, which an adapter opens through its {@link Host}. */
  public boolean lent() {
    return ref.startsWith(LENT);
  }
}
