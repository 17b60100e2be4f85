package dev.steward.server.platforms;

import dev.steward.adapter.irc.IrcFixture;
import dev.steward.adapter.onebot.OneBotFixture;
import dev.steward.adapter.satori.KoishiFixture;
import dev.steward.chat.Capability;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The same conversation on servers that others wrote. */
@Isolated
@Tag("real-peers")
@Timeout(120)
final class OneConversationOnPeersTest {
  @TempDir Path folder = Path.of("");

  @Test
  void isTheSameOnErgo() throws Exception {
    OneConversationTest.play(Venue.run("Ergo", IrcFixture.onErgo()), folder);
  }

  @Test
  void isTheSameOnKoishi() throws Exception {
    Path koishi = Files.createDirectory(folder.resolve("koishi"));
    try (KoishiFixture.Hub hub = new KoishiFixture.Hub(koishi, "10001", "fixture-token")) {
      OneConversationTest.play(
          // What stands behind this Koishi has no buttons and no edits.
          Venue.run(
              "Koishi",
              new KoishiFixture(new OneBotFixture(), hub),
              Capability.BUTTONS,
              Capability.SEE_EDITS),
          Files.createDirectory(folder.resolve("us")));
    }
  }
}
