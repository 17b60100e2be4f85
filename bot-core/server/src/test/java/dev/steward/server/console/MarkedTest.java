package dev.steward.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.flow.Span;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MarkedTest {
  private static String shown(String text, Span... spans) {
    return Marked.parts(text, List.of(spans)).stream()
        .map(part -> part.marked() ? "[" + part.text() + "|" + part.why() + "]" : part.text())
        .collect(Collectors.joining());
  }

  @Test
  void offsetsCountCodePointsNotChars() {
    assertThat(shown("😀加我👩‍🍼微信", new Span(1, 3, "加我"), new Span(6, 8, "微信")))
        .isEqualTo("😀[加我|加我]👩‍🍼[微信|微信]");
    assertThat(shown("𠮷野家", new Span(0, 1, "𠮷"))).isEqualTo("[𠮷|𠮷]野家");
  }

  @Test
  void overlapsNameBoth() {
    assertThat(shown("abcdef", new Span(0, 3, "x"), new Span(2, 5, "y")))
        .isEqualTo("[ab|x][c|x, y][de|y]f");
  }

  @Test
  void whatLiesOutsideIsLeftOut() {
    assertThat(shown("abc", new Span(-4, 1, "a"), new Span(2, 99, "c"), new Span(7, 9, "?")))
        .isEqualTo("[a|a]b[c|c]");
    assertThat(shown("abc", new Span(2, 1, "?"), new Span(1, 1, "?"))).isEqualTo("abc");
    assertThat(shown("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noCharacterIsLostOrCutInTwo(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      String text =
          random
              .ints(random.nextInt(12), 0, 4)
              .mapToObj(i -> List.of("a", "微", "😀", "𠮷").get(i))
              .collect(Collectors.joining());
      Span[] spans =
          random
              .ints(random.nextInt(4), -2, 12)
              .mapToObj(start -> new Span(start, start + random.nextInt(5), "w"))
              .toArray(Span[]::new);
      List<Marked.Part> parts = Marked.parts(text, List.of(spans));
      assertThat(parts.stream().map(Marked.Part::text).collect(Collectors.joining()))
          .as("seed %d round %d", seed, round)
          .isEqualTo(text);
      int at = 0;
      for (Marked.Part part : parts) {
        int length = part.text().codePointCount(0, part.text().length());
        for (int i = at; i < at + length; i++) {
          int here = i;
          boolean inside =
              List.of(spans).stream().anyMatch(s -> s.start() <= here && here < s.end());
          assertThat(part.marked()).as("seed %d round %d at %d", seed, round, i).isEqualTo(inside);
        }
        at += length;
      }
    }
  }
}
