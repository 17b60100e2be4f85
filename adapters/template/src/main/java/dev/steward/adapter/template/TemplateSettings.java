package dev.steward.adapter.template;

import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;

/**
 * What stands below {@code adapters.template} in {@code steward.yaml}.
 *
 * @param host where the server is
 * @param port its port
 * @param token our secret there; never shown
 */
record TemplateSettings(String host, int port, String token) {
  static TemplateSettings read(Settings settings) throws SettingsException {
    String address = settings.text("address");
    int colon = address.lastIndexOf(':');
    if (colon <= 0 || !address.substring(colon + 1).matches("[0-9]{1,5}")) {
      throw new SettingsException(
          "adapters.template.address", address, "expected: host:port, such as 127.0.0.1:7070");
    }
    return new TemplateSettings(
        address.substring(0, colon),
        Integer.parseInt(address.substring(colon + 1)),
        settings.text("token"));
  }

  /** For people: without the token. */
  String address() {
    return host + ":" + port;
  }

  @Override
  public String toString() {
    return address();
  }
}
