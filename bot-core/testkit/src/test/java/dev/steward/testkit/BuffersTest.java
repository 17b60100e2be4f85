package dev.steward.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.junit.jupiter.api.Test;

final class BuffersTest {
  @Test
  void aBufferThatNobodyGaveBackIsToldWithWhoMadeIt() {
    try (Buffers buffers = Buffers.watch()) {
      ByteBuf held = ByteBufAllocator.DEFAULT.buffer(64);
      ByteBufAllocator.DEFAULT.buffer(64).release();
      assertThat(buffers.lost()).isEmpty();
      forget();
      assertThat(buffers.lost()).singleElement().asString().contains("BuffersTest.forget");
      held.release();
    }
  }

  private static void forget() {
    ByteBufAllocator.DEFAULT.buffer(64).writeByte(1);
  }
}
