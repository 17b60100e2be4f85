package dev.steward.engine.prices;

import dev.steward.engine.script.PriceRow;
import dev.steward.engine.script.Product;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads when a member bought something: a day, or the part of it in which one price held. */
final class DayAnswer {
  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
  private static final String WEEK = "一二三四五六日天";
  private static final String ENGLISH_WEEK = "montuewedthufrisatsun";

  /** A date that is the whole answer, however it is written. */
  private static final Pattern ALONE =
      Pattern.compile("(?:([0-9]{4})[-/.年])?([0-9]{1,2})[-/.月]([0-9]{1,2})[日号]?");

  private static final Pattern DATE =
      Pattern.compile(
          "(?:(?<![0-9])([0-9]{4}|[0-9]{2})年)?(?<![0-9])([0-9]{1,2})月([0-9]{1,2})(?![0-9])");
  private static final Pattern ISO_DATE =
      Pattern.compile("\\b([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})\\b");
  private static final Pattern LATELY =
      Pattern.compile(
          "大前天|(?<!以)前天|昨[天儿晚夜]|今[天儿早晚]|^[今昨](?=[早上中下午傍晚夜里]*$)"
              + "|\\b(?:day before yesterday|yesterday|last night|today|this morning)\\b");
  private static final Pattern DAYS_AGO =
      Pattern.compile("(?<![0-9])([0-9]{1,2})\\s*(?:天前|days? ago)");
  private static final String MONTH =
      "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
          + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\b";
  private static final String DAY = "([0-9]{1,2})(?:st|nd|rd|th)?\\b";
  private static final Pattern MONTH_FIRST = Pattern.compile("\\b" + MONTH + "\\.? " + DAY);
  private static final Pattern DAY_FIRST = Pattern.compile("\\b" + DAY + " (?:of )?" + MONTH);

  /** Another year than this one, without its number. */
  private static final Pattern YEARS_AGO = Pattern.compile("去年|前年|last year|years? ago");

  /** What a part of a text tells of that has another day than the purchase, most likely. */
  private static final Pattern LATER =
      Pattern.compile("看到|看见|发现|现在|降|便宜|\\b(?:saw|see|now|dropped|cheaper)\\b");

  private static final Pattern BUYING =
      Pattern.compile("买|下的?单|拍|付|花|入手|\\b(?:bought|buy|paid|pay|ordered|got)\\b");
  private static final Pattern PART = Pattern.compile("[，。,;；!！?？\n]+");

  private static final Pattern WEEKDAY =
      Pattern.compile(
          "(?<![上下])(上个?)?(?:周|星期|礼拜)([一二三四五六日天])|\\b(mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)\\b");

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
    Matcher alone = ALONE.matcher(plain);
    Set<LocalDate> days =
        alone.matches()
            ? date(alone.group(1), number(alone, 2), number(alone, 3)).stream()
                .collect(Collectors.toSet())
            : named(plain);
    return days.size() == 1 ? day(days.iterator().next()) : new Answers.Answer.Unclear();
  }

  /** The facts with the one day on which a text says, among other things, that it was bought. */
  Optional<Facts> within(String plain) {
    Set<LocalDate> days =
        named(
            PART.splitAsStream(plain)
                .filter(part -> BUYING.matcher(part).find())
                .collect(Collectors.joining(",")));
    return days.size() == 1 && day(days.iterator().next()) instanceof Answers.Answer.Known known
        ? Optional.of(known.facts())
        : Optional.empty();
  }

  /** All days that are named in so many words, but for those of what came later. */
  private Set<LocalDate> named(String plain) {
    Set<LocalDate> days = new HashSet<>();
    if (YEARS_AGO.matcher(plain).find()) {
      return days;
    }
    String told =
        PART.splitAsStream(plain)
            .filter(part -> !LATER.matcher(part).find())
            .collect(Collectors.joining(","));
    each(LATELY, told).map(word -> today().minusDays(back(word.group()))).forEach(days::add);
    each(DAYS_AGO, told).map(ago -> today().minusDays(number(ago, 1))).forEach(days::add);
    Stream.of(DATE, ISO_DATE)
        .flatMap(pattern -> each(pattern, told))
        .flatMap(one -> date(one.group(1), number(one, 2), number(one, 3)).stream())
        .forEach(days::add);
    each(MONTH_FIRST, told)
        .flatMap(one -> date(null, month(one.group(1)), number(one, 2)).stream())
        .forEach(days::add);
    each(DAY_FIRST, told)
        .flatMap(one -> date(null, month(one.group(2)), number(one, 1)).stream())
        .forEach(days::add);
    each(WEEKDAY, told).map(this::weekday).forEach(days::add);
    return days;
  }

  private static Stream<MatchResult> each(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }

  private static int back(String word) {
    return switch (word) {
      case "大前天" -> 3;
      case "前天", "day before yesterday" -> 2;
      default ->
          word.startsWith("昨") || word.equals("yesterday") || word.equals("last night") ? 1 : 0;
    };
  }

  /** The last such day before today; of the week before this one when it is called so. */
  private LocalDate weekday(MatchResult named) {
    String name = named.group(2) == null ? named.group(3) : named.group(2);
    int at = WEEK.indexOf(name.charAt(0));
    DayOfWeek day =
        DayOfWeek.of(at >= 0 ? Math.min(at, 6) + 1 : ENGLISH_WEEK.indexOf(name) / 3 + 1);
    return named.group(1) == null
        ? today().with(TemporalAdjusters.previousOrSame(day))
        : today()
            .with(TemporalAdjusters.previous(DayOfWeek.SUNDAY))
            .with(TemporalAdjusters.previousOrSame(day));
  }

  private static int month(String name) {
    return MONTHS.indexOf(name.substring(0, 3)) / 3 + 1;
  }

  private static int number(MatchResult found, int group) {
    return Integer.parseInt(found.group(group));
  }

  private static int year(String figures) {
    return Integer.parseInt(figures) + (figures.length() == 2 ? 2_000 : 0);
  }

  /** A date; without a year the last one that was. Empty when there is none. */
  private Optional<LocalDate> date(@Nullable String year, int month, int day) {
    try {
      LocalDate date = LocalDate.of(year == null ? today().getYear() : year(year), month, day);
      return Optional.of(year == null && date.isAfter(today()) ? date.minusYears(1) : date);
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
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
    return new Answers.Answer.Which(facts, options);
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
