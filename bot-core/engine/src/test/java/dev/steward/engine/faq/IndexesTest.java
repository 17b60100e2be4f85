package dev.steward.engine.faq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.script.Faq;
import dev.steward.engine.script.SourceMark;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which index answers while another one is made. The builder works only when it is told to. */
class IndexesTest {
  private final Queue<Runnable> ordered = new ArrayDeque<>();
  private final Models models = Models.ofMeaning();
  private final Indexes indexes = new Indexes(models, ordered::add);

  @AfterEach
  void unload() {
    models.close();
  }

  @Test
  void wordsAnswerUntilTheModelIsThere() {
    Knowledge shop = shop(1);
    assertThat(indexes.of(shop).index().hasMeanings()).isFalse();
    assertThat(indexes.of(shop).index().hasMeanings()).isFalse();
    assertThat(ordered).as("ordered once").hasSize(1);
    build();
    assertThat(indexes.of(shop).index().hasMeanings()).isTrue();
    assertThat(ordered).isEmpty();
    assertThat(models.state()).contains("words and meaning, bge-small-zh");
  }

  @Test
  void aPackWithoutAnswersLoadsNothing() {
    Knowledge empty = new Knowledge("mama", 1, 0, new Faq(null, null, List.of()), List.of());
    assertThat(indexes.of(empty).settled()).isTrue();
    assertThat(ordered).isEmpty();
  }

  /** Staff correct an answer and ask again at once, to see whether it helped. */
  @Test
  void whatStaffTeachAnswersTheNextQuestion() {
    Knowledge shop = shop(1);
    var _ = indexes.of(shop);
    build();
    Knowledge taught =
        new Knowledge(
            shop.pack(), 1, 1, shop.faq(), List.of(new Knowledge.Lesson("q2", "娃的小毯子咋洗呀", true)));
    Indexes.Indexed now = indexes.of(taught);
    assertThat(now.knowledge()).isEqualTo(taught);
    assertThat(now.index().hasMeanings()).isTrue();
    assertThat(first(now, "娃的小毯子咋洗")).isEqualTo("q2");
    assertThat(ordered).isEmpty();
  }

  /** Reading 300 answers took seconds, in which everybody's questions waited. */
  @Test
  void aLargeChangeIsIndexedBesideTheIndexThatAnswers() {
    Knowledge before = shop(1);
    var _ = indexes.of(before);
    build();
    Knowledge after = shop(2);
    assertThat(indexes.of(after).knowledge()).isEqualTo(before);
    assertThat(indexes.of(after).knowledge()).isEqualTo(before);
    assertThat(ordered).hasSize(1);
    build();
    assertThat(indexes.of(after).knowledge()).isEqualTo(after);
    assertThat(indexes.of(after).index().hasMeanings()).isTrue();
  }

  @Test
  void byWordsAloneEveryChangeCountsAtOnce() {
    Indexes words = new Indexes(Models.none(), ordered::add);
    assertThat(words.of(shop(1)).knowledge()).isEqualTo(shop(1));
    assertThat(words.of(shop(2)).knowledge()).isEqualTo(shop(2));
    assertThat(words.of(shop(2)).settled()).isTrue();
    assertThat(ordered).isEmpty();
  }

  /** The same figures come out, whether an entry's vectors were made now or before. */
  @Test
  void whatIsKeptFromAnIndexBeforeIsTheSame() {
    Knowledge shop = shop(1);
    var _ = indexes.of(shop);
    build();
    Knowledge more =
        new Knowledge(
            shop.pack(), 1, 1, shop.faq(), List.of(new Knowledge.Lesson("q0", "奶瓶能煮吗", true)));
    Ranking grown = indexes.of(more).index().rank("奶瓶怎么消毒才好", _ -> true);
    Indexes fresh = new Indexes(models, ordered::add);
    var _ = fresh.of(more);
    build();
    assertThat(fresh.of(more).index().rank("奶瓶怎么消毒才好", _ -> true).evidence())
        .containsExactly(grown.evidence());
  }

  private void build() {
    for (Runnable next = ordered.poll(); next != null; next = ordered.poll()) {
      next.run();
    }
  }

  private static String first(Indexes.Indexed indexed, String text) {
    return indexed.index().rank(text, _ -> true).candidates().getFirst().entry().id();
  }

  private static Knowledge shop(int version) {
    List<Faq.Answer> answers = new ArrayList<>();
    for (String thing : List.of("奶瓶", "推车", "毛毯", "餐椅")) {
      answers.add(
          new Faq.Answer(
              "q" + answers.size(),
              new SourceMark("faq.yaml", 1 + answers.size(), 1),
              List.of(thing + "怎么清洗", thing + "脏了怎么办"),
              thing + "用温水擦干净，晾干就好。第 " + version + " 版。",
              null,
              null,
              Set.of(),
              false));
    }
    return new Knowledge("shop", version, 0, new Faq(null, null, answers), List.of());
  }
}
