package dev.steward.adapter.irc;

import org.junit.jupiter.api.Tag;

/** The stories on the real Ergo. */
@Tag("real-peers")
final class IrcStoryRealPeerTest extends IrcStories {
  @Override
  protected IrcServer.Starter server() {
    return Ergo::start;
  }
}
