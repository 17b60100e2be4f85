package dev.steward.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What became of actions, as rows keep it. */
class OutcomeJsonTest {
  /** The first line is how versions wrote it that knew of nothing that is gone. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"refused\",\"reason\":\"no\"} | false",
        "{\"type\":\"refused\",\"reason\":\"no\",\"gone\":true} | true"
      })
  void aRefusalIsReadAndWrittenAlike(String json, boolean gone) {
    Outcome read = Json.read(json, Outcome.class);
    assertThat(read).isEqualTo(new Outcome.Refused("no", gone));
    assertThat(Json.write(read)).isEqualTo(json);
  }

  @Test
  void whatIsGoneIsNotDone() {
    assertThat(Outcome.Refused.gone("not there").done()).isFalse();
  }
}
