package dev.steward.engine.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the words of a list in messages, all at once, and tells where in the original they stand.
 * Immutable and thread-safe; the {@link FoldBuffer} belongs to the caller.
 *
 * <p>Chinese words are found anywhere. A word that begins or ends with a letter or digit is found
 * only where its run of letters or digits does: "ass" is not in "class", 100 not in 1000. One thing
 * may be glued on, except to EXACT words: a number after a letter, as in 加v13800000000.
 *
 * <p>A LOOSE word with a round number is found with that in figures and in characters: 日结300, 日结三百.
 *
 * <p>The list is kept up to three times: all words over the folded text, the LOOSE ones once more
 * over the text without separators, which is only read when a message has some, and the SOUND ones
 * over its syllables.
 */
public final class WordMatcher<T> {
  /** Receives hits in order of their end, those between separators and by sound last. */
  @FunctionalInterface
  public interface Sink<T> {
    /**
     * A word stands here.
     *
     * @param start code point offset in the original text
     * @param end code point offset in the original text, exclusive
     */
    void hit(Word<T> word, int start, int end);

    /** What stands here only sounds like a word, is spelt or taken apart. */
    default void sounds(Word<T> word, int start, int end) {
      hit(word, start, end);
    }
  }

  /**
   * A word as it is looked for.
   *
   * @param respelt whether its number is written otherwise
   */
  private record Folding<T>(
      Word<T> word, String folded, String packed, String light, boolean respelt) {}

  private record Sound<T>(Word<T> word, String syllables, char[] faces) {}

  private final List<Folding<T>> words;
  private final List<Folding<T>> looseWords;
  private final Automaton automaton;
  private final Automaton looseAutomaton;
  private final List<Sound<T>> soundWords;
  private final @Nullable Automaton soundAutomaton;

  private WordMatcher(
      List<Folding<T>> words, List<Folding<T>> looseWords, List<Sound<T>> soundWords) {
    this.words = words;
    this.looseWords = looseWords;
    this.soundWords = soundWords;
    List<String> folded = words.stream().map(Folding::folded).toList();
    Alphabet alphabet = new Alphabet(folded);
    this.automaton = new Automaton(folded, alphabet);
    this.looseAutomaton =
        new Automaton(looseWords.stream().map(Folding::packed).toList(), alphabet);
    List<String> syllables = soundWords.stream().map(Sound::syllables).toList();
    this.soundAutomaton =
        syllables.isEmpty() ? null : new Automaton(syllables, new Alphabet(syllables));
  }

  /** A matcher of these words. An empty list finds nothing; a word listed twice is found twice. */
  public static <T> WordMatcher<T> of(List<Word<T>> words) {
    FoldBuffer buffer = new FoldBuffer();
    List<Folding<T>> all = new ArrayList<>();
    List<Folding<T>> loose = new ArrayList<>();
    List<Sound<T>> sounds = new ArrayList<>();
    for (Word<T> word : words) {
      String folded = buffer.fold(word.text()).toFolded().text().strip();
      all.add(new Folding<>(word, folded, "", LightFold.of(word.text().strip()), false));
      if (word.looseness().compareTo(Looseness.LOOSE) < 0) {
        continue;
      }
      String packed = packed(buffer, folded);
      if (!packed.isEmpty()) {
        loose.add(new Folding<>(word, folded, packed, "", false));
        buffer.sounds.read(buffer);
        if (word.looseness() == Looseness.SOUND && buffer.sounds.length > 1) {
          sounds.add(new Sound<>(word, buffer.sounds.text(), faces(buffer)));
        }
      }
      for (String spelling : Numerals.otherwise(folded)) {
        all.add(new Folding<>(word, spelling, "", LightFold.of(spelling), true));
        String apart = packed(buffer.fold(spelling), spelling);
        if (!apart.isEmpty()) {
          loose.add(new Folding<>(word, spelling, apart, "", true));
        }
      }
    }
    return new WordMatcher<>(List.copyOf(all), List.copyOf(loose), List.copyOf(sounds));
  }

  /**
   * The word that was folded last, as it is found between separators; empty where it isn't. A word
   * with signs of its own (+v, 💰) would be found without them: it is not split.
   */
  private static String packed(FoldBuffer buffer, String folded) {
    buffer.pack();
    return buffer.packedLength > 1 && buffer.packedLength == folded.replace(" ", "").length()
        ? new String(buffer.packed, 0, buffer.packedLength)
        : "";
  }

  private static char[] faces(FoldBuffer word) {
    char[] faces = new char[word.sounds.length];
    for (int i = 0; i < faces.length; i++) {
      faces[i] = word.sounds.face(word, i);
    }
    return faces;
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
    if (soundAutomaton != null) {
      Sounds sounds = folded.sounds;
      boolean apart = sounds.read(folded);
      boolean signs = sounds.hasSigns;
      soundAutomaton.scan(
          sounds.chars, sounds.length, (word, end) -> judgeSound(folded, word, end, false, sink));
      if (apart) {
        sounds.join(folded);
        soundAutomaton.scan(
            sounds.chars, sounds.length, (word, end) -> judgeSound(folded, word, end, true, sink));
      }
      if (signs) {
        sounds.see(folded);
        soundAutomaton.scan(
            sounds.chars, sounds.length, (word, end) -> judgeSigns(folded, word, end, sink));
      }
    }
  }

  private void judge(FoldBuffer text, int index, int end, Sink<T> sink) {
    Folding<T> folding = words.get(index);
    int first = end - folding.folded().length();
    boolean exact = folding.word().looseness() == Looseness.EXACT;
    if (!Boundaries.standsAlone(text, first, end - 1, exact)
        || (folding.respelt() && !Numerals.isTen(text.chars, text.length, first, end))) {
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
        && !text.spells(folding.folded(), from, to + 1)
        && (!folding.respelt() || Numerals.isTen(text.packed, text.packedLength, first, end))) {
      sink.hit(folding.word(), text.starts[from], text.ends[to]);
    }
  }

  private void judgeSigns(FoldBuffer text, int index, int end, Sink<T> sink) {
    for (int i = end - soundWords.get(index).faces().length; i < end; i++) {
      if (text.sounds.isSign(text, i)) {
        judgeSound(text, index, end, false, sink);
        return;
      }
    }
  }

  private void judgeSound(FoldBuffer text, int index, int end, boolean joined, Sink<T> sink) {
    Sound<T> sound = soundWords.get(index);
    int first = end - sound.faces().length;
    if (Boundaries.isSaidOtherwise(text, first, sound.faces(), joined)) {
      int from = text.sounds.begins[first];
      int to = text.sounds.ends[end - 1] - 1;
      sink.sounds(sound.word(), text.starts[from], text.ends[to]);
    }
  }
}
