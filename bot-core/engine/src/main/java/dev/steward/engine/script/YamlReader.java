package dev.steward.engine.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads restricted YAML: no anchors, aliases, tags or second documents; bounded in depth and
 * number. After a slip it goes on with the rest of the file, so that all slips are found at once.
 */
final class YamlReader {
  static final int MOST_DEPTH = 10;
  static final int MOST_NODES = 20_000;
  private static final int MOST_ATTEMPTS = 30;

  private final Source source;
  private final Problems problems;
  private final MendedText text;
  private int nodes;

  private YamlReader(Source source, Problems problems) {
    this.source = source;
    this.problems = problems;
    this.text = new MendedText(source);
  }

  /** The tree; null when there is nothing to read. */
  static YamlNode.@Nullable Table read(Source source, Problems problems) {
    YamlNode node = new YamlReader(source, problems).read();
    return switch (node) {
      case null -> null;
      case YamlNode.Table table -> table;
      case YamlNode.Text other -> {
        problems.breaks(source.file());
        Expected.table(problems, other);
        yield null;
      }
      case YamlNode.Items other -> {
        problems.breaks(source.file());
        Expected.table(problems, other);
        yield null;
      }
    };
  }

  private @Nullable YamlNode read() {
    Slips slips = new Slips(text, problems);
    slips.mendAll();
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      try {
        return document();
      } catch (MarkedYamlEngineException broken) {
        if (!goOn(broken, slips)) {
          return null;
        }
      } catch (TooMuchException tooMuch) {
        problems.breaks(source.file());
        problems.error(
            tooMuch.mark,
            "too-deep-or-many",
            Both.of("嵌套太深或内容太多", "too deeply nested, or too much of it"),
            Both.of(
                "最多 " + MOST_DEPTH + " 层、" + MOST_NODES + " 项",
                "at most " + MOST_DEPTH + " levels and " + MOST_NODES + " items"));
        return null;
      } catch (YamlEngineException unreadable) {
        problems.breaks(source.file());
        problems.error(
            source.mark(1, 1),
            "yaml",
            Both.of("文件读不出来", "the file can't be read"),
            Both.of("照着指南的例子重写这个文件", "write it again after the guide's example"));
        return null;
      }
    }
    return null;
  }

  /** Mends or blanks the line that could not be read; false when there is nothing left to try. */
  private boolean goOn(MarkedYamlEngineException broken, Slips slips) {
    Optional<Mark> context = broken.getContextMark();
    Mark problem = broken.getProblemMark().or(() -> context).orElse(null);
    if (problem == null) {
      return false;
    }
    int at = Math.min(problem.getLine(), text.size() - 1);
    int start = context.map(Mark::getLine).orElse(at);
    for (int line : new int[] {start, at, at - 1}) {
      if (line >= 0 && slips.mend(line)) {
        return true;
      }
    }
    YamlErrors.report(problems, text, broken);
    problems.breaks(source.file());
    int line = YamlErrors.startsAtContext(broken) ? start : at;
    while (line > 0 && text.line(line).isBlank()) {
      line--;
    }
    if (text.line(line).isBlank()) {
      return false;
    }
    text.blank(line);
    return true;
  }

  private @Nullable YamlNode document() {
    nodes = 0;
    // In one piece: where a character of two chars falls on the end of a piece, the library fails.
    LoadSettings settings =
        LoadSettings.builder().setUseMarks(true).setBufferSize(text.text().length() + 2).build();
    ParserImpl events = new ParserImpl(settings, new StreamReader(settings, text.text()));
    events.next();
    if (!(events.peekEvent() instanceof DocumentStartEvent)) {
      if (problems.isBroken(source.file())) {
        return null;
      }
      problems.breaks(source.file());
      problems.error(
          source.mark(1, 1),
          "empty-file",
          Both.of("文件里只有空行和注释", "there is nothing but blank lines and comments"),
          Both.of("写上内容，或删掉这个文件", "write something, or delete the file"));
      return null;
    }
    DocumentStartEvent start = (DocumentStartEvent) events.next();
    if (start.getSpecVersion().isPresent() || !start.getTags().isEmpty()) {
      refuse(start, "directive", "% 开头的指令", "a directive (%...)", "删掉这一行", "delete this line");
    }
    YamlNode root = node(events, events.next(), 1);
    events.next();
    if (events.peekEvent() instanceof DocumentStartEvent second) {
      refuse(
          second,
          "second-document",
          "第二份文档（---）",
          "a second document (---)",
          "删掉这一行 ---",
          "delete this ---");
    }
    return root;
  }

  private YamlNode node(ParserImpl events, Event event, int depth) {
    SourceMark mark = mark(event);
    if (depth > MOST_DEPTH || ++nodes > MOST_NODES) {
      throw new TooMuchException(mark);
    }
    if (event instanceof NodeEvent node
        && !(event instanceof AliasEvent)
        && node.getAnchor().isPresent()) {
      refuse(
          event,
          "anchor",
          "锚点（&）",
          "an anchor (&)",
          "如果 & 是文字，给整段加上引号",
          "if the & is meant as text, put quotes around the text");
    }
    return switch (event) {
      case ScalarEvent scalar -> scalar(scalar, mark);
      case SequenceStartEvent list -> {
        tag(event, list.getTag());
        List<YamlNode> items = new ArrayList<>();
        while (events.peekEvent().getEventId() != Event.ID.SequenceEnd) {
          items.add(node(events, events.next(), depth + 1));
        }
        events.next();
        yield new YamlNode.Items(mark, items);
      }
      case MappingStartEvent table -> {
        tag(event, table.getTag());
        yield table(events, mark, depth);
      }
      default -> {
        refuse(
            event,
            "alias",
            "引用（*）",
            "an alias (*)",
            "如果 * 是文字，给整段加上引号",
            "if the * is meant as text, put quotes around the text");
        yield new YamlNode.Text(mark, "*", false, false);
      }
    };
  }

  private YamlNode scalar(ScalarEvent scalar, SourceMark mark) {
    tag(scalar, scalar.getTag());
    boolean block = scalar.isLiteral() || scalar.isFolded();
    return new YamlNode.Text(mark, scalar.getValue(), scalar.isPlain(), block);
  }

  private YamlNode table(ParserImpl events, SourceMark mark, int depth) {
    List<YamlNode.Entry> entries = new ArrayList<>();
    Map<String, SourceMark> seen = new HashMap<>();
    while (events.peekEvent().getEventId() != Event.ID.MappingEnd) {
      YamlNode key = node(events, events.next(), depth + 1);
      YamlNode value = node(events, events.next(), depth + 1);
      if (!(key instanceof YamlNode.Text name)) {
        complexKey(key.mark());
        continue;
      }
      SourceMark first = seen.putIfAbsent(name.value(), name.mark());
      if (first != null) {
        problems.error(
            name.mark(),
            "duplicate-key",
            Both.of(
                "「" + name.value() + "」写了两次，第一次在第 " + first.line() + " 行",
                name.value() + " is there twice, first on line " + first.line()),
            Both.of("删掉一个，或改个名字", "remove one of them, or rename it"));
        continue;
      }
      entries.add(new YamlNode.Entry(name, value));
    }
    events.next();
    return new YamlNode.Table(mark, entries);
  }

  private void complexKey(SourceMark mark) {
    boolean template = source.line(mark.line()).contains("{{");
    problems.breaks(source.file());
    problems.error(
        mark,
        template ? "template-needs-quotes" : "complex-key",
        template
            ? Both.of("以 {{ 开头的文字要加引号", "a text that starts with {{ needs quotes")
            : Both.of("冒号左边只能是一个名字", "left of the colon there must be a plain name"),
        template
            ? Both.of("写成 \"{{…}} …\"", "write \"{{...}} ...\"")
            : Both.of("检查缩进和方括号", "check the indentation and the brackets"));
  }

  private void tag(Event event, Optional<String> tag) {
    if (tag.isPresent()) {
      refuse(
          event,
          "tag",
          "标签（!）",
          "a tag (!)",
          "如果 ! 是文字，给整段加上引号",
          "if the ! is meant as text, put quotes around the text");
    }
  }

  private void refuse(
      Event event, String code, String zh, String en, String mendZh, String mendEn) {
    problems.error(
        mark(event),
        code,
        Both.of("脚本里不能用" + zh, "scripts can't use " + en),
        Both.of(mendZh, mendEn));
  }

  private SourceMark mark(Event event) {
    return event
        .getStartMark()
        .map(m -> text.original(m.getLine(), m.getColumn()))
        .orElseGet(() -> source.mark(1, 1));
  }

  private static final class TooMuchException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient SourceMark mark;

    TooMuchException(SourceMark mark) {
      this.mark = mark;
    }
  }
}
