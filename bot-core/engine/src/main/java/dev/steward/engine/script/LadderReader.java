package dev.steward.engine.script;

import dev.steward.engine.script.Ladder.Sanction;
import dev.steward.engine.script.Ladder.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads ladders such as {@code [warn, mute 10m, kick]} or {@code [警告, 禁言 10分钟, 移出]}. */
final class LadderReader {
  static final int MOST_STEPS = 20;
  private static final Duration SHORTEST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofDays(30);

  private final Problems problems;

  LadderReader(Problems problems) {
    this.problems = problems;
  }

  /** The nearest length that a mute can have. */
  static Duration possible(Duration length) {
    Duration least = length.compareTo(SHORTEST) < 0 ? SHORTEST : length;
    return least.compareTo(LONGEST) > 0 ? LONGEST : least;
  }

  /** The ladder, or the other one when nothing of it can be read. */
  Ladder read(YamlNode node, Ladder ifWrong) {
    YamlNode.Items items = Expected.items(problems, node);
    if (items == null) {
      return ifWrong;
    }
    List<Step> steps = new ArrayList<>();
    for (YamlNode item : items.items()) {
      YamlNode.Text text = Expected.text(problems, item);
      Step step = text == null ? null : step(text);
      if (step != null) {
        steps.add(step);
      }
    }
    if (items.items().isEmpty() || items.items().size() > MOST_STEPS) {
      problems.error(
          node.mark(),
          "bad-ladder",
          Both.of("阶梯要有 1 到 " + MOST_STEPS + " 级", "a ladder has 1 to " + MOST_STEPS + " steps"),
          Both.of("例如 [警告, 禁言 10分钟, 移出]", "such as [warn, mute 10m, kick]"));
    }
    return steps.isEmpty() ? ifWrong : new Ladder(steps);
  }

  private @Nullable Step step(YamlNode.Text text) {
    String written = text.value().strip();
    int end = 0;
    while (end < written.length()
        && !Character.isWhitespace(written.charAt(end))
        && !Character.isDigit(written.charAt(end))) {
      end++;
    }
    String word = written.substring(0, end);
    String rest = written.substring(end).strip();
    Sanction sanction = Vocabulary.SANCTIONS.get(word.toLowerCase(java.util.Locale.ROOT));
    if (sanction == null) {
      if (!Expected.punctuation(problems, text)) {
        boolean ascii = word.codePoints().allMatch(c -> c < 128);
        problems.error(
            text.mark(),
            "unknown-step",
            Both.of("没有「" + word + "」这种处罚", "there is no step called " + word),
            Nearest.mend(
                word, Vocabulary.shown(Vocabulary.SANCTIONS, ascii ? Language.EN : Language.ZH)));
      }
      return null;
    }
    if (sanction != Sanction.MUTE) {
      if (!rest.isEmpty()) {
        problems.error(
            problems.within(text, text.value().indexOf(rest)),
            "unexpected-duration",
            Both.of("只有禁言有时长", "only a mute has a length"),
            Both.of("只写「" + word + "」", "write only " + word));
      }
      return new Step(sanction, Duration.ZERO);
    }
    Optional<Duration> length = rest.isEmpty() ? Optional.empty() : Scalars.parseDuration(rest);
    if (length.isEmpty()
        || length.get().compareTo(SHORTEST) < 0
        || length.get().compareTo(LONGEST) > 0) {
      problems.error(
          rest.isEmpty() ? text.mark() : problems.within(text, text.value().indexOf(rest)),
          "bad-duration",
          rest.isEmpty()
              ? Both.of("禁言多久没有写", "how long to mute is missing")
              : Both.of(
                  "「" + rest + "」不行，禁言要 30 秒到 30 天", rest + " (expected: 30 seconds to 30 days)"),
          Both.of("写成 禁言 10分钟 或 禁言 1天", "write it like mute 10m or mute 1d"));
      return new Step(sanction, Duration.ofMinutes(10));
    }
    return new Step(sanction, length.get());
  }
}
