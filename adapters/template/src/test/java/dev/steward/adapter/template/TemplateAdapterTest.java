package dev.steward.adapter.template;

import dev.steward.testkit.AdapterContract;
import dev.steward.testkit.AdapterFixture;

final class TemplateAdapterTest extends AdapterContract {
  @Override
  protected AdapterFixture fixture() {
    return new TemplateFixture();
  }
}
