package dev.steward.server.console;

import dev.steward.chat.Key;
import dev.steward.engine.members.Tiers;
import dev.steward.engine.polls.Interval;
import dev.steward.engine.polls.PollData;
import dev.steward.engine.polls.PollResults;
import dev.steward.engine.polls.Question;
import dev.steward.engine.script.Poll;
import dev.steward.engine.store.Sql;
import dev.steward.server.data.Readers;
import dev.steward.server.html.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One poll: how it stands, how sure that is, its codebook, and its end. */
final class PollPage {
  private static final int MOST_WORDS = 200;
  private static final int REOPEN_MINUTES = 1_440;

  private final Readers readers;
  private final Chores chores;
  private final Audit audit;
  private final Pages pages;
  private final Times times;

  PollPage(Readers readers, Chores chores, Audit audit, Pages pages, Times times) {
    this.readers = readers;
    this.chores = chores;
    this.audit = audit;
    this.pages = pages;
    this.times = times;
  }

  /** What the page shows. */
  record Model(
      long number,
      String question,
      String type,
      boolean anonymous,
      boolean open,
      boolean reopenable,
      boolean uncounted,
      String since,
      String until,
      String by,
      String script,
      String turnout,
      String unverified,
      String withheld,
      String verdict,
      String rating,
      String nps,
      List<Bar> bars,
      boolean someBars,
      List<PartRow> parts,
      boolean someParts,
      List<PartRow> tiers,
      boolean someTiers,
      List<String> heads,
      List<Reach> reach,
      List<Code> codes,
      boolean someCodes,
      boolean inWords,
      List<Said> said) {}

  /** One option's bar; all lengths in hundredths. */
  record Bar(
      String text,
      long count,
      String percent,
      String width,
      String low,
      String span,
      String range) {}

  /** One group's line. */
  record PartRow(String name, long n, List<String> cells) {}

  record Reach(String href, String group, long members, long reminded) {}

  record Code(long position, String code, String text) {}

  record Said(String text) {}

  Answer show(Visit visit) {
    long number = visit.askedNumber("number", 0);
    return readers.read(
        sql -> {
          PollData.Row poll = PollData.find(sql, number).orElseThrow(Refusal::notFound);
          if (visit.may(Right.WORDS) && poll.question().type() == Poll.Type.OPEN) {
            audit.looked(visit.staff().login(), "poll", Long.toString(number));
          }
          return pages.show(visit, "poll", model(sql, visit, poll));
        });
  }

  private Model model(Sql sql, Visit visit, PollData.Row poll) {
    Texts t = visit.texts();
    Question question = poll.question();
    PollResults results = PollData.results(sql, poll);
    List<Bar> bars = results.n() == 0 ? List.of() : bars(t, results);
    List<PartRow> parts = groups(sql, t, results);
    List<PartRow> tiers = tiers(t, results);
    List<Code> codes = codes(sql, poll.number());
    List<Said> said =
        visit.may(Right.WORDS)
            ? PollData.words(sql, poll.number(), MOST_WORDS).stream().map(Said::new).toList()
            : List.of();
    return new Model(
        poll.number(),
        question.title(),
        t.word("poll-type", question.type().name().toLowerCase(Locale.ROOT)),
        question.anonymous(),
        poll.open(),
        !poll.open() && !question.anonymous(),
        results.uncounted(),
        times.at(poll.opened()),
        times.at(poll.ended() == null ? poll.closes() : poll.ended()),
        poll.openedBy() == null ? t.say("poll-by-calendar") : poll.openedBy(),
        question.pack() == null
            ? ""
            : question.pack() + " · " + question.item() + " · r" + poll.revision(),
        turnout(t, results),
        unverified(t, PollData.unverified(sql, poll)),
        withheld(t, poll, results),
        verdict(t, question, results),
        rating(t, results.rating()),
        nps(t, results.rating()),
        bars,
        !bars.isEmpty(),
        parts,
        !parts.isEmpty(),
        tiers,
        !tiers.isEmpty(),
        question.options().stream().map(Poll.Option::text).toList(),
        reach(sql, poll.number()),
        codes,
        !codes.isEmpty(),
        question.type() == Poll.Type.OPEN,
        said);
  }

  private static String turnout(Texts t, PollResults results) {
    return results.reached() == 0
        ? t.say("poll-n", results.n())
        : t.say(
            "poll-turnout",
            results.n(),
            results.reached(),
            Math.min(100, Math.round(100.0 * results.n() / results.reached())));
  }

  private static String unverified(Texts t, PollResults apart) {
    return apart.n() == 0
        ? ""
        : t.say(
            "poll-unverified",
            apart.n(),
            apart.shares().stream()
                .map(share -> share.text() + " " + share.count())
                .collect(Collectors.joining(" · ")));
  }

  private static String withheld(Texts t, PollData.Row poll, PollResults results) {
    if (!results.withheld()) {
      return "";
    }
    if (results.uncounted()) {
      return t.say("poll-uncounted");
    }
    return poll.open() ? t.say("poll-sealed") : t.say("poll-too-few", PollResults.LEAST_CELL);
  }

  private static String verdict(Texts t, Question question, PollResults results) {
    if (results.withheld() || results.n() == 0 || question.type() == Poll.Type.OPEN) {
      return "";
    }
    if (!results.conclusive()) {
      return t.say("poll-few", results.n());
    }
    PollResults.Share leader = results.leader();
    if (question.type() != Poll.Type.SINGLE) {
      return "";
    }
    return leader == null ? t.say("poll-no-leader") : t.say("poll-leader", leader.text());
  }

  private static String rating(Texts t, PollResults.@Nullable Rating rating) {
    return rating == null
        ? ""
        : t.say(
            "poll-mean",
            number(rating.mean()),
            number(rating.interval().low()),
            number(rating.interval().high()),
            number(rating.median()));
  }

  private static String nps(Texts t, PollResults.@Nullable Rating rating) {
    if (rating == null || rating.nps() == null || rating.npsInterval() == null) {
      return "";
    }
    return t.say(
        "poll-nps",
        Math.round(rating.nps()),
        Math.round(rating.npsInterval().low()),
        Math.round(rating.npsInterval().high()));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static List<Bar> bars(Texts t, PollResults results) {
    List<Bar> bars = new ArrayList<>();
    for (PollResults.Share share : results.shares()) {
      Interval interval = share.interval();
      double low = interval == null ? 0 : 100 * interval.low();
      double high = interval == null ? 0 : 100 * interval.high();
      bars.add(
          new Bar(
              share.text(),
              share.count(),
              Math.round(100 * share.of(results.n())) + "%",
              number(100 * share.of(results.n())),
              number(low),
              number(high - low),
              t.say("poll-range", Math.round(low), Math.round(high))));
    }
    return bars;
  }

  private static List<PartRow> groups(Sql sql, Texts t, PollResults results) {
    return results.groups().stream()
        .map(
            part ->
                row(
                    part,
                    part.name().isEmpty()
                        ? t.say("poll-small-groups")
                        : sql.first(
                                "SELECT title FROM chat_group WHERE group_id = ?",
                                found -> found.text(1),
                                part.name())
                            .orElse(part.name())))
        .toList();
  }

  private static List<PartRow> tiers(Texts t, PollResults results) {
    return results.tiers().stream()
        .map(
            part ->
                row(
                    part,
                    switch (part.name()) {
                      case "" -> t.say("poll-small-tiers");
                      case "?" -> t.say("poll-no-tier");
                      default -> Tiers.name(part.name(), t.language());
                    }))
        .toList();
  }

  private static PartRow row(PollResults.Part part, String name) {
    return new PartRow(
        name,
        part.n(),
        part.shares().stream().map(share -> Math.round(100 * share.of(part.n())) + "%").toList());
  }

  private static List<Reach> reach(Sql sql, long poll) {
    return sql.list(
        "SELECT r.group_id, coalesce(g.title, r.group_id), r.members, r.reminded FROM poll_reach r"
            + " LEFT JOIN chat_group g ON g.group_id = r.group_id WHERE r.poll = ?"
            + " ORDER BY r.members DESC, r.group_id LIMIT 200",
        row ->
            new Reach(
                Visit.link("/console/group", "id", row.text(1)),
                row.text(2),
                row.number(3),
                row.number(4)),
        poll);
  }

  private static List<Code> codes(Sql sql, long poll) {
    return sql.list(
        "SELECT position, code, text FROM poll_code WHERE poll = ? ORDER BY position",
        row -> new Code(row.number(1), row.text(2), row.text(3)),
        poll);
  }

  /** Ends a poll, or opens a named one again for a day. */
  Answer act(Visit visit) {
    long number = visit.number("number");
    String what = visit.field("do");
    Map<String, String> arguments =
        switch (what) {
          case "poll-close" -> Map.of("poll", Long.toString(number));
          case "poll-reopen" ->
              Map.of(
                  "poll",
                  Long.toString(number),
                  "minutes",
                  Long.toString(Duration.ofMinutes(REOPEN_MINUTES).toMinutes()));
          default -> throw Refusal.badField();
        };
    chores.command(visit.staff(), List.of(Key.BRAND), what, arguments);
    audit.looked(visit.staff().login(), what, Long.toString(number));
    return Answer.seeOther("/console/poll?number=" + number + "&done=" + what + "&n=" + number);
  }
}
