package dev.steward.adapter.irc;

import dev.steward.testkit.TestHost;

/** A server for tests: the real one, or ours that plays it. */
interface IrcServer extends AutoCloseable {
  int port();

  /** Where Steward connects, which may offer less than where people do. */
  default int stewardPort() {
    return port();
  }

  /** Says a past message to a nick once more; false when this server never does. */
  default boolean repeat(String channel, String messageId, String nick) {
    return false;
  }

  /** An account has another password from now on; false where tests can't say so. */
  default boolean password(String account, String next) {
    return false;
  }

  @Override
  void close();

  /** How one is started. */
  interface Starter {
    IrcServer start(TestHost host);
  }
}
