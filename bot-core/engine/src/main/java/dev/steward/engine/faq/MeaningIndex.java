package dev.steward.engine.faq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The entries by meaning: of each question, of the answer, and of each question with its answer;
 * and, for a closer look at a few of them, of each piece of their texts. In memory (about 2 KB a
 * question and a quarter of that a piece), immutable, thread-safe.
 */
final class MeaningIndex {
  private final Embedder embedder;
  private final List<Vectors> entries;
  private final Map<Said, Vectors> bySaid = new HashMap<>();

  /** What an entry's vectors are made of. */
  private record Said(List<String> questions, String answer) {
    static Said of(Entry entry) {
      return new Said(entry.questions(), entry.answer());
    }
  }

  /**
   * Takes some milliseconds for each text of an entry: not for a lane's thread.
   *
   * @param before an index of the same model, whose work on unchanged entries is kept; or null
   * @throws CancellationException when the thread is interrupted meanwhile
   */
  MeaningIndex(List<Entry> list, Embedder embedder, @Nullable MeaningIndex before) {
    this.embedder = embedder;
    for (Entry entry : list) {
      Said said = Said.of(entry);
      Vectors known = before == null ? null : before.bySaid.get(said);
      bySaid.computeIfAbsent(said, _ -> known == null ? vectors(entry) : known);
    }
    entries = list.stream().map(Said::of).map(bySaid::get).toList();
  }

  /** How many of these entries an index made after this one would have to read. */
  int unknown(List<Entry> list) {
    return (int) list.stream().map(Said::of).filter(said -> !bySaid.containsKey(said)).count();
  }

  private Vectors vectors(Entry entry) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted");
    }
    List<float[]> questions = new ArrayList<>();
    List<float[]> together = new ArrayList<>();
    List<byte[]> parts = new ArrayList<>();
    Set<Integer> pieces = new HashSet<>();
    String answer = PlainText.of(entry.answer());
    for (String question : entry.questions()) {
      String plain = PlainText.of(question);
      Meaning alone = embedder.embed(plain);
      Meaning both = answer.isEmpty() ? alone : embedder.embed(plain + " " + answer);
      questions.add(alone.whole());
      together.add(both.whole());
      boolean first = parts.isEmpty();
      Meaning closer = first ? both : alone;
      for (int i = 0; i < closer.pieces().length; i++) {
        pieces.add(closer.pieces()[i]);
        parts.add(bytes(closer.parts()[i]));
      }
    }
    float[] said = answer.isEmpty() ? null : embedder.embed(answer).whole();
    return new Vectors(
        questions, together, said == null ? questions : List.of(said), parts, pieces);
  }

  Meaning embed(String plain) {
    return embedder.embed(plain);
  }

  /** How near each entry is to a meaning, in the order of the entries. */
  Nearness near(Meaning meaning) {
    int count = entries.size();
    float[] question = new float[count];
    float[] answer = new float[count];
    float[] both = new float[count];
    for (int i = 0; i < count; i++) {
      Vectors vectors = entries.get(i);
      question[i] = best(vectors.questions, meaning.whole());
      answer[i] = best(vectors.answer, meaning.whole());
      both[i] = best(vectors.together, meaning.whole());
    }
    return new Nearness(question, answer, both);
  }

  private static float best(List<float[]> vectors, float[] to) {
    float best = -1;
    for (float[] vector : vectors) {
      best = Math.max(best, dot(vector, to));
    }
    return best;
  }

  private static float dot(float[] a, float[] b) {
    float first = 0;
    float second = 0;
    float third = 0;
    float fourth = 0;
    for (int i = 0; i + 3 < a.length; i += 4) {
      first += a[i] * b[i];
      second += a[i + 1] * b[i + 1];
      third += a[i + 2] * b[i + 2];
      fourth += a[i + 3] * b[i + 3];
    }
    return first + second + third + fourth;
  }

  /**
   * The pieces of a text that tell something, ready to be looked for.
   *
   * @param parts as wide as the processor multiplies fastest
   */
  record Sought(int[] pieces, int[][] parts) {}

  /** What of a text is looked for in entries. */
  Sought sought(Meaning meaning) {
    int[] pieces = meaning.pieces();
    int[] telling = telling(pieces);
    int[][] parts = new int[telling.length][];
    int[] sought = new int[telling.length];
    for (int i = 0; i < telling.length; i++) {
      sought[i] = pieces[telling[i]];
      byte[] part = bytes(meaning.parts()[telling[i]]);
      parts[i] = new int[part.length];
      widen(part, parts[i]);
    }
    return new Sought(sought, parts);
  }

  /** The places of the pieces that carry meaning; of all pieces if none does. */
  private int[] telling(int[] pieces) {
    int[] telling = new int[pieces.length];
    int count = 0;
    for (int i = 0; i < pieces.length; i++) {
      if (!embedder.small(pieces[i])) {
        telling[count++] = i;
      }
    }
    if (count == 0) {
      for (int i = 0; i < pieces.length; i++) {
        telling[count++] = i;
      }
    }
    return Arrays.copyOf(telling, count);
  }

  /**
   * Looks for each piece of a text in an entry: a word of the question that is nowhere in the entry
   * tells that something else is asked.
   */
  Closer look(Sought sought, int entry) {
    Vectors vectors = entries.get(entry);
    int count = sought.parts.length;
    if (count == 0) {
      return new Closer(0, 0, 0, 0, 0, 0);
    }
    int[] best = new int[count];
    Arrays.fill(best, Integer.MIN_VALUE);
    int[] wide = new int[sought.parts[0].length];
    for (byte[] part : vectors.parts) {
      widen(part, wide);
      for (int i = 0; i < count; i++) {
        best[i] = Math.max(best[i], dot(sought.parts[i], wide));
      }
    }
    float[] found = new float[count];
    int same = 0;
    for (int i = 0; i < count; i++) {
      found[i] = best[i] / SCALE / SCALE;
      same += vectors.pieces.contains(sought.pieces[i]) ? 1 : 0;
    }
    return closer(found, same);
  }

  private static Closer closer(float[] found, int same) {
    Arrays.sort(found);
    int count = found.length;
    float all = mean(found, count);
    float spread = 0;
    for (float value : found) {
      spread += (value - all) * (value - all);
    }
    return new Closer(
        all,
        found[0],
        mean(found, Math.max(1, count / 4)),
        mean(found, Math.max(1, count / 2)),
        (float) Math.sqrt(spread / count),
        same / (float) count);
  }

  private static float mean(float[] values, int count) {
    float sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[i];
    }
    return sum / count;
  }

  /** A component of a unit vector rarely passes 0.5, so that a byte is exact enough. */
  private static final float SCALE = 254;

  private static byte[] bytes(float[] vector) {
    byte[] bytes = new byte[vector.length];
    for (int i = 0; i < vector.length; i++) {
      bytes[i] = (byte) Math.clamp(Math.round(vector[i] * SCALE), -127, 127);
    }
    return bytes;
  }

  /** The compiler multiplies eight or sixteen ints at once, and bytes one by one. */
  private static void widen(byte[] narrow, int[] wide) {
    for (int i = 0; i < narrow.length; i++) {
      wide[i] = narrow[i];
    }
  }

  private static int dot(int[] a, int[] b) {
    int sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Cosines of a text with each entry's nearest question, with its answer, and with both. */
  record Nearness(float[] question, float[] answer, float[] both) {}

  /**
   * How well the pieces of a text are found in an entry, as cosines.
   *
   * @param all the mean of all pieces that tell something
   * @param least the one found worst
   * @param quarter the mean of the worst quarter
   * @param half the mean of the worst half
   * @param spread their standard deviation
   * @param same the share of pieces that the entry has to the letter
   */
  record Closer(float all, float least, float quarter, float half, float spread, float same) {}

  private record Vectors(
      List<float[]> questions,
      List<float[]> together,
      List<float[]> answer,
      List<byte[]> parts,
      Set<Integer> pieces) {}
}
