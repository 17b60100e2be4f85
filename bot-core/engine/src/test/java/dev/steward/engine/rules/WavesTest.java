package dev.steward.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.text.Fingerprint;
import dev.steward.engine.text.FoldBuffer;
import dev.steward.engine.text.Hash64;
import dev.steward.engine.text.Sketch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class WavesTest {
  private static final Instant START = Instant.parse("2026-11-25T04:00:00Z");
  private static final Duration WITHIN = Duration.ofMinutes(10);

  private final Waves waves = new Waves();
  private final FoldBuffer folded = new FoldBuffer();
  private long place;

  private Waves.Wave add(String text, String member, Instant at, boolean nearly) {
    folded.fold(text);
    return waves.add(
        new Waves.Copy(
            Sketch.of(folded), Fingerprint.of(folded).hash(), Hash64.of(member), at, ++place),
        new RuleCheck.Copies(3, WITHIN, 12, nearly),
        true);
  }

  /** What a member posted, to count by hand. */
  private record Said(String text, String member, Instant at) {}

  @Test
  void itCountsAsOneWouldByHand() {
    Random random = new Random(20261127);
    List<Said> said = new ArrayList<>();
    Instant at = START;
    for (int i = 0; i < 5_000; i++) {
      at = at.plusSeconds(random.nextInt(20));
      Said one =
          new Said("第" + random.nextInt(40) + "团宝宝辅食碗今天到货想要的来登记", "m" + random.nextInt(6), at);
      Set<String> members = new HashSet<>(List.of(one.member));
      for (Said other : said) {
        if (other.text.equals(one.text) && !other.at.isBefore(at.minus(WITHIN))) {
          members.add(other.member);
        }
      }
      assertThat(add(one.text, one.member, at, false).members())
          .as("message %d", i)
          .isEqualTo(Math.min(3, members.size()));
      said.add(one);
    }
  }

  @Test
  void whatWasWrittenOverIsForgottenAndBreaksNothing() {
    String text = "妈妈们今晚八点直播间抢试用装记得来";
    add(text, "a", START, false);
    for (int i = 0; i < 2 * Waves.MOST + 7; i++) {
      add("这是第" + i + "条和别人都不一样的闲聊话题" + i * 31, "m" + i % 50, START, false);
    }
    assertThat(add(text, "b", START, false).members()).isEqualTo(1);
    assertThat(add(text, "c", START, false).members()).isEqualTo(2);
    long second = place;
    Waves.Wave wave = add(text, "d", START, false);
    assertThat(wave.members()).isEqualTo(3);
    assertThat(wave.id()).isNotZero();
    assertThat(wave.earlier()).containsExactlyInAnyOrder(second, second - 1);
    assertThat(add(text, "e", START, false))
        .as("the same wave")
        .isEqualTo(new Waves.Wave(3, wave.id(), wave.earlier()));
    assertThat(add(text, "f", START.plus(WITHIN).plusSeconds(1), false))
        .as("a new one later")
        .isEqualTo(Waves.Wave.NONE);
  }

  @Test
  void whatStaffLetThroughGoesFree() {
    String text = "妈妈们今晚八点直播间抢试用装记得来，名额只有二十个先到先得";
    String changed = text.replace("二十", "三十");
    add(text, "a", START, true);
    add(text, "b", START, true);
    Waves.Wave wave = add(changed, "c", START, true);
    assertThat(wave.id()).isNotZero();

    waves.letThrough(wave.id());

    assertThat(add(text, "d", START, true)).isEqualTo(Waves.Wave.NONE);
    assertThat(add(changed, "e", START, true)).isEqualTo(Waves.Wave.NONE);
  }

  @Test
  void aTextThatStaffLetThroughBeforeARestartGoesFree() {
    String text = "妈妈们今晚八点直播间抢试用装记得来";
    folded.fold(text);
    waves.letThrough(Fingerprint.of(folded).hash());
    for (String member : List.of("a", "b", "c", "d")) {
      assertThat(add(text, member, START, false)).isEqualTo(Waves.Wave.NONE);
    }
  }

  @Test
  void whatWasBeforeAStartIsRecalledOnceAndAnewWhereThatFailed() {
    List<String> recalled = new ArrayList<>();
    assertThatThrownBy(
            () ->
                waves.recallOnce(
                    () -> {
                      throw new IllegalStateException("the database is away");
                    }))
        .hasMessage("the database is away");

    for (String lane : List.of("lane-0", "lane-1", "lane-0 after a rollback")) {
      waves.recallOnce(() -> recalled.add(lane));
    }

    assertThat(recalled).containsExactly("lane-0");
  }

  @Test
  void aWaveOfLongAgoThatComesAgainIsWarnedOfAgain() {
    String text = "妈妈们今晚八点直播间抢试用装记得来";
    Instant later = START.plus(Duration.ofDays(20));
    waves.ran(text, START);
    waves.asked(text + "大家记得哦", later);
    assertThat(waves.isAsked(text, later.plusSeconds(1))).as("the wave is forgotten").isTrue();
    waves.ran(text, later.plusSeconds(60));
    waves.asked("「" + text + "」是骗人的", later.plusSeconds(90));
    assertThat(waves.isAsked("「" + text + "」是骗人的", later.plusSeconds(91))).isFalse();
  }

  @Test
  void whoWarnsOfAWaveAsksForNothingWhicheverIsHeardFirst() {
    String text = "妈妈们今晚八点直播间抢试用装记得来";
    waves.asked("「" + text + "」是骗人的", START.plusSeconds(60));

    assertThat(waves.isAsked(text, START)).as("staff had not said it yet").isFalse();
    assertThat(waves.isAsked(text, START.plusSeconds(61))).isTrue();
    waves.ran(text, START.plusSeconds(90));
    assertThat(waves.isAsked(text, START.plusSeconds(91))).as("staff were first").isTrue();
    waves.mayRun(text);
    waves.ran(text, START);
    assertThat(waves.isAsked(text, START.plusSeconds(91))).as("staff warned of it").isFalse();
  }

  @Test
  void likeTextsOfOthersAreNotNear() {
    add("请问2段奶粉什么时候能到货呀等着喝", "a", START, true);
    add("请问纸尿裤大号什么时候补货快用完了", "b", START, true);
    assertThat(add("请问辅食碗的盖子能不能单独买一个", "c", START, true).members()).isEqualTo(1);
  }
}
