package dev.steward.adapter.irc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lines that belong together. */
final class BatchesTest {
  private static Line part(String text) {
    return Line.of("PRIVMSG", "#main", text).tag("batch", "a");
  }

  @Test
  void aBatchThatIsBegunAnewTakesNoRoomForTheOldOne() {
    List<Heard> heard = new ArrayList<>();
    Batches batches = new Batches(heard::add);
    for (int i = 0; i < 200; i++) {
      batches.take(Line.of("BATCH", "+a", "chathistory", "#main"));
      batches.take(part("x".repeat(100_000)));
    }
    batches.take(part("last"));
    batches.take(Line.of("BATCH", "-a"));
    assertThat(heard).singleElement().isInstanceOf(Batch.class);
    assertThat(((Batch) heard.getFirst()).parts()).hasSize(2);
  }

  @Test
  void oneInsideAnotherIsPartOfIt() {
    List<Heard> heard = new ArrayList<>();
    Batches batches = new Batches(heard::add);
    batches.take(Line.of("BATCH", "+a", "chathistory", "#main"));
    batches.take(Line.of("BATCH", "+b", "draft/multiline", "#main").tag("batch", "a"));
    batches.take(new Line(Map.of("batch", "b"), "x!u@h", "PRIVMSG", List.of("#main", "one")));
    batches.take(Line.of("BATCH", "-b"));
    assertThat(heard).isEmpty();
    batches.take(Line.of("BATCH", "-a"));
    assertThat(((Batch) heard.getFirst()).parts())
        .singleElement()
        .isInstanceOfSatisfying(
            Batch.class, inner -> assertThat(inner.type()).isEqualTo("draft/multiline"));
  }
}
