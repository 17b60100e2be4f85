package dev.steward.adapter.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who somebody is: a random id, signed, in a cookie. Whoever has the cookie is that member; nobody
 * can make one. Thread-safe.
 */
final class Identity {
  static final String COOKIE = "steward_chat";
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

  private final SecretKeySpec key;
  private final RandomGenerator random;

  Identity(byte[] secret, RandomGenerator random) {
    this.key = new SecretKeySpec(secret, "HmacSHA256");
    this.random = random;
  }

  /** With the secret of the folder, which is made, readable by its owner alone, when missing. */
  static Identity open(Path folder, RandomGenerator random) throws IOException {
    Path file = folder.resolve("identity.secret");
    if (!Files.exists(file)) {
      byte[] fresh = new byte[32];
      random.nextBytes(fresh);
      createPrivate(file, fresh);
    }
    byte[] secret = Files.readAllBytes(file);
    if (secret.length < 32) {
      throw new IOException(
          file.getFileName()
              + ": "
              + secret.length
              + " bytes (expected: 32). Restore it from a backup; without it members lose their"
              + " places.");
    }
    return new Identity(secret, random);
  }

  private static void createPrivate(Path file, byte[] content) throws IOException {
    try {
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, content);
      } else {
        Files.write(file, content, StandardOpenOption.CREATE_NEW);
      }
    } catch (FileAlreadyExistsException _) {
      // Another start made it a moment ago.
    }
  }

  /** A new user's id. */
  String newUser() {
    return "u" + letters(12);
  }

  /** A join link's token, too long to guess. */
  String newToken() {
    return letters(20);
  }

  private String letters(int count) {
    StringBuilder made = new StringBuilder();
    for (int i = 0; i < count; i++) {
      made.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return made.toString();
  }

  /** The {@code Set-Cookie} that makes somebody this user for a year. */
  String cookie(String user, boolean secure) {
    return COOKIE
        + "="
        + user
        + "."
        + BASE64.encodeToString(sign(user))
        + "; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax"
        + (secure ? "; Secure" : "");
  }

  /** The user of a {@code Cookie} header, if it is one of ours. */
  Optional<String> user(String cookies) {
    for (String cookie : cookies.split(";", -1)) {
      String pair = cookie.strip();
      if (pair.startsWith(COOKIE + "=")) {
        return verified(pair.substring(COOKIE.length() + 1));
      }
    }
    return Optional.empty();
  }

  private Optional<String> verified(String token) {
    int dot = token.indexOf('.');
    if (dot < 2 || dot > 40 || token.length() > 200) {
      return Optional.empty();
    }
    String user = token.substring(0, dot);
    byte[] expected = BASE64.encode(sign(user));
    byte[] given = token.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(expected, given) ? Optional.of(user) : Optional.empty();
  }

  private byte[] sign(String user) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(("steward web identity 1:" + user).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java has no HmacSHA256", missing);
    }
  }
}
