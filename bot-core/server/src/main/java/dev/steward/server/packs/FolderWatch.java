package dev.steward.server.packs;

import dev.steward.engine.script.PackFiles;
import dev.steward.engine.script.PackReading;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads folders again when a file in them changes ({@code run --watch}). Looks twice a second,
 * which works on every file system; has a thread of its own.
 */
public final class FolderWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FolderWatch.class);

  private final Packs packs;
  private final List<Path> folders;
  private final BiConsumer<Path, PackReading> told;
  private final Map<Path, String> last = new HashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("watch").daemon().factory());

  /**
   * Watches from {@link #start} on.
   *
   * @param told hears what was read after each change, on the watching thread
   */
  public FolderWatch(Packs packs, List<Path> folders, BiConsumer<Path, PackReading> told) {
    this.packs = packs;
    this.folders = List.copyOf(folders);
    this.told = told;
  }

  public void start() {
    folders.forEach(folder -> last.put(folder, PackZip.sha256(PackFiles.fromFolder(folder))));
    var _ = thread.scheduleWithFixedDelay(this::look, 500, 500, TimeUnit.MILLISECONDS);
  }

  /** Looks once. */
  void look() {
    for (Path folder : folders) {
      try {
        PackFiles files = PackFiles.fromFolder(folder);
        String now = PackZip.sha256(files);
        if (!now.equals(last.put(folder, now))) {
          told.accept(folder, packs.write(files));
        }
      } catch (RuntimeException e) {
        log.error("watching {} failed; it goes on", folder, e);
      }
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
