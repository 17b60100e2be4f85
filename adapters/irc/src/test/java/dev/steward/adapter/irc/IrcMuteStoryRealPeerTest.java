package dev.steward.adapter.irc;

import org.junit.jupiter.api.Tag;

/** The stories of mutes on the real Ergo. */
@Tag("real-peers")
final class IrcMuteStoryRealPeerTest extends IrcMuteStories {
  @Override
  protected IrcServer.Starter server() {
    return Ergo::start;
  }
}
