package dev.steward.adapter.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsTest {
  private static final String TOKEN = "123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11";
  private static final String OTHER = "98765:XYZ-DEF1234ghIkl-zyx57W2v1u123ew11";

  private static TelegramSettings read(Map<String, String> values) throws SettingsException {
    return TelegramSettings.read(new Settings("adapters.telegram", values));
  }

  @Test
  void aTokenIsEnough() throws SettingsException {
    TelegramSettings read = read(Map.of("token", TOKEN));
    assertThat(read.api()).isEqualTo("https://api.telegram.org");
    assertThat(read.webhook()).isEmpty();
    assertThat(read.tokens()).hasSize(1);
    assertThat(read.tokens().getFirst().bot()).isEqualTo(123456);
  }

  @Test
  void severalBotsAndAServerOfOnesOwn() throws SettingsException {
    TelegramSettings read =
        read(
            Map.of(
                "token", TOKEN + ", " + OTHER,
                "api", "http://127.0.0.1:8081/",
                "mode", "webhook",
                "url", "http://10.0.0.1:8080/"));
    assertThat(read.tokens()).extracting(Token::bot).containsExactly(123456L, 98765L);
    assertThat(read.api()).isEqualTo("http://127.0.0.1:8081");
    assertThat(read.webhook()).isEqualTo("http://10.0.0.1:8080");
  }

  @Test
  void theTokenIsNotShown() throws SettingsException {
    assertThat(read(Map.of("token", TOKEN)).toString()).doesNotContain("zyx57W2v1u123ew11");
  }

  @ParameterizedTest
  @CsvSource({
    "token, 123456, not a token",
    "token, '123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11,', not a token",
    "token,"
        + " '123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11,123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11',"
        + " stands there twice",
    "mode, push, polling or webhook",
    "mode, webhook, missing",
    "api, api.telegram.org, https://",
    "api, ftp://x.example, https://",
    "api, https://u:p@x.example, https://",
    "api, 'https://x .example', https://",
  })
  void whatIsWrongIsTold(String key, String value, String told) {
    Map<String, String> values =
        key.equals("token") ? Map.of(key, value) : Map.of("token", TOKEN, key, value);
    assertThatThrownBy(() -> read(values))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("adapters.telegram.")
        .hasMessageContaining(told)
        .hasMessageContaining("expected")
        .message()
        .doesNotContain("zyx57W2v1u123ew11");
  }

  @Test
  void telegramItselfTakesNoPlainAddress() {
    assertThatThrownBy(
            () -> read(Map.of("token", TOKEN, "mode", "webhook", "url", "http://x.example")))
        .hasMessageContaining("https://");
  }
}
