package dev.steward.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.EventSink;
import dev.steward.chat.Key;
import dev.steward.chat.Sender;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.PackFiles;
import dev.steward.engine.script.PackReader;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import dev.steward.engine.sim.SimPlatform;
import dev.steward.engine.text.TextLessons;
import dev.steward.engine.text.TextLikeness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits in a lane is read beside it, and decided as if it were not. */
final class ReadAheadTest {
  private static final List<String> TALK =
      List.of(
          "早上好",
          "加微信 abc12345 领券",
          "奶粉漏了，客服三天不理人，太气人了",
          "日结三百，做任务返佣，想做的扣1",
          "https://evil.example.com/x 点这里",
          "电话 13800000000",
          "");

  @TempDir Path folder;

  @Test
  void itFindsWhatTheLaneWouldHaveFound() throws Exception {
    ReadyRules rules = new ReadyRules(shipped());
    RuleReader lane = new RuleReader(rules, TextLikeness::new);
    List<ReadAhead.Piece> pieces =
        Stream.concat(TALK.stream(), ComplaintCheck.complaints().stream())
            .map(text -> new ReadAhead.Piece(rules, text, TextLessons.NONE))
            .toList();
    new ReadAhead(Runnable::run).begin(pieces);
    assertThat(pieces).hasSizeGreaterThan(100);
    for (ReadAhead.Piece piece : pieces) {
      Reading found = Objects.requireNonNull(piece.take(rules, TextLessons.NONE));
      Reading own = lane.read(piece.text());
      assertThat(found)
          .usingRecursiveComparison()
          .isEqualTo(own.complaining(lane.complains(own.text())));
    }
  }

  @Test
  void whatWasReadForOtherRulesOrWithOtherLessonsIsReadAnew() throws Exception {
    ReadyRules rules = new ReadyRules(shipped());
    ReadAhead.Piece piece = new ReadAhead.Piece(rules, "加微信", TextLessons.NONE);
    new ReadAhead(Runnable::run).begin(List.of(piece));
    assertThat(piece.take(new ReadyRules(shipped()), TextLessons.NONE)).isNull();
    TextLessons later = TextLessons.of(List.of(new TextLessons.Lesson("加微信领券", true)));
    assertThat(piece.take(rules, later)).isNull();
    assertThat(piece.take(rules, TextLessons.NONE)).isNotNull();
  }

  @Test
  void whatTheLaneTookIsLeftAlone() throws Exception {
    ReadyRules rules = new ReadyRules(shipped());
    ReadAhead.Piece piece = new ReadAhead.Piece(rules, "加微信", TextLessons.NONE);
    assertThat(piece.take(rules, TextLessons.NONE)).isNull();
    new ReadAhead(Runnable::run).begin(List.of(piece));
    assertThat(piece.take(rules, TextLessons.NONE)).isNull();
  }

  @Test
  void whoeverIsBehindReadsNoMoreThanItCan() throws Exception {
    ReadyRules rules = new ReadyRules(shipped());
    List<Runnable> waiting = new ArrayList<>();
    ReadAhead ahead = new ReadAhead(waiting::add);
    for (int i = 0; i < 100; i++) {
      ahead.begin(List.of(new ReadAhead.Piece(rules, "早", TextLessons.NONE)));
    }
    assertThat(waiting).hasSizeLessThan(20);
    int before = waiting.size();
    waiting.forEach(Runnable::run);
    ahead.begin(List.of(new ReadAhead.Piece(rules, "早", TextLessons.NONE)));
    assertThat(waiting).hasSize(before + 1);
  }

  /** Forty lines wait while the lane is busy; one after the other they are decided alike. */
  @Test
  void aCrowdIsJudgedAsOneAfterTheOther() throws Exception {
    Map<String, Boolean> one = judged("one", false);
    assertThat(judged("crowd", true)).isEqualTo(one);
    assertThat(one).containsValue(true).containsValue(false);
  }

  /** Each line, and whether it was deleted. */
  private Map<String, Boolean> judged(String name, boolean crowd) throws Exception {
    try (Sim sim = Sim.start(Files.createDirectories(folder.resolve(name)), shipped())) {
      Sim.Group group = sim.group("妈妈一群");
      CountDownLatch busy = new CountDownLatch(crowd ? 1 : 0);
      CompletionStage<Boolean> held =
          sim.engine()
              .write(
                  Key.group(group.id()),
                  _ -> {
                    try {
                      busy.await();
                    } catch (InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                    return true;
                  });
      Map<String, String> lines = new LinkedHashMap<>();
      List<CompletionStage<EventSink.Receipt>> taken = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String id = sim.id();
        String who = "成员" + i;
        lines.put(i + " " + TALK.get(i % TALK.size()), id);
        Event line =
            new Event.MessagePosted(
                SimPlatform.ACCOUNT,
                group.id(),
                id,
                Sender.member(Sim.user(who), who),
                Content.of(TALK.get(i % TALK.size()) + (i < 20 ? "" : " " + i)),
                sim.clock.instant());
        taken.add(sim.engine().sink().deliver(line));
        if (!crowd) {
          sim.settle();
        }
      }
      busy.countDown();
      held.toCompletableFuture().join();
      taken.forEach(receipt -> receipt.toCompletableFuture().join());
      sim.settle();
      Map<String, Boolean> deleted = new LinkedHashMap<>();
      lines.forEach(
          (line, id) -> {
            long cases = sim.count("moderation_case WHERE message_id = '" + id + "'");
            deleted.put(line, cases > 0);
          });
      return deleted;
    }
  }

  private static Pack shipped() throws Exception {
    Path scripts = Path.of(Objects.requireNonNull(System.getProperty("steward.root")), "scripts");
    PackFiles files = PackFiles.fromFolder(scripts.resolve("mother-and-baby"));
    return SimPacks.named("mama", Objects.requireNonNull(PackReader.read(files).pack()));
  }
}
