package dev.steward.engine.text;

import static dev.steward.engine.text.HostList.Verdict.ALLOWED;
import static dev.steward.engine.text.HostList.Verdict.DENIED;
import static dev.steward.engine.text.HostList.Verdict.UNLISTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HostListTest {
  private final HostList list =
      HostList.of(
          List.of("https://Shop.Example-Brand.com/", "例子.中国"),
          List.of("*.example.net", "promo.shop.example-brand.com"));

  @ParameterizedTest
  @ValueSource(
      strings = {"shop.example-brand.com/p", "https://m.shop.example-brand.com", "http://例子。中国/x"})
  void theShopAndItsSubdomainsAreAllowed(String text) {
    assertThat(judge(text)).isEqualTo(ALLOWED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://shop.example-brand.com.attacker.org/",
        "https://evil-shop.example-brand.com",
        "https://evil-shop.example-brand.com.attacker.org",
        "https://shop.example-brand.com@attacker.org",
        "https://shop.example-brand.com%2f@attacker.org",
        "https://attacker.org\\@shop.example-brand.com",
        "https://attacker.org/shop.example-brand.com",
        "https://attacker.org?shop.example-brand.com",
        "https://shop.exаmple-brand.com",
        "example-brand.com",
        "xshop.example-brand.com"
      })
  void nobodyElseSlipsIn(String text) {
    assertThat(judge(text)).isEqualTo(UNLISTED);
  }

  @Test
  void theLongestEntryDecides() {
    assertThat(list.judge("promo.shop.example-brand.com")).isEqualTo(DENIED);
    assertThat(list.judge("a.b.example.net")).isEqualTo(DENIED);
    assertThat(list.judge("notexample.net")).isEqualTo(UNLISTED);
  }

  @Test
  void anEntryThatIsNoHostIsNamed() {
    assertThatThrownBy(() -> HostList.of(List.of("shop example"), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"shop example\"")
        .hasMessageContaining("expected");
  }

  private HostList.Verdict judge(String text) {
    return list.judge(LinkFinder.find(text).getFirst().host());
  }
}
