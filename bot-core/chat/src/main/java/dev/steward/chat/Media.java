package dev.steward.chat;

/**
 * Where a picture, voice note, film or file is kept.
 *
 * @param ref the adapter's own reference, such as {@code sha256-…}; only that adapter can open it
 * @param mimeType such as {@code image/png}
 * @param sizeBytes the size in bytes, or -1 when the platform does not say
 */
public record Media(String ref, String mimeType, long sizeBytes) {}
