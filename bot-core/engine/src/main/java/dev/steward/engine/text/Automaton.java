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
 * that state's parent is {@code s}. At most places of a message no word begins, and to find that
 * out by steps costs misses in the processor's cache. So a bit table of all pairs of chars that
 * words begin with is asked first, and the automaton only runs where a pair is in it.
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

  private final char[] codes;

  /** Codes up to this one are words by themselves. */
  private final int singles;

  /** One bit for each hash of two codes that a word begins with. */
  private long[] pairs = {};

  private int pairShift;

  /** {@code nodes[2s]} is the base of s with its flag, {@code nodes[2s + 1]} its longest suffix. */
  private int[] nodes = {};

  /** The parent of each state. */
  private int[] parents = {};

  /** First word that ends in s itself, or {@link #NONE}. */
  private int[] wordAt = {};

  /** Nearest state along the fail links in which a word ends, or 0. */
  private int[] suffix = {};

  /** Next word with the same text, or {@link #NONE}. */
  private final int[] same;

  private final BitSet used = new BitSet();
  private final int alphabetSize;
  private int wideFrom = 1;

  /**
   * Builds the automaton of words that are not empty. The same text may occur more than once.
   *
   * @param alphabet made of these words, or of others that have all their chars; automata that scan
   *     the same message share it, and so its place in the processor's cache
   */
  Automaton(List<String> words, Alphabet alphabet) {
    codes = alphabet.codes();
    singles = alphabet.singles();
    alphabetSize = alphabet.size();
    same = new int[words.size()];
    Arrays.fill(same, NONE);
    markPairs(words);
    resize(2 * alphabetSize + 1024);
    used.set(0);
    build(words);
    trim();
  }

  /** Reports every end of every word in {@code chars[0, length)}, in order of place. */
  void scan(char[] chars, int length, Visitor visitor) {
    char[] code = codes;
    long[] pair = pairs;
    int shift = pairShift;
    int single = singles;
    int i = 0;
    int c = length > 0 ? code[chars[0]] : 0;
    while (i < length) {
      int following = i + 1 < length ? code[chars[i + 1]] : 0;
      if (c != 0) {
        int hash = hash(c, following, shift);
        if ((pair[hash >>> 6] >>> hash & 1) != 0 || c <= single) {
          i = run(chars, i, length, visitor);
          c = i < length ? code[chars[i]] : 0;
          continue;
        }
      }
      i++;
      c = following;
    }
  }

  /**
   * Runs from a place where a word may begin, until nothing but the last char is known.
   *
   * @return the place to go on from
   */
  private int run(char[] chars, int start, int length, Visitor visitor) {
    int state = 0;
    for (int i = start; i < length; i++) {
      state = step(state, codes[chars[i]]);
      if (state == 0) {
        return i + 1;
      }
      if (i > start && parents[state] == 0) {
        return i;
      }
      if (nodes[2 * state] < 0) {
        emit(state, i + 1, visitor);
      }
    }
    return length;
  }

  private int step(int from, int code) {
    if (code == 0) {
      return 0;
    }
    int state = from;
    while (true) {
      int next = (nodes[2 * state] & ~EMITS) + code;
      if (parents[next] == state) {
        return next;
      }
      if (state == 0) {
        return 0;
      }
      state = nodes[2 * state + 1];
    }
  }

  private static int hash(int first, int second, int shift) {
    return (first * 0x9E3779B1 ^ second * 0x85EBCA6B) >>> shift;
  }

  private void emit(int state, int end, Visitor visitor) {
    for (int s = state; s != 0; s = suffix[s]) {
      for (int word = wordAt[s]; word != NONE; word = same[word]) {
        visitor.ends(word, end);
      }
    }
  }

  private void markPairs(List<String> words) {
    int bits = Math.clamp(32 - Integer.numberOfLeadingZeros(32 * words.size()), 10, 20);
    pairs = new long[1 << (bits - 6)];
    pairShift = 32 - bits;
    for (String word : words) {
      if (word.length() > 1) {
        int hash = hash(codes[word.charAt(0)], codes[word.charAt(1)], pairShift);
        pairs[hash >>> 6] |= 1L << hash;
      }
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
    int[] childCodes = new int[alphabetSize];
    int[] childFrom = new int[alphabetSize + 1];
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
      nodes[2 * branch.state()] |= base;
      for (int k = 0; k < children; k++) {
        int child = base + childCodes[k];
        parents[child] = branch.state();
        used.set(child);
        nodes[2 * child + 1] =
            branch.state() == 0 ? 0 : step(nodes[2 * branch.state() + 1], childCodes[k]);
        open.add(new Branch(child, childFrom[k], childFrom[k + 1], branch.depth() + 1));
      }
    }
  }

  /** Parents come before children, so the fail state is complete when a state is linked. */
  private void link(int state) {
    int shorter = nodes[2 * state + 1];
    suffix[state] = wordAt[shorter] == NONE ? suffix[shorter] : shorter;
    if (state != 0 && (wordAt[state] != NONE || suffix[state] != 0)) {
      nodes[2 * state] |= EMITS;
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
    reserve(cell - lowest + alphabetSize + 1);
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
    if (capacity > wordAt.length) {
      resize(capacity + capacity / 2);
    }
  }

  /** Any code may be added to any base, so the arrays end a whole alphabet after the last state. */
  private void trim() {
    resize(used.length() + alphabetSize + 1);
    used.clear();
  }

  private void resize(int capacity) {
    int before = wordAt.length;
    nodes = Arrays.copyOf(nodes, 2 * capacity);
    parents = Arrays.copyOf(parents, capacity);
    wordAt = Arrays.copyOf(wordAt, capacity);
    suffix = Arrays.copyOf(suffix, capacity);
    for (int s = before; s < capacity; s++) {
      parents[s] = NONE;
      wordAt[s] = NONE;
    }
  }
}
