package dev.steward.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.store.Json;
import org.junit.jupiter.api.Test;

/** What is written down of a reason, and read again by later versions. */
final class ReasonTest {
  private static final String OLD =
      """
      {"feature":"rules","zh":"违反群规第2条","en":"breaks group rule 2","pack":"mama","version":3,\
      "rule":"ads","at":"rules.yaml:12:3","clause":2,"spans":[],"caseNumber":7}\
      """;

  @Test
  void whatAGroupWaitsForIsSaidOnlyWhereItDoes() {
    Reason old = Json.read(OLD, Reason.class);
    assertThat(old.answersAlone()).isFalse();
    assertThat(Json.write(old)).isEqualTo(OLD);
    Reason alone = old.alone();
    assertThat(alone.rule()).as("the rule stays").isEqualTo("ads");
    assertThat(Json.read(Json.write(alone), Reason.class)).isEqualTo(alone);
    assertThat(alone.withCase(8).answersAlone()).isTrue();
  }
}
