package dev.steward.engine.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.script.Conversation;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.PackReader;
import dev.steward.engine.script.PackReading;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All conversations that lie beside the ready packs: each says what Steward does, to the word. */
class PacksRehearsedTest {
  @ParameterizedTest
  @ValueSource(strings = {"mother-and-baby", "skincare"})
  void doWhatTheirConversationsSay(String pack) {
    PackReading reading = PackReader.read(Rehearsed.SCRIPTS.resolve(pack));
    assertThat(reading.problems()).as(Rehearsed.problems(reading)).isEmpty();
    assertThat(reading.conversations()).hasSizeGreaterThanOrEqualTo(4);
    for (Conversation conversation : reading.conversations()) {
      assertThat(conversation.expects()).as(conversation.file() + " expects something").isTrue();
      Transcript transcript =
          Play.of(conversation, Objects.requireNonNull(reading.pack()), Rehearsed.HOLIDAYS);
      assertThat(new TranscriptPrinter(Language.EN).differences(transcript)).isEmpty();
      assertThat(TranscriptUpdate.of(transcript))
          .as("there is nothing to update")
          .isEqualTo(String.join("\n", conversation.lines()));
    }
  }
}
