package dev.steward.adapter.onebot;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import dev.steward.testkit.TestHost;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever an implementation sends is read, or counted as malformed once. A plain build reads what
 * is in {@code FrameJazzerTestInputs}; with JAZZER_FUZZ=1 and one method named, Jazzer makes its
 * own.
 */
final class FrameJazzerTest {
  private static final int MANY = 2_000;

  @TempDir static Path folder = Path.of("");
  private static @Nullable OneBotConnection connection;
  private static @Nullable Visit caller;

  private Rig rig = Rig.greeted();
  private int heard;

  @BeforeAll
  static void isCalled() throws SettingsException {
    OneBotConnection opened =
        (OneBotConnection)
            new OneBotAdapter()
                .connect(
                    new Settings(
                        "adapters.onebot",
                        Map.of("listen", "127.0.0.1:0", "token", OneBotFixture.TOKEN)),
                    new TestHost(folder));
    caller = opened.visit(Door.Role.API, new Deaf());
    connection = opened;
  }

  @AfterAll
  static void close() {
    if (connection != null) {
      connection.close();
    }
  }

  /** How often a frame was counted as malformed when it came. */
  private static long counted(byte[] frame) {
    Tally tally = Objects.requireNonNull(connection).tally;
    long before = tally.malformed.sum();
    Objects.requireNonNull(caller).message(Unpooled.wrappedBuffer(frame));
    return tally.malformed.sum() - before;
  }

  @FuzzTest
  void anyFrame(byte[] bytes) {
    long counted = counted(bytes);
    Frame frame;
    try {
      frame = FrameReader.read(bytes, bytes.length);
    } catch (FrameReader.MalformedFrame malformed) {
      assertThat(malformed).hasMessageNotContaining("\n");
      assertThat(counted).isEqualTo(1);
      return;
    }
    assertThat(counted).isEqualTo(frame.isAnswer() || !frame.postType.isEmpty() ? 0 : 1);
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
