package dev.steward.adapter.satori;

import dev.steward.testkit.AdapterContract;
import dev.steward.testkit.AdapterFixture;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a real Koishi, with its sandbox as the platform. */
@Tag("real-peers")
final class SatoriRealPeerTest extends AdapterContract {
  @TempDir static Path home = Path.of("");
  private static @Nullable KoishiPeer koishi;

  @BeforeAll
  static void startKoishi() {
    koishi = KoishiPeer.start(home, KoishiPeer.Settings.plain());
  }

  @AfterAll
  static void stopKoishi() {
    if (koishi != null) {
      koishi.close();
    }
  }

  @Override
  protected AdapterFixture fixture() {
    if (koishi == null) {
      throw new IllegalStateException("not started");
    }
    return new KoishiSandboxFixture(koishi);
  }
}
