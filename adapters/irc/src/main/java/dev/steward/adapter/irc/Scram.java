package dev.steward.adapter.irc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** SCRAM-SHA-256 (RFC 7677): the password never leaves, and the server proves that it knows it. */
final class Scram implements Sasl {
  private static final int MOST_ROUNDS = 1_000_000;

  private final String account;
  private final String password;
  private final String nonce;
  private String first = "";
  private byte[] proofOfServer = {};
  private int step;
  private boolean proven;

  Scram(String account, String password, RandomGenerator random) {
    this(account, password, nonce(random));
  }

  /**
   * @param nonce what no login has used before, without a comma
   */
  Scram(String account, String password, String nonce) {
    this.account = account;
    this.password = password;
    this.nonce = nonce;
  }

  private static String nonce(RandomGenerator random) {
    byte[] bytes = new byte[18];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public String mechanism() {
    return "SCRAM-SHA-256";
  }

  @Override
  public byte[] answer(byte[] challenge) throws RefusedException {
    step++;
    String said = new String(challenge, UTF_8);
    return switch (step) {
      case 1 -> {
        first = "n=" + account.replace("=", "=3D").replace(",", "=2C") + ",r=" + nonce;
        yield ("n,," + first).getBytes(UTF_8);
      }
      case 2 -> proof(said).getBytes(UTF_8);
      case 3 -> {
        check(said);
        proven = true;
        yield new byte[0];
      }
      default -> throw new RefusedException("a challenge too many");
    };
  }

  @Override
  public boolean proven() {
    return proven;
  }

  private String proof(String said) throws RefusedException {
    Map<String, String> parts = parts(said);
    String both = parts.getOrDefault("r", "");
    if (!both.startsWith(nonce) || both.length() == nonce.length()) {
      throw new RefusedException("a nonce that is not ours");
    }
    try {
      int rounds = Integer.parseInt(parts.getOrDefault("i", ""));
      if (rounds < 1 || rounds > MOST_ROUNDS) {
        throw new RefusedException("a round count out of bounds");
      }
      byte[] salt = Base64.getDecoder().decode(parts.getOrDefault("s", ""));
      byte[] salted =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
              .generateSecret(new PBEKeySpec(password.toCharArray(), salt, rounds, 256))
              .getEncoded();
      String last = "c=biws,r=" + both;
      String all = first + "," + said + "," + last;
      byte[] clientKey = hmac(salted, "Client Key");
      byte[] stored = MessageDigest.getInstance("SHA-256").digest(clientKey);
      byte[] proof = hmac(stored, all);
      for (int i = 0; i < proof.length; i++) {
        proof[i] ^= clientKey[i];
      }
      proofOfServer = hmac(hmac(salted, "Server Key"), all);
      return last + ",p=" + Base64.getEncoder().encodeToString(proof);
    } catch (GeneralSecurityException | IllegalArgumentException nonsense) {
      throw new RefusedException("a challenge that makes no sense");
    }
  }

  private void check(String said) throws RefusedException {
    try {
      byte[] told = Base64.getDecoder().decode(parts(said).getOrDefault("v", ""));
      if (proofOfServer.length == 0 || !MessageDigest.isEqual(told, proofOfServer)) {
        throw new RefusedException("the server does not know the password");
      }
    } catch (IllegalArgumentException nonsense) {
      throw new RefusedException("a challenge that makes no sense");
    }
  }

  private static Map<String, String> parts(String said) {
    Map<String, String> parts = new HashMap<>();
    for (String part : said.split(",", -1)) {
      if (part.length() > 1 && part.charAt(1) == '=') {
        parts.put(part.substring(0, 1), part.substring(2));
      }
    }
    return parts;
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(UTF_8));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return mechanism();
  }
}
