package dev.steward.server.platforms;

import dev.steward.chat.EventSink;
import dev.steward.chat.Host;
import dev.steward.chat.Mount;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;

/** What one adapter is lent. */
record Loan(
    EventSink events,
    InstantSource clock,
    ScheduledExecutorService timers,
    Path folder,
    BiConsumer<String, Mount> mounts)
    implements Host {
  @Override
  public void mount(String path, Mount mount) {
    mounts.accept(path, mount);
  }
}
