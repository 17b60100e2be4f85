package dev.steward.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

final class LookupsTest {
  private final Lookups lookups = new Lookups();
  private final List<String> asked = new ArrayList<>();
  private final CompletableFuture<String> busy = new CompletableFuture<>();

  private CompletionStage<String> ask(String question, CompletableFuture<String> answer) {
    asked.add(question);
    return answer;
  }

  @Test
  void whatWasBegunIsFinishedBeforeTheNextIsBegun() {
    for (int i = 1; i <= 16; i++) {
      var _ = lookups.ask(() -> ask("busy", busy));
    }
    var _ = lookups.ask(() -> ask("another", new CompletableFuture<>()));
    var _ = lookups.askNext(() -> ask("the rest", CompletableFuture.completedFuture("at once")));
    assertThat(asked).as("sixteen at a time").hasSize(16).containsOnly("busy");
    busy.complete("done");
    assertThat(asked.subList(16, 18)).containsExactly("the rest", "another");
  }
}
