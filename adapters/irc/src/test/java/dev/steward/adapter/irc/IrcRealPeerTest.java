package dev.steward.adapter.irc;

import dev.steward.testkit.AdapterContract;
import dev.steward.testkit.AdapterFixture;
import org.junit.jupiter.api.Tag;

/** The contract on the real Ergo. */
@Tag("real-peers")
final class IrcRealPeerTest extends AdapterContract {
  @Override
  protected AdapterFixture fixture() {
    return new IrcFixture(Ergo::start);
  }
}
