package dev.steward.engine.faq;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one published pack, ready to be searched: by words, and by meaning if there is a
 * model. What is asked to the letter needs no search: see {@link Shelf}. Built off the lanes,
 * immutable, thread-safe.
 */
public final class FaqIndex {
  /** How many entries get a closer look. */
  private static final int CLOSER = 8;

  private final List<Entry> entries;
  private final List<String> texts;
  private final WordIndex words;
  private final @Nullable MeaningIndex meanings;

  /**
   * Indexes entries; with a model some milliseconds a question.
   *
   * @param embedder null if words alone decide
   */
  public FaqIndex(List<Entry> entries, @Nullable Embedder embedder) {
    this(entries, embedder, null);
  }

  /**
   * The same, with the work on unchanged entries taken from an index before.
   *
   * @param before made with the same embedder; or null
   */
  FaqIndex(List<Entry> entries, @Nullable Embedder embedder, @Nullable FaqIndex before) {
    this.entries = List.copyOf(entries);
    texts = entries.stream().map(FaqIndex::text).toList();
    words = new WordIndex(entries);
    meanings =
        embedder == null
            ? null
            : new MeaningIndex(entries, embedder, before == null ? null : before.meanings);
  }

  private static String text(Entry entry) {
    return PlainText.of(String.join("\n", entry.questions()) + "\n" + entry.answer());
  }

  public List<Entry> entries() {
    return entries;
  }

  /** The gate that fits these entries. */
  public Gate gate() {
    return Gate.of(entries, meanings != null);
  }

  public boolean hasMeanings() {
    return meanings != null;
  }

  /** How many of these entries an index made after this one would have to read for meaning. */
  int unknown(List<Entry> list) {
    return meanings == null ? list.size() : meanings.unknown(list);
  }

  /**
   * Ranks the entries for a question. Takes milliseconds: not for a lane's thread.
   *
   * @param may which entries may be said; the others are as if they weren't there
   */
  public Ranking rank(String text, Predicate<Entry> may) {
    String plain = PlainText.of(text);
    WordIndex.Scores scores = words.score(plain);
    Meaning meaning = meanings == null ? null : meanings.embed(plain);
    boolean[] allowed = new boolean[entries.size()];
    for (int i = 0; i < allowed.length; i++) {
      allowed[i] = may.test(entries.get(i));
    }
    Comparison comparison =
        new Comparison(
            plain,
            texts,
            allowed,
            scores,
            meaning,
            meanings == null || meaning == null ? null : meanings.near(meaning));
    if (meanings != null && meaning != null) {
      comparison.look(CLOSER, meanings, meaning);
    }
    return comparison.ranking(entries);
  }
}
