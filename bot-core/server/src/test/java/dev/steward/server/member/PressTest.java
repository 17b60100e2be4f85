package dev.steward.server.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.QueryParams;
import dev.steward.chat.AccountId;
import dev.steward.chat.GroupId;
import dev.steward.chat.Role;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Prices;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What a form on the page does, and what the journal keeps of it for ever: its id. The attacker has
 * the database alone.
 */
class PressTest {
  private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");
  private static final GroupId GROUP = new GroupId("web", "mama-1");
  private static final List<String> NONCES = List.of("aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb");

  private final Press page = new Press(new Random(1));
  private final Prices desk = Prices.usual(Language.ZH);

  private static String id(Press page, String browser, String nonce, String... fields) {
    QueryParams form = QueryParams.of("nonce", nonce);
    for (int i = 0; i < fields.length; i += 2) {
      form = form.toBuilder().add(fields[i], fields[i + 1]).build();
    }
    Guest guest =
        new Guest(
            new Sender(new UserId("web", browser), browser, Role.MEMBER),
            browser,
            new AccountId("web", "steward"),
            true,
            false,
            browser);
    return page.event(form, guest, GROUP, NOW).orElseThrow().dedupeId();
  }

  @Test
  void theSameFormTwiceIsOneEventAndAnotherChoiceIsAnother() {
    String[] first = {"do", "vote", "value", "secret:poll:7:1"};
    String id = id(page, "browser-of-1", NONCES.getFirst(), first);
    assertThat(id(page, "browser-of-1", NONCES.getFirst(), first)).isEqualTo(id);
    assertThat(
            id(page, "browser-of-1", NONCES.getFirst(), "do", "vote", "value", "secret:poll:7:2"))
        .isNotEqualTo(id);
    assertThat(id(page, "browser-of-1", NONCES.getLast(), first)).isNotEqualTo(id);
  }

  @Test
  void nobodyCanTryWhatAnIdWasMadeOf() {
    Press other = new Press(new Random(2));
    for (String[] form :
        List.of(
            new String[] {"do", "vote", "value", "secret:poll:7:2"},
            new String[] {"do", "choose", "value", "secret:poll:7:=", "choice", "1", "choice", "2"},
            new String[] {"do", "answer", "value", "7", "text", "老师讲得太快"},
            new String[] {"do", "say", "text", "老师讲得太快"})) {
      assertThat(id(page, "browser-of-1", NONCES.getFirst(), form))
          .as("made again from all that the database has, but without the key: %s", form[1])
          .isNotEqualTo(id(other, "browser-of-1", NONCES.getFirst(), form));
    }
  }

  @Test
  void whoChoseTheSameHasNothingInCommon() {
    String[] form = {"do", "vote", "value", "secret:poll:7:2"};
    assertThat(mark(id(page, "browser-of-1", NONCES.getFirst(), form)))
        .isNotEqualTo(mark(id(page, "browser-of-2", NONCES.getFirst(), form)))
        .isNotEqualTo(mark(id(page, "browser-of-1", NONCES.getLast(), form)))
        .hasSize(32);
  }

  private static String mark(String id) {
    return id.substring(id.lastIndexOf(':') + 1);
  }

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
