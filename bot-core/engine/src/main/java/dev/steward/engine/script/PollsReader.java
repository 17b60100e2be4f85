package dev.steward.engine.script;

import dev.steward.engine.schedule.TimeWords;
import dev.steward.engine.schedule.Timetable;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the files under polls/, one poll each. */
final class PollsReader {
  static final String FOLDER = "polls/";
  static final String ENDING = ".yaml";

  /** How long a poll is open when nothing else is said. */
  static final Duration LASTS = Duration.ofDays(3);

  /** Buttons, numbers and letters must reach. */
  static final int MOST_OPTIONS = 20;

  static final int LONGEST_TITLE = 200;
  static final int LONGEST_OPTION = 60;
  private static final int LONGEST_THANKS = 200;
  private static final int LONGEST_END = 20;
  private static final int MOST_POLLS = 50;
  private static final int MOST_REMINDERS = 3;
  private static final Duration SHORTEST = Duration.ofMinutes(10);
  private static final Duration LONGEST = Duration.ofDays(90);

  private final Problems problems;
  private final List<Poll> polls = new ArrayList<>();

  PollsReader(Problems problems) {
    this.problems = problems;
  }

  /** Reads one file. */
  void read(String file, YamlNode.Table table) {
    String id = file.substring(FOLDER.length(), file.length() - ENDING.length());
    if (!Scalars.ID.matcher(id).matches()) {
      problems.error(
          new SourceMark(file, 1, 1),
          "bad-name",
          Both.of("文件名「" + id + "」不能做投票的名字", "this file name can't be a poll's name: " + id),
          Both.of(
              "只用文字、数字和 -，最多 40 个字，例如 spring.yaml",
              "letters, digits and - only, at most 40, such as spring.yaml"));
      return;
    }
    if (polls.size() == MOST_POLLS) {
      problems.error(
          new SourceMark(file, 1, 1),
          "too-many",
          Both.of("投票太多（最多 " + MOST_POLLS + " 个）", "too many polls (at most " + MOST_POLLS + ")"),
          Both.of("删掉已经结束的", "delete those that are over"));
      return;
    }
    Poll poll = new One(new Fields(table, Keys.POLL, problems)).read(id);
    if (poll != null) {
      polls.add(poll);
    }
  }

  List<Poll> polls() {
    return List.copyOf(polls);
  }

  /** One file's table. */
  private final class One {
    private final Fields fields;

    One(Fields fields) {
      this.fields = fields;
    }

    private @Nullable Poll read(String id) {
      String title = line(fields.needText("title"), LONGEST_TITLE);
      Poll.Type type = fields.choice("type", Vocabulary.POLLS);
      Poll.Type kind = type == null ? Poll.Type.SINGLE : type;
      boolean anonymous = fields.flag("anonymous", false);
      boolean live = Boolean.TRUE.equals(fields.choice("results", Vocabulary.RESULTS));
      boolean mayChange = fields.flag("may-change", !anonymous);
      List<Poll.Option> options = options(kind);
      int[] choose = choose(kind, options.size());
      YamlNode.Text opens = fields.text("opens");
      Timetable when = opens == null ? null : when(opens);
      Duration lasts = null;
      LocalDateTime until = null;
      YamlNode.Text closes = fields.text("closes");
      if (closes != null) {
        until = moment(closes);
        lasts = until == null ? fields.duration("closes", SHORTEST, LONGEST) : null;
      }
      List<Duration> reminders = reminders(until == null && lasts == null ? LASTS : lasts);
      consistent(kind, options.size(), anonymous, live, mayChange, when, until);
      if (title == null || (options.isEmpty() && kind != Poll.Type.OPEN)) {
        return null;
      }
      return new Poll(
          id,
          title,
          kind,
          options,
          fields.flag("random-order", false),
          choose[0],
          choose[1],
          ends(kind),
          anonymous,
          live,
          mayChange,
          opens == null ? null : opens.value().strip(),
          when,
          until == null && lasts == null ? LASTS : lasts,
          until,
          reminders,
          groups(),
          thanks(),
          fields.mark());
    }

    private @Nullable String line(YamlNode.@Nullable Text text, int most) {
      if (text == null) {
        return null;
      }
      HeaderReader.plain(text, problems);
      String line = HeaderReader.shortText(text, most, problems);
      if (line.isEmpty()) {
        problems.error(
            text.mark(),
            "empty-text",
            Both.of("这里没有内容", "this is empty"),
            Both.of("写上文字", "write the text"));
      }
      return line;
    }

    private void wrong(@Nullable YamlNode at, String code, Both what, Both mend) {
      problems.error(at == null ? fields.mark() : at.mark(), code, what, mend);
    }

    private void misplaced(String key, String zh, String en) {
      YamlNode node = fields.node(key);
      if (node != null) {
        wrong(
            node,
            "not-for-this-type",
            Both.of(key + " 只用于" + zh, key + " is for " + en + " only"),
            Both.of("删掉这一项，或改 type", "remove it, or change the type"));
      }
    }

    private List<Poll.Option> options(Poll.Type type) {
      return switch (type) {
        case SINGLE, MULTI -> {
          misplaced("scale", "打分", "ratings");
          misplaced("ends", "打分", "ratings");
          yield written();
        }
        case RATING -> {
          misplaced("options", "单选和多选", "choices");
          misplaced("random-order", "单选和多选", "choices");
          yield scale();
        }
        case OPEN -> {
          misplaced("options", "单选和多选", "choices");
          misplaced("random-order", "单选和多选", "choices");
          misplaced("scale", "打分", "ratings");
          misplaced("ends", "打分", "ratings");
          yield List.of();
        }
      };
    }

    private List<Poll.Option> written() {
      List<Poll.Option> options = new ArrayList<>();
      YamlNode node = fields.need("options");
      Set<String> seen = new HashSet<>();
      for (YamlNode.Entry entry :
          node == null ? List.<YamlNode.Entry>of() : fields.table("options")) {
        YamlNode.Text text = Expected.text(problems, entry.value());
        String line = line(text, LONGEST_OPTION);
        if (line != null && text != null) {
          if (!seen.add(OwnTexts.plain(line))) {
            wrong(
                text,
                "same-option",
                Both.of("有两个选项都是「" + line + "」", "two options read the same: " + line),
                Both.of("改掉一个", "change one of them"));
          }
          options.add(new Poll.Option(entry.key().value(), line));
        }
      }
      if (node != null && (options.size() < 2 || options.size() > MOST_OPTIONS)) {
        wrong(
            node,
            "how-many-options",
            Both.of("选项有 " + options.size() + " 个", "there are " + options.size() + " options"),
            Both.of("写 2 到 " + MOST_OPTIONS + " 个", "write 2 to " + MOST_OPTIONS));
      }
      return options;
    }

    private List<Poll.Option> scale() {
      YamlNode.Text text = fields.text("scale");
      Boolean ten =
          text == null
              ? Boolean.FALSE
              : fields.scalars().choice(text, Vocabulary.SCALES, Vocabulary.SCALES.keySet());
      List<Poll.Option> numbers = new ArrayList<>();
      boolean recommend = Boolean.TRUE.equals(ten);
      for (int i = recommend ? 0 : 1; i <= (recommend ? 10 : 5); i++) {
        numbers.add(new Poll.Option(Integer.toString(i), Integer.toString(i)));
      }
      return numbers;
    }

    private List<String> ends(Poll.Type type) {
      if (type != Poll.Type.RATING || !fields.has("ends")) {
        return List.of();
      }
      List<String> ends = new ArrayList<>();
      for (YamlNode.Text text : fields.texts("ends")) {
        String end = line(text, LONGEST_END);
        if (end != null) {
          ends.add(end);
        }
      }
      if (ends.size() != 2) {
        wrong(
            fields.node("ends"),
            "two-ends",
            Both.of("ends 要写两个", "ends has two"),
            Both.of("例如 [很不满意, 很满意]", "such as [not at all, very much]"));
      }
      return ends;
    }

    private int[] choose(Poll.Type type, int options) {
      if (type != Poll.Type.MULTI) {
        misplaced("choose", "多选", "several choices");
        return new int[] {1, 1};
      }
      YamlNode.Text text = fields.text("choose");
      if (text == null) {
        return new int[] {1, Math.max(1, options)};
      }
      java.util.regex.Matcher range =
          java.util.regex.Pattern.compile("([0-9]{1,2})(?:\\s*-\\s*([0-9]{1,2}))?")
              .matcher(text.value().strip());
      if (range.matches()) {
        int low = range.group(2) == null ? 1 : Integer.parseInt(range.group(1));
        int high = Integer.parseInt(range.group(range.group(2) == null ? 1 : 2));
        if (low >= 1 && low <= high && high <= Math.max(options, 1)) {
          return new int[] {low, high};
        }
      }
      if (!Expected.punctuation(problems, text)) {
        wrong(
            text,
            "how-many-to-choose",
            Both.of(
                "「" + text.value() + "」看不懂，或超过了选项的个数",
                text.value() + " can't be read, or is more than there are options"),
            Both.of("写成 3（最多 3 个）或 1-3", "write 3 (at most three) or 1-3"));
      }
      return new int[] {1, Math.max(1, options)};
    }

    private @Nullable Timetable when(YamlNode.Text opens) {
      Optional<Timetable> when = TimeWords.read(opens.value());
      if (when.isEmpty() && !Expected.punctuation(problems, opens)) {
        wrong(
            opens,
            "bad-times",
            Both.of("看不懂时间「" + opens.value() + "」", "times that can't be read: " + opens.value()),
            Both.of(
                "写成 2026-12-12 20:00、每月1号 20:00 或 每周二 19:00",
                "write it like 2026-12-12 20:00, monthly on the 1st 20:00 or every Tue 19:00"));
      }
      return when.orElse(null);
    }

    /** A date with a time; null when it is not written like one. */
    private @Nullable LocalDateTime moment(YamlNode.Text text) {
      return TimeWords.read(text.value())
          .filter(Timetable.Once.class::isInstance)
          .map(once -> ((Timetable.Once) once).at())
          .orElse(null);
    }

    private List<Duration> reminders(@Nullable Duration lasts) {
      List<Duration> reminders = new ArrayList<>();
      for (YamlNode.Text text : fields.texts("reminders")) {
        Duration before = fields.scalars().duration(text, SHORTEST, LONGEST);
        if (before == null) {
          continue;
        }
        if (lasts != null && before.compareTo(lasts) >= 0) {
          wrong(
              text,
              "reminder-before-opening",
              Both.of(
                  "「" + text.value() + "」比投票开放的时间还长",
                  text.value() + " is as long as the poll lasts"),
              Both.of("写短一点，例如 2h", "make it shorter, such as 2h"));
        }
        reminders.add(before);
      }
      if (reminders.size() > MOST_REMINDERS) {
        wrong(
            fields.node("reminders"),
            "too-many",
            Both.of(
                "提醒太多（最多 " + MOST_REMINDERS + " 次）",
                "too many reminders (at most " + MOST_REMINDERS + ")"),
            Both.of("一两次就够了", "one or two are enough"));
      }
      reminders.sort(Comparator.reverseOrder());
      return reminders;
    }

    private Set<String> groups() {
      Set<String> groups = new HashSet<>();
      fields.texts("groups").forEach(text -> groups.add(text.value().strip()));
      return groups;
    }

    private String thanks() {
      YamlNode.Text text = fields.text("thanks");
      String line = text == null ? null : line(text, LONGEST_THANKS);
      return line == null ? "" : line;
    }

    private void consistent(
        Poll.Type type,
        int options,
        boolean anonymous,
        boolean live,
        boolean mayChange,
        @Nullable Timetable when,
        @Nullable LocalDateTime until) {
      if (anonymous && type == Poll.Type.OPEN) {
        wrong(
            fields.node("anonymous"),
            "not-anonymous",
            Both.of(
                "匿名投票不能是开放的问题：文字认得出人",
                "an anonymous poll can't ask for words: they give people away"),
            Both.of("改 type，或写 anonymous: false", "change the type, or write anonymous: false"));
      }
      if (anonymous && options > Poll.MOST_BUTTONS) {
        wrong(
            fields.node("options"),
            "not-anonymous",
            Both.of(
                "匿名投票最多 " + Poll.MOST_BUTTONS + " 个选项：再多就放不下按钮，打出来的字藏不住",
                "an anonymous poll has at most "
                    + Poll.MOST_BUTTONS
                    + " options: more get no buttons, and what is typed is not secret"),
            Both.of("合并几个选项，或分成两个投票", "put some options together, or ask two polls"));
      }
      if (anonymous && live) {
        wrong(
            fields.node("results"),
            "not-anonymous",
            Both.of(
                "匿名投票的结果结束前不能看：看着数字变就知道谁投了什么",
                "the results of an anonymous poll can't be seen before its end: whoever watches"
                    + " them knows who chose what"),
            Both.of("删掉 results", "remove results"));
      }
      if (anonymous && mayChange && fields.has("may-change")) {
        wrong(
            fields.node("may-change"),
            "not-anonymous",
            Both.of(
                "匿名的票改不了：没有人知道哪一张是谁的",
                "an anonymous ballot can't be changed: nobody knows whose it is"),
            Both.of("删掉 may-change", "remove may-change"));
      }
      if (until != null
          && when != null
          && !(when instanceof Timetable.Once once && once.at().isBefore(until))) {
        wrong(
            fields.node("closes"),
            "bad-dates",
            Both.of(
                "closes 要晚于 opens；每次都开的投票要写时长",
                "closes must be after opens; a poll that comes again needs a length"),
            Both.of("例如 closes: 3d", "such as closes: 3d"));
      }
    }
  }
}
