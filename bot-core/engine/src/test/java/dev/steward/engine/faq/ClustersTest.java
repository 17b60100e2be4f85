package dev.steward.engine.faq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions that are much alike stand together, and none is lost. */
class ClustersTest {
  @Test
  void alikeStandTogetherTheBiggestFirst() {
    assertThat(Clusters.of(List.of("门店在哪", "奶粉能寄香港吗", "门店在哪里呀", "你们招代理吗", "请问门店在哪")))
        .containsExactly(List.of(0, 2, 4), List.of(1), List.of(3));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyQuestionIsInOneCluster(long seed) {
    Random random = new Random(seed);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        text.append("退货包邮吗怎么几天发".charAt(random.nextInt(10)));
      }
      texts.add(text.toString());
    }
    assertThat(Clusters.of(texts).stream().flatMap(List::stream).sorted().toList())
        .as("seed %d", seed)
        .isEqualTo(java.util.stream.IntStream.range(0, 60).boxed().toList());
  }
}
