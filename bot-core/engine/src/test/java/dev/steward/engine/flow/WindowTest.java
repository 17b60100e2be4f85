package dev.steward.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WindowTest {
  @Test
  void itKnowsTheLastHalfMillionAndNoOther() {
    Random random = new Random(20261125);
    Window window = new Window(List.of(), Window.of(1));
    Deque<Long> order = new ArrayDeque<>();
    Set<Long> known = new HashSet<>();
    for (int i = 0; i < Window.SIZE + 200_000; i++) {
      long fingerprint = random.nextLong() | 1;
      boolean isNew = known.add(fingerprint);
      assertThat(window.has(fingerprint)).isEqualTo(!isNew);
      if (isNew) {
        window.add(fingerprint);
        order.add(fingerprint);
      }
      if (order.size() > Window.SIZE) {
        long oldest = order.remove();
        known.remove(oldest);
        assertThat(window.has(oldest)).isFalse();
      }
    }
    assertThat(order).allMatch(window::has);
  }

  @Test
  void whatTheJournalHoldsIsKnownAtTheStart() {
    List<Long> recent = new ArrayList<>();
    for (long i = 1; i <= 10_000; i++) {
      recent.add(Window.fingerprint("web:steward", "message-" + i));
    }
    recent.add(recent.getFirst());
    Window window = new Window(recent, Window.of(1));
    assertThat(recent).allMatch(window::has);
    assertThat(window.has(Window.fingerprint("web:steward", "message-10001"))).isFalse();
    assertThat(window.has(Window.fingerprint("web:other", "message-1"))).isFalse();
  }
}
