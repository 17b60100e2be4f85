package dev.steward.adapter.satori;

import dev.steward.testkit.AdapterContract;
import dev.steward.testkit.AdapterFixture;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract on a real Koishi with its OneBot adapter onto the OneBot module's fake, which is not
 * on the class path of a build without real peers.
 */
@Tag("real-peers")
final class SatoriOverOneBotTest extends AdapterContract {
  private static final String ONE_BOT = "dev.steward.adapter.onebot.OneBotFixture";

  @TempDir static Path home = Path.of("");
  private static KoishiFixture.@Nullable Hub hub;

  @BeforeAll
  static void startKoishi() {
    hub = new KoishiFixture.Hub(home, "10001", "fixture-token");
  }

  @AfterAll
  static void stopKoishi() {
    if (hub != null) {
      hub.close();
    }
  }

  @Override
  protected AdapterFixture fixture() {
    if (hub == null) {
      throw new IllegalStateException("not started");
    }
    try {
      Object oneBot = Class.forName(ONE_BOT).getConstructor().newInstance();
      return new KoishiFixture((AdapterFixture) oneBot, hub);
    } catch (ReflectiveOperationException missing) {
      throw new IllegalStateException(ONE_BOT + " (expected: mvn verify -Preal-peers)", missing);
    }
  }
}
