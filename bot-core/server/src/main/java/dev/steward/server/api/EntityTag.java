package dev.steward.server.api;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Tells a reader that nothing has changed. Weak, since the body may be sent compressed. */
final class EntityTag {
  private EntityTag() {}

  static String of(byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      return "W/\"" + HexFormat.of().formatHex(hash, 0, 12) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is in every Java", e);
    }
  }

  /**
   * Whether the reader has it.
   *
   * @param given the value of {@code If-None-Match}
   */
  static boolean known(String given, String tag) {
    return Arrays.stream(given.split(",")).map(String::strip).anyMatch(tag::equals);
  }
}
