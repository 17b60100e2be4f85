package dev.steward.engine.faq;

import java.util.List;
import java.util.Optional;
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

  /**
   * What words alone must tell before the model looks at talk. In the practice questions and in
   * larger labelled ones no right answer falls below both, and half of the talk does.
   */
  private static final double GLANCE_SURE = 0.08;

  private static final double GLANCE_ASKS = 0.5;

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
    return rank(plain, allowed(may), words.score(plain));
  }

  /**
   * The same for what nobody said to Steward: most of that asks nothing, and its words tell so
   * without the model.
   *
   * @return empty when there is nothing to answer by the words alone
   */
  public Optional<Ranking> rankTalk(String text, Predicate<Entry> may) {
    String plain = PlainText.of(text);
    boolean[] allowed = allowed(may);
    WordIndex.Scores scores = words.score(plain);
    if (meanings != null) {
      Ranking glance = compared(plain, allowed, scores, null).ranking(entries);
      if (Gate.WORDS.sure(glance) < GLANCE_SURE && Gate.WORDS.asks(glance) < GLANCE_ASKS) {
        return Optional.empty();
      }
    }
    return Optional.of(rank(plain, allowed, scores));
  }

  private boolean[] allowed(Predicate<Entry> may) {
    boolean[] allowed = new boolean[entries.size()];
    for (int i = 0; i < allowed.length; i++) {
      allowed[i] = may.test(entries.get(i));
    }
    return allowed;
  }

  private Ranking rank(String plain, boolean[] allowed, WordIndex.Scores scores) {
    Meaning meaning = meanings == null ? null : meanings.embed(plain);
    Comparison comparison = compared(plain, allowed, scores, meaning);
    if (meanings != null && meaning != null) {
      comparison.look(CLOSER, meanings, meaning);
    }
    return comparison.ranking(entries);
  }

  private Comparison compared(
      String plain, boolean[] allowed, WordIndex.Scores scores, @Nullable Meaning meaning) {
    return new Comparison(
        plain,
        texts,
        allowed,
        scores,
        meaning,
        meanings == null || meaning == null ? null : meanings.near(meaning));
  }
}
