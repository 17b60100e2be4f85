package dev.steward.server;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes secrets. */
final class OneTimeToken {
  private OneTimeToken() {}

  /** 256 random bits, fit for a header. */
  static String make() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
