package dev.steward.server.platforms;

import dev.steward.adapter.irc.IrcFixture;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same conversation on servers that others wrote. */
@Tag("real-peers")
@Timeout(120)
final class OneConversationOnPeersTest {
  @TempDir Path folder = Path.of("");

  @Test
  void isTheSameOnErgo() throws Exception {
    OneConversationTest.play(IrcFixture.onErgo(), folder);
  }
}
