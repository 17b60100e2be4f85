package dev.steward.engine.script;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what changes at the price desk and in the price book. */
final class PricesDiff {
  /** More changed lines than this nobody reads. */
  private static final int MOST_LINES = 20;

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final Wording say;
  private final ZoneId zone;
  private final List<String> all;

  private PricesDiff(Wording say, ZoneId zone, List<String> all) {
    this.say = say;
    this.zone = zone;
    this.all = all;
  }

  static void add(
      Wording say, @Nullable Prices old, @Nullable Prices fresh, ZoneId zone, List<String> all) {
    if (fresh != null && old == null) {
      all.add(
          say.say(
              "开始有价格台：" + fresh.book().products().size() + " 个商品，" + fresh.book().size() + " 行价格",
              "The price desk begins: "
                  + RuleDiff.count(fresh.book().products().size(), "product")
                  + ", "
                  + RuleDiff.count(fresh.book().size(), "price")));
    } else if (fresh == null && old != null) {
      all.add(say.say("不再有价格台", "The price desk ends"));
    } else if (fresh != null && old != null) {
      PricesDiff diff = new PricesDiff(say, zone, all);
      diff.desk(old, fresh);
      diff.book(old.book(), fresh.book());
    }
  }

  private void desk(Prices old, Prices fresh) {
    RuleDiff.lists(
        say, "投诉价格的话", "Words for complaining", "个", "word", old.words(), fresh.words(), all);
    RuleDiff.lists(
        say, "能批准的人", "Who approves", "个", "login", old.approvers(), fresh.approvers(), all);
    changed("会员等级", "Tiers", say.list(old.book().tiers()), say.list(fresh.book().tiers()));
    changed("留意闲聊", "Watching talk", say.onOff(old.suspect()), say.onOff(fresh.suspect()));
    changed("群里的那句话", "The line in the group", text(old.line()), text(fresh.line()));
    changed("上班时间", "Hours", hours(old), hours(fresh));
    changed("首次回复", "First reply", say.length(old.firstReply()), say.length(fresh.firstReply()));
    changed("办结", "Resolution", say.length(old.resolution()), say.length(fresh.resolution()));
    changed("价保", "Protection", say.length(old.protection()), say.length(fresh.protection()));
    changed("等回答", "Waiting for answers", say.length(old.patience()), say.length(fresh.patience()));
    changed("退差价", "Refund of the gap", say.onOff(old.refund()), say.onOff(fresh.refund()));
    changed("补偿券", "Coupon", text(old.coupon()), text(fresh.coupon()));
  }

  private String hours(Prices prices) {
    return (prices.workdays() ? say.say("工作日 ", "workdays ") : say.say("每天 ", "every day "))
        + prices.opens()
        + "-"
        + prices.closes();
  }

  private String text(@Nullable String text) {
    return text == null ? say.say("（没有）", "(none)") : text;
  }

  private void changed(String zh, String en, String old, String fresh) {
    if (!old.equals(fresh)) {
      all.add(
          say.say(
              zh + "从" + say.quoted(old) + "改为" + say.quoted(fresh),
              en + " changed: from " + say.quoted(old) + " to " + say.quoted(fresh)));
    }
  }

  private record Line(
      String sku, String tier, long cents, Instant from, Instant until, String channel) {
    static Line of(PriceRow row) {
      return new Line(row.sku(), row.tier(), row.cents(), row.from(), row.until(), row.channel());
    }
  }

  private void book(PriceBook old, PriceBook fresh) {
    Set<Line> before = lines(old);
    Set<Line> after = lines(fresh);
    int room = MOST_LINES;
    int left = 0;
    for (Product product : fresh.products()) {
      for (PriceRow row : product.rows()) {
        if (!before.contains(Line.of(row))) {
          if (room-- > 0) {
            all.add(say.say("新的价格：" + line(product, row), "New price: " + line(product, row)));
          } else {
            left++;
          }
        }
      }
    }
    for (Product product : old.products()) {
      for (PriceRow row : product.rows()) {
        if (!after.contains(Line.of(row))) {
          if (room-- > 0) {
            all.add(
                say.say("不再有的价格：" + line(product, row), "Price removed: " + line(product, row)));
          } else {
            left++;
          }
        }
      }
    }
    if (left > 0) {
      all.add(say.say("还有 " + left + " 行价格变了", left + " more prices changed"));
    }
  }

  private static Set<Line> lines(PriceBook book) {
    Set<Line> lines = new HashSet<>();
    book.products().forEach(product -> product.rows().forEach(row -> lines.add(Line.of(row))));
    return lines;
  }

  private String line(Product product, PriceRow row) {
    return product.name()
        + " "
        + row.tier()
        + " "
        + row.channel()
        + " "
        + Money.yuan(row.cents())
        + say.say("，", ", ")
        + time(row.from(), PriceRow.ALWAYS)
        + say.say(" 到 ", " to ")
        + time(row.until(), PriceRow.EVER);
  }

  private String time(Instant at, Instant open) {
    return Objects.equals(at, open) ? "…" : at.atZone(zone).format(TIME);
  }
}
