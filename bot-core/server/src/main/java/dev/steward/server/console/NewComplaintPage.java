package dev.steward.server.console;

import dev.steward.chat.Content;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.engine.prices.ComplaintFile;
import dev.steward.engine.prices.ComplaintFiles;
import dev.steward.engine.script.Binding;
import dev.steward.engine.script.Prices;
import dev.steward.engine.script.Product;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.server.data.Readers;
import dev.steward.server.html.Texts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A form that writes a complaint down for a member who told staff elsewhere: the group, the member,
 * what is known, and the message that they point at. Steward asks the member for the rest.
 */
final class NewComplaintPage {
  private static final int LONGEST_TEXT = 1_000;
  private static final int LONGEST_NAME = 60;
  private static final int MOST_GROUPS = 1_000;
  private static final int MOST_MEMBERS = 30;
  private static final int MOST_PRODUCTS = 500;
  private static final List<String> KINDS = List.of("price", "quality", "delivery", "service");
  private static final Pattern YUAN =
      Pattern.compile("[¥￥]?([0-9]{1,6})(?:\\.([0-9]{1,2}))?\\s*元?");
  private static final Pattern PIECES = Pattern.compile("[1-9][0-9]{0,3}");

  private final Readers readers;
  private final Chores chores;
  private final Audit audit;
  private final Pages pages;
  private final PackList packs;

  NewComplaintPage(Readers readers, Chores chores, Audit audit, Pages pages, PackList packs) {
    this.readers = readers;
    this.chores = chores;
    this.audit = audit;
    this.pages = pages;
    this.packs = packs;
  }

  /** What the page shows. */
  record Model(
      List<Option> groups,
      boolean noGroups,
      String group,
      String search,
      List<Option> members,
      boolean someMembers,
      boolean noMembers,
      boolean moreMembers,
      List<Option> kinds,
      List<String> products,
      String message,
      String quoted,
      Typed typed,
      String wrong) {}

  /** Something that can be chosen. */
  record Option(String value, String name, boolean chosen) {}

  /** What was typed. */
  record Typed(String product, String paid, String pieces, String seen, String text) {}

  Answer show(Visit visit) {
    return page(visit, visit.asked("group"), visit.asked("user"), visit.asked("message"), "");
  }

  private Answer page(Visit visit, String group, String user, String message, String wrong) {
    Texts t = visit.texts();
    return readers.read(
        sql -> {
          List<Option> groups = groups(sql, group);
          boolean known = groups.stream().anyMatch(Option::chosen);
          String search = visit.asked("q");
          List<Option> members = known ? members(sql, group, search, user) : List.of();
          String kind = visit.field("kind").isEmpty() ? KINDS.getFirst() : visit.field("kind");
          if (known) {
            audit.looked(visit.staff().login(), "complaint-new", group);
          }
          return pages.show(
              visit,
              "complaint-new",
              new Model(
                  groups,
                  groups.isEmpty(),
                  known ? group : "",
                  search,
                  members.stream().limit(MOST_MEMBERS).toList(),
                  !members.isEmpty(),
                  known && members.isEmpty(),
                  members.size() > MOST_MEMBERS,
                  KINDS.stream()
                      .map(one -> new Option(one, t.word("complaint-kind", one), one.equals(kind)))
                      .toList(),
                  known ? products(sql, group) : List.of(),
                  message,
                  known ? quoted(sql, group, message) : "",
                  new Typed(
                      visit.field("product"),
                      visit.field("paid"),
                      visit.field("pieces"),
                      visit.field("seen"),
                      visit.field("text")),
                  wrong));
        });
  }

  /** The groups where complaints are taken: live, with a price desk. */
  private List<Option> groups(Sql sql, String chosen) {
    record Place(String id, String title, String pack, boolean off) {}
    return sql
        .list(
            "SELECT group_id, title, pack, binding FROM chat_group WHERE state = 'present'"
                + " AND stage = 'live' AND pack IS NOT NULL"
                + " ORDER BY CASE WHEN group_id = ? THEN 0 ELSE 1 END, title LIMIT ?",
            row -> new Place(row.text(1), row.text(2), row.text(3), off(row.textOrNull(4))),
            chosen,
            MOST_GROUPS)
        .stream()
        .filter(place -> !place.off() && desk(place.pack()).isPresent())
        .map(place -> new Option(place.id(), place.title(), place.id().equals(chosen)))
        .toList();
  }

  /** Whether a group does without the price desk of its pack. */
  private static boolean off(@Nullable String binding) {
    return binding != null && Json.read(binding, Binding.class).off().contains(Binding.PRICES);
  }

  private Optional<Prices> desk(String pack) {
    return packs.named(pack).flatMap(script -> Optional.ofNullable(script.pack().prices()));
  }

  private static List<Option> members(Sql sql, String group, String search, String chosen) {
    record Member(String user, String name) {}
    String like = "%" + search.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    List<Member> found =
        sql.list(
            "SELECT user_id, name FROM member WHERE group_id = ? AND present = 1"
                + " AND (user_id = ? OR (? = '' AND lower(name) LIKE lower(?) ESCAPE '\\'))"
                + " ORDER BY name, user_id LIMIT ?",
            row -> new Member(row.text(1), row.text(2).isEmpty() ? row.text(1) : row.text(2)),
            group,
            chosen,
            chosen,
            like,
            MOST_MEMBERS + 1);
    Set<String> seen = new HashSet<>();
    Set<String> shared = new HashSet<>();
    found.stream().map(Member::name).filter(name -> !seen.add(name)).forEach(shared::add);
    // Of several with one name, the login tells which is which.
    return found.stream()
        .map(
            one ->
                new Option(
                    one.user,
                    shared.contains(one.name) ? one.name + " · " + one.user : one.name,
                    one.user.equals(chosen)))
        .toList();
  }

  private List<String> products(Sql sql, String group) {
    return sql.first("SELECT pack FROM chat_group WHERE group_id = ?", row -> row.text(1), group)
        .flatMap(this::desk)
        .map(
            desk ->
                desk.book().products().stream().limit(MOST_PRODUCTS).map(Product::name).toList())
        .orElse(List.of());
  }

  /** What was said in the message that is pointed at; empty when it is forgotten. */
  private static String quoted(Sql sql, String group, String message) {
    return message.matches("[0-9]{1,18}")
        ? sql.first(
                "SELECT b.text FROM journal j JOIN body b ON b.seq = j.seq WHERE j.seq = ?"
                    + " AND j.lane_key = ? AND j.kind = 'message-posted'",
                row -> Json.read(row.text(1), Content.class).text(),
                Long.valueOf(message),
                Key.group(GroupId.parse(group)))
            .orElse("")
        : "";
  }

  /** Writes it down, and shows it. */
  Answer open(Visit visit) {
    String group = visit.field("group");
    String user = visit.field("user");
    String message = visit.field("message");
    String text = visit.field("text");
    String kind = visit.field("kind");
    String product = visit.field("product");
    boolean known =
        readers.<Boolean>read(
            sql ->
                groups(sql, group).stream().anyMatch(Option::chosen)
                    && sql.first(
                            "SELECT 1 FROM member WHERE group_id = ? AND user_id = ?",
                            row -> row.number(1),
                            group,
                            user)
                        .isPresent());
    if (!known
        || text.length() > LONGEST_TEXT
        || product.length() > LONGEST_NAME
        || !KINDS.contains(kind)) {
      throw Refusal.badField();
    }
    Optional<String> paid = cents(visit.field("paid"));
    Optional<String> seen = cents(visit.field("seen"));
    boolean badNumber =
        Stream.of("paid", "seen")
                .anyMatch(
                    name -> !visit.field(name).isEmpty() && cents(visit.field(name)).isEmpty())
            || !(visit.field("pieces").isEmpty()
                || PIECES.matcher(visit.field("pieces")).matches());
    boolean nothing = text.isEmpty() && product.isEmpty() && message.isEmpty();
    if (badNumber || nothing) {
      return page(
          visit,
          group,
          user,
          message,
          visit.texts().say(badNumber ? "complaint-new-number" : "complaint-new-nothing"));
    }
    Map<String, String> arguments = new HashMap<>();
    arguments.put("user", user);
    arguments.put("kind", kind);
    arguments.put("text", text);
    arguments.put("product", product);
    arguments.put("pieces", visit.field("pieces"));
    arguments.put("message", message);
    paid.ifPresent(cents -> arguments.put("paid", cents));
    seen.ifPresent(cents -> arguments.put("seen", cents));
    long before = readers.<Long>read(ComplaintPage::newest);
    chores.command(
        visit.staff(), List.of(Key.group(GroupId.parse(group))), "complaint-open", arguments);
    // The member's oldest open ones come first in their talk; what was written down came last.
    Optional<ComplaintFile> made =
        readers.read(
            sql ->
                ComplaintFiles.latestOpen(sql, group, user)
                    .filter(file -> !refused(sql, file.person(), before)));
    return made.isEmpty()
        ? page(visit, group, user, message, visit.texts().say("complaint-new-not"))
        : Answer.seeOther(
            Visit.link(
                "/console/complaint",
                "number",
                made.get().number(),
                "done",
                made.get().withStaff() ? "complaint-open-staff" : "complaint-open"));
  }

  /** Whether a member has too many open ones, so that the latest is an old one. */
  private static boolean refused(Sql sql, String person, long after) {
    return sql.first(
            "SELECT 1 FROM decision WHERE id > ? AND lane_key = ?"
                + " AND verdict = 'complaint-too-many'",
            row -> row.number(1),
            after,
            Key.person(person))
        .isPresent();
  }

  private static Optional<String> cents(String yuan) {
    Matcher amount = YUAN.matcher(yuan);
    if (!amount.matches()) {
      return Optional.empty();
    }
    String fen = ((amount.group(2) == null ? "" : amount.group(2)) + "00").substring(0, 2);
    long cents = Long.parseLong(amount.group(1)) * 100 + Long.parseLong(fen);
    return cents == 0 ? Optional.empty() : Optional.of(Long.toString(cents));
  }
}
