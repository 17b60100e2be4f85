package dev.steward.engine.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PackDiffTest {
  private static final String LADDER = "ladders:\n  default: [警告, 警告, 禁言 10m, 移出]\n";

  private static List<String> zh(Written old, Written fresh) {
    return PackDiff.sentences(old.pack(), fresh.pack(), Language.ZH);
  }

  private static List<String> en(Written old, Written fresh) {
    return PackDiff.sentences(old.pack(), fresh.pack(), Language.EN);
  }

  private static Written rules(String text) {
    return Written.good().with("rules.yaml", text);
  }

  @Test
  void nothingChangesNothingIsSaid() {
    assertThat(zh(Written.good(), Written.good())).isEmpty();
    assertThat(zh(Written.good(), rules("# moved down\n" + Written.RULES))).isEmpty();
  }

  @Test
  void aNewPackIsSummedUp() {
    assertThat(PackDiff.sentences(null, Written.good().pack(), Language.ZH))
        .containsExactly("新脚本包「母婴群」：1 条群规，1 条规则，欢迎新人");
    assertThat(PackDiff.sentences(null, Written.good().pack(), Language.EN))
        .containsExactly("New pack \"母婴群\": 1 clause, 1 rule, newcomers are greeted");
  }

  @Test
  void wordsComeAndGo() {
    Written fresh = rules(Written.RULES.replace("[加我微信]", "[扫码进群, 加V进群 = loose]"));
    assertThat(zh(Written.good(), fresh))
        .containsExactly("规则 ads 新增 2 个词：扫码进群、加V进群（宽松）", "规则 ads 去掉 1 个词：加我微信");
    assertThat(en(Written.good(), fresh))
        .containsExactly(
            "Rule ads gains 2 words: 扫码进群, 加V进群 (loose)", "Rule ads loses 1 word: 加我微信");
  }

  @Test
  void aStepOfTheLadderChanges() {
    Written old = rules(Written.RULES + LADDER);
    Written fresh = rules(Written.RULES + LADDER.replace("10m", "1h").replace("移出", "封禁"));
    assertThat(zh(old, fresh)).containsExactly("第 3 次违规：禁言从 10分钟 改为 1小时", "第 4 次违规：从 移出 改为 封禁");
    assertThat(en(old, fresh))
        .containsExactly(
            "Third strike: mute goes from 10 minutes to 1 hour", "Fourth strike: from kick to ban");
  }

  @Test
  void theGreetingChanges() {
    Written fresh = Written.good().with("welcome.yaml", "text: 你好 {{names}}\ngather: 2m\n");
    assertThat(zh(Written.good(), fresh))
        .containsExactly("欢迎语从「欢迎 {{names}}」改为「你好 {{names}}」", "一起欢迎的时间从「1分钟」改为「2分钟」", "删掉欢迎语的按钮");
    assertThat(en(Written.good(), Written.good().without("welcome.yaml")))
        .containsExactly("Newcomers are no longer greeted");
  }

  @Test
  void rulesAndClausesComeGoAndMove() {
    Written fresh =
        rules(
            "clauses:\n  kind: 友善\n  no-ads: 不发广告\nrules:\n  f:\n    clause: kind\n    flood: {more-than: 5, within: 5s}\n  ads:\n    clause: no-ads\n    words: [加我微信]\n    delete: false\n    when: {newer-than: 7d}\n");
    assertThat(zh(Written.good(), fresh))
        .containsExactly(
            "新增群规第 1 条：友善",
            "群规「no-ads」从第 1 条变成第 2 条",
            "新增规则 f：5秒内超过 5 条消息",
            "规则 ads 不再撤回消息",
            "规则 ads 的条件 新增 1 个：入群不到7天");
    assertThat(en(/* old= */ fresh, /* fresh= */ Written.good()))
        .contains("Rule f is removed", "Clause removed: 友善");
  }

  @Test
  void valuesAndPersonasChange() {
    Written fresh =
        Written.good()
            .with(
                "pack.yaml",
                Written.PACK.replace("示例", "别的").replace("课堂助手", "老师助手") + "zone: Europe/Paris\n");
    assertThat(en(Written.good(), fresh))
        .containsExactly(
            "Time zone changed: from \"Asia/Shanghai\" to \"Europe/Paris\"",
            "Value brand changed: from \"示例\" to \"别的\"",
            "Persona teacher changed: from \"课堂助手 · TEACHER\" to \"老师助手 · TEACHER\"");
  }
}
