package dev.steward.adapter.onebot;

import dev.steward.testkit.AdapterContract;
import dev.steward.testkit.AdapterFixture;

/** Reverse WebSocket, messages as CQ strings, ids as texts. */
final class OneBotReverseTest extends AdapterContract {
  @Override
  protected AdapterFixture fixture() {
    return new OneBotFixture(ReverseTransport.with("Universal"), true);
  }
}
