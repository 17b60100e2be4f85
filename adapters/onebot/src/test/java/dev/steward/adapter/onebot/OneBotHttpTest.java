package dev.steward.adapter.onebot;

import dev.steward.testkit.AdapterContract;
import dev.steward.testkit.AdapterFixture;

/** HTTP both ways, messages as CQ strings. */
final class OneBotHttpTest extends AdapterContract {
  @Override
  protected AdapterFixture fixture() {
    return new OneBotFixture(new HttpTransport(), true);
  }
}
