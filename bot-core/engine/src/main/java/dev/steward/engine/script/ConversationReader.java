package dev.steward.engine.script;

import dev.steward.engine.script.Conversation.Move;
import dev.steward.engine.script.Conversation.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code tests/*.chat}: one line, one thing that happens, by its first character; what begins
 * with space belongs to the line above. Whatever the file contains, the answer is a conversation or
 * problems.
 */
final class ConversationReader {
  /** When a conversation begins that doesn't say when. */
  private static final LocalDateTime USUAL_START = LocalDateTime.of(2026, 11, 2, 9, 0);

  private static final Duration LONGEST = Duration.ofDays(400);
  private static final int MOST_STEPS = 2_000;

  private final String file;
  private final List<String> lines;
  private final ZoneId zone;
  private final Problems problems;
  private final MoveReader moves;
  private final List<Step> steps = new ArrayList<>();
  private final List<Expectation> expected = new ArrayList<>();
  private final Set<String> muddled = new HashSet<>();
  private String title = "";
  private String room = "";
  private Instant start;
  private Instant now;
  private @Nullable Open open;

  /** A move whose expectations are being read. */
  private record Open(int line, int lastLine, Move move) {}

  private ConversationReader(Source source, ZoneId zone, Problems problems) {
    file = source.file();
    lines = source.lines();
    this.zone = zone;
    this.problems = problems;
    moves = new MoveReader(file, problems);
    start = USUAL_START.atZone(zone).toInstant();
    now = start;
  }

  /** Reads one file; null when it has no text. Problems are added to the others. */
  static @Nullable Conversation read(String file, byte[] bytes, ZoneId zone, Problems problems) {
    Source source = SourceReader.read(file, bytes, PackReader.MOST_YAML, problems);
    if (source == null || source.text().isBlank()) {
      return null;
    }
    return new ConversationReader(source, zone, problems).read();
  }

  private Conversation read() {
    for (int i = 0; i < lines.size(); i++) {
      Written written = new Written(lines.get(i), i + 1);
      if (written.blank()) {
        continue;
      }
      int last = written.spreads() ? lastLine(i) : i;
      line(written, last);
      i = last;
    }
    close();
    return new Conversation(
        file, title.isEmpty() ? file.replaceFirst(".*/", "") : title, start, steps, lines);
  }

  /** The last of the lines that belong to one: they begin with space, or are empty before such. */
  private int lastLine(int first) {
    int last = first;
    for (int i = first + 1; i < lines.size(); i++) {
      String next = lines.get(i);
      if (next.isBlank()) {
        continue;
      }
      if (!Character.isWhitespace(next.charAt(0))) {
        break;
      }
      last = i;
    }
    return last;
  }

  private String words(Written written, int from, int last) {
    StringBuilder words = new StringBuilder(written.text().substring(from).strip());
    for (int i = written.number(); i <= last; i++) {
      words.append('\n').append(lines.get(i).strip());
    }
    return words.toString().strip();
  }

  private void line(Written written, int last) {
    switch (written.sign()) {
      case '#' -> comment(written);
      case '@' -> clock(written);
      case '=' -> expect(written, last);
      case '[' -> room(written);
      case '!' -> then(written, last, moves.setting(written));
      case '+' -> then(written, last, moves.joins(written));
      case '-' -> then(written, last, moves.leaves(written));
      case '?' -> then(written, last, moves.asksIn(written, words(written, 1, last)));
      case ' ' -> {
        if (!written.text().isBlank()) {
          problems.error(
              written.mark(file, 0),
              "chat-nothing-above",
              Both.of(
                  "这一行前面有空格，可是上一行不能接着写", "this line is indented, but the line above has no words"),
              Both.of("去掉行首的空格", "remove the space before it"));
        }
      }
      default -> said(written, last);
    }
  }

  private void comment(Written written) {
    if (title.isEmpty() && steps.isEmpty() && open == null) {
      title = written.text().substring(1).strip();
    }
  }

  private void clock(Written written) {
    String words = written.text().substring(1).strip();
    boolean first = steps.isEmpty() && open == null;
    Optional<Instant> until = ChatTimes.read(words, now, zone);
    if (until.isEmpty()) {
      problems.error(
          written.markOf(file, words),
          "chat-bad-time",
          Both.of("看不懂时间「" + words + "」", "a time that can't be read: " + words),
          Both.of(
              "写成 @ 2026-11-02 09:00、@ 09:30、@ 次日 08:00、@ 周六 10:00 或 @ +10分钟",
              "write it like @ 2026-11-02 09:00, @ 09:30, @ next day 08:00, @ Sat 10:00 or @ +10m"));
    } else if (first && written.dated()) {
      start = until.get();
      now = start;
    } else if (until.get().isBefore(now) || until.get().isAfter(start.plus(LONGEST))) {
      boolean back = until.get().isBefore(now);
      problems.error(
          written.markOf(file, words),
          "chat-bad-time",
          back
              ? Both.of(
                  "时间不能倒退：现在已经是 " + shown(now),
                  "time can't go back: it is " + shown(now) + " already")
              : Both.of("离开头超过 400 天了", "more than 400 days after the beginning"),
          back
              ? Both.of("写一个更晚的时间", "write a later time")
              : Both.of("另写一个 .chat 文件", "make another .chat file of it"));
    } else {
      now = until.get();
      then(written, written.number() - 1, new Move.Waits(now));
    }
  }

  private String shown(Instant at) {
    return at.atZone(zone).toLocalDateTime().toString().replace('T', ' ');
  }

  private void room(Written written) {
    String text = written.text().strip();
    int end = text.length() - 1;
    boolean closed = end > 1 && (text.charAt(end) == ']' || text.charAt(end) == '】');
    String name = closed ? text.substring(1, end).strip() : "";
    if (name.isEmpty() || !moves.fit(name)) {
      problems.error(
          written.mark(file, 0),
          "chat-bad-group",
          Both.of("群名要写成 [妈妈一群]，单独一行", "a group is written as [Mums One], alone on its line"),
          Both.of("补上 ]", "close it with ]"));
      return;
    }
    close();
    room = name;
  }

  private void said(Written written, int last) {
    int colon = written.colon();
    if (colon < 0) {
      Move silent = moves.recalls(written);
      if (silent != null) {
        then(written, last, silent);
        return;
      }
      if (muddled.add("colon")) {
        problems.error(
            written.mark(file, 0),
            "chat-no-colon",
            Both.of("这一行没有冒号，不知道是谁说的", "there is no colon here, so that nobody is known to say it"),
            Both.of("写成 小明：签到；写给人看的说明前面加 #", "write it like Ming: check in; put # before a note"));
      } else {
        problems.error(
            written.mark(file, 0),
            "chat-no-colon",
            Both.of("这一行没有冒号", "there is no colon here"),
            Both.of("写成 小明：……", "write it like Ming: ..."));
      }
      return;
    }
    then(written, last, moves.said(written, colon, words(written, colon + 1, last)));
  }

  private void expect(Written written, int last) {
    if (open == null) {
      problems.error(
          written.mark(file, 0),
          "chat-nothing-above",
          Both.of("上面还没有发生任何事", "nothing has happened above"),
          Both.of("先写一行谁说了什么，再写 =", "write what somebody says first, then ="));
      return;
    }
    Expectation one =
        new ExpectationReader(file, problems, moves)
            .read(written, words(written, 1, last), last + 1);
    if (one != null) {
      expected.add(one);
    }
  }

  private void then(Written written, int last, @Nullable Move move) {
    close();
    if (move != null && steps.size() < MOST_STEPS) {
      open = new Open(written.number(), last + 1, move);
    } else if (move != null && muddled.add("many")) {
      problems.error(
          written.mark(file, 0),
          "too-many",
          Both.of("太长了（最多 " + MOST_STEPS + " 步）", "too long (at most " + MOST_STEPS + " steps)"),
          Both.of("分成几个 .chat 文件", "make several .chat files of it"));
    }
  }

  private void close() {
    if (open != null) {
      steps.add(new Step(open.line, open.lastLine, room, open.move, expected));
    }
    open = null;
    expected.clear();
  }

  /** One line as written, with its number from 1. */
  record Written(String text, int number) {
    boolean blank() {
      return text.isBlank();
    }

    /** The first character, in one width; a space for any white space. */
    char sign() {
      char c = text.charAt(0);
      return switch (c) {
        case '＃' -> '#';
        case '＠' -> '@';
        case '＝' -> '=';
        case '【' -> '[';
        case '！' -> '!';
        case '＋' -> '+';
        case '－' -> '-';
        case '？' -> '?';
        default -> Character.isWhitespace(c) || c == '\uFEFF' ? ' ' : c;
      };
    }

    /** Whether lines below may belong to it. */
    boolean spreads() {
      return "#@[!+-".indexOf(sign()) < 0;
    }

    /** Whether a clock's line has a date. */
    boolean dated() {
      return text.matches("[@＠]\\s*\\d{4}-.*");
    }

    int colon() {
      int wide = text.indexOf('：');
      int narrow = text.indexOf(':');
      return wide < 0 ? narrow : narrow < 0 ? wide : Math.min(wide, narrow);
    }

    SourceMark mark(String file, int offset) {
      return new SourceMark(file, number, text.codePointCount(0, offset) + 1);
    }

    SourceMark markOf(String file, String part) {
      return mark(file, Math.max(0, text.indexOf(part)));
    }
  }
}
