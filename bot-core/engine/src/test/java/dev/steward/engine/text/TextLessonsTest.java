package dev.steward.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.text.TextLessons.Lesson;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TextLessonsTest {
  private static final String ADVERT = "想要猫粮试吃装的找我登记，顺丰包邮到家";
  private static final String LIKE_IT = "猫粮试吃装还有，找我登记，顺丰包邮";

  private final FoldBuffer folded = new FoldBuffer();

  private double likelihood(TextLessons lessons, String text) {
    TextLikeness likeness = new TextLikeness();
    likeness.learned(lessons);
    return likeness.likelihood(folded.fold(text));
  }

  private static List<Lesson> often(String text, boolean violates) {
    List<Lesson> lessons = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      lessons.add(new Lesson(text, violates));
    }
    return lessons;
  }

  @Test
  void whatStaffFoundBadIsKnownAgainInOtherWords() {
    TextLessons lessons = TextLessons.of(often(ADVERT, true));
    assertThat(likelihood(lessons, LIKE_IT))
        .isGreaterThan(likelihood(TextLessons.NONE, LIKE_IT) + 0.1);
  }

  @Test
  void whatStaffFoundFineIsLeftAlone() {
    TextLessons lessons = TextLessons.of(often(ADVERT, false));
    assertThat(likelihood(lessons, LIKE_IT)).isLessThan(likelihood(TextLessons.NONE, LIKE_IT));
  }

  /** A harmless text that somebody was banned with is believed, and makes no others look bad. */
  @Test
  void aHarmlessTextPoisonsNothing() {
    TextLessons lessons = TextLessons.of(often("大家早上好，今天天气真好呀", true));
    for (String fine : List.of("早上好呀姐妹们", "今天天气真好，带娃出去晒太阳", "大家晚上好", "大家今天吃什么呀", "早上好，奶粉到货了吗")) {
      assertThat(likelihood(lessons, fine)).as(fine).isLessThan(0.5);
    }
  }

  /** After years nearly all that staff have judged violates, short and long. */
  @Test
  void manyThatViolateMakeNoOrdinaryTalkLookBad() {
    List<Lesson> lessons = new ArrayList<>();
    for (int i = 0; i < 1_200; i++) {
      lessons.add(new Lesson("城东第" + i + "窝布偶小猫到家，疫苗打过，视频看猫" + "包邮送粮".repeat(i % 5), true));
    }
    TextLessons learned = TextLessons.of(lessons);
    assertThat(likelihood(learned, "河西的布偶小猫到家，疫苗打过，视频看猫")).isGreaterThan(0.9);
    for (String fine :
        List.of(
            "早上好呀姐妹们",
            "娃昨晚烧到三十八度五，物理降温之后睡踏实了，今天先观察一天再说",
            "请问奶粉什么时候发货",
            "我家猫把沙发抓花了",
            "好的",
            "anyone up with a teething baby tonight")) {
      assertThat(likelihood(learned, fine)).as(fine).isLessThan(0.5);
    }
  }

  /** Where short remarks are fine and long ones are not, that is learned from many of each. */
  @Test
  void howLongATextIsCountsOnceManyWereJudged() {
    assertThat(longNextToShort(300)).isLessThan(longNextToShort(600) / 2);
  }

  /** How much likelier a long text of unknown signs is than a short one. */
  private double longNextToShort(int ofEach) {
    List<Lesson> lessons = new ArrayList<>();
    for (int i = 0; i < ofEach; i++) {
      lessons.add(new Lesson(unknown(i, 12), false));
      lessons.add(new Lesson(unknown(i, 28), true));
    }
    TextLessons learned = TextLessons.of(lessons);
    return likelihood(learned, unknown(100_000, 28)) - likelihood(learned, unknown(100_000, 12));
  }

  private static String unknown(int seed, int letters) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < letters; i++) {
      text.append((char) (0x4E00 + random.nextInt(0x5000)));
    }
    return text.toString();
  }

  @Test
  void withoutLessonsTheStartingModelDecides() {
    TextFeatures features = new TextFeatures().read(folded.fold(ADVERT));
    assertThat(likelihood(TextLessons.of(List.of()), ADVERT))
        .isEqualTo(TextModel.starting().likelihood(features));
  }

  @Test
  void theSameLessonsTeachTheSame() {
    List<Lesson> lessons = new ArrayList<>(often(ADVERT, true));
    lessons.addAll(often("猫粮到货了吗", false));
    assertThat(likelihood(TextLessons.of(lessons), LIKE_IT))
        .isEqualTo(likelihood(TextLessons.of(List.copyOf(lessons)), LIKE_IT));
  }
}
