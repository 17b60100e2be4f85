package dev.steward.engine.lane;

import dev.steward.engine.store.DurablePostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The same on PostgreSQL with four lanes. */
@Tag("rounds")
class KillDayOnPostgresTest extends KillDayTest {
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
}
