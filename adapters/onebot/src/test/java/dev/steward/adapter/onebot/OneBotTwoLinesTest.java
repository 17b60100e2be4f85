package dev.steward.adapter.onebot;

import dev.steward.testkit.AdapterContract;
import dev.steward.testkit.AdapterFixture;

/** Reverse WebSocket by two lines. */
final class OneBotTwoLinesTest extends AdapterContract {
  @Override
  protected AdapterFixture fixture() {
    return new OneBotFixture(ReverseTransport.with("API", "Event"), false);
  }
}
