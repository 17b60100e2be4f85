package dev.steward.adapter.irc;

/** The stories on a server of ours. */
final class IrcStoryTest extends IrcStories {
  @Override
  protected IrcServer.Starter server() {
    return FakeIrc::start;
  }
}
