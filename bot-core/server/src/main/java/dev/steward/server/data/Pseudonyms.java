package dev.steward.server.data;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stands for people in complaints that leave the installation: the same for all complaints of
 * a person, and no other than whoever has the key can tell whose it is. It has nothing to do with
 * the pseudonyms in polls. Thread-safe.
 */
public final class Pseudonyms {
  private static final int BYTES = 16;

  private final SecretKeySpec key;

  public Pseudonyms(byte[] secret) {
    key = new SecretKeySpec(secret, "HmacSHA256");
  }

  /** A person's, in hex. */
  public String of(String person) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return HexFormat.of()
          .formatHex(mac.doFinal(person.getBytes(StandardCharsets.UTF_8)), 0, BYTES);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("HMAC-SHA256 is in every Java", e);
    }
  }
}
