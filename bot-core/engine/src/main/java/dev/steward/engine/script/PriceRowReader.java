package dev.steward.engine.script;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes products of the rows of a price book, and says what can't be right. */
final class PriceRowReader {
  /** Prices beyond this are slips. In fen. */
  private static final long MOST_CENTS = 1_000_000_00L;

  private static final int MOST_NAME = 60;
  private static final int MOST_ALIASES = 30;
  private static final int MOST_OF_ONE = 1_000;
  private static final Pattern SKU = Pattern.compile("[A-Za-z0-9._-]{1,40}");
  private static final Pattern MONEY = Pattern.compile("[¥￥]?([0-9]{1,7})(?:\\.([0-9]{1,2}))?元?");
  private static final Pattern TIME =
      Pattern.compile(
          "([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})"
              + "(?:[ T]([0-9]{1,2}):([0-9]{2})(?::00(?:\\.0+)?)?)?");
  private static final Pattern CAMPAIGN = Pattern.compile("(?i)^(campaign|活动|促销)(?![a-z]).*");
  private static final Map<String, String> CHANNELS =
      Map.of("群", "group", "群内", "group", "直播", "live", "直播间", "live", "门店", "store", "全部", "all");
  private static final Pattern CHANNEL = Pattern.compile("[\\p{L}\\p{N}_-]{1,20}");

  private final List<String> tiers;
  private final ZoneId zone;
  private final Problems problems;
  private final Map<String, Draft> drafts = new LinkedHashMap<>();
  private final Map<String, String> owners = new HashMap<>();

  PriceRowReader(List<String> tiers, ZoneId zone, Problems problems) {
    this.tiers = tiers;
    this.zone = zone;
    this.problems = problems;
  }

  private static final class Draft {
    final String name;
    final Set<String> aliases = new LinkedHashSet<>();
    final List<PriceRow> rows = new ArrayList<>();
    final Map<List<Object>, List<PriceRow>> usual = new HashMap<>();

    Draft(String name) {
      this.name = name;
    }
  }

  List<Product> products(List<YamlNode.Table> rows) {
    rows.forEach(row -> row(new Fields(row, Keys.PRICE_ROW, problems)));
    return drafts.entrySet().stream()
        .map(
            draft ->
                new Product(
                    draft.getKey(),
                    draft.getValue().name,
                    List.copyOf(draft.getValue().aliases),
                    draft.getValue().rows))
        .toList();
  }

  private void row(Fields fields) {
    YamlNode.Text sku = fields.needText("sku");
    YamlNode.Text name = fields.needText("name");
    YamlNode.Text price = fields.needText("price");
    String tier = tier(fields.text("tier"));
    Long cents = price == null ? null : cents(price);
    Instant from = time(fields.text("valid_from"), PriceRow.ALWAYS);
    Instant until = time(fields.text("valid_until"), PriceRow.EVER);
    String channel = channel(fields.text("channel"));
    YamlNode.Text note = fields.text("note");
    if (sku != null && !SKU.matcher(sku.value()).matches()) {
      problems.error(
          sku.mark(),
          "bad-sku",
          Both.of("货号「" + sku.value() + "」不行", "this can't be a SKU: " + sku.value()),
          Both.of("只用英文字母、数字和 . _ -，最多 40 个", "letters, digits and . _ -, at most 40"));
      return;
    }
    if (sku == null
        || name == null
        || cents == null
        || tier == null
        || from == null
        || until == null
        || channel == null) {
      return;
    }
    if (!from.isBefore(until)) {
      YamlNode.Text end = fields.text("valid_until");
      problems.error(
          end == null ? fields.mark() : end.mark(),
          "bad-dates",
          Both.of("结束不比开始晚，这一行永远不生效", "it ends before it begins, so it never holds"),
          Both.of("把两个时间对调；结束的那一刻不算在内", "swap the two times; the end itself is not included"));
      return;
    }
    String said = note == null ? "" : note.value();
    boolean campaign = CAMPAIGN.matcher(said).matches();
    Draft draft = draft(sku.value(), name);
    aliases(fields.text("aliases"), sku.value(), draft);
    if (draft.rows.size() == MOST_OF_ONE) {
      problems.error(
          fields.mark(),
          "too-many",
          Both.of(
              "一个货号最多 " + MOST_OF_ONE + " 行", "one product has at most " + MOST_OF_ONE + " rows"),
          Both.of("删掉早就过期的行", "remove what ended long ago"));
      return;
    }
    add(
        draft,
        new PriceRow(
            sku.value(), tier, cents, from, until, channel, campaign, said, fields.mark()));
  }

  private Draft draft(String sku, YamlNode.Text name) {
    String written = HeaderReader.shortText(name, MOST_NAME, problems);
    Draft draft = drafts.get(sku);
    if (draft == null) {
      draft = new Draft(written);
      drafts.put(sku, draft);
      own(name.mark(), written, sku);
    } else if (!draft.name.equals(written)) {
      problems.error(
          name.mark(),
          "two-names",
          Both.of(
              "货号 " + sku + " 前面叫「" + draft.name + "」，这里叫「" + written + "」",
              sku + " is called " + draft.name + " above and " + written + " here"),
          Both.of("写成一样的；别的叫法写进 aliases", "write one name; put the others into aliases"));
    }
    return draft;
  }

  private void aliases(YamlNode.@Nullable Text text, String sku, Draft draft) {
    if (text == null) {
      return;
    }
    for (String alias : text.value().split("[|｜]", -1)) {
      String name = alias.strip();
      if (name.isEmpty() || name.equals(draft.name) || !draft.aliases.add(name)) {
        continue;
      }
      if (name.length() > MOST_NAME || draft.aliases.size() > MOST_ALIASES) {
        problems.error(
            text.mark(),
            "text-too-long",
            Both.of("别名太长或太多", "an alias is too long, or there are too many"),
            Both.of(
                "最多 " + MOST_ALIASES + " 个，每个最多 " + MOST_NAME + " 个字",
                "at most " + MOST_ALIASES + " of " + MOST_NAME + " characters"));
      } else if (!visible(name)) {
        draft.aliases.remove(name);
      } else {
        own(text.mark(), name, sku);
      }
    }
  }

  private static boolean visible(String name) {
    return name.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  /** A name that two products share is asked about instead of guessed. */
  private void own(SourceMark mark, String name, String sku) {
    String known = owners.putIfAbsent(OwnTexts.plain(name), sku);
    if (known != null && !known.equals(sku)) {
      problems.warning(
          mark,
          "shared-name",
          Both.of(
              "「" + name + "」也是 " + known + " 的叫法，成员这么说时会再问是哪一个",
              name + " is also " + known + "; members who say so are asked which one"),
          Both.of("写得更具体，例如带上规格", "make it more specific, with the size"));
    }
  }

  private void add(Draft draft, PriceRow row) {
    List<PriceRow> same =
        draft.usual.computeIfAbsent(
            List.of(row.tier(), row.channel(), row.campaign()), _ -> new ArrayList<>());
    for (PriceRow other : same) {
      boolean twice =
          other.from().equals(row.from())
              && other.until().equals(row.until())
              && other.cents() == row.cents();
      if (twice) {
        problems.error(
            row.mark(),
            "duplicate-row",
            Both.of(
                "和第 " + other.mark().line() + " 行一样", "the same as line " + other.mark().line()),
            Both.of("删掉一行", "remove one of them"));
        return;
      }
      if (!row.campaign() && other.overlaps(row)) {
        problems.error(
            row.mark(),
            "overlap",
            Both.of(
                "和第 " + other.mark().line() + " 行的时间重叠：同一等级、同一渠道在同一时刻只能有一个日常价",
                "overlaps line "
                    + other.mark().line()
                    + ": one tier has one usual price in a channel at a time"),
            Both.of(
                "把前一行的 valid_until 改成后一行的 valid_from；活动价在 note 里写「活动：…」",
                "end one where the other begins; a campaign says \"campaign: ...\" in its note"));
        return;
      }
    }
    same.add(row);
    draft.rows.add(row);
  }

  private @Nullable String tier(YamlNode.@Nullable Text text) {
    if (text == null) {
      return tiers.getFirst();
    }
    String tier = text.value().toLowerCase(Locale.ROOT);
    if (tiers.contains(tier)) {
      return tier;
    }
    problems.error(
        text.mark(),
        "unknown-tier",
        Both.of("没有「" + text.value() + "」这个等级", "there is no tier called " + text.value()),
        Nearest.mend(text.value(), tiers));
    return null;
  }

  private @Nullable Long cents(YamlNode.Text text) {
    Matcher money = MONEY.matcher(text.value());
    if (money.matches()) {
      String fraction = money.group(2) == null ? "" : money.group(2);
      long cents =
          Long.parseLong(money.group(1)) * 100 + Long.parseLong((fraction + "00").substring(0, 2));
      if (cents > 0 && cents <= MOST_CENTS) {
        return cents;
      }
    }
    problems.error(
        text.mark(),
        "bad-price",
        Both.of("「" + text.value() + "」不是价格", text.value() + " (expected: a price in yuan)"),
        Both.of("写成 239 或 39.90，最多两位小数，不要逗号", "write it like 239 or 39.90, without commas"));
    return null;
  }

  private @Nullable String channel(YamlNode.@Nullable Text text) {
    if (text == null) {
      return PriceBook.ALL;
    }
    String channel = text.value().toLowerCase(Locale.ROOT);
    if (CHANNEL.matcher(channel).matches()) {
      return CHANNELS.getOrDefault(channel, channel);
    }
    problems.error(
        text.mark(),
        "bad-channel",
        Both.of("渠道「" + text.value() + "」不行", "this can't be a channel: " + text.value()),
        Both.of(
            "写 group（群）、live（直播）、app、store（门店）、all（全部），或自己的一个词",
            "write group, live, app, store, all or a word of your own"));
    return null;
  }

  private @Nullable Instant time(YamlNode.@Nullable Text text, Instant ifMissing) {
    if (text == null) {
      return ifMissing;
    }
    Matcher time = TIME.matcher(text.value());
    if (time.matches()) {
      try {
        return LocalDateTime.of(
                number(time, 1), number(time, 2), number(time, 3), number(time, 4), number(time, 5))
            .atZone(zone)
            .toInstant();
      } catch (DateTimeException noSuchTime) {
        // said below
      }
    }
    problems.error(
        text.mark(),
        "bad-time",
        Both.of("「" + text.value() + "」不是时间", text.value() + " (expected: a date and a time)"),
        Both.of("写成 2026-06-01 00:00，到分钟为止", "write it like 2026-06-01 00:00"));
    return null;
  }

  private static int number(Matcher time, int group) {
    return time.group(group) == null ? 0 : Integer.parseInt(time.group(group));
  }
}
