package dev.steward.engine.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a topic may say: from the file itself, or from a sheet with one entry a row. */
final class BankReader {
  private static final int MOST_ENTRIES = 500;
  private static final SheetColumns COLUMNS = columns();

  private final PackFiles files;
  private final Set<String> used;
  private final PackImages images;
  private final Problems problems;

  BankReader(PackFiles files, Set<String> used, PackImages images, Problems problems) {
    this.files = files;
    this.used = used;
    this.images = images;
    this.problems = problems;
  }

  /**
   * The entries of a topic.
   *
   * @param known the names that may stand in a text
   */
  List<Topic.Entry> read(Fields topic, Set<String> known) {
    long before = problems.errors();
    YamlNode.Text sheet = topic.text("bank");
    List<Topic.Entry> bank = new ArrayList<>();
    if (sheet == null) {
      YamlNode say = topic.need("say");
      if (say == null) {
        return bank;
      }
      List<YamlNode> items = say instanceof YamlNode.Items list ? list.items() : List.of(say);
      items.forEach(item -> add(item, known, bank));
      size(say.mark(), bank, before);
    } else {
      if (topic.has("say")) {
        problems.error(
            sheet.mark(),
            "say-and-bank",
            Both.of("say 和 bank 只能写一个", "there can't be both say and bank"),
            Both.of("把 say 里的内容也放进表格", "put what is under say into the sheet"));
      }
      rows(sheet).forEach(row -> add(row, known, bank));
      size(sheet.mark(), bank, before);
    }
    return bank;
  }

  private List<YamlNode.Table> rows(YamlNode.Text sheet) {
    String path = sheet.value().strip();
    byte[] bytes = files.bytes(path);
    if (bytes == null || !path.endsWith(".xlsx")) {
      problems.error(
          sheet.mark(),
          "missing-file",
          Both.of("脚本包里没有表格「" + path + "」", "the pack has no sheet " + path),
          Nearest.mend(
              path, files.paths().stream().filter(other -> other.endsWith(".xlsx")).toList()));
      return List.of();
    }
    used.add(path);
    return SheetReader.read(path, bytes, COLUMNS, problems);
  }

  private void add(YamlNode node, Set<String> known, List<Topic.Entry> bank) {
    if (node instanceof YamlNode.Text text) {
      entry(text, null, Topic.Dates.ALWAYS, known, bank);
      return;
    }
    YamlNode.Table table = Expected.table(problems, node);
    if (table != null) {
      Fields fields = new Fields(table, Keys.ENTRY, problems);
      YamlNode.Text text = fields.needText("text");
      YamlNode.Text image = fields.text("image");
      PackImage picture = image == null ? null : images.read(image);
      Topic.Dates dates = dates(fields, problems);
      if (text != null && (image == null || picture != null)) {
        entry(text, picture, dates, known, bank);
      }
    }
  }

  private void entry(
      YamlNode.Text text,
      @Nullable PackImage image,
      Topic.Dates dates,
      Set<String> known,
      List<Topic.Entry> bank) {
    TemplateCheck.check(text, known, problems);
    if (!text.value().isBlank()) {
      bank.add(new Topic.Entry(text.value().strip(), image, dates, text.mark()));
    }
  }

  /** The dates of a topic or an entry. */
  static Topic.Dates dates(Fields fields, Problems problems) {
    YamlNode.Text from = fields.text("from");
    YamlNode.Text until = fields.text("until");
    Topic.Dates dates =
        new Topic.Dates(
            from == null ? null : fields.scalars().date(from),
            until == null ? null : fields.scalars().date(until));
    if (until != null
        && dates.from() != null
        && dates.until() != null
        && dates.until().isBefore(dates.from())) {
      problems.error(
          until.mark(),
          "bad-dates",
          Both.of("until 比 from 早", "until is before from"),
          Both.of("把两个日期对调", "swap the two dates"));
    }
    return dates;
  }

  private void size(SourceMark mark, List<Topic.Entry> bank, long before) {
    if (bank.isEmpty() && problems.errors() == before) {
      problems.error(
          mark,
          "nothing-to-say",
          Both.of("这里没有要说的内容", "there is nothing to say"),
          Both.of("写上要说的话", "write what is to be said"));
    }
    if (bank.size() > MOST_ENTRIES) {
      problems.error(
          mark,
          "too-many",
          Both.of(
              "内容太多（最多 " + MOST_ENTRIES + " 条）", "too many entries (at most " + MOST_ENTRIES + ")"),
          Both.of("分成几个话题", "make several topics of it"));
    }
  }

  private static SheetColumns columns() {
    Map<String, String> others = new LinkedHashMap<>();
    others.put("内容", "text");
    others.put("文字", "text");
    others.put("图片", "image");
    others.put("开始", "from");
    others.put("开始日期", "from");
    others.put("结束", "until");
    others.put("结束日期", "until");
    return SheetColumns.of(Keys.ENTRY, others);
  }
}
