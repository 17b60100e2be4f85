package dev.steward.engine.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.faq.Models;
import dev.steward.engine.schedule.Holidays;
import dev.steward.engine.script.Conversation;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.PackFiles;
import dev.steward.engine.script.PackReader;
import dev.steward.engine.script.PackReading;
import dev.steward.engine.script.ProblemPrinter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Packs and conversations for tests of rehearsals. */
final class Rehearsed {
  static final Path SCRIPTS =
      Path.of(System.getProperty("steward.root", "../..")).resolve("scripts");

  /** As the packs' conversations know the year: with a make-up workday on a Saturday. */
  static final Holidays HOLIDAYS =
      new Holidays(
          Map.of(
              2026,
              new Holidays.Year(
                  LocalDate.of(2026, 10, 1)
                      .datesUntil(LocalDate.of(2026, 10, 8))
                      .collect(Collectors.toSet()),
                  Set.of(LocalDate.of(2026, 10, 10)))));

  private static final Map<String, String> SMALL =
      Map.of(
          "pack.yaml",
          "title: 妈妈群\nattention: {quiet-hours: 22:00-08:00}\n",
          "rules.yaml",
          """
          clauses: {no-ads: 不发广告}
          ladders: {default: [警告, 禁言 10分钟, 移出]}
          rules:
            ads: {clause: no-ads, words: [加我微信]}
          """,
          "welcome.yaml",
          "text: 欢迎 {{names}}\nacknowledge: 我知道了\n",
          "checkin.yaml",
          "points: 5\n",
          "topics.yaml",
          """
          topics:
            morning: {at: 工作日 09:30, not-during-talk: 5m, say: [早上好, 早]}
            night: {at: 每天 23:00, say: 晚安}
          """);

  private Rehearsed() {}

  /** A small pack with one written conversation, {@code tests/a.chat}. */
  static PackReading reading(String chat) {
    return reading(chat, Map.of());
  }

  /** The same with more files, or others. */
  static PackReading reading(String chat, Map<String, String> more) {
    Map<String, String> texts = new LinkedHashMap<>(SMALL);
    texts.putAll(more);
    Map<String, byte[]> files = new LinkedHashMap<>();
    texts.forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
    files.put("tests/a.chat", chat.getBytes(StandardCharsets.UTF_8));
    return PackReader.read(PackFiles.of("mama", files));
  }

  /** The small pack. */
  static Pack pack() {
    return Objects.requireNonNull(reading("小明：早\n").pack());
  }

  /** Plays a conversation to the small pack. */
  static Transcript play(String chat) {
    PackReading reading = reading(chat);
    assertThat(reading.problems()).as(problems(reading)).isEmpty();
    return Play.of(
        reading.conversations().getFirst(),
        Objects.requireNonNull(reading.pack()),
        HOLIDAYS,
        Models.none());
  }

  /** What is wrong with a small pack that has this conversation, as it is printed. */
  static String problems(PackReading reading) {
    return new ProblemPrinter(Language.ZH).print(reading.problems());
  }

  /** What Steward did and why it did not, as lines; those of the n-th step, from 0. */
  static List<String> lines(Transcript transcript, int step) {
    ChatLines lines = new ChatLines(transcript.language());
    Transcript.Played played = transcript.steps().get(step);
    return played.happenings().stream()
        .map(
            one ->
                one.deed() == null
                    ? "· " + one.zh()
                    : String.join("\n", lines.of(one, played.room())))
        .toList();
  }

  /** The whole file, as the numbers of its lines are read. */
  static int lineOf(Conversation conversation, String words) {
    return 1
        + IntStream.range(0, conversation.lines().size())
            .filter(i -> conversation.lines().get(i).contains(words))
            .findFirst()
            .orElseThrow();
  }
}
