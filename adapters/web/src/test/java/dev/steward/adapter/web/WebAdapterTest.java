package dev.steward.adapter.web;

import dev.steward.testkit.AdapterContract;
import dev.steward.testkit.AdapterFixture;

/** Steward's own rooms keep the contract of every platform. */
final class WebAdapterTest extends AdapterContract {
  @Override
  protected AdapterFixture fixture() {
    return new WebFixture();
  }
}
