package dev.steward.engine.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.store.DurablePostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same on PostgreSQL with four lanes; and PostgreSQL itself is killed, and Steward goes on. */
@Tag("rounds")
class KillOnPostgresTest extends KillTest {
  @TempDir Path cluster;
  private DurablePostgres postgres;

  @BeforeEach
  void begin() throws Exception {
    postgres = DurablePostgres.start(cluster);
    KillStore.onPostgres(folder, postgres.address());
  }

  @AfterEach
  void stop() throws Exception {
    end();
    postgres.close();
  }

  @Override
  int rounds() {
    return super.rounds() / 2;
  }

  @Test
  void theServerIsKilledUnderStewardAndNothingIsLostOrDoneTwice() throws Exception {
    Process process = start("1");
    waitForAcks(process, 500);
    for (int round = 0; round < rounds(); round++) {
      postgres.kill();
      int before = acks();
      postgres.startAgain();
      waitForAcks(process, before + 1_000);
    }
    assertThat(process.isAlive()).as("the same process goes on").isTrue();
    process.destroyForcibly().waitFor();
    endsWell();
  }
}
