package dev.steward.engine.polls;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the ballots of an anonymous poll without leaving one on the disk: all sums of a group are
 * one encrypted block of a fixed length, which is encrypted anew, with another nonce, at each
 * ballot. Two versions of it look like any other two, whatever was chosen.
 */
final class Seal {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String MARKS = "HmacSHA256";
  private static final int MARK_BYTES = 16;

  private final SecretKeySpec key;
  private final long poll;
  private final IntFunction<byte[]> random;

  Seal(byte[] key, long poll, IntFunction<byte[]> random) {
    this.key = new SecretKeySpec(key, "AES");
    this.poll = poll;
    this.random = random;
  }

  /**
   * Counts one ballot.
   *
   * @param sealed the block so far; null for the first ballot
   * @param group whose block it is
   * @param options how many options there are
   * @param choices the positions of those that were chosen
   * @return the block from now on
   */
  byte[] add(byte @Nullable [] sealed, String group, int options, List<Integer> choices) {
    long[] sums = open(sealed, group, options);
    sums[0]++;
    for (int choice : choices) {
      sums[1 + choice]++;
    }
    ByteBuffer plain = ByteBuffer.allocate(sums.length * Long.BYTES);
    for (long sum : sums) {
      plain.putLong(sum);
    }
    return seal(plain.array(), "sums:" + group);
  }

  /** The sums in a block: how many ballots, then how many for each option. */
  long[] open(byte @Nullable [] sealed, String group, int options) {
    long[] sums = new long[1 + options];
    if (sealed != null) {
      ByteBuffer plain = ByteBuffer.wrap(unseal(sealed, "sums:" + group));
      for (int i = 0; i < sums.length; i++) {
        sums[i] = plain.getLong();
      }
    }
    return sums;
  }

  /** Whether a block was sealed with this key. */
  boolean opens(byte[] sealed, String group, int options) {
    try {
      open(sealed, group, options);
      return true;
    } catch (IllegalStateException anotherKey) {
      return false;
    }
  }

  /**
   * A choice on its way to the key that counts it, since letters may wait in the database; of one
   * length, however many options it names.
   */
  String wrap(List<Integer> choices) {
    int named = 0;
    for (int choice : choices) {
      named |= 1 << choice;
    }
    byte[] plain = ByteBuffer.allocate(Integer.BYTES).putInt(named).array();
    return Base64.getEncoder().encodeToString(seal(plain, "choice"));
  }

  List<Integer> unwrap(String wrapped) {
    int named = ByteBuffer.wrap(unseal(Base64.getDecoder().decode(wrapped), "choice")).getInt();
    return IntStream.range(0, Integer.SIZE).filter(i -> (named & (1 << i)) != 0).boxed().toList();
  }

  /**
   * What stands for a person who voted, in hex: the same again for the same person, and nobody's
   * once the key is gone.
   */
  String mark(String person) {
    try {
      Mac mac = Mac.getInstance(MARKS);
      mac.init(new SecretKeySpec(key.getEncoded(), MARKS));
      byte[] whole = mac.doFinal((poll + ":voted:" + person).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(whole, MARK_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + MARKS, e);
    }
  }

  private byte[] seal(byte[] plain, String what) {
    byte[] nonce = random.apply(NONCE_BYTES);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, plain, 0, plain.length, what);
    return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
  }

  private byte[] unseal(byte[] sealed, String what) {
    byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
    return run(Cipher.DECRYPT_MODE, nonce, sealed, NONCE_BYTES, sealed.length - NONCE_BYTES, what);
  }

  private byte[] run(int mode, byte[] nonce, byte[] bytes, int from, int length, String what) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD((poll + ":" + what).getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(bytes, from, length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("poll " + poll + ": what is sealed can't be opened", e);
    }
  }
}
