package dev.steward.engine.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the words of a list in messages, all at once, and tells where in the original they stand.
 * Immutable and thread-safe; the {@link FoldBuffer} belongs to the caller.
 *
 * <p>Chinese words are found anywhere. A word that begins or ends with a letter or digit is found
 * only where its run of letters or digits does: "ass" is not in "class", 100 not in 1000. One thing
 * may be glued on, except to EXACT words: a number after a letter, as in 加v13800000000.
 *
 * <p>The list is kept twice: all words over the folded text, and the LOOSE ones once more over the
 * text without separators, which is only read when a message has some.
 */
public final class WordMatcher<T> {
  /** Receives hits in order of their end, those between separators last. */
  @FunctionalInterface
  public interface Sink<T> {
    /**
     * A word stands here.
     *
     * @param start code point offset in the original text
     * @param end code point offset in the original text, exclusive
     */
    void hit(Word<T> word, int start, int end);
  }

  private record Folding<T>(Word<T> word, String folded, String packed, String light) {}

  private final List<Folding<T>> words;
  private final List<Folding<T>> looseWords;
  private final Automaton automaton;
  private final Automaton looseAutomaton;

  private WordMatcher(List<Folding<T>> words, List<Folding<T>> looseWords) {
    this.words = words;
    this.looseWords = looseWords;
    List<String> folded = words.stream().map(Folding::folded).toList();
    Alphabet alphabet = new Alphabet(folded);
    this.automaton = new Automaton(folded, alphabet);
    this.looseAutomaton =
        new Automaton(looseWords.stream().map(Folding::packed).toList(), alphabet);
  }

  /** A matcher of these words. An empty list finds nothing; a word listed twice is found twice. */
  public static <T> WordMatcher<T> of(List<Word<T>> words) {
    FoldBuffer buffer = new FoldBuffer();
    List<Folding<T>> all = new ArrayList<>();
    List<Folding<T>> loose = new ArrayList<>();
    for (Word<T> word : words) {
      String folded = buffer.fold(word.text()).toFolded().text().strip();
      all.add(new Folding<>(word, folded, "", LightFold.of(word.text().strip())));
      buffer.pack();
      // A word with signs of its own (+v, 💰) would be found without them: it is not split.
      boolean splittable = buffer.packedLength == folded.replace(" ", "").length();
      if (word.looseness() == Looseness.LOOSE && splittable && buffer.packedLength > 1) {
        String packed = new String(buffer.packed, 0, buffer.packedLength);
        loose.add(new Folding<>(word, folded, packed, ""));
      }
    }
    return new WordMatcher<>(List.copyOf(all), List.copyOf(loose));
  }

  /** All hits in a text, overlapping ones too. */
  public List<Hit<Word<T>>> find(String text) {
    return find(new FoldBuffer().fold(text));
  }

  /** All hits in the text that was folded last, overlapping ones too. */
  public List<Hit<Word<T>>> find(FoldBuffer folded) {
    List<Hit<Word<T>>> hits = new ArrayList<>();
    find(folded, (word, start, end) -> hits.add(new Hit<>(word, start, end)));
    return hits;
  }

  /** The same without a list, for the hot path. */
  public void find(FoldBuffer folded, Sink<T> sink) {
    automaton.scan(folded.chars, folded.length, (word, end) -> judge(folded, word, end, sink));
    if (!looseWords.isEmpty() && folded.pack()) {
      looseAutomaton.scan(
          folded.packed, folded.packedLength, (word, end) -> judgeSplit(folded, word, end, sink));
    }
  }

  private void judge(FoldBuffer text, int index, int end, Sink<T> sink) {
    Folding<T> folding = words.get(index);
    int first = end - folding.folded().length();
    boolean exact = folding.word().looseness() == Looseness.EXACT;
    if (!Boundaries.standsAlone(text, first, end - 1, exact)) {
      return;
    }
    int from = text.starts[first];
    int to = text.ends[end - 1];
    if (!exact || LightFold.of(text.slice(from, to)).equals(folding.light())) {
      sink.hit(folding.word(), from, to);
    }
  }

  private void judgeSplit(FoldBuffer text, int index, int end, Sink<T> sink) {
    Folding<T> folding = looseWords.get(index);
    int first = end - folding.packed().length();
    int from = text.packedAt[first];
    int to = text.packedAt[end - 1];
    if (Boundaries.isSplitOnPurpose(text, first, end - 1)
        && !text.spells(folding.folded(), from, to + 1)) {
      sink.hit(folding.word(), text.starts[from], text.ends[to]);
    }
  }
}
