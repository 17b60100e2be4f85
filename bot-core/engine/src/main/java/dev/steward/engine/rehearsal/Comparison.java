package dev.steward.engine.rehearsal;

import dev.steward.engine.rehearsal.Transcript.Difference;
import dev.steward.engine.script.Deed;
import dev.steward.engine.script.Expectation;
import java.util.ArrayList;
import java.util.List;

/** Holds what came of one step against what was expected of it, in order. */
final class Comparison {
  private final String room;
  private final List<Expectation> expected;
  private final List<Happening> came;
  private final int[][] most;

  /**
   * @param room the title of the group at hand
   * @param expected what is written
   * @param came what counts of what happened
   */
  Comparison(String room, List<Expectation> expected, List<Happening> came) {
    this.room = room;
    this.expected = expected.stream().filter(one -> one.deed() != Deed.NOTHING).toList();
    this.came = came;
    most = new int[this.expected.size() + 1][came.size() + 1];
    for (int i = this.expected.size() - 1; i >= 0; i--) {
      for (int j = came.size() - 1; j >= 0; j--) {
        most[i][j] =
            fits(this.expected.get(i), came.get(j))
                ? most[i + 1][j + 1] + 1
                : Math.max(most[i + 1][j], most[i][j + 1]);
      }
    }
  }

  private boolean fits(Expectation one, Happening happening) {
    boolean sameRoom =
        one.deed() == Deed.WHISPERS
            || happening.room().equals(one.room().isEmpty() ? room : one.room());
    return sameRoom
        && one.deed() == happening.deed()
        && one.byHand() == (happening.kind() == Happening.Kind.BY_HAND)
        && (one.name().isEmpty() || one.name().equals(happening.name()))
        && one.fits(happening.text());
  }

  /**
   * Walks over both in order.
   *
   * @param visitor told of each thing that came or did not
   */
  void walk(Visitor visitor) {
    int i = 0;
    int j = 0;
    while (i < expected.size() || j < came.size()) {
      boolean both = i < expected.size() && j < came.size();
      if (both && fits(expected.get(i), came.get(j)) && most[i][j] == most[i + 1][j + 1] + 1) {
        visitor.asExpected(expected.get(i++), came.get(j++));
      } else if (both && most[i][j] == most[i + 1][j + 1]) {
        visitor.instead(expected.get(i++), came.get(j++));
      } else if (j == came.size() || (i < expected.size() && most[i + 1][j] >= most[i][j + 1])) {
        visitor.missing(expected.get(i++));
      } else {
        visitor.unexpected(came.get(j++));
      }
    }
  }

  /** Is told what came. */
  interface Visitor {
    void asExpected(Expectation one, Happening came);

    void instead(Expectation one, Happening came);

    void missing(Expectation one);

    void unexpected(Happening came);
  }

  /** What is not as expected. {@code line} is that of the step. */
  List<Difference> differences(int line) {
    List<Difference> all = new ArrayList<>();
    walk(
        new Visitor() {
          @Override
          public void asExpected(Expectation one, Happening fitting) {}

          @Override
          public void instead(Expectation one, Happening other) {
            all.add(new Difference(one.mark().line(), one, other, null));
          }

          @Override
          public void missing(Expectation one) {
            all.add(new Difference(one.mark().line(), one, null, null));
          }

          @Override
          public void unexpected(Happening other) {
            all.add(new Difference(line, null, other, null));
          }
        });
    return all;
  }
}
