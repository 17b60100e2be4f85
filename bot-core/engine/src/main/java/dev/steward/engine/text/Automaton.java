package dev.steward.engine.text;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Aho-Corasick over a double array: finds all words of a list in one pass, whatever their number.
 * Immutable. A state is an index into the arrays; the root is 0.
 *
 * <p>The step from state {@code s} over a char with code {@code c} leads to {@code base(s) + c}, if
 * that state's parent is {@code s}. Base and parent lie side by side, since one step reads both.
 */
final class Automaton {
  /** Receives the places where words end. */
  interface Visitor {
    /**
     * A word ends here.
     *
     * @param word index into the list that the automaton was built from
     * @param end index of the char after the word
     */
    void ends(int word, int end);
  }

  private static final int NONE = -1;

  /** In a base: a word ends in this state or in one of its suffixes. */
  private static final int EMITS = 0x80000000;

  /** Code of each char that occurs in a word, most frequent first; 0 for all others. */
  private final char[] codes = new char[0x10000];

  /** {@code cells[2s]} is the base of s with its flag, {@code cells[2s + 1]} its parent. */
  private int[] cells = {};

  /** The state of the longest proper suffix of s that is a state. */
  private int[] fail = {};

  /** First word that ends in s itself, or {@link #NONE}. */
  private int[] wordAt = {};

  /** Nearest state along the fail links in which a word ends, or 0. */
  private int[] suffix = {};

  /** Next word with the same text, or {@link #NONE}. */
  private final int[] same;

  private final BitSet used = new BitSet();
  private int alphabet;
  private int wideFrom = 1;

  /** Builds the automaton of words that are not empty. The same text may occur more than once. */
  Automaton(List<String> words) {
    assignCodes(words);
    same = new int[words.size()];
    Arrays.fill(same, NONE);
    resize(2 * alphabet + 1024);
    used.set(0);
    build(words);
    trim();
  }

  /** Reports every end of every word in {@code chars[0, length)}, in order of place. */
  void scan(char[] chars, int length, Visitor visitor) {
    char[] code = codes;
    int[] cell = cells;
    int[] onFailure = fail;
    int state = 0;
    for (int i = 0; i < length; i++) {
      int c = code[chars[i]];
      if (c == 0) {
        state = 0;
        continue;
      }
      int next = 2 * ((cell[2 * state] & ~EMITS) + c);
      while (cell[next + 1] != state) {
        if (state == 0) {
          next = 0;
          break;
        }
        state = onFailure[state];
        next = 2 * ((cell[2 * state] & ~EMITS) + c);
      }
      state = next >> 1;
      if (cell[next] < 0) {
        emit(state, i + 1, visitor);
      }
    }
  }

  private void emit(int state, int end, Visitor visitor) {
    for (int s = state; s != 0; s = suffix[s]) {
      for (int word = wordAt[s]; word != NONE; word = same[word]) {
        visitor.ends(word, end);
      }
    }
  }

  private void assignCodes(List<String> words) {
    long[] counts = new long[0x10000];
    words.forEach(word -> word.chars().forEach(c -> counts[c]++));
    long[] order = new long[0x10000];
    for (int c = 0; c < 0x10000; c++) {
      order[c] = counts[c] << 16 | c;
    }
    Arrays.sort(order);
    for (int i = order.length - 1; i >= 0 && order[i] >= 1L << 16; i--) {
      codes[(int) (order[i] & 0xFFFF)] = (char) ++alphabet;
    }
  }

  /** A state whose children are still to be made: words {@code [from, to)} share {@code depth}. */
  private record Branch(int state, int from, int to, int depth) {}

  private void build(List<String> words) {
    Integer[] order = new Integer[words.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> words.get(a).compareTo(words.get(b)));
    ArrayDeque<Branch> open = new ArrayDeque<>();
    open.add(new Branch(0, 0, order.length, 0));
    int[] childCodes = new int[alphabet];
    int[] childFrom = new int[alphabet + 1];
    while (!open.isEmpty()) {
      Branch branch = open.remove();
      int from = branch.from();
      // Shorter words come first in the order: those that end here are no longer branches.
      while (from < branch.to() && words.get(order[from]).length() == branch.depth()) {
        int word = order[from++];
        same[word] = wordAt[branch.state()];
        wordAt[branch.state()] = word;
      }
      link(branch.state());
      int children = 0;
      for (int i = from; i < branch.to(); i++) {
        int code = codes[words.get(order[i]).charAt(branch.depth())];
        if (children == 0 || childCodes[children - 1] != code) {
          childCodes[children] = code;
          childFrom[children++] = i;
        }
      }
      childFrom[children] = branch.to();
      if (children == 0) {
        continue;
      }
      int base = place(childCodes, children);
      cells[2 * branch.state()] |= base;
      for (int k = 0; k < children; k++) {
        int child = base + childCodes[k];
        cells[2 * child + 1] = branch.state();
        used.set(child);
        fail[child] = branch.state() == 0 ? 0 : step(fail[branch.state()], childCodes[k]);
        open.add(new Branch(child, childFrom[k], childFrom[k + 1], branch.depth() + 1));
      }
    }
  }

  /** Parents come before children, so the fail state is complete when a state is linked. */
  private void link(int state) {
    int shorter = fail[state];
    suffix[state] = wordAt[shorter] == NONE ? suffix[shorter] : shorter;
    if (state != 0 && (wordAt[state] != NONE || suffix[state] != 0)) {
      cells[2 * state] |= EMITS;
    }
  }

  private int step(int from, int code) {
    int state = from;
    while (true) {
      int next = (cells[2 * state] & ~EMITS) + code;
      if (cells[2 * next + 1] == state) {
        return next;
      }
      if (state == 0) {
        return 0;
      }
      state = fail[state];
    }
  }

  /** Finds a base under which all children fall on free cells. */
  private int place(int[] childCodes, int children) {
    int lowest = Integer.MAX_VALUE;
    for (int k = 0; k < children; k++) {
      lowest = Math.min(lowest, childCodes[k]);
    }
    int tries = 0;
    int cell = used.nextClearBit(Math.max(children == 1 ? 1 : wideFrom, lowest));
    while (!fits(cell - lowest, childCodes, children)) {
      cell = used.nextClearBit(cell + 1);
      if (++tries == 1024) {
        wideFrom = cell; // crowded down there: don't look again
      }
    }
    reserve(cell - lowest + alphabet + 1);
    return cell - lowest;
  }

  private boolean fits(int base, int[] childCodes, int children) {
    for (int k = 0; k < children; k++) {
      if (used.get(base + childCodes[k])) {
        return false;
      }
    }
    return true;
  }

  private void reserve(int capacity) {
    if (capacity > fail.length) {
      resize(capacity + capacity / 2);
    }
  }

  /** Any code may be added to any base, so the arrays end a whole alphabet after the last state. */
  private void trim() {
    resize(used.length() + alphabet + 1);
    used.clear();
  }

  private void resize(int capacity) {
    int before = fail.length;
    cells = Arrays.copyOf(cells, 2 * capacity);
    fail = Arrays.copyOf(fail, capacity);
    wordAt = Arrays.copyOf(wordAt, capacity);
    suffix = Arrays.copyOf(suffix, capacity);
    for (int s = before; s < capacity; s++) {
      cells[2 * s + 1] = NONE;
      wordAt[s] = NONE;
    }
  }
}
