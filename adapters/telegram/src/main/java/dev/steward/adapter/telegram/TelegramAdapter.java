package dev.steward.adapter.telegram;

import dev.steward.chat.Capability;
import dev.steward.chat.ChatAdapter;
import dev.steward.chat.ChatConnection;
import dev.steward.chat.Host;
import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Telegram's groups and supergroups, through the Bot API.
 *
 * <p>Settings: {@code token} (a secret; several with commas), {@code mode} ({@code polling} or
 * {@code webhook}), {@code url} (Steward's address from outside, for the webhook), {@code api} (a
 * Bot API server of one's own).
 */
public final class TelegramAdapter implements ChatAdapter {
  static final String PLATFORM = "telegram";

  /**
   * Telegram tells bots of no deletions, has no group cards, and knows no ids of orders: those
   * three are missing.
   */
  static final Set<Capability> ALL =
      Collections.unmodifiableSet(
          EnumSet.complementOf(
              EnumSet.of(Capability.SEE_RECALLS, Capability.SET_CARD, Capability.SEND_ONCE)));

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
    TelegramSettings read = TelegramSettings.read(settings);
    Notebook notebook;
    try {
      notebook = Notebook.open(host.folder());
    } catch (IOException broken) {
      throw new SettingsException(
          "adapters.telegram",
          "",
          "what is kept about the groups can't be read: "
              + broken.getMessage()
              + " (expected: a file that Steward wrote; put back a copy of it. Without one, move it"
              + " away: groups that became supergroups are new groups then, and begin at nothing)",
          broken);
    }
    TelegramConnection connection =
        new TelegramConnection(read, host, notebook, new SecureRandom());
    connection.start();
    return connection;
  }
}
