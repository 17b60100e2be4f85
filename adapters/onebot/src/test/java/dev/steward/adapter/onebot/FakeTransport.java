package dev.steward.adapter.onebot;

import dev.steward.testkit.TestHost;
import java.util.Map;

/** How the fake is reached. */
interface FakeTransport {
  /** The adapter's settings, token and secret apart; valid after {@link #start}. */
  Map<String, String> settings();

  void start(OneBotFake fake, TestHost host);

  /** The adapter is there, and has a port of its own if it listens. */
  void connected(OneBotConnection connection);

  void cut();

  void heal();

  /** The access token is another one from now on. */
  void token(String next);

  void close();
}
