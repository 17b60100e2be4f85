package dev.steward.adapter.onebot;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Whatever an implementation sends is read or malformed, and nothing else. A plain build reads what
 * is in {@code FrameJazzerTestInputs}; with JAZZER_FUZZ=1 and one method named, Jazzer makes its
 * own.
 */
final class FrameJazzerTest {
  private static final int MANY = 2_000;

  private Rig rig = Rig.greeted();
  private int heard;

  @FuzzTest
  void anyFrame(byte[] bytes) {
    Frame frame;
    try {
      frame = FrameReader.read(bytes, bytes.length);
    } catch (FrameReader.MalformedFrame malformed) {
      assertThat(malformed).hasMessageNotContaining("\n");
      return;
    }
    if (++heard % MANY == 0) {
      rig = Rig.greeted();
    }
    assertThat(rig.account.heard(frame)).isNotNull();
    assertThat(Reply.of(frame)).isNotNull();
    if (frame.data != null) {
      Past.frame(FrameReader.object(frame.data), "1");
    }
  }

  @FuzzTest
  void anyCode(byte[] bytes) {
    String message = new String(bytes, StandardCharsets.UTF_8);
    List<Frame.Piece> pieces = CqCode.read(message);
    assertThat(pieces).hasSizeLessThan(5_010);
    assertThat(Segments.of(pieces, new Opened()).segments()).hasSameSizeAs(pieces);
    String written =
        FakeCq.write(
            pieces.stream()
                .map(piece -> Map.<String, Object>of("type", piece.type(), "data", piece.data()))
                .toList());
    if (!message.contains("[CQ:")) {
      assertThat(CqCode.read(written)).isEqualTo(pieces);
    }
  }
}
