package dev.steward.server.console;

import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.UserId;
import dev.steward.engine.members.Tiers;
import dev.steward.engine.rules.StaffOrders;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Prices;
import dev.steward.engine.store.Sql;
import dev.steward.server.data.Readers;
import dev.steward.server.html.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The members of a group, found by name, with the tier that each has; staff set it here. */
final class MembersPage {
  private static final int MOST = 30;

  /** What can be ordered here, as it is typed in the chat. */
  private static final List<String> STEPS =
      List.of("warn", "mute 10m", "mute 1h", "mute 1d", "mute 7d", "kick", "ban");

  private final Readers readers;
  private final Chores chores;
  private final Audit audit;
  private final Pages pages;
  private final Times times;
  private final PackList packs;

  MembersPage(
      Readers readers, Chores chores, Audit audit, Pages pages, Times times, PackList packs) {
    this.readers = readers;
    this.chores = chores;
    this.audit = audit;
    this.pages = pages;
    this.times = times;
    this.packs = packs;
  }

  /**
   * What the page shows.
   *
   * @param one the login of the only member who is shown, or empty
   * @param ofBook whether tiers are chosen from the price book; without one they are typed
   */
  record Model(
      String group,
      String groupTitle,
      String groupHref,
      String search,
      String one,
      List<Row> members,
      boolean none,
      boolean moreMembers,
      boolean ofBook) {}

  /**
   * A member.
   *
   * @param tier as staff call it; empty when none is known
   * @param typed the same as the price book calls it
   * @param told since when, and who said so; empty when nobody has
   */
  record Row(
      String user,
      String name,
      String tier,
      String typed,
      String told,
      List<Choice> tiers,
      String casesHref) {}

  /** A tier that can be chosen. */
  record Choice(String value, String name, boolean chosen) {}

  private record Found(String user, String name, String person) {}

  Answer list(Visit visit) {
    String group = visit.asked("group");
    String user = visit.asked("user");
    String search = visit.asked("q");
    Answer answer = readers.read(sql -> page(sql, visit, group, user, search));
    audit.looked(visit.staff().login(), "members", user.isEmpty() ? group : user);
    return answer;
  }

  private Answer page(Sql sql, Visit visit, String group, String user, String search) {
    List<String> known = tiers(sql, group);
    List<Found> found = found(sql, group, user, search);
    return pages.show(
        visit,
        "members",
        new Model(
            group,
            sql.first("SELECT title FROM chat_group WHERE group_id = ?", row -> row.text(1), group)
                .orElseThrow(Refusal::notFound),
            Visit.link("/console/group", "id", group),
            search,
            user,
            found.stream().limit(MOST).map(one -> row(sql, visit.texts(), one, known)).toList(),
            found.isEmpty(),
            found.size() > MOST,
            !known.isEmpty()));
  }

  private static List<Found> found(Sql sql, String group, String user, String search) {
    String like = "%" + search.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    return sql.list(
        "SELECT m.user_id, m.name, coalesce(l.person_id, m.user_id) FROM member m"
            + " LEFT JOIN person_login l ON l.user_id = m.user_id"
            + " WHERE m.group_id = ? AND (m.user_id = ?"
            + " OR (? = '' AND m.present = 1 AND lower(m.name) LIKE lower(?) ESCAPE '\\'))"
            + " ORDER BY m.name, m.user_id LIMIT ?",
        row -> new Found(row.text(1), row.text(2), row.text(3)),
        group,
        user,
        user,
        like,
        MOST + 1);
  }

  private Row row(Sql sql, Texts t, Found one, List<String> known) {
    Optional<Tiers.Told> told = new Tiers(sql).told(one.person, times.now());
    String tier = told.map(Tiers.Told::tier).orElse("");
    return new Row(
        one.user,
        one.name.isEmpty() ? one.user : one.name,
        tier.isEmpty() ? "" : Tiers.name(tier, t.language()),
        tier,
        told.map(last -> t.say("member-tier-told", times.at(last.since()), last.by())).orElse(""),
        choices(known, tier, t.language()),
        Visit.link("/console/cases", "person", one.person));
  }

  /** Those of the price book, and the member's own if the book has dropped it. */
  private static List<Choice> choices(List<String> known, String own, Language language) {
    List<String> all = new ArrayList<>(known);
    if (!own.isEmpty() && !known.contains(own)) {
      all.add(own);
    }
    return all.stream()
        .map(tier -> new Choice(tier, Tiers.name(tier, language), tier.equals(own)))
        .toList();
  }

  /** The tiers of the group's price book; none when it has no book. */
  private List<String> tiers(Sql sql, String group) {
    return sql.first(
            "SELECT pack FROM chat_group WHERE group_id = ? AND pack IS NOT NULL",
            row -> row.text(1),
            group)
        .flatMap(packs::named)
        .flatMap(script -> Optional.ofNullable(script.pack().prices()))
        .map(Prices::book)
        .map(book -> book.tiers())
        .orElse(List.of());
  }

  /** Writes a member's tier down, from now on. */
  Answer setTier(Visit visit) {
    String group = visit.field("group");
    String user = visit.field("user");
    String typed = visit.field("tier");
    if (user.isEmpty()) {
      throw Refusal.badField();
    }
    Found member =
        readers.read(
            sql -> found(sql, group, user, "").stream().findFirst().orElseThrow(Refusal::badField));
    String tier = typed.isEmpty() ? null : readers.read(sql -> meant(sql, group, member, typed));
    String login = visit.staff().login();
    boolean changed =
        chores.write(
            context -> {
              String person = context.persons().personOf(UserId.parse(user));
              boolean other = new Tiers(context.sql()).set(person, tier, login, times.now());
              if (other) {
                audit.did(context, login, "tier", user);
              }
              return other;
            });
    return Answer.seeOther(
        Visit.link(
            "/console/members",
            "group",
            group,
            "user",
            visit.field("one"),
            "q",
            visit.field("q"),
            "done",
            changed ? "tier" : "tier-same"));
  }

  /** Warns, mutes or removes a member by hand: a numbered case, which can be taken back. */
  Answer order(Visit visit) {
    String group = visit.field("group");
    String user = visit.field("user");
    String step = visit.field("step");
    String reason = visit.field("reason");
    if (user.isEmpty() || !STEPS.contains(step)) {
      throw Refusal.badField();
    }
    boolean ours =
        readers.read(
            sql -> {
              if (found(sql, group, user, "").isEmpty()) {
                throw Refusal.badField();
              }
              return sql.first("SELECT 1 FROM staff_login WHERE user_id = ?", row -> true, user)
                  .orElse(false);
            });
    if (!ours) {
      chores.command(
          visit.staff(),
          List.of(Key.group(GroupId.parse(group))),
          StaffOrders.COMMAND,
          Map.of("user", user, "order", step + " " + reason));
    }
    return Answer.seeOther(
        Visit.link(
            "/console/members",
            "group",
            group,
            "user",
            visit.field("one"),
            "q",
            visit.field("q"),
            "done",
            ours ? "order-staff" : "order"));
  }

  /** What stays as it is need not be in the price book. */
  private String meant(Sql sql, String group, Found member, String typed) {
    List<String> known = tiers(sql, group);
    Stream<String> own = new Tiers(sql).of(member.person, times.now()).stream();
    return Tiers.meant(typed, known)
        .or(() -> own.filter(typed::equals).findFirst())
        .orElseThrow(Refusal::badField);
  }
}
