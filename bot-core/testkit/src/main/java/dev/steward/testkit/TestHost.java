package dev.steward.testkit;

import dev.steward.chat.Host;
import dev.steward.chat.Media;
import dev.steward.chat.Mount;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;

/** A {@link Host} whose time stands still, whose inbox records, and whose mounts can be asked. */
public final class TestHost implements Host {
  private final Path folder;
  private final ManualClock clock = new ManualClock();
  private final RecordingSink sink = new RecordingSink();
  private final Map<String, Mount> mounts = new ConcurrentHashMap<>();
  private final Map<String, byte[]> pictures = new ConcurrentHashMap<>();

  /**
   * @param folder exists; kept by the test
   */
  public TestHost(Path folder) {
    this.folder = folder;
  }

  @Override
  public RecordingSink events() {
    return sink;
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  public ScheduledExecutorService timers() {
    return clock.timers();
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public Optional<byte[]> open(Media media) {
    return Optional.ofNullable(pictures.get(media.ref()));
  }

  /** Lends a picture. */
  public Media lend(String mimeType, byte[] bytes) {
    Media media = new Media(Media.LENT + pictures.size(), mimeType, bytes.length);
    pictures.put(media.ref(), bytes);
    return media;
  }

  @Override
  public void mount(String path, Mount mount) {
    mounts.put(path, mount);
  }

  /** The clock, to be moved. */
  public ManualClock time() {
    return clock;
  }

  /** Waits for conditions while this host's clock runs. */
  public Await await() {
    return new Await(clock);
  }

  /** What was mounted last at a path. */
  public Mount mounted(String path) {
    Mount mount = mounts.get(path);
    if (mount == null) {
      throw new IllegalStateException("mount: nothing at '" + path + "', only " + mounts.keySet());
    }
    return mount;
  }
}
