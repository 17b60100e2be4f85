package dev.steward.chat;

import java.util.Set;

/**
 * A platform. Found by {@link java.util.ServiceLoader}: a jar that provides one, dropped into
 * {@code adapters/} of an installation, is a new platform. The contract is proven by {@code
 * AdapterContract} of the testkit.
 */
public interface ChatAdapter {
  /**
   * The version of this SPI. An adapter that was made for another one is not started, with an error
   * that says so.
   */
  int SPI_VERSION = 1;

  /** The SPI version that the adapter was compiled for: return {@link #SPI_VERSION}. */
  int spiVersion();

  /** The name in ids and in {@code steward.yaml}: lower case letters and digits. */
  String platform();

  /**
   * What the platform lets a bot do at most; a single group may allow less. The table of platforms
   * in the README is made from it.
   */
  Set<Capability> capabilities();

  /**
   * Starts to connect and returns at once; connecting, and connecting again after a cut, goes on
   * inside.
   *
   * @param settings this adapter's part of {@code steward.yaml}, secrets resolved
   * @param host what Steward lends
   * @throws SettingsException when a setting is missing or wrong: the key, the value, and how to
   *     mend it
   */
  ChatConnection connect(Settings settings, Host host) throws SettingsException;
}
