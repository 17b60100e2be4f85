package dev.steward.adapter.irc;

import dev.steward.testkit.AdapterContract;
import dev.steward.testkit.AdapterFixture;

/** The contract where the server has no labels: answers are known by their order. */
final class IrcWithoutLabelsTest extends AdapterContract {
  @Override
  protected AdapterFixture fixture() {
    return new IrcFixture(
        host -> FakeIrc.start(host, FakeIrc.Options.ALL.without("labeled-response")));
  }
}
