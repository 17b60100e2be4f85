package dev.steward.engine.text;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Weights that tell texts of some kinds from all others: one for each feature that says "one of
 * these kinds at all", and one for each kind that says which. Weights are bytes, in steps of {@code
 * step}. Immutable.
 *
 * <p>The starting model ({@link #starting}) was made from messages written for it; see its test.
 */
final class TextModel {
  private static final int FORMAT = 0x53544D31;

  private final List<String> kinds;
  private final float step;
  private final float bias;
  private final byte[] any;
  private final float[] kindBiases;

  /** For each feature all kinds. */
  private final byte[] which;

  TextModel(
      List<String> kinds, float step, float bias, byte[] any, float[] kindBiases, byte[] which) {
    this.kinds = List.copyOf(kinds);
    this.step = step;
    this.bias = bias;
    this.any = any;
    this.kindBiases = kindBiases;
    this.which = which;
  }

  /** What Steward knows before anybody has taught it. */
  static TextModel starting() {
    return Starting.MODEL;
  }

  /** What it knows of complaints. */
  static TextModel ofComplaints() {
    return Complaints.MODEL;
  }

  /** What it knows of nicknames. */
  static TextModel ofNames() {
    return Names.MODEL;
  }

  /** Read once, when somebody first asks for it. */
  private static final class Starting {
    static final TextModel MODEL = packaged("starting-model.gz");
  }

  /** The same. */
  private static final class Complaints {
    static final TextModel MODEL = packaged("complaints-model.gz");
  }

  /** The same. */
  private static final class Names {
    static final TextModel MODEL = packaged("names-model.gz");
  }

  /** The kinds, in the order of {@link #kind}. */
  List<String> kinds() {
    return kinds;
  }

  /** How likely a text is of one of the kinds, 0 to 1, as the messages it learned from say. */
  double likelihood(TextFeatures features) {
    return 1 / (1 + Math.exp(-logOdds(features)));
  }

  /** The same as the logarithm of odds: 0 where it may be or may not be. */
  double logOdds(TextFeatures features) {
    long sum = 0;
    int count = features.count();
    for (int i = 0; i < count; i++) {
      sum += any[features.get(i)];
    }
    return bias + sum * step / Math.sqrt(Math.max(1, count));
  }

  /** The log odds of a text of which nothing is known. */
  double bias() {
    return bias;
  }

  /** Which of the kinds it is nearest to, whether it is one of them or not. */
  int kind(TextFeatures features) {
    int[] sums = new int[kinds.size()];
    int count = features.count();
    for (int i = 0; i < count; i++) {
      int at = features.get(i) * sums.length;
      for (int kind = 0; kind < sums.length; kind++) {
        sums[kind] += which[at + kind];
      }
    }
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int kind = 0; kind < sums.length; kind++) {
      double score = kindBiases[kind] + sums[kind] * step / Math.sqrt(Math.max(1, count));
      if (score > most) {
        most = score;
        best = kind;
      }
    }
    return best;
  }

  /** How much a feature speaks for one of the kinds at all. */
  double weight(int feature) {
    return any[feature] * step;
  }

  /** Writes it; the stream is not closed. */
  void write(OutputStream to) throws IOException {
    DataOutputStream out = new DataOutputStream(to);
    out.writeInt(FORMAT);
    out.writeInt(TextFeatures.SIZE);
    out.writeInt(kinds.size());
    for (int kind = 0; kind < kinds.size(); kind++) {
      out.writeUTF(kinds.get(kind));
      out.writeFloat(kindBiases[kind]);
    }
    out.writeFloat(step);
    out.writeFloat(bias);
    out.write(any);
    out.write(which);
    out.flush();
  }

  /** Reads what {@link #write} wrote; the stream is not closed. */
  static TextModel read(InputStream from) throws IOException {
    DataInputStream in = new DataInputStream(from);
    if (in.readInt() != FORMAT || in.readInt() != TextFeatures.SIZE) {
      throw new IOException("not a model of texts that this version reads");
    }
    List<String> kinds = new ArrayList<>();
    float[] biases = new float[in.readInt()];
    for (int kind = 0; kind < biases.length; kind++) {
      kinds.add(in.readUTF());
      biases[kind] = in.readFloat();
    }
    float step = in.readFloat();
    float bias = in.readFloat();
    byte[] any = new byte[TextFeatures.SIZE];
    in.readFully(any);
    byte[] which = new byte[TextFeatures.SIZE * biases.length];
    in.readFully(which);
    return new TextModel(kinds, step, bias, any, biases, which);
  }

  private static TextModel packaged(String name) {
    try (InputStream in = TextModel.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            name + ": not on the class path (expected: beside TextModel)");
      }
      return read(new BufferedInputStream(new GZIPInputStream(in)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
