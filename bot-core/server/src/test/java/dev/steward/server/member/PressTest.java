package dev.steward.server.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.QueryParams;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Prices;
import org.junit.jupiter.api.Test;

/** What a form on the page does. */
class PressTest {
  private final Prices desk = Prices.usual(Language.ZH);

  private boolean complains(String what, String field, String value) {
    return Press.complains(QueryParams.of("do", what, field, value), desk);
  }

  /** Few are taken from one address, whatever the form. */
  @Test
  void aComplaintIsOneByWhateverForm() {
    assertThat(Press.complains(QueryParams.of("do", "complain"), desk)).isTrue();
    assertThat(complains("say", "text", "投诉 服务 x")).isTrue();
    assertThat(complains("say", "text", "投诉服务 " + "x".repeat(900))).isTrue();
    assertThat(complains("say", "text", desk.words().getFirst() + " 小禾3段")).isTrue();
    assertThat(complains("vote", "value", "price:M3")).isTrue();
    assertThat(complains("press", "value", "price:M3")).isTrue();
    assertThat(complains("say", "text", "几点发货")).isFalse();
    assertThat(complains("vote", "value", "p:1:2")).isFalse();
  }
}
