package dev.steward.engine.prices;

import dev.steward.engine.sim.Sim;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A story that begins on a Monday at {@link PriceDesk}. */
abstract class PriceDeskStory {
  @TempDir Path folder;
  PriceDesk desk;
  Sim sim;
  Chat chat;

  @BeforeEach
  void start() throws Exception {
    desk = PriceDesk.open(folder);
    sim = desk.sim;
    chat = desk.chat;
  }

  @AfterEach
  void stop() {
    desk.close();
  }
}
