package dev.steward.engine.members;

import dev.steward.chat.GroupId;
import dev.steward.chat.Role;
import dev.steward.chat.UserId;
import dev.steward.engine.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The members of one lane's groups: the table {@code member}, with those in use in memory. For the
 * lane's thread.
 */
public final class Members {
  /** Nobody needs to know more exactly. */
  public static final int MOST_COUNTED = 1_000;

  /** Some 200 bytes each. */
  private static final int MOST_IN_MEMORY = 65_536;

  private final Sql sql;
  private final Map<Place, Member> inUse;

  /** Who was looked for last and is not known: several features ask for who speaks first. */
  private @Nullable Place unknown;

  public Members(Sql sql) {
    this(sql, MOST_IN_MEMORY);
  }

  Members(Sql sql, int mostInMemory) {
    this.sql = sql;
    inUse =
        new LinkedHashMap<>(1024, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Place, Member> eldest) {
            boolean tooMany = size() > mostInMemory;
            if (tooMany && !worthWriting(eldest.getValue().messages())) {
              writeCount(eldest.getValue());
            }
            return tooMany;
          }
        };
  }

  private record Place(GroupId group, UserId user) {
    /**
     * Both ids end in digits as a rule; the sum of their hashes, as records do it, falls on few
     * values.
     */
    @Override
    public int hashCode() {
      return group.hashCode() * 0x9E3779B9 + user.hashCode();
    }
  }

  /** A member, if they were ever seen. */
  public Optional<Member> find(GroupId group, UserId user) {
    Place place = new Place(group, user);
    Member known = inUse.get(place);
    if (known == null && !place.equals(unknown)) {
      known = load(group, user);
      if (known == null) {
        unknown = place;
      } else {
        inUse.put(place, known);
      }
    }
    return Optional.ofNullable(known);
  }

  /** Those who joined since a time and are still here, first come first; at most {@code most}. */
  public List<Member> joinedSince(GroupId group, Instant since, int most) {
    return sql.list(
        COLUMNS
            + " WHERE group_id = ? AND joined >= ? AND present = 1 ORDER BY joined, user_id LIMIT ?",
        row -> read(row, group),
        group,
        since,
        most);
  }

  /** Those who joined within a span of time and are still here, first come first. */
  public List<Member> joinedBetween(GroupId group, Instant from, Instant until, int most) {
    return sql.list(
        COLUMNS
            + " WHERE group_id = ? AND joined >= ? AND joined < ? AND present = 1"
            + " ORDER BY joined, user_id LIMIT ?",
        row -> read(row, group),
        group,
        from,
        until,
        most);
  }

  /** How many joined since a time and are still here. */
  public int countJoinedSince(GroupId group, Instant since) {
    return sql.first(
            "SELECT count(*) FROM member WHERE group_id = ? AND joined >= ? AND present = 1",
            row -> (int) row.number(1),
            group,
            since)
        .orElse(0);
  }

  /** The members with this name, to find whom staff mean by {@code @name}. */
  public List<Member> named(GroupId group, String name) {
    return sql.list(
        COLUMNS + " WHERE group_id = ? AND name = ? LIMIT 10",
        row -> read(row, group),
        group,
        name);
  }

  /**
   * Remembers a member, and writes it down unless only the count of messages grew past what
   * matters.
   */
  void put(Member member) {
    Member old = inUse.put(new Place(member.group(), member.user()), member);
    boolean onlyCounted =
        old != null
            && old.messages() != member.messages()
            && old.equals(
                new Member(
                    member.group(),
                    member.user(),
                    member.name(),
                    member.role(),
                    member.joined(),
                    old.messages(),
                    member.present(),
                    member.acknowledged()));
    if (!onlyCounted || worthWriting(member.messages())) {
      write(member);
    }
    unknown = null;
  }

  /**
   * Somebody left. Their name is not written again: it may have been erased meanwhile, and what is
   * in memory knows nothing of that.
   */
  void left(GroupId group, UserId user) {
    inUse.remove(new Place(group, user));
    sql.update("UPDATE member SET present = 0 WHERE group_id = ? AND user_id = ?", group, user);
  }

  /** Somebody has another role now; their name is not written again either. */
  void role(GroupId group, UserId user, Role role) {
    inUse.remove(new Place(group, user));
    sql.update(
        "UPDATE member SET role = ?, present = 1 WHERE group_id = ? AND user_id = ?",
        role,
        group,
        user);
  }

  /**
   * The count matters most while it is small; after a crash it may be too low by what was not
   * written.
   */
  private static boolean worthWriting(int messages) {
    return messages <= 5 || Integer.bitCount(messages) == 1;
  }

  private void write(Member member) {
    sql.update(
        "INSERT INTO member (group_id, user_id, name, role, joined, messages, present, acknowledged)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (group_id, user_id) DO UPDATE SET"
            + " name = excluded.name, role = excluded.role, joined = excluded.joined,"
            + " messages = excluded.messages, present = excluded.present,"
            + " acknowledged = excluded.acknowledged",
        member.group(),
        member.user(),
        member.name(),
        member.role(),
        member.joined(),
        member.messages(),
        member.present(),
        member.acknowledged());
  }

  /** Only the count: the name may have been erased meanwhile. */
  private void writeCount(Member member) {
    sql.update(
        "UPDATE member SET messages = ? WHERE group_id = ? AND user_id = ?",
        member.messages(),
        member.group(),
        member.user());
  }

  private static final String COLUMNS =
      "SELECT user_id, name, role, joined, messages, present, acknowledged FROM member";

  private @Nullable Member load(GroupId group, UserId user) {
    return sql.first(
            COLUMNS + " WHERE group_id = ? AND user_id = ?", row -> read(row, group), group, user)
        .orElse(null);
  }

  private static Member read(Sql.Row row, GroupId group) throws SQLException {
    return new Member(
        group,
        UserId.parse(row.text(1)),
        row.text(2),
        row.name(3, Role.class),
        row.timeOrNull(4),
        (int) row.number(5),
        row.yes(6),
        row.timeOrNull(7));
  }
}
