package dev.steward.server.console;

import dev.steward.engine.flow.Scripts;
import dev.steward.engine.rehearsal.CalendarReport;
import dev.steward.engine.rehearsal.Happening;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Persona;
import dev.steward.server.data.Readers;
import dev.steward.server.html.Texts;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The coming week of a group, rehearsed: what will be said, as members will see it, and what not.
 */
final class RehearsePage {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter ZH = DateTimeFormatter.ofPattern("M月d日 EEE", Locale.CHINA);
  private static final DateTimeFormatter EN =
      DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);

  private final Readers readers;
  private final Pages pages;
  private final PackList packs;
  private final Previews previews;

  RehearsePage(Readers readers, Pages pages, PackList packs, Previews previews) {
    this.readers = readers;
    this.pages = pages;
    this.packs = packs;
    this.previews = previews;
  }

  /**
   * What the page shows.
   *
   * @param busy whether another week is being played, so that this one has to wait
   */
  record Model(
      String group,
      String groupTitle,
      List<RehearseChatPage.Tab> tabs,
      String back,
      boolean noPack,
      boolean busy,
      String again,
      String summary,
      String unannounced,
      List<Day> days) {}

  /**
   * A day.
   *
   * @param unusual that it is a day off, or a make-up workday; empty on ordinary days
   */
  record Day(String date, String unusual, boolean nothing, List<Bubble> bubbles) {}

  /**
   * Something that is said, or left out.
   *
   * @param lines of what is said; none when it is left out
   */
  record Bubble(
      String clock, String name, List<String> lines, boolean left, String why, String at) {}

  Answer show(Visit visit) {
    String id = visit.asked("group");
    Served served = readers.read(sql -> Served.of(sql, id, packs));
    Texts t = visit.texts();
    Scripts.Script script = served.script();
    Optional<CalendarReport> report =
        script == null ? Optional.empty() : previews.week(script, served.title(), served.label());
    String name =
        script == null
            ? ""
            : script.pack().personas().values().stream().map(Persona::name).findFirst().orElse("");
    return pages.show(
        visit,
        "rehearse",
        new Model(
            id,
            served.title(),
            RehearseChatPage.tabs(t, id, false),
            Visit.link("/console/group", "id", id),
            script == null,
            script != null && report.isEmpty(),
            Visit.link("/console/rehearse", "group", id),
            report
                .map(one -> t.say("rehearse-said", one.spoken().size(), one.skipped().size()))
                .orElse(""),
            report
                .filter(one -> !one.unannounced().isEmpty())
                .map(
                    one -> t.say("rehearse-unannounced", String.valueOf(one.unannounced().first())))
                .orElse(""),
            report.map(one -> days(one, name, t)).orElse(List.of())));
  }

  private List<Day> days(CalendarReport report, String name, Texts t) {
    Language language = t.language();
    List<Happening> all =
        Stream.concat(report.said().stream(), report.skipped().stream())
            .sorted(Comparator.comparing(Happening::at))
            .toList();
    List<Day> days = new ArrayList<>();
    for (int i = 0; i < report.days(); i++) {
      LocalDate date = report.from().plusDays(i);
      List<Bubble> bubbles =
          all.stream()
              .filter(one -> report.local(one).toLocalDate().equals(date))
              .map(one -> bubble(report, one, name, language))
              .toList();
      String unusual =
          CalendarReport.unusual(date, previews.holidays())
              .map(works -> works ? t.say("rehearse-workday") : t.say("rehearse-day-off"))
              .orElse("");
      days.add(
          new Day(
              date.format(language == Language.ZH ? ZH : EN), unusual, bubbles.isEmpty(), bubbles));
    }
    return days;
  }

  private static Bubble bubble(
      CalendarReport report, Happening one, String name, Language language) {
    boolean left = one.deed() == null || !one.counts();
    return new Bubble(
        report.local(one).format(CLOCK),
        name,
        left ? List.of() : one.text().lines().toList(),
        left,
        one.why(language),
        one.script());
  }
}
