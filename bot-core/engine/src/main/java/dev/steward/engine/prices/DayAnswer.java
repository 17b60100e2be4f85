package dev.steward.engine.prices;

import dev.steward.engine.script.PriceRow;
import dev.steward.engine.script.Product;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads when a member bought something: a day, or the part of it in which one price held. */
final class DayAnswer {
  private static final Pattern DATE =
      Pattern.compile("(?:([0-9]{4})[-/.年])?([0-9]{1,2})[-/.月]([0-9]{1,2})[日号]?");
  private static final Pattern LATELY =
      Pattern.compile("(今天?|昨[天儿]?|前天)(?:早上?|上午|中午|下午|傍晚|晚上?|夜里)?");
  private static final Pattern DAYS_AGO = Pattern.compile("([0-9]{1,2})\\s*(?:天前|days? ago)");

  private final Facts facts;
  private final Desk desk;
  private final Instant now;

  DayAnswer(Facts facts, Desk desk, Instant now) {
    this.facts = facts;
    this.desk = desk;
    this.now = now;
  }

  /** So many days ago. */
  Answers.Answer ago(int days) {
    return day(today().minusDays(days));
  }

  private LocalDate today() {
    return now.atZone(desk.zone()).toLocalDate();
  }

  /** Reads an answer in words. */
  Answers.Answer said(String plain) {
    if (List.of("刚刚", "刚才", "just now").contains(plain)) {
      return Answers.known(facts.with(Fact.BOUGHT, now.toEpochMilli()));
    }
    Matcher lately = LATELY.matcher(plain);
    if (lately.matches()) {
      return ago(
          switch (lately.group(1).charAt(0)) {
            case '今' -> 0;
            case '昨' -> 1;
            default -> 2;
          });
    }
    Matcher ago = DAYS_AGO.matcher(plain);
    if (ago.matches()) {
      return day(today().minusDays(Long.parseLong(ago.group(1))));
    }
    Matcher date = DATE.matcher(plain);
    if (!date.matches()) {
      return new Answers.Answer.Unclear();
    }
    try {
      int year = date.group(1) == null ? today().getYear() : Integer.parseInt(date.group(1));
      LocalDate day =
          LocalDate.of(year, Integer.parseInt(date.group(2)), Integer.parseInt(date.group(3)));
      return day(date.group(1) == null && day.isAfter(today()) ? day.minusYears(1) : day);
    } catch (DateTimeException noSuchDay) {
      return new Answers.Answer.Unclear();
    }
  }

  /** A day; when the price changed in the middle of it, it is asked before or after when. */
  private Answers.Answer day(LocalDate day) {
    Instant begin = day.atStartOfDay(desk.zone()).toInstant();
    Instant end = day.plusDays(1).atStartOfDay(desk.zone()).toInstant();
    if (begin.isAfter(now)) {
      return new Answers.Answer.Unclear();
    }
    TreeSet<Instant> changes = new TreeSet<>();
    desk.past()
        .book(facts.get(Fact.SKU), begin)
        .product(Bill.SKU)
        .map(Product::rows)
        .orElse(List.of())
        .forEach(
            (PriceRow row) -> {
              for (Instant at : List.of(row.from(), row.until())) {
                if (at.isAfter(begin) && at.isBefore(end) && at.isBefore(now)) {
                  changes.add(at);
                }
              }
            });
    if (changes.isEmpty()) {
      LocalDateTime noon = day.atTime(LocalTime.NOON);
      Instant usual = noon.atZone(desk.zone()).toInstant();
      return Answers.known(
          facts.with(Fact.BOUGHT, (usual.isAfter(now) ? now : usual).toEpochMilli()));
    }
    List<Asking.Option> options = new ArrayList<>();
    Instant from = begin;
    for (Instant change : changes) {
      options.add(stretch(from, change, begin));
      from = change;
    }
    options.add(stretch(from, null, begin));
    return new Answers.Answer.Which(options);
  }

  private Asking.Option stretch(Instant from, @Nullable Instant to, Instant begin) {
    String start = from.atZone(desk.zone()).toLocalTime().toString();
    String label =
        to == null
            ? desk.say(start + " 以后", "after " + start)
            : from.equals(begin)
                ? desk.say(clock(to) + " 以前", "before " + clock(to))
                : desk.say(start + " 到 " + clock(to), start + " to " + clock(to));
    return new Asking.Option(label, Long.toString(from.toEpochMilli()));
  }

  private String clock(Instant at) {
    return at.atZone(desk.zone()).toLocalTime().toString();
  }
}
