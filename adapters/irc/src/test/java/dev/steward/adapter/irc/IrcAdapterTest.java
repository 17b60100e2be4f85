package dev.steward.adapter.irc;

import dev.steward.testkit.AdapterContract;
import dev.steward.testkit.AdapterFixture;

/** The contract on a server of ours, which {@code WireScriptTest} holds against Ergo. */
final class IrcAdapterTest extends AdapterContract {
  @Override
  protected AdapterFixture fixture() {
    return new IrcFixture();
  }
}
