package dev.steward.engine.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a manager writes under polls/, and what is said about it. */
class PollsReaderTest {
  @Test
  void aPollIsReadWithAllItSays() {
    Poll poll = Written.good().with("polls/next-talk.yaml", Written.POLL).pack().polls().getFirst();
    assertThat(poll.id()).isEqualTo("next-talk");
    assertThat(poll.type()).isEqualTo(Poll.Type.MULTI);
    assertThat(poll.options())
        .containsExactly(
            new Poll.Option("sleep", "睡整觉"),
            new Poll.Option("food", "加辅食"),
            new Poll.Option("milk", "转奶"));
    assertThat(poll.least()).isEqualTo(1);
    assertThat(poll.most()).isEqualTo(2);
    assertThat(poll.randomOrder()).isTrue();
    assertThat(poll.lasts()).isEqualTo(Duration.ofDays(3));
    assertThat(poll.reminders()).containsExactly(Duration.ofHours(24), Duration.ofHours(2));
    assertThat(poll.anonymous()).isFalse();
    assertThat(poll.mayChange()).isTrue();
    assertThat(poll.asks("web:a", "上海一群")).isTrue();
  }

  @Test
  void ratingsHaveTheirNumbersAndAnonymousBallotsAreFinal() {
    Poll poll =
        Written.good()
            .with("polls/nps.yaml", "title: 推荐吗\ntype: 打分\nscale: 0-10\nanonymous: true\n")
            .pack()
            .polls()
            .getFirst();
    assertThat(poll.options()).hasSize(11);
    assertThat(poll.options().getFirst()).isEqualTo(new Poll.Option("0", "0"));
    assertThat(poll.mayChange()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "title: a\\ntype: open\\nanonymous: true | polls/a.yaml:3:12 not-anonymous",
        "title: a\\ntype: rating\\nanonymous: true\\nresults: live | polls/a.yaml:4:10 not-anonymous",
        "title: a\\ntype: rating\\nanonymous: true\\nmay-change: true | polls/a.yaml:4:13 not-anonymous",
        "title: a\\noptions: {a: b} | polls/a.yaml:2:10 how-many-options",
        "title: a\\noptions: {a: b, c: B} | polls/a.yaml:2:20 same-option",
        "title: a\\ntype: open\\noptions: {a: b, c: d} | polls/a.yaml:3:10 not-for-this-type",
        "title: a\\ntype: open\\ncloses: 2h\\nreminders: [3h] | polls/a.yaml:4:13 reminder-before-opening",
        "title: a\\ntype: open\\nopens: 每天 08:00\\ncloses: 2026-12-01 08:00 | polls/a.yaml:4:9 bad-dates",
        "title: a\\ntype: open\\nopens: soon | polls/a.yaml:3:8 bad-times",
        "title: a\\ntype: multi\\noptions: {a: b, c: d}\\nchoose: 3 | polls/a.yaml:4:9 how-many-to-choose",
        "title: a\\ntype: rating\\nends: [b] | polls/a.yaml:3:7 two-ends",
        "title: a {{group}}\\ntype: open | polls/a.yaml:1:10 no-template-here",
      })
  void whatCannotBeAskedIsSaidWhereItStands(String text, String place) {
    List<Problem> problems =
        Written.good().with("polls/a.yaml", text.replace("\\n", "\n")).read().problems();
    assertThat(Written.places(problems)).contains(place);
    assertThat(problems).filteredOn(Problem::isError).hasSize(1);
  }

  @Test
  void aFileWithoutAFitNameOrWithoutWordsIsNoPoll() {
    assertThat(
            Written.places(
                Written.good().with("polls/a b.yaml", "title: a\ntype: open\n").read().problems()))
        .contains("polls/a b.yaml:1:1 bad-name");
    assertThat(Written.places(Written.good().with("polls/a.yaml", "").read().problems()))
        .contains("polls/a.yaml:1:1 empty-file");
  }

  @Test
  void aChangedWordingIsToldAsANewRevision() {
    Pack old = Written.good().with("polls/a.yaml", Written.POLL).pack();
    Pack fresh = Written.good().with("polls/a.yaml", Written.POLL.replace("转奶", "断奶")).pack();
    assertThat(PackDiff.sentences(old, fresh, Language.ZH))
        .anyMatch(sentence -> sentence.contains("选项从") && sentence.contains("milk=断奶"))
        .contains("投票 a：已经打开的不变，下次打开用新的题目，记作新的修订");
    assertThat(PackDiff.sentences(old, Written.good().pack(), Language.EN))
        .containsExactly("Poll a is removed");
  }

  @Test
  void aGroupCanDoWithoutAPoll() {
    Pack pack = Written.good().with("polls/a.yaml", Written.POLL).pack();
    BindingsReading reading =
        BindingsReader.read(
            "groups.yaml",
            "groups:\n  - {group: web:1, pack: mama, off: [a]}\n  - {group: web:2, pack: mama, off: [polls]}\n"
                .getBytes(java.nio.charset.StandardCharsets.UTF_8),
            java.util.Map.of("mama", pack));
    assertThat(reading.problems()).isEmpty();
    assertThat(reading.bindings()).allMatch(one -> one.applyTo(pack).polls().isEmpty());
    assertThat(BindingDifferences.sentences(pack, reading.bindings().get(0), Language.ZH))
        .containsExactly("投票 a 在这里不问");
    assertThat(BindingDifferences.sentences(pack, reading.bindings().get(1), Language.EN))
        .containsExactly("there are no polls");
  }
}
