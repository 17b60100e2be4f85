package dev.steward.engine.script;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads welcome.yaml. */
final class WelcomeReader {
  private static final Duration GATHER = Duration.ofSeconds(60);
  private static final Duration LONGEST = Duration.ofHours(1);
  static final int MOST_ACKNOWLEDGE = 20;

  private @Nullable Welcome welcome;

  WelcomeReader(YamlNode.@Nullable Table table, Set<String> values, Problems problems) {
    if (table == null) {
      return;
    }
    Fields fields = new Fields(table, Keys.WELCOME, problems);
    Duration gather = fields.duration("gather", Duration.ZERO, LONGEST);
    YamlNode.Text text = fields.needText("text");
    boolean digest = fields.flag("digest", false);
    YamlNode.Text acknowledge = fields.text("acknowledge");
    String button = null;
    if (acknowledge != null) {
      button = HeaderReader.shortText(acknowledge, MOST_ACKNOWLEDGE, problems);
      HeaderReader.plain(acknowledge, problems);
    }
    if (text != null) {
      TemplateCheck.check(text, Template.Place.WELCOME.names(values), problems);
      if (!text.value().contains("{{")) {
        problems.warning(
            text.mark(),
            "welcome-without-names",
            Both.of("欢迎语里没有新人的名字", "the greeting doesn't name the newcomers"),
            Both.of("加上 {{names}}", "add {{names}}"));
      }
      welcome =
          new Welcome(
              gather == null ? GATHER : gather, text.value().strip(), digest, button, text.mark());
    }
  }

  @Nullable Welcome welcome() {
    return welcome;
  }
}
