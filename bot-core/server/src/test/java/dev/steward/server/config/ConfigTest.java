package dev.steward.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.steward.engine.outbox.Limits;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Nearest;
import dev.steward.engine.store.PostgresAddress;
import dev.steward.server.webhook.WebhookFormat;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a manager writes into {@code steward.yaml}, and what Steward makes of it. */
class ConfigTest {
  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("steward.root")));
  private static final Path SHIPPED = ROOT.resolve("config").resolve("steward.yaml");

  /** What the shipped file says beyond the defaults: an installation that shows something. */
  private static final Set<String> SHOWN = Set.of("packs", "groups", "holidays");

  @TempDir Path folder;

  @Test
  void theShippedFileStartsAServer() throws Exception {
    Config config = ConfigReader.read(SHIPPED, ROOT, Map.of());

    assertThat(config.packs()).isNotEmpty().allSatisfy(pack -> assertThat(pack).isDirectory());
    assertThat(config.groups()).isRegularFile();
    assertThat(config.adapters()).containsOnlyKeys("web");
  }

  @Test
  void theShippedFileNamesEveryKeyAndNoOther() throws Exception {
    Set<String> written = new TreeSet<>();
    for (Value value : new YamlValues(SHIPPED, Map.of()).read()) {
      if (!value.path().getFirst().equals("adapters")) {
        written.add(value.key());
      }
    }
    assertThat(written).isEqualTo(ConfigReader.keys());
  }

  @Test
  void theShippedValuesAreTheDefaults() throws Exception {
    Config shipped = ConfigReader.read(SHIPPED, ROOT, Map.of());
    Config bare = ConfigReader.read(null, ROOT, Map.of());

    assertThat(shipped)
        .usingRecursiveComparison()
        .ignoringFields("adapters")
        .ignoringFields(SHOWN.toArray(String[]::new))
        .isEqualTo(bare);
  }

  @Test
  void thePaceThatTheShippedFileShowsIsTakenAsItStands() throws Exception {
    Config config =
        read(Files.readString(SHIPPED).replaceAll("(?m)^#(?=limits:|  [\\w\":]+ \\{)", ""));

    assertThat(config.limitsOf("telegram", "telegram:42").perSecond()).isEqualTo(20.0);
    assertThat(config.limitsOf("telegram", "telegram:42").burst()).isEqualTo(20);
    assertThat(config.limitsOf("irc", "irc:steward").perSecond()).isEqualTo(1.0);
    assertThat(config.limitsOf("irc", "irc:steward").burst()).isEqualTo(5);
    assertThat(config.limitsOf("irc", "irc:steward").attempts()).isEqualTo(6);
    assertThat(config.limitsOf("irc", "irc:steward").patience()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void withoutAFileThereAreSensibleDefaults() throws Exception {
    Config config = ConfigReader.read(null, folder, Map.of());

    assertThat(config.data()).isEqualTo(folder.resolve("data"));
    assertThat(config.language()).isEqualTo(Language.ZH);
    assertThat(config.zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    assertThat(config.http())
        .isEqualTo(new Config.Http("127.0.0.1", 8080, "", false, 20_000, false));
    assertThat(config.backups()).isEqualTo(new Config.Backups(LocalTime.of(3, 30), 7));
    assertThat(config.packs()).isEmpty();
    assertThat(config.groups()).isNull();
    assertThat(config.adapters()).isEmpty();
    assertThat(config.webhook()).isNull();
    assertThat(config.opinion()).isNull();
    assertThat(config.limitsOf("web", "web:steward")).isEqualTo(Limits.GENEROUS);
    assertThat(config.limitsOf("telegram", "telegram:42").perSecond())
        .as("what its own documents allow")
        .isEqualTo(25.0);
    assertThat(config.limitsOf("irc", "irc:steward"))
        .as("what its adapter sends, messagesPerSecond and burst")
        .isEqualTo(new Limits(2, 5, 6, Duration.ofMinutes(5)));
    assertThat(config.retention().whole())
        .isEqualTo(
            new Retention.Times(
                Duration.ofDays(180),
                Duration.ofDays(180),
                Duration.ofDays(180),
                Duration.ofDays(730)));
  }

  @Test
  void everythingCanBeSaidOtherwise() throws Exception {
    Config config =
        read(
            """
            data: /srv/steward
            language: en
            zone: Europe/London
            bind: 0.0.0.0
            port: 0
            public-url: https://group.example.com/
            behind-proxy: true
            most-connections: 10
            metrics: all
            packs: [one, /packs/two]
            groups: groups.xlsx
            holidays: days.yaml
            backup: {at: "23:05", keep: 0}
            webhook: {url: "https://qyapi.example.com/send?key=1", format: wecom}
            opinion: {url: "http://127.0.0.1:11434/v1", model: qwen, key: "k", patience: 3s}
            """);

    assertThat(config.data()).isEqualTo(Path.of("/srv/steward"));
    assertThat(config.language()).isEqualTo(Language.EN);
    assertThat(config.zone()).isEqualTo(ZoneId.of("Europe/London"));
    assertThat(config.http())
        .isEqualTo(new Config.Http("0.0.0.0", 0, "https://group.example.com", true, 10, true));
    assertThat(config.packs()).containsExactly(folder.resolve("one"), Path.of("/packs/two"));
    assertThat(config.groups()).isEqualTo(folder.resolve("groups.xlsx"));
    assertThat(config.holidays()).isEqualTo(folder.resolve("days.yaml"));
    assertThat(config.backups()).isEqualTo(new Config.Backups(LocalTime.of(23, 5), 0));
    assertThat(config.webhook())
        .isEqualTo(
            new Config.Webhook(
                URI.create("https://qyapi.example.com/send?key=1"), WebhookFormat.WECOM));
    assertThat(config.opinion())
        .isEqualTo(
            new Config.Opinion(
                URI.create("http://127.0.0.1:11434/v1"), "qwen", "k", Duration.ofSeconds(3)));
    assertThat(config.toString()).doesNotContain("key=k");
  }

  @Test
  void theDatabaseIsElsewhereByOneKey() throws Exception {
    Config config =
        read(
            """
            database: postgresql://steward@db.example:5433/house?sslmode=require
            database-password: a@b/c
            database-lanes: 3
            """);

    assertThat(config.store().postgres())
        .isEqualTo(
            new PostgresAddress("db.example:5433/house?sslmode=require", "steward", "a@b/c"));
    assertThat(config.store().lanes()).isEqualTo(3);
    assertThat(config.store().toString()).doesNotContain("a@b/c");
    assertThat(ConfigReader.read(null, folder, Map.of()).store())
        .as("SQLite, unless it is said otherwise")
        .isEqualTo(
            new Config.Store(
                folder.resolve("data"), null, Runtime.getRuntime().availableProcessors()));
  }

  @Test
  void aPasswordInAnAddressThatIsNoneIsNotShown() {
    assertThatThrownBy(() -> read("database: postgresql://me:p@ss/word@db.example/house\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("postgresql://***@db.example/house")
        .hasMessageNotContaining("ss/word");
  }

  @Test
  void oneGroupMayBeKeptShorterThanTheOthers() throws Exception {
    Retention retention =
        read("""
        retention:
          messages: 30d
          evidence: forever
          groups:
            "web:mama-1": {messages: 12h, events: 2y}
        """)
            .retention();

    assertThat(retention.of("web:mama-2").messages()).isEqualTo(Duration.ofDays(30));
    assertThat(retention.of("web:mama-2").evidence()).isNull();
    assertThat(retention.of("web:mama-1"))
        .isEqualTo(
            new Retention.Times(
                Duration.ofHours(12), Duration.ofDays(180), Duration.ofDays(730), null));
  }

  @Test
  void anAccountHasItsOwnPaceBeforeItsPlatforms() throws Exception {
    Config config =
        read(
            """
            limits:
              web: {per-minute: 120, burst: 5}
              "web:slow": {per-minute: 6, attempts: 2, patience: 30s}
            """);

    assertThat(config.limitsOf("web", "web:steward").perSecond()).isEqualTo(2.0);
    assertThat(config.limitsOf("web", "web:steward").burst()).isEqualTo(5);
    assertThat(config.limitsOf("web", "web:slow").perSecond()).isEqualTo(0.1);
    assertThat(config.limitsOf("web", "web:slow").attempts()).isEqualTo(2);
    assertThat(config.limitsOf("web", "web:slow").patience()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.limitsOf("onebot", "onebot:10001")).isEqualTo(Limits.GENEROUS);
  }

  @Test
  void aPlatformsSettingsAreHandedOnAsTheyStand() throws Exception {
    Config config =
        read(
            """
            adapters:
              web: {name: 群管家, rooms: "a=一群"}
              irc:
                server: {host: irc.example.com, port: 6697}
            """);

    assertThat(config.adapters())
        .containsEntry("web", Map.of("name", "群管家", "rooms", "a=一群"))
        .containsEntry("irc", Map.of("server.host", "irc.example.com", "server.port", "6697"));
  }

  @Test
  void aPlatformWithoutSettingsIsStillWanted() throws Exception {
    assertThat(read("adapters:\n  web: {}\n").adapters()).containsEntry("web", Map.of());
    assertThat(read("adapters:\n  web:\n    # name: 群管家\n").adapters())
        .containsEntry("web", Map.of());
  }

  @Test
  void aTableWhoseLinesAreAllCommentedOutIsNoMistake() throws Exception {
    assertThat(read("retention:\n  # messages: 30d\nlimits:\nbackup: {}\n"))
        .isEqualTo(ConfigReader.read(null, folder, Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "prot, port",
    "retention.mesages, retention.messages",
    "publicurl, public-url",
    "backup.kept, backup.keep",
    "languge, language"
  })
  void aSlipOfTheKeyboardIsToldWithTheNearestName(String slip, String meant) throws Exception {
    String yaml = slip.replace(".", ":\n  ") + ": 1\n";

    ConfigException wrong = wrong("# first line\n" + yaml);

    assertThat(wrong.text(Language.EN))
        .contains(slip + ": unknown setting. Did you mean " + meant + "?")
        .contains("steward.yaml:" + (slip.contains(".") ? 3 : 2));
    assertThat(wrong.text(Language.ZH)).contains(slip + "：没有这个设置。是不是想写 " + meant + "？");
  }

  @Test
  void aKeyLikeNoOtherIsToldWithoutAGuess() throws Exception {
    assertThat(wrong("telephone-number: 110\n").text(Language.EN))
        .endsWith("telephone-number: unknown setting");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "port|70000|expected: a whole number from 0 to 65535",
        "port|http|expected: a whole number from 0 to 65535",
        "most-connections|1|expected: a whole number from 10 to 1000000",
        "language|fr|expected: zh or en",
        "zone|Shanghai|expected: a zone such as Asia/Shanghai",
        "behind-proxy|yes|expected: true or false",
        "metrics|everyone|expected: loopback or all",
        "public-url|group.example.com|expected: https:// and a host, without a path",
        "public-url|https://example.com/steward|expected: https:// and a host, without a path",
        "public-url|javascript:alert(1)|expected: https:// and a host, without a path",
        "backup.at|half past three|expected: a time of day such as 03:30",
        "backup.keep|-1|expected: a whole number from 0 to 365",
        "webhook.format|teams|expected: json or wecom or feishu or dingtalk or slack",
        "webhook.url|qyapi.example.com/send|expected: an address with https://",
        "webhook.url|file:///etc/passwd|expected: an address with https://",
        "retention.messages|half a year|expected: a length such as 180d, 12h or 2y, or forever",
      })
  void aWrongValueIsToldWithItsKeyAndWhatWasExpected(String key, String value, String expected)
      throws Exception {
    String yaml = key.replace(".", ":\n  ") + ": " + value + "\n";

    assertThat(wrong(yaml).text(Language.EN))
        .contains(key + ": '" + value + "' (" + expected + ")");
  }

  @Test
  void anEmojiMayStandAnywhere() throws Exception {
    for (int before = 980; before < 1_060; before++) {
      assertThat(read("# " + "x".repeat(before) + "👍\nport: 81\n").http().port()).isEqualTo(81);
    }
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() throws Exception {
    assertThat(wrong("port: x\nlanguage: y\nprot: 1\n").text(Language.EN).lines()).hasSize(3);
  }

  @Test
  void secretsComeFromTheEnvironmentOrFromAFile() throws Exception {
    Files.writeString(folder.resolve("password.txt"), "of the file\n");

    Config config =
        read(
            """
            adapters:
              irc:
                name: "${env:NAME}-bot"
                password: ${file:password.txt}
            """,
            Map.of("NAME", "from $outside"));

    assertThat(config.adapters())
        .containsEntry("irc", Map.of("name", "from $outside-bot", "password", "of the file"));
  }

  @Test
  void aMissingSecretStopsTheStartAndSaysWhich() throws Exception {
    String text =
        wrong("adapters:\n  irc:\n    a: ${env:TOKEN}\n    b: ${file:gone}\n    c: ${var:X}\n")
            .text(Language.EN);

    assertThat(text)
        .contains("steward.yaml:3: adapters.irc.a: the environment variable TOKEN is not set")
        .contains("steward.yaml:4: adapters.irc.b: can't read " + folder.resolve("gone"))
        .contains("steward.yaml:5: adapters.irc.c: ${var:...} (expected: ${env:NAME}");
  }

  @Test
  void aSecretInTheWrongPlaceIsNeverShown() throws Exception {
    Path file = Files.writeString(folder.resolve("steward.yaml"), "port: ${env:TOKEN}\n");

    assertThatThrownBy(() -> ConfigReader.read(file, folder, Map.of("TOKEN", "hunter2")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("port: '***'")
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "port: 1\\nport: 2\\n|:2: port: written twice, first on line 1",
        "port: [1\\n|this is not YAML",
        "- port\\n|:1: expected: lines of \"name: content\"",
        "port: &p 1\\n|:1: settings can't use an anchor (&)",
        "packs: [[a]]\\n|:1: packs: the list must hold texts only",
        "[a, b]: 1\\n|:1: left of the colon there must be a plain name",
      })
  void badYamlIsToldWithItsLine(String yaml, String told) throws Exception {
    assertThat(wrong(yaml.replace("\\n", "\n")).text(Language.EN)).contains(told);
  }

  @Test
  void aFileThatIsNotThereOrNotTextIsTold() throws Exception {
    Path gone = folder.resolve("gone.yaml");
    assertThatThrownBy(() -> ConfigReader.read(gone, folder, Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(gone + ": can't be read");

    Path bytes = folder.resolve("bytes.yaml");
    Files.write(bytes, new byte[] {'a', ':', ' ', (byte) 0xff, (byte) 0xfe});
    assertThatThrownBy(() -> ConfigReader.read(bytes, folder, Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void anEmptyFileMeansTheDefaults() throws Exception {
    assertThat(read("# nothing yet\n")).isEqualTo(ConfigReader.read(null, folder, Map.of()));
  }

  @Test
  void theNearestNameIsNear() {
    assertThat(Nearest.of("prot", List.of("port", "host"))).contains("port");
    assertThat(Nearest.of("x".repeat(1_000_000), List.of("port"))).isEmpty();
  }

  private Config read(String yaml) throws ConfigException, IOException {
    return read(yaml, Map.of());
  }

  private Config read(String yaml, Map<String, String> environment)
      throws ConfigException, IOException {
    return ConfigReader.read(
        Files.writeString(folder.resolve("steward.yaml"), yaml), folder, environment);
  }

  private ConfigException wrong(String yaml) {
    return Objects.requireNonNull(
        catchThrowableOfType(ConfigException.class, () -> read(yaml)), "it was taken");
  }
}
