package dev.steward.bench;

import dev.steward.engine.text.ContactFinder;
import dev.steward.engine.text.Fingerprint;
import dev.steward.engine.text.FoldBuffer;
import dev.steward.engine.text.LinkFinder;
import dev.steward.engine.text.Looseness;
import dev.steward.engine.text.ShopFinder;
import dev.steward.engine.text.Word;
import dev.steward.engine.text.WordMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Messages per second and core that can be read, with 15,000 words and their places. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class TextBench {
  private static final int MESSAGES = 50_000;
  private static final int WORDS = 15_000;

  private final List<String> messages = ChatText.messages(MESSAGES, 1);
  private final WordMatcher<Integer> normal = matcher(0, Looseness.LOOSE);
  private final WordMatcher<Integer> someLoose = matcher(10, Looseness.LOOSE);
  private final WordMatcher<Integer> allLoose = matcher(100, Looseness.LOOSE);
  private final WordMatcher<Integer> allSound = matcher(100, Looseness.SOUND);
  private final FoldBuffer buffer = new FoldBuffer();

  /** Folding alone. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public void fold(Blackhole hole) {
    for (String message : messages) {
      hole.consume(buffer.fold(message).length());
    }
  }

  /** Folding and matching, all words NORMAL. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public void foldAndMatch(Blackhole hole) {
    for (String message : messages) {
      normal.find(buffer.fold(message), (word, start, end) -> hole.consume(start + end));
    }
  }

  /** Folding and matching, one word in ten LOOSE: messages with separators are read twice. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public void foldAndMatchLoose(Blackhole hole) {
    for (String message : messages) {
      someLoose.find(buffer.fold(message), (word, start, end) -> hole.consume(start + end));
    }
  }

  /** Folding and matching, all words LOOSE. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public void foldAndMatchAllLoose(Blackhole hole) {
    for (String message : messages) {
      allLoose.find(buffer.fold(message), (word, start, end) -> hole.consume(start + end));
    }
  }

  /** Folding and matching, all words SOUND: as loose as can be. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public void foldAndMatchAllSound(Blackhole hole) {
    for (String message : messages) {
      allSound.find(buffer.fold(message), (word, start, end) -> hole.consume(start + end));
    }
  }

  /** Contacts, and what is shared from shops, with the folding. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public void contactsAndShops(Blackhole hole) {
    for (String message : messages) {
      buffer.fold(message);
      hole.consume(ContactFinder.find(buffer));
      hole.consume(ShopFinder.find(message, LinkFinder.find(buffer)));
    }
  }

  /** All that a message goes through: words, links, fingerprint. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public void everything(Blackhole hole) {
    for (String message : messages) {
      buffer.fold(message);
      someLoose.find(buffer, (word, start, end) -> hole.consume(start + end));
      hole.consume(LinkFinder.find(buffer));
      hole.consume(Fingerprint.of(buffer));
    }
  }

  private static WordMatcher<Integer> matcher(int loosePercent, Looseness looseness) {
    List<Word<Integer>> words = new ArrayList<>();
    for (String word : ChatText.words(WORDS, 2)) {
      boolean loose = words.size() % 100 < loosePercent;
      words.add(new Word<>(word, loose ? looseness : Looseness.NORMAL, words.size()));
    }
    return WordMatcher.of(words);
  }
}
