package dev.steward.engine.faq;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * The small quantised models BGE v1.5 of BAAI for Chinese and English, run by ONNX Runtime in this
 * process on one thread. Thread-safe; loading takes about half a second.
 */
public final class BgeEmbedder implements Embedder, AutoCloseable {
  private static final int MOST_PIECES = 160;

  /** Words that nearly every sentence has: they tell nothing about what is asked. */
  private static final String SMALL =
      "的 了 吗 呢 吧 啊 呀 哦 嘛 么 不 没 有 是 在 我 你 他 她 它 们 这 那 个 就 都 也 还 又 和 跟 与 把 被 给"
          + " 让 到 要 会 能 可 以 想 去 来 说 下 上 里 一 二 两 怎 咋 啥 什 哪 几 多 少 谁 为 何 请 问 着 过 得"
          + " 地 很 太 真 挺 些 样 办 弄 搞 呐 亲 哈 嗯 呗 咯 喽 ， 。 ？ ！ ? ! , . 、 ~ … “ ” 「 」 : ; ( )"
          + " ' \" - the a an of to in on at is are was be do does did i you we they it my your me can could"
          + " would will what how when where who why which please and or for with if s t m";

  private final String name;
  private final WordPiece pieces;
  private final BitSet small;
  private final OrtSession session;

  private BgeEmbedder(String name, WordPiece pieces, OrtSession session) {
    this.name = name;
    this.pieces = pieces;
    small = pieces.find(SMALL);
    this.session = session;
  }

  /** Loads the model of a language. */
  public static BgeEmbedder of(Tongue tongue) throws IOException {
    return load(
        switch (tongue) {
          case ZH -> "bge-small-zh-v1.5-q";
          case EN -> "bge-small-en-v1.5-q";
        });
  }

  private static BgeEmbedder load(String name) throws IOException {
    // Through a file: on the heap its bytes would stand several times, and the heap stays as large.
    Path file = Files.createTempFile("steward-", ".onnx");
    try (InputStream vocabulary = resource("/" + name + "-tokenizer.json");
        InputStream model = resource("/" + name + ".onnx");
        OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      Files.copy(model, file, StandardCopyOption.REPLACE_EXISTING);
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      return new BgeEmbedder(
          name,
          new WordPiece(vocabulary),
          OrtEnvironment.getEnvironment().createSession(file.toString(), options));
    } catch (OrtException e) {
      throw new IOException("model " + name + ": " + e.getMessage(), e);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static InputStream resource(String path) throws IOException {
    InputStream stream = BgeEmbedder.class.getResourceAsStream(path);
    if (stream == null) {
      throw new IOException("class path: without " + path + " (expected: the model's jar in lib)");
    }
    return stream;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean small(int piece) {
    return small.get(piece);
  }

  @Override
  public Meaning embed(String plain) {
    long[] ids = pieces.cut(plain, MOST_PIECES);
    long[] ones = new long[ids.length];
    Arrays.fill(ones, 1);
    Map<String, OnnxTensor> inputs = HashMap.newHashMap(3);
    try {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      inputs.put("input_ids", OnnxTensor.createTensor(environment, new long[][] {ids}));
      inputs.put("attention_mask", OnnxTensor.createTensor(environment, new long[][] {ones}));
      inputs.put(
          "token_type_ids",
          OnnxTensor.createTensor(environment, new long[][] {new long[ids.length]}));
      try (OrtSession.Result result = session.run(inputs)) {
        return meaning(ids, ((float[][][]) result.get(0).getValue())[0]);
      }
    } catch (OrtException e) {
      throw new IllegalStateException("model " + name + ": " + e.getMessage(), e);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static Meaning meaning(long[] ids, float[][] states) {
    int count = ids.length - 2;
    int[] between = new int[count];
    float[][] parts = new float[count][];
    for (int i = 0; i < count; i++) {
      between[i] = (int) ids[i + 1];
      parts[i] = unit(states[i + 1]);
    }
    return new Meaning(unit(states[0]), between, parts);
  }

  private static float[] unit(float[] vector) {
    double sum = 0;
    for (float value : vector) {
      sum += value * value;
    }
    float scale = (float) (1 / Math.sqrt(sum));
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= scale;
    }
    return vector;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("model " + name + ": " + e.getMessage(), e);
    }
  }
}
