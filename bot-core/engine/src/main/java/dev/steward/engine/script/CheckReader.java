package dev.steward.engine.script;

import dev.steward.engine.script.RuleCheck.Kind;
import dev.steward.engine.script.RuleCheck.Misdeed;
import dev.steward.engine.text.Contact;
import dev.steward.engine.text.ContactFinder;
import dev.steward.engine.text.PatternCheck;
import dev.steward.engine.text.PatternMistake;
import dev.steward.engine.text.ShopShare;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the one thing that a rule looks for. */
final class CheckReader {
  static final int MOST_PATTERNS = 20;
  static final int MOST_HOSTS = 500;
  static final int MOST_PARTS = 12;
  static final int MOST_WEIGHT = 1_000;
  private static final int LEAST_SURE = 50;
  private static final int MOST_SURE = 99;

  /** In percent, where a rule doesn't say. */
  private static final int SURE = 60;

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LONGEST_WINDOW = Duration.ofDays(1);
  private static final Duration LONGEST_WAVE = Duration.ofHours(1);
  private static final int LEAST_COPIED = 4;

  /** In letters, where a rule doesn't say. */
  private static final int COPIED = 12;

  private static final Duration LONGEST_NEW = Duration.ofDays(365);
  private static final java.util.regex.Pattern HOST =
      java.util.regex.Pattern.compile(
          "([\\p{L}\\p{N}]([\\p{L}\\p{N}-]{0,62})\\.){1,10}[\\p{L}\\p{N}-]{2,63}");

  private final Problems problems;
  private final WordsReader words;

  CheckReader(PackFiles files, Set<String> used, Problems problems) {
    this.problems = problems;
    this.words = new WordsReader(files, used, problems);
  }

  /** The check of a rule; null when there is none that can be read. */
  @Nullable RuleCheck read(YamlNode.Text id, Fields fields) {
    return read(id, fields, Keys.CHECKS);
  }

  private @Nullable RuleCheck read(YamlNode.Text id, Fields fields, List<String> checks) {
    List<String> there = checks.stream().filter(fields::has).toList();
    if (there.size() != 1 && !problems.isBroken(id.mark().file())) {
      problems.error(
          id.mark(),
          there.isEmpty() ? "missing-check" : "two-checks",
          there.isEmpty()
              ? Both.of(
                  "规则「" + id.value() + "」没有写查什么",
                  "the rule " + id.value() + " doesn't say what it looks for")
              : Both.of(
                  "规则「" + id.value() + "」一次只能查一样，写了 " + String.join("、", there),
                  "the rule "
                      + id.value()
                      + " can look for one thing only, not "
                      + String.join(" and ", there)),
          Both.of(
              "写下面其中一样：" + String.join("、", checks), "write one of: " + String.join(", ", checks)));
    }
    RuleCheck check = null;
    for (String key : there) {
      YamlNode node = fields.node(key);
      RuleCheck one = node == null ? null : one(key, node, fields);
      check = check == null ? one : check;
    }
    return check;
  }

  private @Nullable RuleCheck one(String key, YamlNode node, Fields fields) {
    return switch (key) {
      case "words" -> words.read(node);
      case "patterns" -> patterns(node, fields.texts("patterns"));
      case "links" -> links(node);
      case "flood" -> flood(node);
      case "repeats" -> repeats(node);
      case "copies" -> copies(node);
      case "newcomer" -> newcomer(node);
      case "posts" -> posts(node, fields);
      case "mentions" -> mentions(node);
      case "resembles" -> resembles(node);
      case "contacts" -> contacts(node);
      case "shops" -> shops(node);
      case "qr-codes" -> qrCodes(node);
      case "evidence" -> evidence(node);
      default -> null;
    };
  }

  private RuleCheck patterns(YamlNode node, List<YamlNode.Text> texts) {
    List<String> all = new ArrayList<>();
    for (YamlNode.Text text : texts) {
      pattern(text);
      all.add(text.value());
    }
    if (node instanceof YamlNode.Items items
        && (items.items().isEmpty() || items.items().size() > MOST_PATTERNS)) {
      count(node.mark(), MOST_PATTERNS);
    }
    return new RuleCheck.Patterns(all);
  }

  private void pattern(YamlNode.Text text) {
    try {
      PatternCheck.compile(text.value());
    } catch (PatternMistake mistake) {
      int at = text.value().offsetByCodePoints(0, mistake.index());
      problems.error(
          problems.within(text, at),
          "bad-pattern",
          Both.of("这个正则用不了", "this pattern can't be used"),
          Both.of(mistake.zh(), mistake.en()));
    }
  }

  private @Nullable RuleCheck links(YamlNode node) {
    YamlNode.Table table = Expected.table(problems, node);
    if (table == null) {
      return null;
    }
    Fields fields = new Fields(table, Keys.LINKS, problems);
    List<String> allow = hosts(fields.texts("allow"));
    List<String> deny = hosts(fields.texts("deny"));
    Boolean others = fields.choice("others", Vocabulary.PERMISSIONS);
    boolean othersHit = others == null ? deny.isEmpty() || !allow.isEmpty() : !others;
    if (deny.isEmpty()
        && !othersHit
        && !problems.hasErrorOn(node.mark().file(), node.mark().line())) {
      problems.error(
          node.mark(),
          "links-never",
          Both.of("这条规则永远不会命中", "this rule can never hit"),
          Both.of("写上 deny: [域名]，或 others: forbid", "add deny: [host], or others: forbid"));
    }
    return new RuleCheck.Links(allow, deny, othersHit);
  }

  private List<String> hosts(List<YamlNode.Text> texts) {
    List<String> hosts = new ArrayList<>();
    for (YamlNode.Text text : texts) {
      String host = text.value().strip().toLowerCase(Locale.ROOT);
      if (HOST.matcher(host).matches()) {
        hosts.add(host);
      } else if (!Expected.punctuation(problems, text)) {
        String bare =
            host.replaceFirst("^[a-z]+://", "")
                .replaceFirst("^\\*\\.", "")
                .replaceFirst("[/:?#].*$", "");
        boolean near = HOST.matcher(bare).matches();
        problems.error(
            text.mark(),
            "bad-host",
            Both.of("「" + text.value() + "」不是域名", text.value() + " (expected: a host name)"),
            near
                ? Both.of(
                    "只写 " + bare + "（子域名也算在内）", "write just " + bare + " (subdomains count too)")
                : Both.of("例如 shop.example-brand.com", "such as shop.example-brand.com"));
      }
    }
    if (texts.size() > MOST_HOSTS) {
      count(texts.get(MOST_HOSTS).mark(), MOST_HOSTS);
    }
    return hosts;
  }

  private @Nullable RuleCheck flood(YamlNode node) {
    Fields fields = fields(node, Keys.FLOOD);
    Integer moreThan = fields == null ? null : fields.needNumber("more-than", 1, 1_000);
    Duration within = fields == null ? null : fields.needDuration("within", SECOND, LONGEST_WINDOW);
    return moreThan == null || within == null ? null : new RuleCheck.Flood(moreThan, within);
  }

  private @Nullable RuleCheck repeats(YamlNode node) {
    Fields fields = fields(node, Keys.REPEATS);
    Integer times = fields == null ? null : fields.needNumber("times", 2, 100);
    Duration within = fields == null ? null : fields.needDuration("within", SECOND, LONGEST_WINDOW);
    return times == null || within == null ? null : new RuleCheck.Repeats(times, within);
  }

  private @Nullable RuleCheck copies(YamlNode node) {
    Fields fields = fields(node, Keys.COPIES);
    if (fields == null) {
      return null;
    }
    Integer members = fields.needNumber("members", 2, 100);
    Duration within = fields.needDuration("within", SECOND, LONGEST_WAVE);
    Integer letters =
        fields.has("at-least-letters")
            ? fields.number("at-least-letters", LEAST_COPIED, 1_000)
            : Integer.valueOf(COPIED);
    return members == null || within == null || letters == null
        ? null
        : new RuleCheck.Copies(members, within, letters, fields.flag("nearly", false));
  }

  private @Nullable RuleCheck newcomer(YamlNode node) {
    Fields fields = fields(node, Keys.NEWCOMER);
    if (fields == null) {
      return null;
    }
    Duration within = fields.needDuration("within", SECOND, LONGEST_NEW);
    YamlNode list = fields.need("may-not-post");
    Set<Kind> kinds = new HashSet<>(fields.choices("may-not-post", Vocabulary.KINDS));
    if (list instanceof YamlNode.Items items && items.items().isEmpty()) {
      count(list.mark(), Kind.values().length);
    }
    return within == null || kinds.isEmpty() ? null : new RuleCheck.Newcomer(within, kinds);
  }

  private @Nullable RuleCheck posts(YamlNode node, Fields fields) {
    Set<Kind> kinds = new HashSet<>(fields.choices("posts", Vocabulary.KINDS));
    if (node instanceof YamlNode.Items items && items.items().isEmpty()) {
      count(node.mark(), Kind.values().length);
    }
    return kinds.isEmpty() ? null : new RuleCheck.Posts(kinds);
  }

  private @Nullable RuleCheck mentions(YamlNode node) {
    Fields fields = fields(node, Keys.MENTIONS);
    if (fields == null) {
      return null;
    }
    Integer atMost = fields.needNumber("at-most", 0, 500);
    Boolean everyone = fields.choice("everyone", Vocabulary.PERMISSIONS);
    return atMost == null ? null : new RuleCheck.Mentions(atMost, Boolean.TRUE.equals(everyone));
  }

  private @Nullable RuleCheck resembles(YamlNode node) {
    Fields fields = fields(node, Keys.RESEMBLES);
    if (fields == null) {
      return null;
    }
    YamlNode list = fields.need("kinds");
    Set<Misdeed> kinds = new HashSet<>(fields.choices("kinds", Vocabulary.MISDEEDS));
    if (list instanceof YamlNode.Items items && items.items().isEmpty()) {
      count(list.mark(), Misdeed.values().length);
    }
    Integer atLeast =
        fields.has("at-least")
            ? fields.number("at-least", LEAST_SURE, MOST_SURE)
            : Integer.valueOf(SURE);
    return kinds.isEmpty() || atLeast == null ? null : new RuleCheck.Resembles(kinds, atLeast);
  }

  private @Nullable RuleCheck contacts(YamlNode node) {
    Fields fields = fields(node, Keys.CONTACTS);
    if (fields == null) {
      return null;
    }
    Set<Contact.Kind> kinds = some(fields, "kinds", Vocabulary.CONTACTS, Contact.Kind.values());
    List<String> allow = new ArrayList<>();
    for (YamlNode.Text text : fields.texts("allow")) {
      if (ContactFinder.plain(text.value()).isEmpty()) {
        problems.error(
            text.mark(),
            "bad-contact",
            Both.of("「" + text.value() + "」不是号码", text.value() + " (expected: an id or a number)"),
            Both.of(
                "写号码本身，例如 brand_kf01 或 400-555-0000", "write the id itself, such as brand_kf01"));
      }
      allow.add(text.value().strip());
    }
    return new RuleCheck.Contacts(kinds, allow);
  }

  private @Nullable RuleCheck shops(YamlNode node) {
    Fields fields = fields(node, Keys.SHOPS);
    if (fields == null) {
      return null;
    }
    Set<ShopShare.Platform> platforms =
        some(fields, "platforms", Vocabulary.SHOPS, ShopShare.Platform.values());
    List<String> own = fields.texts("own").stream().map(text -> text.value().strip()).toList();
    if (own.size() > MOST_HOSTS) {
      count(node.mark(), MOST_HOSTS);
    }
    for (YamlNode.Text text : fields.texts("own")) {
      if (text.value().replaceFirst("^[A-Za-z]+://", "").isBlank()) {
        problems.error(
            text.mark(),
            "bad-own",
            Both.of("这里是空的", "this is empty"),
            Both.of("写链接的开头，或整个口令", "write how the link begins, or the whole token"));
      }
    }
    return new RuleCheck.Shops(platforms, own);
  }

  private @Nullable RuleCheck qrCodes(YamlNode node) {
    Fields fields = fields(node, Keys.QR_CODES);
    return fields == null ? null : new RuleCheck.QrCodes(hosts(fields.texts("allow")));
  }

  /** Those that are named; all where the key is left out. */
  private <T> Set<T> some(Fields fields, String key, Map<String, T> words, T[] all) {
    if (!fields.has(key)) {
      return Set.of(all);
    }
    Set<T> some = new HashSet<>(fields.choices(key, words));
    if (fields.node(key) instanceof YamlNode.Items items && items.items().isEmpty()) {
      count(items.mark(), all.length);
    }
    return some;
  }

  private @Nullable RuleCheck evidence(YamlNode node) {
    Fields fields = fields(node, Keys.EVIDENCE);
    if (fields == null) {
      return null;
    }
    List<RuleCheck.Part> parts = new ArrayList<>();
    for (YamlNode.Entry entry : fields.table("find")) {
      RuleCheck.Part part = part(entry);
      if (part != null) {
        parts.add(part);
      }
    }
    Set<String> names = parts.stream().map(RuleCheck.Part::name).collect(Collectors.toSet());
    Integer atLeast = fields.has("at-least") ? fields.number("at-least", 1, MOST_WEIGHT) : null;
    Set<String> all = named(fields, "all", names);
    Set<String> any = named(fields, "any", names);
    Set<String> none = named(fields, "none", names);
    if (!fields.has("at-least") && !fields.has("all") && !fields.has("any")) {
      problems.error(
          node.mark(),
          "evidence-of-nothing",
          Both.of("没有写找到哪些才算", "it doesn't say which findings count"),
          Both.of(
              "写 at-least（分数加起来至少多少），或 all、any（哪几样）",
              "write at-least (what the weights must add up to), or all or any (which of them)"));
    }
    int sum = parts.stream().mapToInt(RuleCheck.Part::weight).sum();
    if (atLeast != null && sum < atLeast && !parts.isEmpty()) {
      problems.error(
          node.mark(),
          "evidence-never",
          Both.of(
              "分数全加起来才 " + sum + "，永远到不了 " + atLeast,
              "all weights together are " + sum + " and never reach " + atLeast),
          Both.of("把 at-least 写小一些，或把分数写大一些", "lower at-least, or raise the weights"));
    }
    if (parts.size() > MOST_PARTS || (fields.has("find") && parts.isEmpty())) {
      count(node.mark(), MOST_PARTS);
    }
    return parts.isEmpty()
        ? null
        : new RuleCheck.Evidence(parts, atLeast == null ? 0 : atLeast, all, any, none);
  }

  private RuleCheck.@Nullable Part part(YamlNode.Entry entry) {
    YamlNode.Table table = Expected.table(problems, entry.value());
    if (table == null) {
      return null;
    }
    List<String> keys = new ArrayList<>(Keys.PARTS);
    keys.addAll(Keys.PART);
    Fields fields = new Fields(table, keys, problems);
    RuleCheck check = read(entry.key(), fields, Keys.PARTS);
    Integer weight =
        fields.has("weight") ? fields.number("weight", 1, MOST_WEIGHT) : Integer.valueOf(0);
    return check == null || weight == null
        ? null
        : new RuleCheck.Part(entry.key().value(), check, weight);
  }

  private Set<String> named(Fields fields, String key, Set<String> names) {
    Set<String> named = new HashSet<>();
    for (YamlNode.Text text : fields.texts(key)) {
      if (names.contains(text.value())) {
        named.add(text.value());
      } else if (!problems.isBroken(text.mark().file())) {
        problems.error(
            text.mark(),
            "unknown-part",
            Both.of("find 里没有「" + text.value() + "」", "find has no " + text.value()),
            Nearest.mend(text.value(), names));
      }
    }
    return named;
  }

  private @Nullable Fields fields(YamlNode node, List<String> keys) {
    YamlNode.Table table = Expected.table(problems, node);
    return table == null ? null : new Fields(table, keys, problems);
  }

  private void count(SourceMark mark, int most) {
    problems.error(
        mark,
        "too-many",
        Both.of("要有 1 到 " + most + " 项", "expected: 1 to " + most + " items"),
        Both.of("补上或删掉几项", "add or remove some"));
  }
}
