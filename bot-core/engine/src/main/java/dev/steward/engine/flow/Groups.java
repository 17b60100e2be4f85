package dev.steward.engine.flow;

import dev.steward.chat.AccountId;
import dev.steward.chat.Capability;
import dev.steward.chat.GroupId;
import dev.steward.engine.script.Binding;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The groups of one lane: the table {@code chat_group}, with those in use in memory. */
public final class Groups {
  private static final int MOST_IN_MEMORY = 100_000;

  private final Sql sql;
  private final Map<GroupId, Group> inUse =
      new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<GroupId, Group> eldest) {
          return size() > MOST_IN_MEMORY;
        }
      };

  public Groups(Sql sql) {
    this.sql = sql;
  }

  /** A group that was seen before. */
  public Optional<Group> find(GroupId id) {
    Group known = inUse.get(id);
    if (known == null) {
      known = load(id);
      if (known != null) {
        inUse.put(id, known);
      }
    }
    return Optional.ofNullable(known);
  }

  /**
   * A group as this lane has it in use, or as it is in the database, for the turn of another key:
   * it may belong to another lane, so it is not kept.
   */
  public Optional<Group> peek(GroupId id) {
    Group known = inUse.get(id);
    return Optional.ofNullable(known == null ? load(id) : known);
  }

  /**
   * A group, which is written down as new, in observe and without a pack, when it was never seen
   * before.
   */
  public Group meet(GroupId id, AccountId account, Instant now) {
    return find(id)
        .orElseGet(
            () -> {
              Group fresh = new Group(id, id.id(), account);
              sql.update(
                  "INSERT INTO chat_group (group_id, title, account, state, capabilities, stage,"
                      + " live_rules, first_seen) VALUES (?, ?, ?, 'present', '[]', ?, '[]', ?)",
                  id,
                  fresh.title,
                  account,
                  fresh.stage,
                  now);
              inUse.put(id, fresh);
              return fresh;
            });
  }

  /** The ids of all groups, or of those that a pack serves. */
  public List<GroupId> ids(@Nullable String pack) {
    String select = "SELECT group_id FROM chat_group WHERE state = 'present'";
    return pack == null
        ? sql.list(select + " ORDER BY group_id", row -> GroupId.parse(row.text(1)))
        : sql.list(
            select + " AND pack = ? ORDER BY group_id", row -> GroupId.parse(row.text(1)), pack);
  }

  public void seen(Group group, AccountId account, String title, Set<Capability> capabilities) {
    group.account = account;
    group.title = title;
    group.capabilities = capabilities;
    group.present = true;
    write(group);
  }

  public void lost(Group group) {
    group.present = false;
    write(group);
  }

  /**
   * Another account listens from now on; that it hears something shows that it is there.
   *
   * @param may what it may do there; null where that is not known yet
   */
  public void listen(Group group, AccountId account, @Nullable Set<Capability> may) {
    group.account = account;
    group.present = true;
    if (may != null) {
      group.capabilities = may;
    }
    write(group);
  }

  /** A pack serves the group from now on; the rules that are not live yet stay in observe. */
  public void bind(Group group, String pack, @Nullable Binding binding, Instant now) {
    if (group.pack != null && !group.pack.equals(pack)) {
      sql.update(
          "INSERT INTO group_pack (group_id, since, pack) SELECT ?, ?, ? WHERE NOT EXISTS"
              + " (SELECT 1 FROM group_pack WHERE group_id = ?)",
          group.id,
          Instant.EPOCH,
          group.pack,
          group.id);
      sql.update(
          "INSERT INTO group_pack (group_id, since, pack) VALUES (?, ?, ?)"
              + " ON CONFLICT (group_id, since) DO UPDATE SET pack = excluded.pack",
          group.id,
          now,
          pack);
    }
    group.pack = pack;
    group.binding = binding;
    group.bound();
    write(group);
  }

  public void stage(Group group, Mode stage, Set<String> liveRules) {
    group.stage = stage;
    group.liveRules = Set.copyOf(liveRules);
    write(group);
  }

  public void pause(Group group, @Nullable Instant until) {
    group.pausedUntil = until;
    write(group);
  }

  /** Stricter rules hold in it until a time; null to end that. */
  public void guard(Group group, @Nullable Instant until) {
    group.guardedUntil = until;
    write(group);
  }

  public void staffGroup(Group group, boolean yes) {
    group.staffGroup = yes;
    write(group);
  }

  private void write(Group group) {
    sql.update(
        "UPDATE chat_group SET title = ?, account = ?, state = ?, capabilities = ?, pack = ?,"
            + " binding = ?, stage = ?, live_rules = ?, paused_until = ?, staff_group = ?,"
            + " guarded_until = ?"
            + " WHERE group_id = ?",
        group.title,
        group.account,
        group.present ? "present" : "lost",
        Json.write(new TreeSet<>(group.capabilities)),
        group.pack,
        group.binding == null ? null : Json.write(group.binding),
        group.stage,
        Json.write(new TreeSet<>(group.liveRules)),
        group.pausedUntil,
        group.staffGroup,
        group.guardedUntil,
        group.id);
  }

  private @Nullable Group load(GroupId id) {
    return sql.first(
            "SELECT title, account, state, capabilities, pack, binding, stage, live_rules,"
                + " paused_until, staff_group, guarded_until FROM chat_group WHERE group_id = ?",
            row -> {
              Group group = new Group(id, row.text(1), AccountId.parse(row.text(2)));
              group.present = row.text(3).equals("present");
              group.capabilities = Set.of(Json.read(row.text(4), Capability[].class));
              group.pack = row.textOrNull(5);
              String binding = row.textOrNull(6);
              group.binding = binding == null ? null : Json.read(binding, Binding.class);
              group.stage = row.name(7, Mode.class);
              group.liveRules = Set.copyOf(Json.readStrings(row.text(8)));
              group.pausedUntil = row.timeOrNull(9);
              group.staffGroup = row.yes(10);
              group.guardedUntil = row.timeOrNull(11);
              return group;
            },
            id)
        .orElse(null);
  }
}
