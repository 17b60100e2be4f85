package dev.steward.adapter.template;

import dev.steward.chat.Capability;
import dev.steward.chat.ChatAdapter;
import dev.steward.chat.ChatConnection;
import dev.steward.chat.Host;
import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import java.util.EnumSet;
import java.util.Set;

/** A chat server that speaks JSON lines over TCP. */
public final class TemplateAdapter implements ChatAdapter {
  static final String PLATFORM = "template";

  /** What the protocol has; a group in which we have no rights lacks {@code DELETE}. */
  static final Set<Capability> ALL =
      Set.copyOf(
          EnumSet.of(
              Capability.SEE_MESSAGES,
              Capability.SEE_MEMBERS,
              Capability.SEND,
              Capability.DELETE,
              Capability.HISTORY));

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
    return ALL;
  }

  @Override
  public ChatConnection connect(Settings settings, Host host) throws SettingsException {
    return TemplateConnection.open(TemplateSettings.read(settings), host);
  }
}
