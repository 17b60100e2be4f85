package dev.steward.adapter.web;

import dev.steward.chat.AccountId;
import dev.steward.chat.Capability;
import dev.steward.chat.ChatAdapter;
import dev.steward.chat.ChatConnection;
import dev.steward.chat.Host;
import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Steward's own group chat, served at {@code /chat}. The connection is a {@link WebRooms} too.
 *
 * <p>Settings: {@code rooms} ({@code id=title, …}), {@code approval} (ids of rooms that ask about
 * newcomers when they are made), {@code name} (what Steward is called), {@code recallMinutes},
 * {@code longestMessage}, {@code messagesPerMinute}, {@code joinsPerMinute}, {@code keepDays},
 * {@code backlog}.
 */
public final class WebAdapter implements ChatAdapter {
  static final String PLATFORM = "web";
  static final String STEWARD = "steward";
  static final String MOUNT = "chat";
  static final AccountId ACCOUNT = new AccountId(PLATFORM, STEWARD);

  private final RandomGenerator random;

  /** For {@link java.util.ServiceLoader}. */
  public WebAdapter() {
    this(new SecureRandom());
  }

  WebAdapter(RandomGenerator random) {
    this.random = random;
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
    return Room.ALL;
  }

  @Override
  public ChatConnection connect(Settings settings, Host host) throws SettingsException {
    WebSettings read = WebSettings.read(settings);
    try {
      return WebConnection.open(read, host, random);
    } catch (SQLException | IOException broken) {
      throw new SettingsException(
          "web", "", "the chat's own files can't be opened: " + broken.getMessage(), broken);
    }
  }
}
