package dev.steward.engine.faq;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * Lucene's BM25 over the words of the entries: of their questions, of their answers, and of both.
 * In memory, immutable, thread-safe.
 */
final class WordIndex {
  private static final String QUESTION = "question";
  private static final String ANSWER = "answer";
  private static final String BOTH = "both";
  private static final int MOST_GRAMS = 200;

  /** Lucene recommends an incubator module at its first use; BM25 gains nothing from it. */
  private static final Logger ADVICE =
      Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

  static {
    ADVICE.setLevel(Level.OFF);
  }

  private final IndexSearcher searcher;
  private final int entries;

  WordIndex(List<Entry> list) {
    entries = list.size();
    try {
      ByteBuffersDirectory directory = new ByteBuffersDirectory();
      try (IndexWriter writer =
          new IndexWriter(directory, new IndexWriterConfig(new GramAnalyzer()))) {
        for (Entry entry : list) {
          writer.addDocument(document(entry));
        }
        writer.forceMerge(1);
      }
      searcher = new IndexSearcher(DirectoryReader.open(directory));
    } catch (IOException e) {
      throw new UncheckedIOException("the index in memory: " + e.getMessage(), e);
    }
  }

  private static Document document(Entry entry) {
    String questions = PlainText.of(String.join("\n", entry.questions()));
    String answer = PlainText.of(entry.answer());
    Document document = new Document();
    document.add(new TextField(QUESTION, questions, Field.Store.NO));
    document.add(new TextField(ANSWER, answer, Field.Store.NO));
    document.add(new TextField(BOTH, questions + "\n" + answer, Field.Store.NO));
    return document;
  }

  /** How well each entry's words fit a plain text, in the order of the entries. */
  Scores score(String plain) {
    Set<String> grams = new HashSet<>();
    List<String> all = new ArrayList<>();
    Grams.of(
        plain,
        gram -> {
          if (grams.size() < MOST_GRAMS && grams.add(gram)) {
            all.add(gram);
          }
        });
    try {
      float[] question = search(QUESTION, all);
      float[] answer = search(ANSWER, all);
      float[] both = search(BOTH, all);
      return new Scores(question, answer, both, weight(all));
    } catch (IOException e) {
      throw new UncheckedIOException("the index in memory: " + e.getMessage(), e);
    }
  }

  private float[] search(String field, List<String> grams) throws IOException {
    float[] scores = new float[entries];
    if (!grams.isEmpty() && entries > 0) {
      BooleanQuery.Builder query = new BooleanQuery.Builder();
      grams.forEach(
          gram -> query.add(new TermQuery(new Term(field, gram)), BooleanClause.Occur.SHOULD));
      for (ScoreDoc hit : searcher.search(query.build(), entries).scoreDocs) {
        scores[hit.doc] = hit.score;
      }
    }
    return scores;
  }

  /** What a text that consists of these grams could score at most. */
  private float weight(List<String> grams) throws IOException {
    double sum = 1;
    for (String gram : grams) {
      int has = searcher.getIndexReader().docFreq(new Term(BOTH, gram));
      sum += Math.log1p((entries - has + 0.5) / (has + 0.5));
    }
    return (float) sum;
  }

  /**
   * BM25 of each entry.
   *
   * @param most what the text itself weighs
   */
  record Scores(float[] question, float[] answer, float[] both, float most) {}

  private static final class GramAnalyzer extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String field) {
      return new TokenStreamComponents(new GramTokenizer());
    }
  }

  private static final class GramTokenizer extends Tokenizer {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final List<String> grams = new ArrayList<>();
    private int next;

    @Override
    public boolean incrementToken() throws IOException {
      if (next < 0) {
        StringBuilder text = new StringBuilder();
        char[] buffer = new char[1024];
        for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
          text.append(buffer, 0, read);
        }
        grams.clear();
        Grams.of(text.toString(), grams::add);
        next = 0;
      }
      if (next == grams.size()) {
        return false;
      }
      clearAttributes();
      term.append(grams.get(next++));
      return true;
    }

    @Override
    public void reset() throws IOException {
      super.reset();
      next = -1;
    }
  }
}
