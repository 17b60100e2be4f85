package dev.steward.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.script.Pack;
import dev.steward.engine.script.PackFiles;
import dev.steward.engine.script.PackReader;
import dev.steward.engine.script.PackReading;
import dev.steward.engine.script.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Who quotes what the group itself says does nothing wrong, whatever a rule looks for. */
final class OwnTextCheckTest {
  private static final String LIKE_AN_ADVERT = "加我微信 demo520，全网最低价代购奶粉，量大从优";
  private static final String READS_LIKE_ADVERTS = "resembles: {kinds: [广告, 引流], at-least: 60}";

  private static Pack pack(String help, String check) {
    PackReading reading =
        PackReader.read(
            PackFiles.of(
                "mama",
                Map.of(
                    "pack.yaml",
                    bytes("title: 母婴群\nhelp: ['" + help + "']\n"),
                    "rules.yaml",
                    bytes(
                        "clauses:\n  no-ads: 不要发广告\nrules:\n  ads:\n    clause: no-ads\n    "
                            + check
                            + "\n"))));
    assertThat(reading.problems()).isEmpty();
    return Objects.requireNonNull(reading.pack());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aTextThatReadsLikeWhatARuleLooksForIsAWarning() {
    List<Problem> problems = OwnTextCheck.of(pack(LIKE_AN_ADVERT, READS_LIKE_ADVERTS));

    assertThat(problems).hasSize(1);
    Problem problem = problems.getFirst();
    assertThat(problem.isError()).isFalse();
    assertThat(problem.code()).isEqualTo("hits-own-text");
    assertThat(problem.mark().line()).isEqualTo(4);
    assertThat(problem.zh()).contains("加我微信", "帮助");
    assertThat(problem.en()).contains("the help");
  }

  @Test
  void whatOneRuleAllowsNoOtherMayHit() {
    String rules =
        """
        clauses:
          no-ads: 不要发广告
        rules:
          theirs:
            clause: no-ads
            words: [brand_kf]
          ids:
            clause: no-ads
            contacts: {allow: [example_brand_kf]}
        """;
    PackReading reading =
        PackReader.read(
            PackFiles.of(
                "mama", Map.of("pack.yaml", bytes("title: 母婴群\n"), "rules.yaml", bytes(rules))));

    assertThat(reading.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("hits-own-text");
              assertThat(problem.zh()).contains("brand_kf", "规则 ids 放行的");
            });
  }

  @Test
  void evidenceThatAddsUpIsHeldAgainstItAsWell() {
    String evidence =
        """
        evidence:
              find:
                buying: {words: [代购], weight: 40}
                cheap: {words: [最低价], weight: 40}
              at-least: 80
        """;

    assertThat(OwnTextCheck.of(pack(LIKE_AN_ADVERT, evidence))).hasSize(1);
    assertThat(OwnTextCheck.of(pack("我们不做代购", evidence))).isEmpty();
  }

  @Test
  void aWordInALooserFormIsFoundWhereThePlainLookFindsNone() {
    List<Problem> problems = OwnTextCheck.of(pack("有事請找全網最低的客服", "words: [全网最低]"));

    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().zh()).contains("全網最低");
  }

  @Test
  void aRuleThatActsOnlyWithStaffMayBeWrong() {
    assertThat(OwnTextCheck.of(pack(LIKE_AN_ADVERT, READS_LIKE_ADVERTS + "\n    ask-first: true")))
        .isEmpty();
  }

  @Test
  void whatTheGroupNormallySaysIsFine() {
    assertThat(OwnTextCheck.of(pack("发「签到」打卡，发「帮助」看说明", READS_LIKE_ADVERTS))).isEmpty();
  }
}
