package dev.steward.server.member;

import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs and reads tickets with the installation's key: HMAC-SHA256, cut to 128 bits. Thread-safe.
 */
final class Tickets {
  private static final int LONGEST = 600;
  private static final int MAC_BYTES = 16;
  private static final Base64.Encoder WRITER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder READER = Base64.getUrlDecoder();

  private final SecretKeySpec key;
  private final InstantSource clock;

  Tickets(byte[] key, InstantSource clock) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
    this.clock = clock;
  }

  /** Safe in a link and in a cookie. */
  String write(Ticket ticket) {
    String text =
        ticket.use().letter
            + Long.toString(ticket.expires().getEpochSecond(), 36)
            + "\n"
            + ticket.group()
            + "\n"
            + (ticket.user() == null ? "" : ticket.user());
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return WRITER.encodeToString(bytes) + "." + WRITER.encodeToString(mac("ticket", bytes));
  }

  /** Empty when it is not ours, was changed, or is over. */
  Optional<Ticket> read(String written) {
    int dot = written.indexOf('.');
    if (dot < 1 || written.length() > LONGEST) {
      return Optional.empty();
    }
    byte[] bytes;
    byte[] given;
    try {
      bytes = READER.decode(written.substring(0, dot));
      given = READER.decode(written.substring(dot + 1));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (!MessageDigest.isEqual(mac("ticket", bytes), given)) {
      return Optional.empty();
    }
    return signed(new String(bytes, StandardCharsets.UTF_8));
  }

  /** Reads what we once signed. */
  private Optional<Ticket> signed(String text) {
    String[] parts = text.split("\n", 3);
    Ticket.Use use =
        Arrays.stream(Ticket.Use.values())
            .filter(one -> one.letter == text.charAt(0))
            .findFirst()
            .orElseThrow();
    Ticket ticket =
        new Ticket(
            use,
            Instant.ofEpochSecond(Long.parseLong(parts[0].substring(1), 36)),
            GroupId.parse(parts[1]),
            parts[2].isEmpty() ? null : UserId.parse(parts[2]));
    return Optional.of(ticket).filter(one -> clock.instant().isBefore(one.expires()));
  }

  /** What a form carries so that no other site can send it for this browser. */
  String formToken(String browser) {
    return WRITER.encodeToString(mac("form", browser.getBytes(StandardCharsets.UTF_8)));
  }

  /** Whether a form is ours, and this browser's. */
  boolean isFormToken(String given, String browser) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8),
        formToken(browser).getBytes(StandardCharsets.UTF_8));
  }

  private byte[] mac(String purpose, byte[] bytes) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(("steward member page 1 " + purpose + ":").getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(mac.doFinal(bytes), MAC_BYTES);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java has no HmacSHA256", missing);
    }
  }
}
