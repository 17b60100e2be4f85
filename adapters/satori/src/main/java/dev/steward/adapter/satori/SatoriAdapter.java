package dev.steward.adapter.satori;

import dev.steward.chat.Capability;
import dev.steward.chat.ChatAdapter;
import dev.steward.chat.ChatConnection;
import dev.steward.chat.Host;
import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Whatever speaks Satori v1 at the server's end, Koishi above all, and the platforms behind it.
 *
 * <p>Settings: {@code url} (the server, without {@code /v1}), {@code token}, {@code logins} (which
 * are ours, {@code platform:id, …}), {@code longestMessage}, {@code buttons} (platforms with native
 * ones), {@code channels} (where what concerns a guild is told, {@code platform:guild=channel, …}).
 */
public final class SatoriAdapter implements ChatAdapter {
  static final String PLATFORM = "satori";

  /** The protocol's own pace. */
  private static final Duration BEAT = Duration.ofSeconds(10);

  private final Duration beat;

  /** For {@link java.util.ServiceLoader}. */
  public SatoriAdapter() {
    this(BEAT);
  }

  /**
   * @param beat how often the server is asked whether it is still there
   */
  SatoriAdapter(Duration beat) {
    this.beat = beat;
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public String platform() {
    return PLATFORM;
  }

  @Override
  public Set<Capability> capabilities() {
    return Powers.MOST;
  }

  @Override
  public ChatConnection connect(Settings settings, Host host) throws SettingsException {
    return new SatoriConnection(
            SatoriSettings.read(settings), host, RandomGenerator.getDefault(), beat)
        .start();
  }
}
