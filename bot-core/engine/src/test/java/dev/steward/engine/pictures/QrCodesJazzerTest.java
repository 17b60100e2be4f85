package dev.steward.engine.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Whatever is sent as a picture is read or left, soon: a plain build reads what is in {@code
 * QrCodesJazzerTestInputs}; with JAZZER_FUZZ=1 Jazzer makes its own.
 */
final class QrCodesJazzerTest {
  @FuzzTest
  void anyPictureIsReadOrLeft(byte[] picture) {
    assertThat(QrCodes.of(picture))
        .hasSizeLessThanOrEqualTo(8)
        .allSatisfy(code -> assertThat(code).hasSizeLessThanOrEqualTo(2_000));
  }
}
