package dev.steward.adapter.irc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines as they are written and read. */
final class LineTest {
  @Test
  void aTimeThatNoClockTellsIsNone() {
    assertThat(Session.told(Line.parse("@time=2026-11-02T01:00:00.000Z PRIVMSG #main :hi")))
        .isEqualTo("2026-11-02T01:00:00Z");
    assertThat(Session.told(Line.parse("@time=+999999999-01-01T00:00:00.000Z PRIVMSG #main :hi")))
        .isNull();
  }

  @Test
  void everyPartIsRead() {
    Line line = Line.parse("@msgid=a1;+draft/reply=x\\:y\\sz;bot :小明!~u@h privmsg  #群 :说 :什么");
    assertThat(line.tags()).isEqualTo(Map.of("msgid", "a1", "+draft/reply", "x;y z", "bot", ""));
    assertThat(line.source()).isEqualTo("小明!~u@h");
    assertThat(line.nick()).isEqualTo("小明");
    assertThat(line.fromUser()).isTrue();
    assertThat(line.command()).isEqualTo("PRIVMSG");
    assertThat(line.params()).containsExactly("#群", "说 :什么");
  }

  @Test
  void whatIsNotThereIsEmpty() {
    Line line = Line.parse("PING");
    assertThat(line.tags()).isEmpty();
    assertThat(line.source()).isEmpty();
    assertThat(line.param(0)).isEmpty();
    assertThat(line.last()).isEmpty();
    assertThat(line.numeric()).isEqualTo(-1);
    assertThat(Line.parse(":irc.test 001 me :hi").numeric()).isEqualTo(1);
    assertThat(Line.parse(":irc.test 001 me :hi").fromUser()).isFalse();
    assertThat(Line.parse("TOPIC #a :").params()).containsExactly("#a", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", ":", ":src", "@a=b", "@a=b :src", "@", "PRIV-MSG #a :x", "群 x", "@a=b ;"})
  void whatHasNoCommandIsNoLine(String text) {
    assertThatThrownBy(() -> Line.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PRIVMSG #a :hello world",
        "@label=l1;+draft/reply=a\\:b\\sc\\\\d PRIVMSG #a :x",
        "MODE #a +b :m:小明!*@*",
        "TOPIC #a :",
        "QUIT"
      })
  void whatIsWrittenIsReadTheSame(String text) {
    assertThat(Line.parse(text).written()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\rb", "a\nb", "a\u0000b", "\n", "\r\nQUIT"})
  void aLineEndInsideIsRefused(String text) {
    assertThatThrownBy(() -> Line.of("PRIVMSG", "#a", text).written())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Line.of("PRIVMSG", text, "x").written())
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Line.of("PRIVMSG", "#a", "x").tag("+draft/reply", text.replace("\0", "")).written())
        .doesNotContain("\r", "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", ":a"})
  void aParameterInTheMiddleStaysOne(String text) {
    assertThatThrownBy(() -> Line.of("KICK", "#a", text, "why").written())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatALineSaysIsNotLogged() {
    assertThat(Line.of("PRIVMSG", "#a", "secret").tag("x", "secret").toString())
        .doesNotContain("secret");
    assertThat(List.of(new PlainSasl("a", "secret")).toString()).doesNotContain("secret");
  }
}
