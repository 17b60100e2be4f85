package dev.steward.adapter.satori;

import dev.steward.testkit.AdapterContract;
import dev.steward.testkit.AdapterFixture;

/** The contract on a fake Satori server. */
final class SatoriAdapterTest extends AdapterContract {
  @Override
  protected AdapterFixture fixture() {
    return new SatoriFixture();
  }
}
