package dev.steward.engine.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.faq.Models;
import dev.steward.engine.script.Conversation;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.PackReader;
import dev.steward.engine.script.PackReading;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * All conversations that lie beside the ready packs: each says what Steward does, to the word, and
 * the same whether questions are looked up by words alone or by meaning as well.
 */
class PacksRehearsedTest {
  private static final Models WORDS = Models.none();
  private static final Models MEANING = Models.ofMeaning();

  @AfterAll
  static void unload() {
    MEANING.close();
  }

  @ParameterizedTest
  @CsvSource({
    "mother-and-baby, words",
    "mother-and-baby, meaning",
    "skincare, words",
    "skincare, meaning"
  })
  void doWhatTheirConversationsSay(String pack, String by) {
    PackReading reading = PackReader.read(Rehearsed.SCRIPTS.resolve(pack));
    assertThat(reading.problems()).as(Rehearsed.problems(reading)).isEmpty();
    assertThat(reading.conversations()).hasSizeGreaterThanOrEqualTo(6);
    for (Conversation conversation : reading.conversations()) {
      assertThat(conversation.expects()).as(conversation.file() + " expects something").isTrue();
      Transcript transcript =
          Play.of(
              conversation,
              Objects.requireNonNull(reading.pack()),
              Rehearsed.HOLIDAYS,
              by.equals("words") ? WORDS : MEANING);
      assertThat(new TranscriptPrinter(Language.EN).differences(transcript)).isEmpty();
      assertThat(TranscriptUpdate.of(transcript))
          .as("there is nothing to update")
          .isEqualTo(String.join("\n", conversation.lines()));
    }
  }
}
