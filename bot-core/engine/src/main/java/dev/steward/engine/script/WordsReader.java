package dev.steward.engine.script;

import dev.steward.engine.script.RuleCheck.Match;
import dev.steward.engine.script.RuleCheck.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads words: in the rule itself, or from text files with one word a line. A word may end in
 * {@code = exact}, {@code = normal}, {@code = loose} or {@code = sound}; the rest of a line after
 * {@code #} is a comment.
 */
final class WordsReader {
  /** How big one word list may be, in bytes. */
  static final int MOST_LIST = 1 << 20;

  static final int MOST_WORDS = 50_000;
  static final int MOST_WORD = 60;
  private static final int LEAST_TO_SOUND = 3;
  private static final Pattern SUFFIX = Pattern.compile("^(.*?)\\s+[=＝]\\s*(\\S*)$");
  private static final Pattern COMMENT = Pattern.compile("(^|\\s)[#＃].*$");

  private final PackFiles files;
  private final Set<String> used;
  private final Problems problems;

  WordsReader(PackFiles files, Set<String> used, Problems problems) {
    this.files = files;
    this.used = used;
    this.problems = problems;
  }

  @Nullable RuleCheck read(YamlNode node) {
    List<Word> words = new ArrayList<>();
    if (node instanceof YamlNode.Items items) {
      inline(items, Match.NORMAL, words);
    } else if (node instanceof YamlNode.Table table) {
      Fields fields = new Fields(table, Keys.WORDS, problems);
      Match match = fields.choice("match", Vocabulary.MATCHES);
      Match ifUnsaid = match == null ? Match.NORMAL : match;
      YamlNode list = fields.node("list");
      if (list != null) {
        YamlNode.Items items = Expected.items(problems, list);
        if (items != null) {
          inline(items, ifUnsaid, words);
        }
      }
      for (YamlNode.Text path : paths(fields)) {
        file(path, ifUnsaid, words);
      }
    } else if (node instanceof YamlNode.Text text && text.value().strip().endsWith(".txt")) {
      problems.error(
          text.mark(),
          "wrong-type",
          Both.of("词表文件要写在 file 后面", "a word list goes after file"),
          Both.of(
              "写成 words: {file: " + text.value().strip() + "}",
              "write words: {file: " + text.value().strip() + "}"));
      return null;
    } else {
      Expected.items(problems, node);
      return null;
    }
    check(node.mark(), words);
    return new RuleCheck.Words(words);
  }

  private List<YamlNode.Text> paths(Fields fields) {
    YamlNode node = fields.node("file");
    if (node instanceof YamlNode.Items) {
      return fields.texts("file");
    }
    YamlNode.Text one = fields.text("file");
    return one == null ? List.of() : List.of(one);
  }

  private void inline(YamlNode.Items items, Match match, List<Word> words) {
    for (YamlNode item : items.items()) {
      YamlNode.Text text = Expected.text(problems, item);
      if (text != null) {
        word(text.value(), problems.within(text, 0), match, words);
      }
    }
  }

  private void file(YamlNode.Text path, Match match, List<Word> words) {
    String name = path.value().strip();
    byte[] bytes = files.bytes(name);
    if (bytes == null) {
      List<String> lists = files.paths().stream().filter(p -> p.endsWith(".txt")).toList();
      problems.error(
          path.mark(),
          "unknown-file",
          Both.of("脚本包里没有文件「" + name + "」", "the pack has no file " + name),
          lists.isEmpty()
              ? Both.of(
                  "在脚本包里新建 words 文件夹，把词表放进去",
                  "make a folder words in the pack and put the list there")
              : Nearest.mend(name, lists));
      return;
    }
    used.add(name);
    Source source = SourceReader.read(name, bytes, MOST_LIST, problems);
    if (source == null) {
      return;
    }
    for (int n = 1; n <= source.lines().size() && words.size() <= MOST_WORDS; n++) {
      String line = COMMENT.matcher(source.line(n)).replaceFirst("");
      if (!line.isBlank()) {
        int indent = line.length() - line.stripLeading().length();
        word(line, source.mark(n, indent + 1), match, words);
      }
    }
  }

  private void word(String written, SourceMark mark, Match ifUnsaid, List<Word> words) {
    String text = written.strip();
    Match match = ifUnsaid;
    Matcher suffix = SUFFIX.matcher(text);
    if (suffix.matches()) {
      Match said = Vocabulary.MATCHES.get(suffix.group(2).toLowerCase(Locale.ROOT));
      if (said == null) {
        int column = mark.column() + text.codePointCount(0, suffix.start(2));
        List<String> shown = new ArrayList<>(Vocabulary.shown(Vocabulary.MATCHES, Language.EN));
        shown.addAll(Vocabulary.shown(Vocabulary.MATCHES, Language.ZH));
        problems.error(
            new SourceMark(mark.file(), mark.line(), column),
            "unknown-match",
            Both.of(
                "不知道「" + suffix.group(2) + "」是多宽松",
                "there is no looseness called " + suffix.group(2)),
            Nearest.mend(suffix.group(2), shown));
        return;
      }
      text = suffix.group(1).strip();
      match = said;
    }
    long letters = text.codePoints().filter(Character::isLetterOrDigit).count();
    long points = text.codePoints().filter(c -> !Character.isWhitespace(c)).count();
    if (points < 2 || (letters < 2 && text.codePoints().noneMatch(c -> c >= 0x2600))) {
      problems.error(
          mark,
          "word-too-short",
          Both.of("「" + text + "」太短，会误伤普通聊天", text + ": too short, it would hit ordinary talk"),
          Both.of("写成至少两个字的词", "write at least two letters"));
      return;
    }
    if (points > MOST_WORD) {
      problems.error(
          mark,
          "word-too-long",
          Both.of("这个词有 " + points + " 个字", "this word has " + points + " characters"),
          Both.of("最多 " + MOST_WORD + " 个；一行只写一个词", "at most " + MOST_WORD + "; one word a line"));
      return;
    }
    long ideographs = text.codePoints().filter(Character::isIdeographic).count();
    if (match == Match.SOUND && ideographs < LEAST_TO_SOUND) {
      problems.warning(
          mark,
          "too-short-to-sound",
          Both.of(
              "「" + text + "」不到三个汉字，同音的日常话太多：谐音不算，两个字的只认拼音",
              text
                  + ": with fewer than three Chinese characters too much sounds like it, so that"
                  + " sound-alikes don't count; of two characters only pinyin does"),
          Both.of("写成三个字以上的话，或改成 loose", "write three characters or more, or loose instead"));
    }
    int wide = firstOf(text, "，、；“”【】");
    if (wide >= 0) {
      problems.warning(
          new SourceMark(mark.file(), mark.line(), mark.column() + text.codePointCount(0, wide)),
          "full-width-punctuation",
          Both.of(
              "词里有「" + text.charAt(wide) + "」，是不是几个词连在了一起？",
              "the word has " + text.charAt(wide) + " in it: are these several words?"),
          Both.of("一行写一个词，或用英文逗号分开", "write one word a line, or separate them by commas"));
    }
    words.add(new Word(text, match, mark));
  }

  private static int firstOf(String text, String wanted) {
    for (int i = 0; i < text.length(); i++) {
      if (wanted.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private void check(SourceMark mark, List<Word> words) {
    if (words.isEmpty() && !problems.hasErrors()) {
      problems.error(
          mark,
          "no-words",
          Both.of("词表是空的", "there are no words"),
          Both.of("至少写一个词", "write at least one"));
    }
    if (words.size() > MOST_WORDS) {
      problems.error(
          mark,
          "too-many",
          Both.of(
              "词太多（最多 " + MOST_WORDS + " 个）",
              "too many words (expected: at most " + MOST_WORDS + ")"),
          Both.of("删掉用不着的", "remove what isn't needed"));
    }
    Map<String, SourceMark> seen = new HashMap<>();
    for (Word word : words) {
      SourceMark first = seen.putIfAbsent(OwnTexts.plain(word.text()), word.mark());
      if (first != null) {
        problems.warning(
            word.mark(),
            "same-word",
            Both.of(
                "「" + word.text() + "」和 " + first + " 是同一个词",
                word.text() + " is the same word as " + first),
            Both.of("删掉一个", "remove one of them"));
      }
    }
  }
}
