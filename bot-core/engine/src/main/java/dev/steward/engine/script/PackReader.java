package dev.steward.engine.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a pack: every file, every problem. Whatever the files contain, the answer is a pack or
 * problems; nothing is thrown.
 */
public final class PackReader {
  static final String PACK = "pack.yaml";
  static final String RULES = "rules.yaml";
  static final String WELCOME = "welcome.yaml";
  static final String CHECKIN = "checkin.yaml";
  static final String TOPICS = "topics.yaml";
  static final String PRICES = "prices.yaml";
  static final String FAQ = "faq.yaml";
  static final String FAQ_SHEET = "faq.xlsx";

  /** How big one YAML file may be, in bytes. */
  static final int MOST_YAML = 256 << 10;

  private static final List<String> FILES =
      List.of(PACK, RULES, WELCOME, CHECKIN, TOPICS, PRICES, FAQ);

  private final PackFiles files;
  private final Problems problems = new Problems();
  private final Set<String> used = new HashSet<>(FILES);
  private ZoneId zone = ZoneOffset.UTC;
  private Map<String, byte[]> alone = Map.of();

  private PackReader(PackFiles files) {
    this.files = files;
  }

  /** Reads a folder. */
  public static PackReading read(Path folder) {
    return read(PackFiles.fromFolder(folder));
  }

  public static PackReading read(PackFiles files) {
    return new PackReader(files).read();
  }

  /**
   * The same with one written conversation from anywhere, instead of those in the pack.
   *
   * @throws IOException when that file can't be read
   */
  public static PackReading read(PackFiles files, Path conversation) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(conversation)) {
      bytes = in.readNBytes(MOST_YAML + 1);
    }
    PackReader reader = new PackReader(files.withoutTests());
    reader.alone = Map.of(conversation.toString(), bytes);
    return reader.read();
  }

  /** One written conversation alone, for a pack that was read before. */
  public static PackReading conversation(String file, byte[] bytes, Pack pack) {
    Problems problems = new Problems();
    Conversation one = ConversationReader.read(file, bytes, pack.zone(), problems);
    return new PackReading(
        problems.hasErrors() ? null : pack,
        one == null ? List.of() : List.of(one),
        problems.sorted());
  }

  private PackReading read() {
    problems.addAll(files.problems());
    Pack pack = parts();
    List<Conversation> conversations = conversations();
    unknownFiles();
    return new PackReading(
        problems.hasErrors() ? null : pack,
        conversations,
        problems.sorted().stream().map(SheetReader::named).toList());
  }

  private @Nullable Pack parts() {
    YamlNode.Table packTable = table(PACK);
    if (packTable == null && files.bytes(PACK) == null) {
      problems.error(
          new SourceMark(PACK, 1, 1),
          "missing-file",
          Both.of("脚本包里没有 pack.yaml", "the pack has no pack.yaml"),
          Both.of("新建 pack.yaml，第一行写 title: 群的名字", "make a pack.yaml that starts with title: ..."));
    }
    HeaderReader header = new HeaderReader(packTable, problems);
    zone = header.zone();
    YamlNode.Table rulesTable = table(RULES);
    RulesReader rules = new RulesReader(rulesTable, header.valueNames(), files, used, problems);
    YamlNode.Table welcomeTable = table(WELCOME);
    WelcomeReader welcome = new WelcomeReader(welcomeTable, header.valueNames(), problems);
    YamlNode.Table checkInTable = table(CHECKIN);
    CheckInReader checkIn = new CheckInReader(checkInTable, header.language(), problems);
    YamlNode.Table topicsTable = table(TOPICS);
    TopicsReader topics =
        new TopicsReader(
            topicsTable,
            header,
            new BankReader(files, used, new PackImages(files, used, problems), problems),
            problems);
    YamlNode.Table pricesTable = table(PRICES);
    PricesReader prices =
        new PricesReader(pricesTable, header.language(), header.zone(), files, used, problems);
    YamlNode.Table faqTable = table(FAQ);
    used.add(FAQ_SHEET);
    FaqReader faq =
        new FaqReader(
            faqTable,
            FaqReader.rows(files.bytes(FAQ_SHEET), problems),
            header.valueNames(),
            problems);
    Map<String, YamlNode.Table> pollTables = pollTables();
    PollsReader polls = new PollsReader(problems);
    pollTables.forEach(polls::read);
    RuleLint.check(rules.rules(), problems);
    if (problems.hasErrors()) {
      return null;
    }
    SchemaCheck.check("pack", packTable, problems);
    SchemaCheck.check("rules", rulesTable, problems);
    SchemaCheck.check("welcome", welcomeTable, problems);
    SchemaCheck.check("checkin", checkInTable, problems);
    SchemaCheck.check("topics", topicsTable, problems);
    SchemaCheck.check("prices", pricesTable, problems);
    SchemaCheck.check("faq", faqTable, problems);
    pollTables.values().forEach(table -> SchemaCheck.check("poll", table, problems));
    Pack pack =
        new Pack(
            files.name(),
            header.title(),
            header.language(),
            header.zone(),
            header.values(),
            header.personas(),
            header.budget(),
            rules.clauses(),
            rules.book(),
            welcome.welcome(),
            checkIn.checkIn(),
            topics.topics(),
            prices.prices(),
            faq.faq(),
            polls.polls(),
            header.helpLines());
    OwnTexts.check(pack, problems);
    return pack;
  }

  private List<Conversation> conversations() {
    List<Conversation> all = new ArrayList<>();
    Map<String, byte[]> written = new TreeMap<>(alone);
    for (String path : files.paths()) {
      byte[] bytes = PackFiles.isTest(path) ? files.bytes(path) : null;
      if (bytes != null) {
        used.add(path);
        written.put(path, bytes);
      }
    }
    written.forEach(
        (path, bytes) -> {
          Conversation one = ConversationReader.read(path, bytes, zone, problems);
          if (one != null) {
            all.add(one);
          }
        });
    return all;
  }

  private Map<String, YamlNode.Table> pollTables() {
    Map<String, YamlNode.Table> tables = new TreeMap<>();
    for (String path : files.paths()) {
      if (path.startsWith(PollsReader.FOLDER) && path.endsWith(PollsReader.ENDING)) {
        used.add(path);
        YamlNode.Table table = table(path);
        if (table != null) {
          tables.put(path, table);
        } else if (!problems.hasErrors()) {
          problems.error(
              new SourceMark(path, 1, 1),
              "missing-key",
              Both.of("这里少了「title」", "missing key: title"),
              Both.of("写上 title: 你的问题", "write title: your question"));
        }
      }
    }
    return tables;
  }

  private YamlNode.@Nullable Table table(String file) {
    byte[] bytes = files.bytes(file);
    if (bytes == null) {
      return null;
    }
    Source source = SourceReader.read(file, bytes, MOST_YAML, problems);
    if (source == null || source.text().isBlank()) {
      problems.breaks(file);
      return null;
    }
    return YamlReader.read(source, problems);
  }

  private void unknownFiles() {
    List<String> unused = new ArrayList<>(files.paths());
    unused.removeAll(used);
    for (String path : unused) {
      if (path.endsWith(".md")) {
        continue;
      }
      boolean words = path.startsWith("words/");
      problems.warning(
          new SourceMark(path, 1, 1),
          "unused-file",
          words
              ? Both.of("没有规则用到这个词表", "no rule uses this word list")
              : Both.of("不认识这个文件，不会用到它", "this file is not known and not used"),
          words
              ? Both.of(
                  "在规则里写 words: {file: " + path + "}，或删掉它",
                  "write words: {file: " + path + "} in a rule, or delete it")
              : Nearest.mend(path, FILES));
    }
  }
}
