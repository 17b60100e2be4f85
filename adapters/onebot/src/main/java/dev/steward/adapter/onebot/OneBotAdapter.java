package dev.steward.adapter.onebot;

import dev.steward.chat.Capability;
import dev.steward.chat.ChatAdapter;
import dev.steward.chat.ChatConnection;
import dev.steward.chat.Host;
import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import java.security.SecureRandom;
import java.util.Set;

/**
 * OneBot v11. Settings: {@code connect} (addresses of implementations, {@code ws:} or {@code
 * http:}), {@code listen} ({@code host:port} for implementations that connect to us), {@code
 * token}, {@code secret} (of HTTP posts), {@code patience} (seconds for an answer), {@code
 * mediaHosts}.
 */
public final class OneBotAdapter implements ChatAdapter {
  static final String PLATFORM = "onebot";

  /** Where implementations that post events do so, below Steward's own port. */
  static final String MOUNT = "onebot";

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
    return Rights.ALL;
  }

  @Override
  public ChatConnection connect(Settings settings, Host host) throws SettingsException {
    return OneBotConnection.open(OneBotSettings.read(settings), host, new SecureRandom());
  }
}
