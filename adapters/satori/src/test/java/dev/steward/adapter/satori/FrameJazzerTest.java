package dev.steward.adapter.satori;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.steward.chat.Content;
import dev.steward.testkit.ManualClock;
import dev.steward.wire.WebSocketLine;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Whatever a server sends, it is an event, or counted as none. A plain build reads what is in
 * {@code FrameJazzerTestInputs}; with JAZZER_FUZZ=1 and one method named, Jazzer makes its own.
 */
final class FrameJazzerTest {
  private static final ManualClock CLOCK = new ManualClock();
  private static final String READY =
      "{\"op\": 4, \"body\": {\"logins\": [{\"platform\": \"town\", \"status\": 1, \"user\": {\"id\": \"bot\"}}]}}";

  /** Reads events as the connection does, and counts the rest. */
  private static final class Reading implements Session.Listener {
    private final Logins logins = new Logins(Set.of(), List.of());
    private final Groups groups = new Groups(Map.of(), () -> {});
    private final EventReader reader =
        new EventReader(
            logins,
            groups,
            new Sightings(groups, new Powers(logins, groups, Set.of()), CLOCK),
            CLOCK);
    private int counted;

    @Override
    public void opened(WebSocketLine line) {}

    @Override
    public void ready(JsonNode body) {
      for (JsonNode login : body.path("logins")) {
        Login.read(login).ifPresent(logins::is);
      }
      counted++;
    }

    @Override
    public void event(JsonNode body) {
      Login login = Login.read(body.path("login")).orElseGet(() -> Login.remembered(BOT));
      try {
        assertThat(reader.read(body, login)).doesNotContainNull();
      } catch (EventReader.MalformedException counts) {
        counted++;
      }
    }

    @Override
    public void malformed() {
      counted++;
    }

    @Override
    public void closed(int status, String reason) {}
  }

  private static final Native BOT = new Native("town", "bot");

  @FuzzTest
  void anyFrame(byte[] frame) {
    Reading reading = new Reading();
    Session session =
        new Session(
            "", Optional.empty(), CLOCK.timers(), Duration.ofSeconds(10), () -> false, reading);
    hear(session, READY.getBytes(StandardCharsets.UTF_8));
    hear(session, frame);
    assertThat(reading.counted).isBetween(1, 2);
  }

  private static void hear(Session session, byte[] frame) {
    session.heard(Unpooled.wrappedBuffer(frame));
  }

  @FuzzTest
  void anyMarkup(byte[] markup) {
    Content content = ContentReader.read("town", new String(markup, StandardCharsets.UTF_8));
    String again = MarkupWriter.write("town", Content.of(content.text()), Map.of());
    assertThat(lines(ContentReader.read("town", again))).isEqualTo(lines(content));
  }

  /** At the edges of text a line break loses its carriage return. */
  private static String lines(Content content) {
    return content.text().replace("\r", "");
  }
}
