package dev.steward.server.console;

import dev.steward.chat.AccountId;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.engine.script.Binding;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.server.AdapterStatus;
import dev.steward.server.data.Readers;
import dev.steward.server.html.Texts;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The list of groups, and what can be done to many at once. */
final class GroupsPage {
  private static final int PER_PAGE = 50;
  private static final int MOST_AT_ONCE = 500;
  private static final long LONGEST_PAUSE_MINUTES = 7 * 24 * 60;

  private static final String WHERE =
      " FROM chat_group WHERE (lower(title) LIKE lower(?) ESCAPE '!' OR lower(group_id) LIKE lower(?) ESCAPE '!')"
          + " AND (? = '' OR (? = '-' AND pack IS NULL) OR pack = ?)";

  private final Readers readers;
  private final Chores chores;
  private final Pages pages;
  private final Times times;
  private final PackList packs;
  private final AdapterHealth adapters;
  private final RoomLinks rooms;

  GroupsPage(
      Readers readers,
      Chores chores,
      Pages pages,
      Times times,
      PackList packs,
      AdapterHealth adapters,
      RoomLinks rooms) {
    this.readers = readers;
    this.chores = chores;
    this.pages = pages;
    this.times = times;
    this.packs = packs;
    this.adapters = adapters;
    this.rooms = rooms;
  }

  /**
   * What the page shows.
   *
   * @param unbound how many groups wait for a pack, in words; empty when none does
   */
  record Model(
      List<Row> groups,
      boolean none,
      String count,
      String unbound,
      boolean offerLive,
      String asked,
      List<Choice> packs,
      List<RoomLinks.Room> rooms,
      boolean someRooms,
      List<Pairing> pairings,
      boolean somePairings,
      String newer,
      String older) {}

  record Choice(String value, String name, boolean chosen) {}

  /** A word that staff type in a group to bind it. */
  record Pairing(String word, String label, String pack) {}

  /**
   * One group.
   *
   * @param pack its title, or empty while none is assigned
   * @param paused until when, or empty
   * @param account who listens, with its state in words when it is not well
   */
  record Row(
      String id,
      String href,
      String title,
      String pack,
      boolean live,
      String paused,
      boolean lost,
      boolean staffGroup,
      String account,
      boolean accountWell) {}

  Answer list(Visit visit) {
    String asked = visit.asked("q");
    String pack = visit.asked("pack");
    long page = Math.max(1, visit.askedNumber("page", 1));
    String like = "%" + asked.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    Map<AccountId, ConnectionHealth.State> states = states();
    return readers.read(
        sql -> {
          long count = number(sql, "SELECT count(*)" + WHERE, like, like, pack, pack, pack);
          List<Row> rows =
              sql.list(
                  "SELECT group_id, title, pack, stage, paused_until, state, staff_group, account"
                      + WHERE
                      + " ORDER BY CASE WHEN pack IS NULL THEN 0 ELSE 1 END, title, group_id"
                      + " LIMIT ? OFFSET ?",
                  row -> row(visit.texts(), row, states),
                  like,
                  like,
                  pack,
                  pack,
                  pack,
                  PER_PAGE,
                  (page - 1) * PER_PAGE);
          long unbound = number(sql, "SELECT count(*) FROM chat_group WHERE pack IS NULL");
          List<RoomLinks.Room> links = rooms.rooms();
          List<Pairing> pairings = pairings(sql);
          return pages.show(
              visit,
              "groups",
              new Model(
                  rows,
                  rows.isEmpty(),
                  visit.texts().say("groups-count", count),
                  unbound == 0 || pack.equals("-")
                      ? ""
                      : visit.texts().say("groups-unbound", unbound),
                  true,
                  asked,
                  choices(pack),
                  links,
                  !links.isEmpty(),
                  pairings,
                  !pairings.isEmpty(),
                  page > 1 ? visit.hereWith("page", page - 1) : "",
                  page * PER_PAGE < count ? visit.hereWith("page", page + 1) : ""));
        });
  }

  private static long number(Sql sql, String query, @Nullable Object... arguments) {
    return sql.first(query, row -> row.number(1), arguments).orElse(0L);
  }

  private Row row(Texts t, Sql.Row row, Map<AccountId, ConnectionHealth.State> states)
      throws SQLException {
    String pack = row.textOrNull(3);
    AccountId account = AccountId.parse(row.text(8));
    ConnectionHealth.State state = states.get(account);
    boolean well = state == ConnectionHealth.State.CONNECTED;
    String said = state == null ? "unknown" : state.name().toLowerCase(Locale.ROOT);
    return new Row(
        row.text(1),
        Visit.link("/console/group", "id", row.text(1)),
        row.text(2),
        pack == null ? "" : packTitle(pack),
        row.text(4).equals("live"),
        times.ahead(row.timeOrNull(5)),
        row.text(6).equals("lost"),
        row.yes(7),
        account + (well ? "" : " · " + t.word("adapter", said)),
        well);
  }

  private Map<AccountId, ConnectionHealth.State> states() {
    Map<AccountId, ConnectionHealth.State> states = new HashMap<>();
    for (AdapterStatus line : adapters.now()) {
      line.accounts().forEach(account -> states.put(account, line.health().state()));
    }
    return states;
  }

  String packTitle(String pack) {
    return packs.named(pack).map(script -> script.pack().title()).orElse(pack);
  }

  private List<Choice> choices(String chosen) {
    return packs.inForce().stream()
        .map(script -> script.pack())
        .map(pack -> new Choice(pack.name(), pack.title(), pack.name().equals(chosen)))
        .toList();
  }

  /** The pairing words that wait to be typed in a group. */
  List<Pairing> pairings(Sql sql) {
    return sql.list(
        "SELECT word, binding FROM pairing ORDER BY word LIMIT 200",
        row -> {
          Binding binding = Json.read(row.text(2), Binding.class);
          return new Pairing(row.text(1), binding.label(), packTitle(binding.pack()));
        });
  }

  /** What was pressed, for each group that was ticked. */
  Answer act(Visit visit) {
    List<Key> keys =
        visit.fields("group").stream().distinct().limit(MOST_AT_ONCE).map(GroupsPage::key).toList();
    String back = Visit.inside(visit.field("back"));
    if (keys.isEmpty()) {
      return Answer.seeOther(noticed(back, "none", 0));
    }
    Set<String> known =
        Set.of(
            "go-live",
            "observe",
            "pause",
            "resume",
            "guard",
            "guard-off",
            "bind",
            "staff-group",
            "not-staff-group");
    String what = visit.field("do");
    if (!known.contains(what)) {
      throw Refusal.badField();
    }
    switch (what) {
      case "pause" -> chores.command(visit.staff(), keys, what, Map.of("minutes", minutes(visit)));
      case "bind" -> {
        String pack = visit.field("pack");
        if (packs.named(pack).isEmpty()) {
          return Answer.seeOther(noticed(back, "no-pack", 0));
        }
        chores.command(visit.staff(), keys, what, Map.of("pack", pack));
      }
      case "staff-group" -> chores.command(visit.staff(), keys, what, Map.of("on", "true"));
      case "not-staff-group" ->
          chores.command(visit.staff(), keys, "staff-group", Map.of("on", "false"));
      default -> chores.command(visit.staff(), keys, what, Map.of());
    }
    if (what.equals("go-live")) {
      int without = readers.<Integer>read(sql -> withoutPack(sql, keys));
      return Answer.seeOther(
          without == 0 ? noticed(back, what, keys.size()) : noticed(back, "go-live-not", without));
    }
    return Answer.seeOther(noticed(back, what, keys.size()));
  }

  /** How many can't go live, since no pack serves them. */
  private int withoutPack(Sql sql, List<Key> groups) {
    int without = 0;
    for (Key group : groups) {
      Optional<String> pack =
          sql.first(
              "SELECT pack FROM chat_group WHERE group_id = ? AND pack IS NOT NULL",
              row -> row.text(1),
              group.id());
      without += pack.flatMap(packs::named).isEmpty() ? 1 : 0;
    }
    return without;
  }

  private static String minutes(Visit visit) {
    long minutes = visit.field("minutes").isEmpty() ? 120 : visit.number("minutes");
    if (minutes < 1 || minutes > LONGEST_PAUSE_MINUTES) {
      throw Refusal.badField();
    }
    return Long.toString(minutes);
  }

  private static Key key(String group) {
    try {
      return Key.group(GroupId.parse(group));
    } catch (IllegalArgumentException e) {
      throw Refusal.badField();
    }
  }

  private static String noticed(String back, String done, int count) {
    return back + (back.contains("?") ? "&" : "?") + "done=" + done + "&n=" + count;
  }
}
