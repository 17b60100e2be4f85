package dev.steward.adapter.telegram;

import dev.steward.testkit.AdapterContract;
import dev.steward.testkit.AdapterFixture;

/** The contract, by long polling. */
final class PollingAdapterTest extends AdapterContract {
  @Override
  protected AdapterFixture fixture() {
    return new TelegramFixture();
  }
}
