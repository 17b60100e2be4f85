package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code steward prices} and {@code steward rules}: what is read, and how well. */
class MeasureCommandsTest extends CommandLine {
  @Test
  void pricesAreShownForATextAndForEachLineOfTheInput() throws IOException {
    assertThat(steward("prices", "parse", "背带我六百三拿的，她那边两件980")).isEqualTo(Commands.DONE);
    assertThat(Files.readString(home.resolve("scripts/README.md")))
        .as("the guide's example")
        .contains(said().indent(4));
    assertThat(steward("prices", "parse", "--lang", "en", "背带我六百三拿的，她那边两件980"))
        .isEqualTo(Commands.DONE);
    assertThat(Files.readString(home.resolve("scripts/README.md"))).contains(said().indent(4));
    assertThat(typed("宝宝六个月了\n米粉卖29.90，第二件半价\n", "prices", "parse", "--json"))
        .isEqualTo(Commands.DONE);
    assertThat(said().lines())
        .containsExactly(
            "{\"text\":\"宝宝六个月了\",\"prices\":[],\"promos\":[],\"ambiguous\":false}",
            "{\"text\":\"米粉卖29.90，第二件半价\",\"prices\":[{\"span\":[3,8],\"amount\":\"29.90\","
                + "\"kind\":\"list\",\"quantity\":null,\"unit_price\":null,\"ambiguous\":false}],"
                + "\"promos\":[{\"span\":[9,14],\"type\":\"second_half\",\"text\":\"第二件半价\"}],"
                + "\"ambiguous\":false}");
  }

  @Test
  void howWellPricesAreReadIsMeasuredByLabelledLines() throws IOException {
    Path file =
        Files.writeString(
            home.resolve("lines.jsonl"),
            """
            {"text":"这款卖39","prices":[{"span":[3,5],"amount":"39.0","kind":"list"}]}
            {"text":"一百二买的","prices":[{"span":[0,3],"amount":"102","amount_alt":["120"],"kind":"seen"}],"ambiguous":true}

            {"text":"卖39的那款","prices":[{"span":[0,3],"amount":"39","kind":"list"}]}
            {"text":"宝宝5个月","prices":[]}
            """);
    assertThat(steward("prices", "evaluate", "--expressions", file.toString(), "--json"))
        .isEqualTo(Commands.DONE);
    assertThat(said().strip())
        .isEqualTo(
            "{\"precision\":0.6667,\"recall\":0.6667,\"f1\":0.6667,\"amountAccuracy\":1.0,"
                + "\"kindAccuracy\":0.5,\"cleanLines\":1.0,\"ambiguousFound\":1.0}");
    assertThat(steward("prices", "evaluate", "--expressions", file.toString(), "--lang", "en"))
        .isEqualTo(Commands.DONE);
    assertThat(said()).contains(" 66.7 %  both in one, F1");
  }

  @Test
  void howWellRulesDoIsMeasuredByLabelledMessages() throws IOException {
    Path file =
        Files.writeString(
            home.resolve("messages.tsv"),
            """
            text\tlabel\tclass\tevasion
            姐妹们加我微信领券\tviolate\ttraffic_steal\tnone
            加 我 微 信 领 券\t1\ttraffic_steal\tsplit
            我家有多的尿不湿，便宜出\tviolate\tad_external\tnone
            群主说别发加我微信这种话\tok\thard_rule_quote\tnone
            晚上几点直播\\n我等着\tham\tplain\tnone
            """);
    String[] evaluate = {
      "rules", "evaluate", "--pack", pack("mother-and-baby"), "--messages", file.toString()
    };
    assertThat(steward(with(evaluate, "--json"))).isEqualTo(Commands.DONE);
    assertThat(said().strip())
        .isEqualTo(
            "{\"precision\":0.6667,\"recall\":0.6667,\"falsePositiveRate\":0.5,\"f1\":0.6667,"
                + "\"byClass\":{"
                + "\"ad_external\":{\"violating\":1,\"found\":0,\"recall\":0.0,"
                + "\"fine\":0,\"wronglyHit\":0,\"falsePositiveRate\":null},"
                + "\"hard_rule_quote\":{\"violating\":0,\"found\":0,\"recall\":null,"
                + "\"fine\":1,\"wronglyHit\":1,\"falsePositiveRate\":1.0},"
                + "\"plain\":{\"violating\":0,\"found\":0,\"recall\":null,"
                + "\"fine\":1,\"wronglyHit\":0,\"falsePositiveRate\":0.0},"
                + "\"traffic_steal\":{\"violating\":2,\"found\":2,\"recall\":1.0,"
                + "\"fine\":0,\"wronglyHit\":0,\"falsePositiveRate\":null}},"
                + "\"byEvasion\":{"
                + "\"none\":{\"violating\":2,\"found\":1,\"recall\":0.5,"
                + "\"fine\":2,\"wronglyHit\":1,\"falsePositiveRate\":0.5},"
                + "\"split\":{\"violating\":1,\"found\":1,\"recall\":1.0,"
                + "\"fine\":0,\"wronglyHit\":0,\"falsePositiveRate\":null}}}");
    assertThat(steward(evaluate)).isEqualTo(Commands.DONE);
    assertThat(said())
        .contains(
            "4 漏掉：我家有多的尿不湿，便宜出 (ad_external none)",
            "5 误伤，规则 ads「加我微信」：群主说别发加我微信这种话 (hard_rule_quote none)",
            "  traffic_steal  命中 2/2",
            " 66.7 %  违规的命中了",
            " 50.0 %  没问题的误伤了");
    assertThat(steward(with(evaluate, "--lang", "en"))).isEqualTo(Commands.DONE);
    assertThat(said()).contains("5 messages, each by itself:", "hit wrongly by ads「加我微信」");
  }

  @Test
  void whatRulesLearnFromOtherMessagesIsMeasured() throws IOException {
    StringBuilder lessons = new StringBuilder("text\tlabel\n");
    for (String place : List.of("城东", "河西", "南站", "北门", "老街", "新区", "码头", "山下")) {
      lessons.append(place).append("的猫舍出布偶小猫，视频看猫\tviolate\n");
      lessons.append(place).append("的宠物医院几点开门呀\tok\n");
    }
    Path train = Files.writeString(home.resolve("train.tsv"), lessons);
    Path file =
        Files.writeString(
            home.resolve("messages.tsv"),
            """
            text\tlabel
            西湖边猫舍出布偶小猫两只，视频看猫\tviolate
            西湖边的宠物医院今天开门吗\tok
            """);
    String[] evaluate = {
      "rules",
      "evaluate",
      "--pack",
      pack("mother-and-baby"),
      "--messages",
      file.toString(),
      "--json"
    };
    assertThat(steward(evaluate)).isEqualTo(Commands.DONE);
    assertThat(said()).contains("\"recall\":0.0,\"falsePositiveRate\":0.0");
    assertThat(steward(with(evaluate, "--train", train.toString()))).isEqualTo(Commands.DONE);
    assertThat(said()).contains("\"recall\":1.0,\"falsePositiveRate\":0.0");

    Files.writeString(train, "text\tlabel\nhi\tperhaps\n");
    assertThat(steward(with(evaluate, "--train", train.toString()))).isEqualTo(Commands.FOUND);
    assertThat(said()).contains("train.tsv:2");
  }

  @Test
  void aScenarioIsPlayedAndWhatDiffersIsTold() throws IOException {
    Path file =
        Files.writeString(
            home.resolve("scenarios.jsonl"),
            """
            {"type":"header","params":{"flood_max":2}}
            {"id":"fine","title":"慢慢说","events":[\
            {"t":0,"type":"message","group":"g","from":"a","text":"早","label":"ok"}],\
            "expect":[{"at_event":0,"decision":"ok"}]}
            {"id":"advert","title":"广告","events":[\
            {"t":0,"type":"message","group":"g","from":"a","text":"晚上吃什么","label":"ad_external"}],\
            "expect":[{"at_event":0,"decision":"delete"},{"at_event":0,"decision":"warn"}]}
            """);
    String[] scenarios = {
      "rules", "scenarios", "--file", file.toString(), "--pack", pack("mother-and-baby")
    };
    assertThat(steward(with(scenarios, "--gold"))).isEqualTo(Commands.DONE);
    assertThat(said()).contains("✔ fine 慢慢说", "✔ advert 广告", "2 个场景，2 个和预期一样");
    assertThat(steward(with(scenarios, "--lang", "en"))).isEqualTo(Commands.FOUND);
    assertThat(said())
        .contains(
            "✘ advert", "expected delete warn", "came     ok", "1 of 2 scenarios as expected");
    assertThat(steward("rules", "scenarios")).isEqualTo(Commands.USAGE);
    Files.writeString(file, "{\"id\":1}\n");
    assertThat(steward(scenarios)).isEqualTo(Commands.FOUND);
    assertThat(said()).contains("scenarios.jsonl:1");
  }

  /** The header and the lines after it, as the guide shows them. */
  private static final Pattern SCENARIOS =
      Pattern.compile("(?m)^ {4}\\{\"type\":\"header\".*\\R(?: {4}\\{.*\\R)+");

  @Test
  void theGuidesScenariosArePlayedAsItSays() throws IOException {
    String guide = Files.readString(home.resolve("scripts/README.md"));
    Matcher shown = SCENARIOS.matcher(guide);
    for (String language : List.of("zh", "en")) {
      assertThat(shown.find()).as(language).isTrue();
      Path file =
          Files.writeString(home.resolve("guide.jsonl"), shown.group().stripIndent() + "\n");
      String[] scenarios = {
        "rules",
        "scenarios",
        "--file",
        file.toString(),
        "--pack",
        pack("mother-and-baby"),
        "--lang",
        language
      };
      assertThat(steward(scenarios)).as(said()).isEqualTo(Commands.DONE);
      assertThat(guide).contains(said().indent(4));
      assertThat(steward(with(scenarios, "--gold"))).as(said()).isEqualTo(Commands.DONE);
    }
  }

  @Test
  void aBadFileOfLabelledMessagesIsToldWithItsLine() throws IOException {
    for (Map.Entry<String, String> bad :
        Map.of(
                "text\tclass\n", "expected, separated by tabs: text label",
                "text\tlabel\n", "has no message",
                "text\tlabel\nhi\tmaybe\n",
                    ":2: label is \"maybe\" (expected: violate or ok, 1 or 0)",
                "", "is empty")
            .entrySet()) {
      Path file = Files.writeString(home.resolve("messages.tsv"), bad.getKey());
      assertThat(
              steward(
                  "rules",
                  "evaluate",
                  "--pack",
                  pack("mother-and-baby"),
                  "--messages",
                  file.toString(),
                  "--lang",
                  "en"))
          .isEqualTo(Commands.FOUND);
      assertThat(said()).contains("messages.tsv", bad.getValue());
    }
    assertThat(steward("rules", "evaluate", "--pack", pack("mother-and-baby")))
        .isEqualTo(Commands.USAGE);
    assertThat(steward("rules")).isEqualTo(Commands.USAGE);
  }

  @Test
  void aBadFileOfLabelledLinesIsToldWithItsLine() throws IOException {
    Path file = home.resolve("lines.jsonl");
    String good = "{\"text\":\"卖39\",\"prices\":[]}\n";
    for (Map.Entry<String, String> bad :
        Map.of(
                "{\"text\":", "a JSON object",
                "[1]", "a JSON object",
                "{\"prices\":[]}", "expected: text",
                "{\"text\":\"x\"}", "expected: prices",
                "{\"text\":\"x\",\"prices\":[{\"span\":[0,2]}]}", "between 0 and 1",
                "{\"text\":\"x\",\"prices\":[{\"span\":[0,1],\"amount\":\"y\"}]}", "a decimal",
                "{\"text\":\"x\",\"prices\":[{\"span\":[0,1],\"amount\":\"1\",\"kind\":\"z\"}]}",
                    "such as list")
            .entrySet()) {
      Files.writeString(file, good + bad.getKey());
      assertThat(steward("prices", "evaluate", "--expressions", file.toString(), "--lang", "en"))
          .isEqualTo(Commands.FAILED);
      assertThat(said()).contains("lines.jsonl:2").contains(bad.getValue());
    }
    Files.writeString(file, "\n");
    assertThat(steward("prices", "evaluate", "--expressions", file.toString()))
        .isEqualTo(Commands.FAILED);
    assertThat(steward("prices", "evaluate", "--expressions", file + "x"))
        .isEqualTo(Commands.FAILED);
    assertThat(steward("prices", "evaluate")).isEqualTo(Commands.USAGE);
    assertThat(steward("prices", "guess")).isEqualTo(Commands.USAGE);
    assertThat(said()).contains("expected parse or evaluate");
  }
}
