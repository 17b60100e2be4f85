package dev.steward.engine.prices;

import dev.steward.engine.members.Tiers;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Money;
import dev.steward.engine.script.PriceBook;
import dev.steward.engine.script.PriceRow;
import dev.steward.engine.script.Product;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what a product costs now: every tier, every channel, and until when. */
final class PriceTable {
  private static final int MOST_LINES = 12;

  private PriceTable() {}

  /**
   * The whole table that holds at a moment; nobody has a price that is not in it.
   *
   * @param own the tier of whoever asks, which is marked; null when it is not known
   */
  static String of(
      PriceBook book,
      Product product,
      @Nullable String own,
      Instant now,
      ZoneId zone,
      Language language) {
    List<String> lines = new ArrayList<>();
    for (String channel : book.channels(product.sku(), now)) {
      List<String> parts = new ArrayList<>();
      PriceRow before = null;
      PriceRow mine =
          own == null ? null : book.price(product.sku(), own, channel, now).orElse(null);
      for (String tier : book.tiers()) {
        Optional<PriceRow> row = book.price(product.sku(), tier, channel, now);
        if (row.isPresent() && !row.get().equals(before)) {
          parts.add(
              part(tier, row.get(), now, zone, language)
                  + (row.get().equals(mine) ? language.pick(" ← 你", " ← yours") : ""));
          before = row.get();
        }
      }
      lines.add(
          "· "
              + channel(channel, language)
              + language.pick("：", ": ")
              + String.join(language.pick("；", "; "), parts));
    }
    StringBuilder text =
        new StringBuilder(
            language.pick("【" + product.name() + "】现在的价格（元）", product.name() + " now (CNY)"));
    if (lines.isEmpty()) {
      return text.append(language.pick("\n现在没有在卖。", "\nIt is not on sale now.")).toString();
    }
    lines.stream().limit(MOST_LINES).forEach(line -> text.append('\n').append(line));
    if (lines.size() > MOST_LINES) {
      int more = lines.size() - MOST_LINES;
      text.append(language.pick("\n还有 " + more + " 个渠道", "\nand " + more + " more channels"));
    }
    return text.toString();
  }

  private static String part(
      String tier, PriceRow row, Instant now, ZoneId zone, Language language) {
    String until =
        row.until().equals(PriceRow.EVER)
            ? ""
            : language.pick(
                "到 " + time(row.until(), now, zone, language),
                "until " + time(row.until(), now, zone, language));
    String campaign = row.campaign() ? language.pick("活动价", "campaign") : "";
    String both = campaign.isEmpty() || until.isEmpty() ? "" : language.pick("，", ", ");
    String aside = campaign + both + until;
    return tier(tier, language)
        + " "
        + Money.yuan(row.cents())
        + (aside.isEmpty() ? "" : language.pick("（" + aside + "）", " (" + aside + ")"));
  }

  static String time(Instant at, Instant now, ZoneId zone, Language language) {
    ZonedDateTime local = at.atZone(zone);
    LocalDate today = now.atZone(zone).toLocalDate();
    String clock = local.format(DateTimeFormatter.ofPattern("HH:mm"));
    if (local.toLocalDate().equals(today)) {
      return language.pick("今天 " + clock, clock + " today");
    }
    String pattern = local.getYear() == today.getYear() ? "" : "yyyy年";
    return language.pick(
        local.format(DateTimeFormatter.ofPattern(pattern + "M月d日 HH:mm")),
        local.format(
            DateTimeFormatter.ofPattern(
                pattern.isEmpty() ? "d MMM HH:mm" : "d MMM yyyy HH:mm", Locale.ENGLISH)));
  }

  /** A day, without a time that nobody has told. */
  static String day(Instant at, Instant now, ZoneId zone, Language language) {
    LocalDate day = at.atZone(zone).toLocalDate();
    boolean thisYear = day.getYear() == now.atZone(zone).getYear();
    return day.format(
        language == Language.ZH
            ? DateTimeFormatter.ofPattern(thisYear ? "M月d日" : "yyyy年M月d日")
            : DateTimeFormatter.ofPattern(thisYear ? "d MMM" : "d MMM yyyy", Locale.ENGLISH));
  }

  /** A channel by the name that people use. */
  static String channel(String channel, Language language) {
    return switch (channel) {
      case "group" -> language.pick("群内", "group");
      case "live" -> language.pick("直播间", "live");
      case "app" -> "APP";
      case "store" -> language.pick("门店", "store");
      case PriceBook.ALL -> language.pick("全部渠道", "everywhere");
      default -> channel;
    };
  }

  /** A tier by the name that people use. */
  static String tier(String tier, Language language) {
    return Tiers.name(tier, language);
  }
}
