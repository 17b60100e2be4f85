package dev.steward.engine.polls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stands for people in one poll's data. Each poll has a key of its own, so that whoever is
 * given two polls can't tell which respondents are the same.
 */
final class Pseudonyms {
  private static final int LENGTH_BYTES = 16;

  private final SecretKeySpec key;

  /**
   * @param secret the poll's key, in hex
   */
  Pseudonyms(String secret) {
    key = new SecretKeySpec(HexFormat.of().parseHex(secret), "HmacSHA256");
  }

  /** A person's, in hex. */
  String of(String person) {
    return HexFormat.of().formatHex(Arrays.copyOf(mac("person:" + person), LENGTH_BYTES));
  }

  /**
   * The order in which somebody sees the options, always the same one.
   *
   * @param who a group or a person
   * @return the positions of the options
   */
  List<Integer> order(Question question, String who) {
    Stream<Integer> positions = IntStream.range(0, question.options().size()).boxed();
    return question.randomOrder()
        ? positions
            .sorted(
                Comparator.comparing(
                    at -> HexFormat.of().formatHex(mac("order:" + at + ":" + who))))
            .toList()
        : positions.toList();
  }

  private byte[] mac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA256", e);
    }
  }
}
