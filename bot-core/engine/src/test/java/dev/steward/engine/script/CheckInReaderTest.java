package dev.steward.engine.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a manager writes into checkin.yaml, and what the diff says of it. */
class CheckInReaderTest {
  private static CheckIn read(String text) {
    return Objects.requireNonNull(Written.good().with("checkin.yaml", text).pack().checkIn());
  }

  @Test
  void everythingThatIsWrittenIsRead() {
    assertThat(
            read(
                """
                words: [签到, 冒泡]
                day-starts: "4:30"
                points: 3
                daily-cap: 30
                streaks: {7: 20, 30: 100}
                make-ups: 0
                receipt: 1分钟
                leaderboard: false
                """))
        .isEqualTo(
            new CheckIn(
                List.of("签到", "冒泡"),
                LocalTime.of(4, 30),
                3,
                30,
                new TreeMap<>(Map.of(7, 20, 30, 100)),
                0,
                Duration.ofMinutes(1),
                false,
                new SourceMark("checkin.yaml", 1, 1)));
  }

  @Test
  void whatIsLeftOutIsSensible() {
    assertThat(read("points: 2\n"))
        .isEqualTo(
            new CheckIn(
                List.of("签到", "打卡"),
                LocalTime.MIDNIGHT,
                2,
                null,
                new TreeMap<>(),
                1,
                Duration.ofSeconds(30),
                true,
                new SourceMark("checkin.yaml", 1, 1)));
    assertThat(Written.good().pack().checkIn()).as("without the file").isNull();
  }

  @Test
  void everySlipIsToldWithItsPlace() {
    PackReading reading =
        Written.good()
            .with(
                "checkin.yaml",
                """
                word: [签到]
                day-starts: 4am
                points: five
                daily-cap: 0
                streaks: {1: 5}
                receipt: 30
                """)
            .read();
    assertThat(Written.places(reading.problems()))
        .containsExactly(
            "checkin.yaml:1:1 unknown-key",
            "checkin.yaml:2:13 bad-time",
            "checkin.yaml:3:9 bad-number",
            "checkin.yaml:4:12 cap-below-points",
            "checkin.yaml:5:11 bad-number",
            "checkin.yaml:6:10 bad-duration");
  }

  @Test
  void aBonusThatDoesNotFitIntoADayIsToldOf() {
    PackReading reading =
        Written.good().with("checkin.yaml", "points: 5\nstreaks: {7: 20}\ndaily-cap: 20\n").read();
    assertThat(Written.places(reading.problems()))
        .containsExactly("checkin.yaml:2:10 bonus-above-cap");
    assertThat(
            Written.good()
                .with("checkin.yaml", "points: 5\nstreaks: {7: 20}\ndaily-cap: 25\n")
                .read()
                .problems())
        .isEmpty();
  }

  @Test
  void aRuleThatWouldPunishCheckingInIsToldOf() {
    PackReading reading =
        Written.good()
            .with("checkin.yaml", Written.CHECKIN)
            .with("rules.yaml", Written.RULES.replace("加我微信", "打卡"))
            .read();
    assertThat(reading.problems()).extracting(Problem::code).containsExactly("hits-own-text");
    assertThat(reading.problems().getFirst().en()).contains("a word for checking in");
  }

  private static List<String> diff(String old, String fresh) {
    return PackDiff.sentences(
        Written.good().with("checkin.yaml", old).pack(),
        Written.good().with("checkin.yaml", fresh).pack(),
        Language.EN);
  }

  @Test
  void theDiffIsInSentences() {
    assertThat(
            diff(
                "points: 5\nstreaks: {7: 20}\n",
                "points: 6\nstreaks: {7: 30, 30: 100}\ndaily-cap: 50\nleaderboard: false\n"))
        .containsExactly(
            "Points for a day changed: from \"5\" to \"6\"",
            "The daily cap of points is new: 50",
            "The bonus for 7 days changed: from \"20\" to \"30\"",
            "The bonus for 30 days is new: 100",
            "Leaderboard changed: from \"on\" to \"off\"");
    assertThat(
            PackDiff.sentences(
                Written.good().pack(),
                Written.good().with("checkin.yaml", Written.CHECKIN).pack(),
                Language.ZH))
        .containsExactly("开始签到：签到、打卡");
    assertThat(diff(Written.CHECKIN, Written.CHECKIN)).isEmpty();
  }

  @Test
  void aGroupMayHaveNone() {
    Pack pack = Written.good().with("checkin.yaml", Written.CHECKIN).pack();
    BindingsReading reading =
        BindingsReader.read(
            "groups.yaml",
            "groups: [{group: web:1, pack: mama, off: [checkin]}]".getBytes(StandardCharsets.UTF_8),
            Map.of("mama", pack));
    assertThat(reading.problems()).isEmpty();
    Binding binding = reading.bindings().getFirst();
    assertThat(binding.applyTo(pack).checkIn()).isNull();
    assertThat(BindingDifferences.sentences(pack, binding, Language.EN))
        .containsExactly("there is no check-in");
  }
}
