package dev.steward.engine.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes as members post them, and pictures that mean harm. */
@Timeout(60)
final class QrCodesTest {
  private static final String LINK = "https://u.example.net/加我";

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
  void aCodeInAnyFormat(String format) {
    byte[] file = Drawn.file(Drawn.code(LINK, 240), format);
    assertThat(QrCodes.of(file)).containsExactly(LINK);
  }

  @ParameterizedTest
  @CsvSource({"0, 300", "7, 300", "90, 300", "180, 260", "-12, 360"})
  void aCodeOnAPosterHoweverItIsTurned(double degrees, int size) {
    BufferedImage poster =
        Drawn.on(1_080, 1_920, Color.PINK, 500, 1_200, degrees, Drawn.code(LINK, size));
    assertThat(QrCodes.of(Drawn.file(poster, "jpg"))).containsExactly(LINK);
  }

  @Test
  void twoCodesAndALargePhotograph() {
    BufferedImage poster =
        Drawn.on(
            4_000,
            3_000,
            Color.WHITE,
            300,
            800,
            0,
            Drawn.code("https://a.example.net", 1_200),
            Drawn.code("weixin://b", 1_200));
    assertThat(QrCodes.of(Drawn.file(poster, "png")))
        .containsExactlyInAnyOrder("https://a.example.net", "weixin://b");
  }

  @Test
  void whiteOnBlack() {
    BufferedImage code = Drawn.code(LINK, 300);
    for (int y = 0; y < code.getHeight(); y++) {
      for (int x = 0; x < code.getWidth(); x++) {
        code.setRGB(x, y, code.getRGB(x, y) ^ 0xFFFFFF);
      }
    }
    assertThat(QrCodes.of(Drawn.file(code, "png"))).containsExactly(LINK);
  }

  @Test
  void aPictureWithoutACodeHasNone() {
    assertThat(QrCodes.of(Drawn.file(Drawn.on(800, 600, Color.GREEN, 0, 0, 0), "jpg"))).isEmpty();
    assertThat(QrCodes.of(new byte[0])).isEmpty();
    assertThat(QrCodes.of("not a picture".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isEmpty();
  }

  /** A header that promises more dots than there is memory costs nothing. */
  @ParameterizedTest
  @CsvSource({"60000, 60000", "2147483647, 2", "9000, 10", "8000, 8000"})
  void aBombIsNotUnpacked(int width, int height) {
    byte[] png = Drawn.file(Drawn.code(LINK, 60), "png");
    ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    assertThat(QrCodes.of(png)).isEmpty();
  }

  /** A decoder tries all triples of corners; a picture of nothing but corners has too many. */
  @Test
  @Timeout(10)
  void aCarpetOfCornersDoesNotKeepItBusy() {
    BufferedImage carpet = new BufferedImage(1_200, 1_200, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < carpet.getHeight(); y++) {
      for (int x = 0; x < carpet.getWidth(); x++) {
        int ring = Math.max(Math.abs(x % 18 - 8), Math.abs(y % 18 - 8)) / 2;
        carpet.setRGB(x, y, ring == 2 || ring >= 4 ? 0xFFFFFF : 0x000000);
      }
    }
    int[] dots = carpet.getRGB(0, 0, 1_200, 1_200, null, 0, 1_200);
    assertThat(
            Corners.count(
                new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(1_200, 1_200, dots)))))
        .isGreaterThan(Corners.MOST);
    assertThat(QrCodes.of(Drawn.file(carpet, "png"))).isEmpty();
  }

  @Test
  void eightCodesAreNotTooMany() {
    BufferedImage[] codes = new BufferedImage[8];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = Drawn.code("https://a.example.net/" + i, 100);
    }
    assertThat(QrCodes.of(Drawn.file(Drawn.on(1_200, 300, Color.WHITE, 20, 80, 0, codes), "png")))
        .hasSize(8);
  }

  @Test
  void moreBytesThanAllowedAreNotLookedAt() {
    byte[] file = Drawn.file(Drawn.code(LINK, 240), "png");
    assertThat(QrCodes.of(Arrays.copyOf(file, QrCodes.MOST_BYTES + 1))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
  void whatIsCutOffOrBrokenNeverThrows(String format) {
    byte[] file = Drawn.file(Drawn.code(LINK, 120), format);
    for (int length = 0; length < file.length; length += Math.max(1, file.length / 60)) {
      assertThat(QrCodes.of(Arrays.copyOf(file, length))).hasSizeLessThanOrEqualTo(1);
    }
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(file.length);
    for (int round = 0; round < 150; round++) {
      byte[] broken = file.clone();
      for (int flips = 1 + random.nextInt(20); flips > 0; flips--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      }
      assertThat(QrCodes.of(broken)).hasSizeLessThanOrEqualTo(8);
    }
  }
}
