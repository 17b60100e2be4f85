package dev.steward.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.text.TextLessons.Lesson;
import java.util.ArrayList;
import java.util.List;
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
