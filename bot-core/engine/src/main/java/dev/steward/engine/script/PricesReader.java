package dev.steward.engine.script;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads prices.yaml, and the price book beside it. */
final class PricesReader {
  private static final int MOST_WORDS = 20;
  private static final int LONGEST_WORD = 30;
  private static final int MOST_TIERS = 10;
  private static final int LONGEST_LINE = 200;
  private static final Duration FIRST_REPLY = Duration.ofHours(4);
  private static final Duration RESOLUTION = Duration.ofHours(24);
  private static final Duration PATIENCE = Duration.ofHours(24);
  private static final Duration LONGEST = Duration.ofDays(90);
  private static final Duration SHORTEST = Duration.ofMinutes(10);

  private final Problems problems;
  private @Nullable Prices prices;

  PricesReader(
      YamlNode.@Nullable Table table,
      Language language,
      ZoneId zone,
      PackFiles files,
      Set<String> used,
      Problems problems) {
    this.problems = problems;
    if (table == null) {
      return;
    }
    used.add(PriceBookReader.CSV);
    used.add(PriceBookReader.XLSX);
    Fields fields = new Fields(table, Keys.PRICES, problems);
    List<String> words = texts(fields, "words", LONGEST_WORD, MOST_WORDS);
    List<String> tiers = tiers(fields);
    YamlNode.Text line = fields.text("line");
    YamlNode.Text between = fields.text("hours");
    Condition.Between hours = between == null ? null : fields.scalars().between(between);
    if (between != null && hours != null && !hours.from().isBefore(hours.to())) {
      problems.error(
          between.mark(),
          "bad-time",
          Both.of("上班的时间要在同一天里", "the hours begin and end on one day"),
          Both.of("写成 09:00-18:00", "write it like 09:00-18:00"));
    }
    YamlNode.Text coupon = fields.text("coupon");
    prices =
        new Prices(
            new PriceBookReader(files, problems).read(tiers, zone, fields.mark()),
            words.isEmpty() ? Prices.usualWords(language) : words,
            fields.flag("suspect", true),
            line == null ? null : HeaderReader.shortText(line, LONGEST_LINE, problems),
            hours == null ? LocalTime.of(9, 0) : hours.from(),
            hours == null ? LocalTime.of(18, 0) : hours.to(),
            fields.flag("workdays", true),
            time(fields, "first-reply", SHORTEST, FIRST_REPLY),
            time(fields, "resolution", SHORTEST, RESOLUTION),
            time(fields, "protection", Duration.ZERO, Duration.ZERO),
            time(fields, "patience", SHORTEST, PATIENCE),
            fields.flag("refund", true),
            coupon == null ? null : HeaderReader.shortText(coupon, LONGEST_WORD * 2, problems),
            texts(fields, "approvers", LONGEST_WORD * 2, MOST_WORDS));
  }

  private static Duration time(Fields fields, String key, Duration least, Duration ifMissing) {
    Duration time = fields.duration(key, least, LONGEST);
    return time == null ? ifMissing : time;
  }

  private List<String> texts(Fields fields, String key, int longest, int most) {
    List<String> texts = new ArrayList<>();
    for (YamlNode.Text text : fields.texts(key)) {
      texts.add(HeaderReader.shortText(text, longest, problems));
    }
    if (texts.size() > most) {
      problems.error(
          fields.mark(),
          "too-many",
          Both.of(key + " 太多（最多 " + most + " 个）", "too many " + key + " (at most " + most + ")"),
          Both.of("只留常用的", "keep those that matter"));
    }
    return texts;
  }

  private List<String> tiers(Fields fields) {
    Set<String> tiers = new LinkedHashSet<>();
    for (String tier : texts(fields, "tiers", LONGEST_WORD, MOST_TIERS)) {
      tiers.add(tier.toLowerCase(Locale.ROOT));
    }
    return tiers.isEmpty() ? PriceBook.USUAL_TIERS : List.copyOf(tiers);
  }

  @Nullable Prices prices() {
    return prices;
  }
}
