package dev.steward.adapter.onebot;

import dev.steward.testkit.AdapterContract;
import dev.steward.testkit.AdapterFixture;

/** Forward WebSocket, messages as arrays. */
final class OneBotForwardTest extends AdapterContract {
  @Override
  protected AdapterFixture fixture() {
    return new OneBotFixture();
  }
}
