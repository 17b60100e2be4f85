package dev.steward.server.console;

import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.polls.PollData;
import dev.steward.engine.polls.PollPreview;
import dev.steward.engine.polls.Question;
import dev.steward.engine.polls.QuickPoll;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Poll;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.server.data.Readers;
import dev.steward.server.html.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The polls, newest first, and a form that opens one in under a minute. */
final class PollsPage {
  private static final int PER_PAGE = 30;
  private static final int MOST_GROUPS = 500;

  /** As the pack says; a day for what is typed here. */
  private static final int USUAL = 0;

  private static final Duration A_DAY = Duration.ofDays(1);
  private static final List<Integer> LENGTHS = List.of(USUAL, 30, 120, 1_440, 4_320, 10_080);

  private final Readers readers;
  private final Chores chores;
  private final Audit audit;
  private final Pages pages;
  private final Times times;
  private final PackList packs;

  PollsPage(Readers readers, Chores chores, Audit audit, Pages pages, Times times, PackList packs) {
    this.readers = readers;
    this.chores = chores;
    this.audit = audit;
    this.pages = pages;
    this.times = times;
    this.packs = packs;
  }

  /** What the page shows. */
  record Model(
      List<Row> polls,
      boolean none,
      List<Place> groups,
      boolean noGroups,
      List<Written> written,
      boolean someWritten,
      List<Length> lengths,
      Form form,
      String wrong,
      @Nullable Preview preview,
      String newer,
      String older) {}

  /** One poll. */
  record Row(
      String href,
      long number,
      String title,
      String type,
      boolean anonymous,
      boolean open,
      long n,
      long reached,
      String until) {}

  /** A group that can be asked. */
  record Place(String id, String title, boolean chosen) {}

  /** A poll of a pack. */
  record Written(String id, String title, boolean chosen) {}

  record Length(int minutes, String name, boolean chosen) {}

  /** What was typed. */
  record Form(
      String title,
      String options,
      List<GroupsPage.Choice> types,
      boolean anonymous,
      boolean random) {}

  /** What members will read, and what opens it. */
  record Preview(String text, String question, long minutes, List<String> chosen, int count) {}

  Answer list(Visit visit) {
    return page(visit, "", null);
  }

  private Answer page(Visit visit, String wrong, @Nullable Preview preview) {
    long page = Math.max(1, visit.askedNumber("page", 1));
    List<String> chosen = visit.fields("group");
    long minutes = visit.field("minutes").isEmpty() ? USUAL : visit.number("minutes");
    return readers.read(
        sql -> {
          List<PollData.Row> found =
              PollData.latest(sql, PER_PAGE + 1, (int) (page - 1) * PER_PAGE);
          List<Row> rows =
              found.stream().limit(PER_PAGE).map(poll -> row(sql, visit.texts(), poll)).toList();
          List<Place> groups = groups(sql, chosen);
          List<Written> written = written(visit.field("written"));
          return pages.show(
              visit,
              "polls",
              new Model(
                  rows,
                  rows.isEmpty(),
                  groups,
                  groups.isEmpty(),
                  written,
                  !written.isEmpty(),
                  lengths(visit.texts(), minutes),
                  new Form(
                      visit.field("title"),
                      visit.raw("options"),
                      types(visit),
                      !visit.field("anonymous").isEmpty(),
                      !visit.field("random").isEmpty()),
                  wrong,
                  preview,
                  page > 1 ? visit.hereWith("page", page - 1) : "",
                  found.size() > PER_PAGE ? visit.hereWith("page", page + 1) : ""));
        });
  }

  private Row row(Sql sql, Texts t, PollData.Row poll) {
    return new Row(
        Visit.link("/console/poll", "number", poll.number()),
        poll.number(),
        poll.question().title(),
        t.word("poll-type", poll.question().type().name().toLowerCase(Locale.ROOT)),
        poll.question().anonymous(),
        poll.open(),
        PollData.voters(sql, poll.number()),
        PollData.reached(sql, poll.number()),
        times.at(poll.ended() == null ? poll.closes() : poll.ended()));
  }

  private static List<Length> lengths(Texts t, long chosen) {
    return LENGTHS.stream()
        .map(
            length ->
                new Length(
                    length,
                    length == USUAL
                        ? t.say("polls-lasts-usual")
                        : Times.length(t, Duration.ofMinutes(length)),
                    length == chosen))
        .toList();
  }

  /** The kinds of polls, as staff write them in a group; nothing for the usual one. */
  private static List<GroupsPage.Choice> types(Visit visit) {
    Texts t = visit.texts();
    String chosen = visit.field("type");
    return Stream.of(
            Map.entry("", t.say("poll-type-single")),
            Map.entry("multi", t.say("poll-type-multi")),
            Map.entry("1-5", t.say("polls-kind-five")),
            Map.entry("0-10", t.say("polls-kind-ten")),
            Map.entry("open", t.say("poll-type-open")))
        .map(
            type ->
                new GroupsPage.Choice(type.getKey(), type.getValue(), type.getKey().equals(chosen)))
        .toList();
  }

  private static List<Place> groups(Sql sql, List<String> chosen) {
    return sql.list(
        "SELECT group_id, title FROM chat_group WHERE pack IS NOT NULL AND stage = 'live'"
            + " AND state = 'present' ORDER BY title, group_id LIMIT ?",
        row -> new Place(row.text(1), row.text(2), chosen.contains(row.text(1))),
        MOST_GROUPS);
  }

  private List<Written> written(String chosen) {
    List<Written> all = new ArrayList<>();
    for (Scripts.Script script : packs.inForce()) {
      for (Poll poll : script.pack().polls()) {
        String id = script.pack().name() + "/" + poll.id();
        all.add(new Written(id, script.pack().title() + " · " + poll.title(), id.equals(chosen)));
      }
    }
    return all;
  }

  /** Shows what members will read, or opens what was shown. */
  Answer ask(Visit visit) {
    return switch (visit.field("do")) {
      case "preview" -> preview(visit);
      case "open" -> open(visit);
      default -> throw Refusal.badField();
    };
  }

  private Answer preview(Visit visit) {
    Texts t = visit.texts();
    List<String> groups = visit.fields("group").stream().distinct().toList();
    Optional<Pack> pack = groups.isEmpty() ? Optional.empty() : packOf(groups.getFirst());
    if (pack.isEmpty()) {
      return page(visit, t.say("polls-no-group"), null);
    }
    long minutes = visit.number("minutes");
    Instant now = times.now();
    Instant closes = now.plus(minutes == USUAL ? A_DAY : Duration.ofMinutes(minutes));
    Question question;
    if (visit.field("written").isEmpty()) {
      QuickPoll quick = quick(visit, pack.get());
      if (quick.problem() != null) {
        return page(visit, t.language().pick(quick.problem().zh(), quick.problem().en()), null);
      }
      question = quick.question();
    } else {
      Chosen found = find(visit.field("written")).orElseThrow(Refusal::badField);
      question = found.question();
      if (minutes == USUAL) {
        Optional<Instant> end = found.poll().end(now, found.zone());
        if (end.isEmpty()) {
          return page(visit, t.say("polls-over"), null);
        }
        closes = end.get();
      }
    }
    if (question == null || minutes < 0) {
      throw Refusal.badField();
    }
    return page(
        visit,
        "",
        new Preview(
            PollPreview.of(question, closes),
            Json.write(question),
            Math.max(1, Duration.between(now, closes).toMinutes()),
            groups,
            groups.size()));
  }

  /** As if staff had typed it in a group, but that an option here may read like a setting. */
  private static QuickPoll quick(Visit visit, Pack pack) {
    List<String> options =
        visit.raw("options").lines().map(String::strip).filter(o -> !o.isEmpty()).toList();
    List<String> settings = new ArrayList<>();
    String type = visit.field("type");
    if (!type.isEmpty()) {
      if (!QuickPoll.isSetting(type)) {
        throw Refusal.badField();
      }
      settings.add(type);
    }
    for (String setting : List.of("anonymous", "random")) {
      if (!visit.field(setting).isEmpty()) {
        settings.add(setting);
      }
    }
    return QuickPoll.of(
        visit.field("title").replace('\n', ' ').strip(),
        options,
        settings,
        pack.language(),
        pack.zone());
  }

  private Optional<Pack> packOf(String group) {
    Optional<String> name =
        readers.read(
            sql ->
                sql.first(
                    "SELECT pack FROM chat_group WHERE group_id = ? AND pack IS NOT NULL",
                    row -> row.text(1),
                    group));
    return name.flatMap(packs::named).map(Scripts.Script::pack);
  }

  /** A poll of a pack, as its groups will read it. */
  private record Chosen(Poll poll, Question question, ZoneId zone) {}

  private Optional<Chosen> find(String id) {
    int slash = id.indexOf('/');
    return slash < 0
        ? Optional.empty()
        : packs
            .named(id.substring(0, slash))
            .flatMap(
                script ->
                    script
                        .pack()
                        .poll(id.substring(slash + 1))
                        .map(
                            poll ->
                                new Chosen(poll, Question.of(poll, script), script.pack().zone())));
  }

  private Answer open(Visit visit) {
    List<String> groups = visit.fields("group").stream().distinct().limit(MOST_GROUPS).toList();
    Question question;
    try {
      question = Json.read(visit.raw("question"), Question.class);
      groups.forEach(GroupId::parse);
    } catch (RuntimeException notAsItWasShown) {
      throw Refusal.badField();
    }
    long minutes = visit.number("minutes");
    if (!question.sound() || groups.isEmpty() || minutes < 1) {
      throw Refusal.badField();
    }
    chores.command(
        visit.staff(),
        List.of(Key.BRAND),
        "poll-open",
        Map.of(
            "question",
            Json.write(question),
            "groups",
            Json.write(groups),
            "minutes",
            Long.toString(minutes)));
    audit.looked(
        visit.staff().login(), "poll-open", question.item() == null ? "" : question.item());
    return Answer.seeOther("/console/polls?done=poll-open&n=" + groups.size());
  }
}
