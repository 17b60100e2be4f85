package dev.steward.server.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Where a reader stands in a list: a number, sealed together with the list's name, so that it can
 * be neither made up nor carried to another list. Cursors do not expire. Thread-safe.
 */
final class Cursors {
  private static final byte FORM = 1;
  private static final int SEAL_BYTES = 16;
  private static final int BYTES = 1 + Long.BYTES + SEAL_BYTES;

  private final SecretKeySpec key;

  Cursors(byte[] secret) {
    key = new SecretKeySpec(secret, "HmacSHA256");
  }

  /**
   * @param list the list's name, such as {@code polls/fruit/responses}
   * @param position the last number that was read
   */
  String seal(String list, long position) {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES).put(FORM).putLong(position);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(bytes.put(mac(list, position)).array());
  }

  /** The position that a cursor stands for; what this list did not give out is a problem. */
  long open(String list, String cursor) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(cursor);
    } catch (IllegalArgumentException e) {
      throw ApiProblem.cursor();
    }
    if (bytes.length != BYTES || bytes[0] != FORM) {
      throw ApiProblem.cursor();
    }
    ByteBuffer parts = ByteBuffer.wrap(bytes, 1, BYTES - 1);
    long position = parts.getLong();
    byte[] seal = new byte[SEAL_BYTES];
    parts.get(seal);
    if (!MessageDigest.isEqual(seal, mac(list, position))) {
      throw ApiProblem.cursor();
    }
    return position;
  }

  private byte[] mac(String list, long position) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(FORM);
      mac.update(ByteBuffer.allocate(Long.BYTES).putLong(position).array());
      byte[] whole = mac.doFinal(list.getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(whole, SEAL_BYTES);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("HMAC-SHA256 is in every Java", e);
    }
  }
}
