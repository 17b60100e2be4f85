package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.script.Problem;
import dev.steward.engine.store.Json;
import dev.steward.server.config.Config;
import dev.steward.server.config.ConfigReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is typed, what is answered, and with which status; against real files and a real server. */
class CommandsTest {
  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("steward.root")));

  private static final Steward.Told QUIET =
      new Steward.Told() {
        @Override
        public void problems(List<Problem> problems) {
          assertThat(problems).isEmpty();
        }

        @Override
        public void line(String zh, String en) {}
      };

  @TempDir Path home;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void installed() throws IOException {
    for (String part : List.of("scripts", "config")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(part))) {
        for (Path file : files.toList()) {
          Files.copy(file, home.resolve(ROOT.relativize(file).toString()));
        }
      }
    }
    String store = TestStore.setting(home.resolve("data/steward.db"));
    if (!store.isEmpty()) {
      Path settings = home.resolve("config/steward.yaml");
      String others = Files.readString(settings).replaceAll("(?m)^database(-lanes)?:.*\\R", "");
      Files.writeString(settings, others + store);
    }
  }

  /** What is left of a pack's conversations: to see how they are told, a few are enough. */
  private void keepsConversations(String pack, String... names) throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("scripts").resolve(pack).resolve("tests"))) {
      for (Path file : files.toList()) {
        if (!List.of(names).contains(file.getFileName().toString())) {
          Files.delete(file);
        }
      }
    }
  }

  private int steward(String... line) {
    return typed("", line);
  }

  private int typed(String input, String... line) {
    out.reset();
    err.reset();
    return new Commands(
            home,
            Map.of(),
            InstantSource.system(),
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(List.of(line));
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
  }

  private String pack(String name) {
    return home.resolve("scripts").resolve(name).toString();
  }

  private void changes(String pack, String file, String from, String to) throws IOException {
    Path path = home.resolve("scripts").resolve(pack).resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replace(from, to));
  }

  @Test
  void aSlipIsToldWithTheNearestCommandAndTheUsage() {
    assertThat(steward("chekc", "x")).isEqualTo(Commands.USAGE);
    assertThat(said()).contains("Did you mean check?").contains("steward publish PACK");
    assertThat(steward("run", "--prot", "1")).isEqualTo(Commands.USAGE);
    assertThat(said()).contains("--port");
    assertThat(steward("run", "--port", "70000")).isEqualTo(Commands.USAGE);
    assertThat(said()).contains("expected: 0 to 65535");
    assertThat(steward("check")).isEqualTo(Commands.USAGE);
    assertThat(steward("member", "forget", "web:x")).isEqualTo(Commands.USAGE);
    assertThat(steward("version", "--lang", "fr")).isEqualTo(Commands.USAGE);
  }

  @Test
  void helpIsHelp() {
    assertThat(steward()).isEqualTo(Commands.DONE);
    assertThat(said()).contains("steward check PACK...");
    assertThat(steward("version")).isEqualTo(Commands.DONE);
  }

  @Test
  void bothShippedPacksAreFine() {
    assertThat(steward("check", pack("mother-and-baby"), pack("skincare")))
        .isEqualTo(Commands.DONE);
    assertThat(said()).contains("mother-and-baby：没有问题").contains("skincare：没有问题");
  }

  @Test
  void checkTellsOfTheConversationsAndRehearsePlaysThem() throws IOException {
    assertThat(steward("check", pack("mother-and-baby"))).isEqualTo(Commands.DONE);
    assertThat(said()).contains("段对话：用 steward rehearse");
    keepsConversations("mother-and-baby", "ads.chat", "answers.chat", "topics.chat");
    assertThat(steward("rehearse", pack("mother-and-baby"))).isEqualTo(Commands.DONE);
    assertThat(said()).contains("✔ tests/ads.chat").doesNotContain("✘");
    changes("mother-and-baby", "topics.yaml", "早上好！昨晚", "早安！昨晚");
    assertThat(steward("rehearse", pack("mother-and-baby"), "--lang", "en"))
        .isEqualTo(Commands.FOUND);
    assertThat(said())
        .contains(
            "✘ tests/topics.chat", "expected 群管家：早上好！昨晚", "came     群管家：早安！昨晚", "topics.yaml:");
    assertThat(steward("rehearse", pack("mother-and-baby"), "--update")).isEqualTo(Commands.FOUND);
    assertThat(steward("rehearse", pack("mother-and-baby"))).isEqualTo(Commands.DONE);
  }

  @Test
  void oneConversationIsTold() throws IOException {
    Path chat = home.resolve("mine.chat");
    Files.writeString(chat, "Ming: add me on whatsapp\n");
    assertThat(
            steward(
                "rehearse", pack("skincare"), "--conversation", chat.toString(), "--lang", "en"))
        .isEqualTo(Commands.DONE);
    assertThat(said()).contains("Ming: add me on whatsapp", "delete Ming", "breaks group rule 1");
    assertThat(steward("rehearse", pack("skincare"), "--conversation", chat.toString(), "--json"))
        .isEqualTo(Commands.DONE);
    assertThat(said()).contains("\"asExpected\":true", "\"DELETES\"");
    Files.writeString(chat, "Ming add me\n");
    assertThat(
            steward(
                "rehearse", pack("skincare"), "--conversation", chat.toString(), "--lang", "en"))
        .isEqualTo(Commands.FOUND);
    assertThat(said()).contains("mine.chat:1:1: there is no colon here");
  }

  @Test
  void aStretchOfCalendarIsTold() {
    assertThat(
            steward(
                "rehearse",
                pack("mother-and-baby"),
                "--from",
                "2026-10-08",
                "--days",
                "3",
                "--groups",
                "2",
                "--newcomers",
                "1"))
        .isEqualTo(Commands.DONE);
    assertThat(said())
        .contains("2026-10-10 周六  调休上班", "[2 个群] 群管家：早上好", "群管家：欢迎 mum-1", "3 天，2 个群");
    assertThat(steward("rehearse", pack("skincare"), "--days", "2", "--json"))
        .isEqualTo(Commands.DONE);
    assertThat(said()).contains("\"said\":[", "\"skipped\":[");
    assertThat(steward("rehearse", pack("skincare"), "--from", "soon")).isEqualTo(Commands.USAGE);
    assertThat(said()).contains("expected: a date like 2026-11-02");
    assertThat(steward("rehearse", pack("skincare"), "--days", "0")).isEqualTo(Commands.USAGE);
    assertThat(steward("rehearse", pack("skincare"), "--days", "2", "--update"))
        .isEqualTo(Commands.USAGE);
    assertThat(steward("rehearse")).isEqualTo(Commands.USAGE);
  }

  @Test
  void checkTellsWhatEachGroupsDifferencesChange() throws IOException {
    assertThat(steward("check", pack("mother-and-baby"), "--lang", "en")).isEqualTo(Commands.DONE);
    String before = said();
    Path groups = home.resolve("scripts/groups.yaml");
    Files.writeString(
        groups, Files.readString(groups) + "\n  - {group: 'web:zz', pack: nowhere}\n");
    assertThat(steward("check", pack("mother-and-baby"), "--lang", "en")).isEqualTo(Commands.FOUND);
    assertThat(said()).contains("groups.yaml:").contains("nowhere").isNotEqualTo(before);
  }

  @Test
  void aMistakeIsToldWithItsPlaceACaretAndAMend() throws IOException {
    changes("skincare", "rules.yaml", "\nrules:", "\nruels:");
    assertThat(steward("check", pack("skincare"), "--lang", "en")).isEqualTo(Commands.FOUND);
    assertThat(said())
        .containsPattern("rules\\.yaml:\\d+:1")
        .contains("^")
        .contains("did you mean rules?");
    assertThat(steward("check", pack("skincare"), "--json")).isEqualTo(Commands.FOUND);
    assertThat(said()).startsWith("[").contains("\"line\"");
  }

  @Test
  void aRuleThatHitsComplaintsIsRefused() throws IOException {
    changes(
        "mother-and-baby",
        "rules.yaml",
        "\nrules:",
        "\nrules:\n  fakes:\n    clause: no-ads\n    words: [假货]");
    assertThat(steward("check", pack("mother-and-baby"), "--lang", "en")).isEqualTo(Commands.FOUND);
    assertThat(said()).contains("the rule fakes would hit a genuine complaint");
    assertThat(steward("publish", pack("mother-and-baby"), "--lang", "en"))
        .isEqualTo(Commands.FOUND);
    assertThat(said()).contains("nothing was published", "fakes");
  }

  @Test
  void aFolderThatIsNotThereIsNoPack() {
    assertThat(steward("check", home.resolve("scripts/none").toString()))
        .isNotEqualTo(Commands.DONE);
    assertThat(said()).contains("none");
  }

  @Test
  void aPackIsPublishedWithoutAServerAndOnlyWhenItDiffers() throws IOException {
    assertThat(steward("publish", pack("skincare"), "--lang", "en")).isEqualTo(Commands.DONE);
    assertThat(said()).contains("skincare version 1 is in force");
    assertThat(steward("publish", pack("skincare"), "--lang", "en")).isEqualTo(Commands.DONE);
    assertThat(said()).contains("is the same as version 1");
    changes("skincare", "rules.yaml", "\nrules:", "\nruels:");
    assertThat(steward("publish", pack("skincare"), "--lang", "en")).isEqualTo(Commands.FOUND);
    assertThat(said()).contains("nothing was published");
  }

  @Tag("sqlite")
  @Test
  void aCopyIsPutBackAndWhatWasThereIsKept() {
    String copy = home.resolve("copy.db").toString();
    assertThat(steward("publish", pack("skincare"))).isEqualTo(Commands.DONE);
    assertThat(steward("backup", copy)).isEqualTo(Commands.DONE);
    assertThat(home.resolve("copy.db")).isNotEmptyFile();
    assertThat(steward("publish", pack("mother-and-baby"))).isEqualTo(Commands.DONE);
    assertThat(steward("restore", copy, "--lang", "en")).isEqualTo(Commands.DONE);
    Path kept = Path.of(said().strip().replaceFirst("(?s).*is kept in ", ""));
    assertThat(kept).exists();
    assertThat(steward("publish", pack("skincare"), "--lang", "en")).isEqualTo(Commands.DONE);
    assertThat(said()).contains("is the same as version 1");
    assertThat(steward("publish", pack("mother-and-baby"), "--lang", "en"))
        .isEqualTo(Commands.DONE);
    assertThat(said()).contains("version 1 is in force");
  }

  @Tag("sqlite")
  @Test
  void whatIsNoCopyIsNotPutBack() throws IOException {
    Path file = Files.writeString(home.resolve("holiday.db"), "a picture of the sea");
    assertThat(steward("publish", pack("skincare"))).isEqualTo(Commands.DONE);
    assertThat(steward("restore", file.toString())).isEqualTo(Commands.FAILED);
    assertThat(said()).contains("holiday.db");
    assertThat(steward("publish", pack("skincare"), "--lang", "en")).isEqualTo(Commands.DONE);
    assertThat(said()).contains("is the same as version 1");
  }

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

  private static String[] with(String[] line, String... more) {
    return Stream.concat(Stream.of(line), Stream.of(more)).toArray(String[]::new);
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

  @Test
  void nobodyIsKnownByThatName() {
    assertThat(steward("publish", pack("skincare"))).isEqualTo(Commands.DONE);
    assertThat(steward("member", "export", "web:nobody", "--lang", "en")).isEqualTo(Commands.FOUND);
    assertThat(said()).contains("web:nobody: nothing is kept of such a person");
    assertThat(steward("member", "erase", "web:nobody")).isEqualTo(Commands.FOUND);
  }

  @Test
  void tiersComeFromAFileOrTheFileSaysWhatIsWrong() throws Exception {
    assertThat(steward("publish", pack("mother-and-baby"))).isEqualTo(Commands.DONE);
    Path file = Files.writeString(home.resolve("tiers.csv"), "账号,等级\nweb:ming,会员\n");
    assertThat(steward("member", "tiers", file.toString(), "--lang", "en"))
        .isEqualTo(Commands.DONE);
    assertThat(said()).contains("members: 1, with another tier than before: 1");
    Files.writeString(file, "账号,等级\nweb:ming,金卡\n");
    assertThat(steward("member", "tiers", file.toString(), "--lang", "en"))
        .isEqualTo(Commands.FOUND);
    assertThat(said())
        .contains(
            "tiers.csv line 2: tier 金卡 (expected: normal / member / svip, or empty for none)");
  }

  /** Ming talks in a room and to Steward; returns his login. */
  private static String mingTalks(Steward server) throws Exception {
    String link = server.rooms().getFirst().url();
    HttpResponse<String> joined =
        post(
            server.url() + "/chat/api/join",
            "",
            Map.of("token", link.substring(link.lastIndexOf('/') + 1), "name", "小明的名字"));
    String cookie = joined.headers().firstValue("set-cookie").orElseThrow();
    String mine = cookie.substring(0, cookie.indexOf(';'));
    String room = server.url() + "/chat/api/rooms/mama-1/";
    post(room + "messages", mine, Map.of("text", "宝宝三个月了"));
    post(room + "private", mine, Map.of("text", "我的记录"));
    return "web:" + Json.read(joined.body(), Map.class).get("user");
  }

  private static HttpResponse<String> post(String url, String cookie, Map<String, String> body)
      throws Exception {
    try (HttpClient browser = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          browser.send(
              HttpRequest.newBuilder(URI.create(url))
                  .header("x-steward", "1")
                  .header("cookie", cookie)
                  .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(url).isEqualTo(200);
      return answer;
    }
  }

  /** Whether some words stand in any file, also in what a database no longer shows. */
  private static boolean anywhere(Path folder, String words) throws IOException {
    String needle = new String(words.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(needle)) {
          return true;
        }
      }
    }
    return false;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsKeptOfAPersonIsTakenOutOrForgottenEverywhere(boolean running) throws Exception {
    Config config =
        ConfigReader.read(
            Files.writeString(
                home.resolve("config/steward.yaml"),
                """
                port: 0
                packs: [scripts/skincare]
                adapters:
                  web: {rooms: 'mama-1=一群'}
                """),
            home,
            Map.of());
    String ming;
    try (Steward server =
        Steward.start(config, InstantSource.system(), home, config.packs(), false, QUIET)) {
      ming = mingTalks(server);
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (steward("member", "export", ming) != Commands.DONE || !said().contains("我的记录")) {
        assertThat(System.nanoTime()).as("both messages are in the journal").isLessThan(deadline);
        Thread.sleep(20);
      }
      assertThat(said()).contains("宝宝三个月了");
      if (running) {
        assertThat(steward("member", "erase", ming)).isEqualTo(Commands.DONE);
        assertThat(anywhere(home.resolve("data"), "宝宝三个月了")).isFalse();
      }
    }
    if (!running) {
      assertThat(steward("member", "erase", ming)).isEqualTo(Commands.DONE);
    }
    assertThat(said()).contains("\"person\":\"" + ming + "\"").doesNotContain("\"rooms\":0");
    assertThat(steward("member", "export", ming)).isEqualTo(Commands.DONE);
    assertThat(said()).doesNotContain("宝宝三个月了", "我的记录");
    assertThat(anywhere(home.resolve("data"), "宝宝三个月了")).isFalse();
  }

  private static int polls(Steward server, String secret) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/polls"))
                  .header("authorization", "Bearer " + secret)
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .statusCode();
    }
  }

  @Test
  void aWrongSettingStopsEveryCommand() throws IOException {
    Path settings = Files.writeString(home.resolve("mine.yaml"), "prot: 1\n");
    assertThat(steward("run", "--config", settings.toString())).isEqualTo(Commands.USAGE);
    assertThat(said()).contains("mine.yaml:1").contains("port");
  }

  @Test
  void commandsGoToTheServerThatRuns() throws Exception {
    List<String> told = new ArrayList<>();
    Config config =
        ConfigReader.read(
            Files.writeString(
                home.resolve("config/steward.yaml"),
                """
                port: 0
                packs: [scripts/skincare]
                groups: scripts/groups.yaml
                adapters:
                  web: {rooms: 'mama-1=一群'}
                """),
            home,
            Map.of());
    try (Steward server =
        Steward.start(
            config,
            InstantSource.system(),
            home,
            config.packs(),
            false,
            new Steward.Told() {
              @Override
              public void problems(List<Problem> problems) {
                problems.forEach(problem -> told.add(problem.toString()));
              }

              @Override
              public void line(String zh, String en) {
                told.add(en);
              }
            })) {
      assertThat(told).contains("pack skincare version 1 is in force");
      assertThat(server.rooms()).hasSize(1);

      changes("skincare", "pack.yaml", "title:", "title: New");
      assertThat(steward("publish", pack("skincare"), "--lang", "en")).isEqualTo(Commands.DONE);
      assertThat(said()).contains("skincare version 2 is in force");

      changes("skincare", "rules.yaml", "\nrules:", "\nruels:");
      assertThat(steward("publish", pack("skincare"), "--lang", "en")).isEqualTo(Commands.FOUND);
      assertThat(said()).contains("nothing was published");

      String copy = home.resolve("while-it-runs.db").toString();
      assertThat(steward("backup", copy)).isEqualTo(Commands.DONE);
      assertThat(home.resolve("while-it-runs.db")).isNotEmptyFile();
      assertThat(steward("member", "erase", "web:nobody")).isEqualTo(Commands.FOUND);
      assertThat(steward("token", "create", "x", "--scope", "polls:read")).isEqualTo(Commands.DONE);
      String secret = out.toString(StandardCharsets.UTF_8).strip();
      assertThat(polls(server, secret)).isEqualTo(200);
      assertThat(steward("token", "revoke", secret.substring(0, 12))).isEqualTo(Commands.DONE);
      assertThat(polls(server, secret)).isEqualTo(401);
      assertThat(steward("token", "revoke", secret.substring(0, 12))).isEqualTo(Commands.FOUND);
      assertThat(steward("restore", copy)).isEqualTo(Commands.FAILED);
      assertThat(steward("run")).isEqualTo(Commands.FAILED);
    }
    assertThat(steward("restore", home.resolve("while-it-runs.db").toString()))
        .isEqualTo(Commands.DONE);
  }

  @Test
  void aTokenIsMadeListedAndEnded() {
    assertThat(steward("publish", pack("skincare"))).isEqualTo(Commands.DONE);
    assertThat(steward("token", "create", "新品调研", "--scope", "polls:read", "--lang", "en"))
        .isEqualTo(Commands.DONE);
    String secret = out.toString(StandardCharsets.UTF_8).strip();
    assertThat(secret).matches("stw_[0-9a-f]{8}_[A-Za-z0-9_-]{43}");
    assertThat(said()).contains("Shown this once.");
    assertThat(steward("token", "list")).isEqualTo(Commands.DONE);
    assertThat(said())
        .contains(secret.substring(0, 12), "works", "polls:read", "新品调研")
        .doesNotContain(secret);
    assertThat(steward("token", "revoke", secret.substring(0, 12))).isEqualTo(Commands.DONE);
    assertThat(steward("token", "revoke", secret.substring(0, 12))).isEqualTo(Commands.FOUND);
    assertThat(steward("token", "list", "--json")).isEqualTo(Commands.DONE);
    assertThat(said()).contains("\"state\":\"revoked\"");
  }

  @Test
  void whatIsWrongWithATokenIsTold() {
    assertThat(steward("token")).isEqualTo(Commands.USAGE);
    assertThat(steward("token", "make")).isEqualTo(Commands.USAGE);
    assertThat(steward("token", "create", "x")).isEqualTo(Commands.USAGE);
    assertThat(said()).contains("polls:read, complaints:read, complaints:text");
    assertThat(steward("token", "create", "x", "--scope", "polls:write"))
        .isEqualTo(Commands.FAILED);
    assertThat(said()).contains("polls:write");
    assertThat(steward("token", "create", "x", "--scope", "polls:read", "--days", "1e9"))
        .isEqualTo(Commands.USAGE);
    assertThat(steward("token", "create", "x", "--scope", "polls:read", "--days", "400"))
        .isEqualTo(Commands.FAILED);
  }

  @Test
  void whatIsWrongWithAnExportIsTold() {
    assertThat(steward("publish", pack("skincare"))).isEqualTo(Commands.DONE);
    assertThat(steward("polls")).isEqualTo(Commands.USAGE);
    assertThat(steward("polls", "export")).isEqualTo(Commands.USAGE);
    assertThat(steward("polls", "export", "7", "--format", "xls")).isEqualTo(Commands.USAGE);
    assertThat(said()).contains("csv, xlsx, jsonl");
    assertThat(steward("polls", "export", "7", "--format", "xlsx")).isEqualTo(Commands.USAGE);
    assertThat(steward("polls", "export", "7", "--lang", "en")).isEqualTo(Commands.FOUND);
    assertThat(said()).contains("7: there is no such poll");
    assertThat(steward("polls", "export", "x")).isEqualTo(Commands.FOUND);
  }
}
