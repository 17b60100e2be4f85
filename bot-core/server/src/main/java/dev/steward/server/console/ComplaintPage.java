package dev.steward.server.console;

import dev.steward.chat.Key;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.prices.ComplaintFile;
import dev.steward.engine.prices.ComplaintFiles;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Money;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.server.data.Readers;
import dev.steward.server.html.Texts;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One complaint: what was said, the receipt, what was done, and what staff can do. */
final class ComplaintPage {
  private static final int LONGEST_NOTE = 1_000;
  private static final int LONGEST_FACT = 60;
  private static final Set<String> ORDERS =
      Set.of("approve", "refuse", "explain", "ask", "propose", "assign", "close", "reopen", "tell");

  /** What staff can enter about a price. */
  private static final List<String> FACTS =
      List.of("product", "paid", "bought", "channel", "tier", "seen", "where");

  private static final String ORDERED = "staff-order";

  private final Readers readers;
  private final Chores chores;
  private final Audit audit;
  private final Pages pages;
  private final Times times;
  private final ZoneId zone;

  ComplaintPage(
      Readers readers, Chores chores, Audit audit, Pages pages, Times times, ZoneId zone) {
    this.readers = readers;
    this.chores = chores;
    this.audit = audit;
    this.pages = pages;
    this.times = times;
    this.zone = zone;
  }

  static String yuan(long cents) {
    return Money.yuan(cents);
  }

  /** What the page shows. */
  record Model(
      String told,
      long number,
      String kind,
      String state,
      boolean price,
      boolean over,
      boolean withStaff,
      boolean verified,
      String group,
      String groupHref,
      String member,
      String memberId,
      String memberHref,
      String product,
      String order,
      String story,
      String receipt,
      String remedy,
      String assignee,
      String incident,
      String incidentHref,
      String opened,
      String replyBy,
      boolean replyLate,
      String doneBy,
      boolean doneLate,
      List<Said> evidence,
      boolean someEvidence,
      List<Step> history,
      boolean acts) {}

  /**
   * Something that was said.
   *
   * @param pictures where those that were sent are shown
   * @param picturesGone whether there were some, which are forgotten
   */
  record Said(
      String role,
      String who,
      String at,
      List<Marked.Part> parts,
      List<String> pictures,
      boolean picturesGone,
      boolean recalled,
      boolean edited) {}

  /** A line of the history. */
  record Step(String at, String who, String what, String state, String note) {}

  Answer show(Visit visit) {
    long number = visit.askedNumber("number", 0);
    Answer answer =
        readers.read(
            sql ->
                pages.show(
                    visit,
                    "complaint",
                    model(
                        sql,
                        visit,
                        ComplaintFiles.find(sql, number).orElseThrow(Refusal::notFound))));
    if (visit.may(Right.WORDS)) {
      audit.looked(visit.staff().login(), "complaint", Long.toString(number));
    }
    return answer;
  }

  private Model model(Sql sql, Visit visit, ComplaintFile file) {
    Texts t = visit.texts();
    boolean words = visit.may(Right.WORDS);
    Language language = t.code().equals("zh") ? Language.ZH : Language.EN;
    List<Said> said = words ? said(sql, t, file) : List.of();
    Long incident = file.incident();
    return new Model(
        told(sql, visit, file.person()),
        file.number(),
        t.word("complaint-kind", file.kind()),
        t.word("complaint-state", file.state()),
        file.kind().equals("price"),
        file.over(),
        file.withStaff(),
        file.verified(),
        sql.first(
                "SELECT title FROM chat_group WHERE group_id = ?", row -> row.text(1), file.group())
            .orElse(file.group()),
        Visit.link("/console/group", "id", file.group()),
        words ? name(sql, file.group(), file.user()) : "",
        words ? file.user() : "",
        Visit.link("/console/members", "group", file.group(), "user", file.user()),
        file.sku() != null || words ? file.product() : "",
        words ? file.order() : "",
        words ? file.story() : "",
        file.sku() != null || words ? file.receipt(language, zone) : "",
        remedy(t, file, words),
        Objects.requireNonNullElse(file.assignee(), ""),
        incident == null ? "" : "#" + incident,
        incident == null ? "" : Visit.link("/console/incident", "number", incident),
        times.at(file.opened()),
        times.at(file.replyDue()),
        passed(file.replyDue()),
        times.at(file.doneDue()),
        passed(file.doneDue()),
        said,
        !said.isEmpty(),
        steps(sql, t, file, words),
        visit.may(Right.OPERATE));
  }

  private boolean passed(@Nullable Instant due) {
    return due != null && due.isBefore(times.now());
  }

  private static String remedy(Texts t, ComplaintFile file, boolean words) {
    String way = file.remedy();
    Long cents = file.remedyCents();
    boolean gap = file.kind().equals("price");
    return way == null
        ? ""
        : t.word("remedy", cents == null || gap ? way : "refund-other")
            + (cents == null ? "" : " " + t.say("money", Money.yuan(cents)))
            + (!words || file.remedyText().isEmpty() ? "" : " · " + file.remedyText());
  }

  private List<Said> said(Sql sql, Texts t, ComplaintFile file) {
    List<Said> all = new ArrayList<>();
    for (ComplaintFile.Evidence one : ComplaintFiles.evidence(sql, file.number())) {
      String user = one.user();
      boolean picture = one.role().equals("picture");
      List<String> pictures = picture ? ComplaintPicture.links(sql, file.number(), one) : List.of();
      all.add(
          new Said(
              t.word("proof", one.role()),
              user == null ? "" : name(sql, file.group(), user),
              times.at(one.at()),
              Marked.parts(one.text(), one.spans()),
              pictures,
              picture && pictures.isEmpty(),
              one.recalled(),
              one.edited()));
    }
    return all;
  }

  private static String name(Sql sql, String group, String user) {
    return sql.first(
            "SELECT name FROM member WHERE group_id = ? AND user_id = ?",
            row -> row.text(1),
            group,
            user)
        .orElse(user);
  }

  private List<Step> steps(Sql sql, Texts t, ComplaintFile file, boolean words) {
    return ComplaintFiles.history(sql, file.number()).stream()
        .map(
            step ->
                new Step(
                    times.at(step.at()),
                    switch (step.who()) {
                      case "member" -> t.say("member");
                      case "steward" -> t.say("complaint-steward");
                      default -> step.who();
                    },
                    t.word("complaint-did", step.what()),
                    step.from().equals(step.to()) ? "" : t.word("complaint-state", step.to()),
                    words ? step.note() : ""))
        .toList();
  }

  /** What staff decide goes to the key of the person who complains. */
  Answer act(Visit visit) {
    long number = visit.number("number");
    String order = visit.field("do");
    String note = visit.field("note");
    if (!ORDERS.contains(order) || note.length() > LONGEST_NOTE) {
      throw Refusal.badField();
    }
    String person =
        readers
            .<Optional<String>>read(
                sql -> ComplaintFiles.find(sql, number).map(ComplaintFile::person))
            .orElseThrow(Refusal::notFound);
    long before = readers.<Long>read(ComplaintPage::newest);
    Map<String, String> arguments = new HashMap<>();
    arguments.put("number", Long.toString(number));
    arguments.put("note", note);
    for (String fact : FACTS) {
      if (visit.field(fact).length() > LONGEST_FACT) {
        throw Refusal.badField();
      }
      arguments.put(fact, visit.field(fact));
    }
    chores.command(visit.staff(), List.of(Key.person(person)), "complaint-" + order, arguments);
    long told = readers.<Long>read(sql -> told(sql, person, before));
    return Answer.seeOther(Visit.link("/console/complaint", "number", number, "told", told));
  }

  /** The last decision so far. */
  static long newest(Sql sql) {
    return sql.first("SELECT coalesce(max(id), 0) FROM decision", row -> row.number(1)).orElse(0L);
  }

  /** The decision that says what became of the order: done, or why it could not be. */
  private static long told(Sql sql, String person, long after) {
    return sql.first(
            "SELECT max(id) FROM decision WHERE id > ? AND lane_key = ? AND verdict = ?",
            row -> row.number(1),
            after,
            Key.person(person),
            ORDERED)
        .orElse(0L);
  }

  /** The answer to an order, as the chat would give it. */
  private static String told(Sql sql, Visit visit, String person) {
    return sql.first(
            "SELECT reason FROM decision WHERE id = ? AND lane_key = ? AND verdict = ?",
            row -> Json.read(row.text(1), Reason.class),
            visit.askedNumber("told", 0),
            Key.person(person),
            ORDERED)
        .map(reason -> visit.texts().code().equals("zh") ? reason.zh() : reason.en())
        .orElse("");
  }
}
