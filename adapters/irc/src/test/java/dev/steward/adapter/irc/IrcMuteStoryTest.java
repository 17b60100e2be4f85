package dev.steward.adapter.irc;

/** The stories of mutes on a server of ours. */
final class IrcMuteStoryTest extends IrcMuteStories {
  @Override
  protected IrcServer.Starter server() {
    return FakeIrc::start;
  }
}
