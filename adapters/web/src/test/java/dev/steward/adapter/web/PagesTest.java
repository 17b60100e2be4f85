package dev.steward.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Mount;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as it is in the jar. */
final class PagesTest {
  private final Pages pages = new Pages();

  private String text(String name) {
    Mount.Full page = Objects.requireNonNull(pages.named(name));
    return new String(page.body(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"app.js", "room.js", "view.js", "api.js", "words.js", "index.html"})
  void nothingCanTurnMembersWordsIntoMarkup(String name) {
    assertThat(text(name))
        .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
        .doesNotContain("style=\"", "onclick=\"", "<script>");
  }

  @Test
  void thePolicyAllowsOnlyOurOwnFiles() {
    assertThat(pages.index().headers().get("content-security-policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe-inline", "unsafe-eval", "http:");
  }

  @Test
  void everyWordOfThePageIsInBothLanguages() {
    String words = text("words.js");
    String zh = words.substring(words.indexOf("zh: {"), words.indexOf("en: {"));
    String en = words.substring(words.indexOf("en: {"), words.indexOf("const stored"));
    List<String> used = new ArrayList<>();
    Matcher asked =
        Pattern.compile("\\bw\\('([a-zA-Z0]+)'|data-w[lp]?=\"([a-zA-Z]+)\"")
            .matcher(text("index.html") + text("app.js") + text("room.js") + text("view.js"));
    while (asked.find()) {
      used.add(asked.group(1) == null ? asked.group(2) : asked.group(1));
    }
    assertThat(used).hasSizeGreaterThan(40);
    for (String key : used) {
      assertThat(zh).contains(" " + key + ":");
      assertThat(en).contains(" " + key + ":");
    }
  }
}
