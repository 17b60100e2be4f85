package dev.steward.server.platforms;

import dev.steward.chat.EventSink;
import dev.steward.chat.Host;
import dev.steward.chat.Media;
import dev.steward.chat.Mount;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** What one adapter is lent. */
record Loan(
    EventSink events,
    InstantSource clock,
    ScheduledExecutorService timers,
    Path folder,
    BiConsumer<String, Mount> mounts,
    Function<Media, Optional<byte[]>> pictures)
    implements Host {
  @Override
  public Optional<byte[]> open(Media media) {
    return pictures.apply(media);
  }

  @Override
  public void mount(String path, Mount mount) {
    mounts.accept(path, mount);
  }
}
