package dev.steward.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only what was given out for a list is taken for it. */
class CursorsTest {
  private final Cursors cursors =
      new Cursors("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

  @Test
  void whatIsSealedIsOpenedForTheSameListOnly() {
    for (long position : new long[] {0, 1, 77, Long.MAX_VALUE}) {
      String cursor = cursors.seal("polls/7/responses", position);
      assertThat(cursor).matches("[A-Za-z0-9_-]{34}");
      assertThat(cursors.open("polls/7/responses", cursor)).isEqualTo(position);
      assertThatThrownBy(() -> cursors.open("polls/8/responses", cursor))
          .isInstanceOf(ApiProblem.class);
    }
  }

  @Test
  void theFormThatWasGivenOutStaysGood() {
    assertThat(cursors.seal("polls", 5)).isEqualTo("AQAAAAAAAAAFJyl7E9PrQUkfgmUQhqs42w");
  }

  @Test
  void anotherInstallationsCursorsAreForeign() {
    Cursors other = new Cursors(new byte[32]);
    assertThatThrownBy(() -> cursors.open("polls", other.seal("polls", 5)))
        .isInstanceOf(ApiProblem.class);
  }

  @Test
  void everyChangedBitIsSeen() {
    byte[] sealed = Base64.getUrlDecoder().decode(cursors.seal("polls", 1_000_000));
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] forged = sealed.clone();
      forged[bit / 8] ^= (byte) (1 << bit % 8);
      String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(forged);
      assertThatThrownBy(() -> cursors.open("polls", cursor)).isInstanceOf(ApiProblem.class);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void garbageIsAProblemAndNothingElse(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 5_000; round++) {
      StringBuilder garbage = new StringBuilder();
      for (int i = random.nextInt(50); i > 0; i--) {
        garbage.append(
            (char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(0x3000)));
      }
      assertThatThrownBy(() -> cursors.open("polls", garbage.toString()))
          .as("seed %s: %s", seed, garbage)
          .isInstanceOf(ApiProblem.class);
    }
  }
}
