package dev.steward.server.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.script.Language;
import dev.steward.server.html.Texts;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the member page says is there in both languages, and nothing more. */
class MemberTextsTest {
  @Test
  void bothLanguagesSayWhatThePagesAskFor() throws Exception {
    Set<String> zh = Texts.load(MemberPage.class, Language.ZH).keys();
    Set<String> en = Texts.load(MemberPage.class, Language.EN).keys();
    assertThat(zh).isEqualTo(en);
    Set<String> asked = new TreeSet<>();
    for (String page : List.of("head", "page", "plain", "hidden")) {
      try (InputStream in =
          Objects.requireNonNull(
              MemberPage.class.getResourceAsStream("pages/" + page + ".mustache"))) {
        Pattern.compile("\\{\\{t\\.([a-z-]+)}}")
            .matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8))
            .results()
            .forEach(found -> asked.add(found.group(1)));
      }
    }
    assertThat(zh).containsAll(asked);
    assertThat(zh)
        .filteredOn(key -> !key.startsWith("done-") && !key.startsWith("plain-"))
        .containsExactlyInAnyOrderElementsOf(asked);
  }
}
