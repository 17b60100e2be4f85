package dev.steward.chat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/** What Steward lends to an adapter. Thread-safe. */
public interface Host {
  /** Where events go. */
  EventSink events();

  /** The only clock that an adapter reads. */
  InstantSource clock();

  /** For time-outs and reconnects. Tasks must not block. */
  ScheduledExecutorService timers();

  /** A folder for what this adapter keeps itself. Exists. */
  Path folder();

  /**
   * Opens a picture that Steward wants sent, one that is {@link Media#lent}; empty when it is gone.
   * May block.
   */
  Optional<byte[]> open(Media media);

  /**
   * Serves HTTP below {@code /<path>} on Steward's own port.
   *
   * @param path one segment, such as {@code chat}
   */
  void mount(String path, Mount mount);
}
