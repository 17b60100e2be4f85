package dev.steward.engine.faq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The entries by meaning: of each question, of the answer, and of each question with its answer;
 * and, for a closer look at a few of them, of each piece of their texts. In memory (about 2 KB a
 * question and a quarter of that a piece), immutable, thread-safe.
 */
final class MeaningIndex {
  private final Embedder embedder;
  private final List<Vectors> entries;

  /** Takes some milliseconds an entry: not for a lane's thread. */
  MeaningIndex(List<Entry> list, Embedder embedder) {
    this.embedder = embedder;
    entries = list.stream().map(this::vectors).toList();
  }

  private Vectors vectors(Entry entry) {
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
    float even = 0;
    float odd = 0;
    for (int i = 0; i + 1 < a.length; i += 2) {
      even += a[i] * b[i];
      odd += a[i + 1] * b[i + 1];
    }
    return even + odd;
  }

  /**
   * Looks for each piece of a text in an entry: a word of the question that is nowhere in the entry
   * tells that something else is asked.
   */
  Closer look(Meaning meaning, int entry) {
    Vectors vectors = entries.get(entry);
    int[] pieces = meaning.pieces();
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
    if (count == 0) {
      return new Closer(0, 0, 0, 0, 0, 0);
    }
    float[] found = new float[count];
    int same = 0;
    for (int i = 0; i < count; i++) {
      byte[] part = bytes(meaning.parts()[telling[i]]);
      int best = Integer.MIN_VALUE;
      for (byte[] other : vectors.parts) {
        best = Math.max(best, dot(part, other));
      }
      found[i] = best / SCALE / SCALE;
      same += vectors.pieces.contains(pieces[telling[i]]) ? 1 : 0;
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

  private static int dot(byte[] a, byte[] b) {
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
