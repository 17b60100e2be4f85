package dev.steward.adapter.irc;

import dev.steward.chat.Capability;
import dev.steward.chat.ChatAdapter;
import dev.steward.chat.ChatConnection;
import dev.steward.chat.Host;
import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;

/** IRC as a platform: a group is a channel, a login is a services account. */
public final class IrcAdapter implements ChatAdapter {
  static final String PLATFORM = "irc";

  private static final Set<Capability> MOST =
      Set.copyOf(
          EnumSet.complementOf(
              EnumSet.of(
                  Capability.SEE_EDITS,
                  Capability.SEE_MUTES,
                  Capability.BUTTONS,
                  Capability.POLLS,
                  Capability.SEND_IMAGES,
                  Capability.ANSWER_JOINS,
                  Capability.SET_CARD,
                  Capability.SEND_ONCE)));

  /** For {@link java.util.ServiceLoader}. */
  public IrcAdapter() {}

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
    return MOST;
  }

  @Override
  public ChatConnection connect(Settings settings, Host host) throws SettingsException {
    return IrcConnection.open(IrcSettings.read(settings), host, new SecureRandom());
  }
}
