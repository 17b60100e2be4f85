package dev.steward.engine.rules;

import dev.steward.chat.AccountId;
import dev.steward.chat.Content;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.Role;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Span;
import dev.steward.engine.identity.Persons;
import dev.steward.engine.members.Member;
import dev.steward.engine.members.Members;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.members.Tiers;
import dev.steward.engine.rules.BacktestReport.Example;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Rule;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.engine.text.TextLessons;
import dev.steward.engine.text.TextLikeness;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Judges some of the groups for a {@link Backtest}; for one thread at a time. */
final class BacktestWorker implements AutoCloseable {
  static final int EXAMPLES_OF_A_RULE = 5;

  /** Of more groups than this the members are read again. */
  private static final int MOST_KNOWN = 2_000;

  private final Setting setting;
  private final Backtest.Asked asked;
  private final Sql sql;
  private final Members members;
  private final MentionedNames names;
  private final Tiers tiers;
  final Side draft;
  final @Nullable Side inForce;
  private final Map<String, Integer> shown = new HashMap<>();
  final List<Example> examples = new ArrayList<>();
  final Set<String> heard = new HashSet<>();
  long judged;
  @Nullable Instant first;
  @Nullable Instant last;
  final Set<GroupId> seen = new HashSet<>();
  private final Map<String, UserId> logins = new HashMap<>();
  private final Map<String, InGroup> known = new HashMap<>();

  BacktestWorker(Setting setting, Waves fresh, Guards guards, Waves old, Guards oldGuards)
      throws SQLException {
    this.setting = setting;
    asked = setting.asked;
    sql = new Sql(setting.database.openForReading());
    members = new Members(sql);
    names = new MentionedNames(members, setting.staff);
    tiers = new Tiers(sql);
    TextLikeness likeness = new TextLikeness();
    likeness.learned(setting.learned);
    TextScan scan = new TextScan();
    draft = new Side(setting.staff, asked.draft(), likeness, scan, fresh, guards);
    inForce =
        asked.inForce() == null
            ? null
            : new Side(setting.staff, asked.inForce(), likeness, scan, old, oldGuards);
  }

  /** Null where the group was not asked about. */
  private @Nullable InGroup group(String key) {
    if (known.size() > MOST_KNOWN) {
      known.clear();
    }
    InGroup group = known.get(key);
    if (group == null) {
      GroupId id = Key.parse(key).groupId();
      if (!asked.groups().isEmpty() && !asked.groups().contains(id)) {
        return null;
      }
      seen.add(id);
      group = new InGroup(id, setting.off.getOrDefault(id, Set.of()), new HashMap<>());
      known.put(key, group);
    }
    return group;
  }

  private Known known(InGroup group, UserId user) {
    return group.people.computeIfAbsent(
        user,
        _ -> {
          String person = setting.persons.personOf(user);
          return new Known(
              members
                  .find(group.id, user)
                  .orElseGet(() -> Member.present(group.id, user, user.id(), Role.MEMBER)),
              person);
        });
  }

  /** As they were at that time; a new message, no edit, is one more afterwards. */
  private Member member(Known known, Row row) {
    Instant at = row.at;
    int before = row.edit ? known.posted : known.posted++;
    Member member = known.member;
    Instant joined = member.joined();
    if (joined == null || joined.isBefore(asked.from())) {
      return member;
    }
    // Who came within the stretch had said nothing before it.
    return new Member(
        member.group(),
        member.user(),
        member.name(),
        member.role(),
        joined.isAfter(at) ? null : joined,
        before,
        true,
        null);
  }

  /** Our own login that heard it. */
  private UserId us(String source) {
    return logins.computeIfAbsent(
        source,
        _ -> {
          AccountId account = AccountId.parse(source);
          return new UserId(account.platform(), account.id());
        });
  }

  Standing standing(String person, Instant at) {
    return new Standing() {
      @Override
      public int strikes() {
        return BacktestWorker.this.strikes(person, at);
      }

      @Override
      public String tier() {
        return tiers.of(person, at).orElse("");
      }
    };
  }

  private int strikes(String person, Instant at) {
    return sql.first(
            "SELECT count(*) FROM strike WHERE person_id = ? AND at < ? AND expires > ?"
                + " AND void = 0 AND mode = 'live'",
            row -> (int) row.number(1),
            person,
            at,
            at)
        .orElse(0);
  }

  void judge(Row row) {
    InGroup group = group(row.key);
    if (group == null) {
      return;
    }
    Known known = known(group, row.user);
    Member member = member(known, row);
    if (row.settled) {
      return;
    }
    judged++;
    heard.add(known.person);
    first = first == null ? row.arrived : first;
    last = row.arrived;
    Content content = Json.read(row.body, Content.class).opened();
    String text = content.text();
    UserId us = us(row.source);
    String own = names.without(group.id, content);
    Hearing.Heard said =
        new Hearing.Heard(
            content,
            row.user,
            known.person,
            member.role(),
            row.at,
            row.arrived,
            row.edit,
            row.late,
            content.segments().stream()
                .anyMatch(one -> one instanceof Segment.Mention call && call.user().equals(us)),
            false);
    Optional<Ruling> now = draft.judge(row, member, said, own, text, group.off, this);
    Optional<Ruling> before =
        inForce == null
            ? Optional.empty()
            : inForce.judge(row, member, said, own, text, group.off, this);
    if (now.isPresent() == before.isPresent()) {
      return;
    }
    Ruling ruling = now.or(() -> before).orElseThrow();
    Side side = now.isPresent() ? draft : Objects.requireNonNull(inForce);
    side.alone.merge(ruling.rule.id(), 1L, Long::sum);
    String which = (now.isPresent() ? "+" : "-") + ruling.rule.id();
    if (shown.merge(which, 1, Integer::sum) <= EXAMPLES_OF_A_RULE) {
      examples.add(
          new Example(
              now.isPresent(), ruling.rule.id(), group.id, row.user, row.at, text, ruling.spans));
    }
  }

  @Override
  public void close() {
    sql.close();
  }

  /**
   * What all workers know.
   *
   * @param learned what staff have taught
   * @param off the rules that each group has switched off, as it is now
   */
  record Setting(
      Database database,
      Backtest.Asked asked,
      Persons persons,
      StaffBook staff,
      TextLessons learned,
      Map<GroupId, Set<String>> off) {}

  /**
   * A message as the journal has it.
   *
   * @param settled whether the rules never saw it
   */
  record Row(
      long seq,
      String key,
      String source,
      boolean edit,
      UserId user,
      @Nullable String message,
      Instant at,
      Instant arrived,
      boolean late,
      boolean settled,
      String body) {}

  /** What a side says of a message: the rule that takes it, or the first that deletes it. */
  record Ruling(Rule rule, boolean offence, List<Span> spans) {}

  /** One of the two scripts, with what it knows. */
  static final class Side {
    private final StaffBook staff;
    private final RuleReader reader;
    private final Recent recent = new Recent();
    private final Map<String, Recent.OfGroup> groups = new HashMap<>();
    private final Waves waves;
    private final Guards guards;
    final Map<String, Long> hits = new HashMap<>();
    final Map<String, Long> alone = new HashMap<>();
    final List<StrikeWalk.Offence> offences = new ArrayList<>();

    /** The messages that count already: an edit is no second offence. */
    private final Set<String> counted = new HashSet<>();

    Side(
        StaffBook staff,
        Pack pack,
        TextLikeness likeness,
        TextScan scan,
        Waves waves,
        Guards guards) {
      this.staff = staff;
      this.waves = waves;
      this.guards = guards;
      reader = new RuleReader(new ReadyRules(pack), () -> likeness, scan);
    }

    Optional<Ruling> judge(
        Row row,
        Member member,
        Hearing.Heard heard,
        String own,
        String text,
        Set<String> without,
        BacktestWorker worker) {
      Hearing hearing =
          new Hearing(
              reader,
              MentionedNames.counted(reader.read(own), own, text),
              groups.computeIfAbsent(row.key, _ -> recent.fresh(member.group())),
              heard.guarded(guards.onGuard(row.key, row.arrived)));
      if (staff.isStaff(row.user)) {
        hearing.asks(waves);
        return Optional.empty();
      }
      Predicate<Ready> asks = ready -> !without.contains(ready.rule.id());
      List<Ruling> acting = new ArrayList<>(1);
      List<Ruling> asking = new ArrayList<>(0);
      hearing.judge(
          null,
          member,
          hearing.copies(waves, asks, 0, false),
          worker.standing(heard.person(), row.arrived),
          asks,
          verdict -> {
            if (verdict.spared() != Purpose.TALK) {
              return true;
            }
            boolean acts = verdict.rule().acts();
            if (!acts && (!verdict.found().offence() || row.late)) {
              return true;
            }
            (acts ? acting : asking)
                .add(
                    new Ruling(verdict.rule(), verdict.found().offence(), verdict.found().spans()));
            return !acts || !verdict.found().offence();
          });
      // What asks first, or only observes, is shown where nothing else acts; it punishes nobody.
      if (acting.isEmpty() && asking.isEmpty()) {
        return Optional.empty();
      }
      Ruling decides = acting.isEmpty() ? asking.getFirst() : acting.getLast();
      boolean counts = decides.offence && decides.rule.acts() && !row.late;
      if (counts && !counted.add(row.key + " " + row.message + " " + row.user)) {
        return Optional.of(decides);
      }
      hits.merge(decides.rule.id(), 1L, Long::sum);
      if (counts) {
        offences.add(
            new StrikeWalk.Offence(row.seq, heard.person(), row.user, row.arrived, decides.rule));
      }
      return Optional.of(decides);
    }
  }

  /**
   * A group with those who spoke there.
   *
   * @param off the rules that it has switched off
   */
  private record InGroup(GroupId id, Set<String> off, Map<UserId, Known> people) {}

  /** Who spoke, and how often within the stretch. */
  private static final class Known {
    final Member member;
    final String person;
    int posted;

    Known(Member member, String person) {
      this.member = member;
      this.person = person;
    }
  }
}
