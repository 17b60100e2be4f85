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
import dev.steward.engine.rules.BacktestReport.Both;
import dev.steward.engine.rules.BacktestReport.Example;
import dev.steward.engine.rules.BacktestReport.Hits;
import dev.steward.engine.rules.BacktestReport.Muted;
import dev.steward.engine.script.Binding;
import dev.steward.engine.script.Ladder.Sanction;
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
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Holds what was said against a draft, and against the version in force: read from the journal page
 * by page, so that no long look keeps the database from tidying up; judged by the same {@link
 * Hearing} as live messages, groups apart from each other; then each person's strikes are counted
 * over all groups in the order of time. Nothing is written and nothing is done.
 */
public final class Backtest {
  private static final int PAGE = 4_000;
  private static final int EXAMPLES_OF_A_RULE = 5;
  private static final int MOST_NAMED = 100;

  /** Of more groups than this the members are read again. */
  private static final int MOST_KNOWN = 2_000;

  private final Database database;
  private final Asked asked;
  private final Persons persons;
  private final StaffBook staff;
  private final TextLessons learned;
  private final List<Worker> workers = new ArrayList<>();
  private final Set<GroupId> groups = new HashSet<>();

  /** The rules that a group has switched off, as it is now. */
  private final Map<GroupId, Set<String>> off = new HashMap<>();

  /**
   * What is asked.
   *
   * @param inForce the version in force; null where there is none
   * @param from what came before is left out
   * @param to what came then or later is left out
   * @param groups only these; all when empty
   * @param workers how many threads judge
   * @param rest how long each page is followed by rest, in parts of the time it took: 0 for none,
   *     for work beside a live server more
   */
  public record Asked(
      Pack draft,
      @Nullable Pack inForce,
      Instant from,
      Instant to,
      Set<GroupId> groups,
      int workers,
      double rest) {
    public Asked {
      groups = Set.copyOf(groups);
    }
  }

  /** Told how far it is, about every page. */
  @FunctionalInterface
  public interface Progress {
    void done(long messages, long all);
  }

  private Backtest(Database database, Asked asked) throws SQLException {
    this.database = database;
    this.asked = asked;
    try (Sql sql = new Sql(database.openForReading())) {
      persons = Persons.load(sql);
      staff = StaffBook.load(sql);
      learned = TextLessons.of(Lessons.read(sql));
      sql.each(
          "SELECT group_id, binding FROM chat_group WHERE binding IS NOT NULL",
          row -> off.put(GroupId.parse(row.text(1)), Json.read(row.text(2), Binding.class).off()));
    }
  }

  /** Runs one. */
  public static BacktestReport of(Database database, Asked asked, Progress progress)
      throws SQLException, InterruptedException {
    Backtest backtest = new Backtest(database, asked);
    try {
      return backtest.all(progress);
    } finally {
      backtest.workers.forEach(Worker::close);
    }
  }

  /** A message as the journal has it. */
  private record Row(
      long seq,
      String key,
      String source,
      boolean edit,
      UserId user,
      @Nullable String message,
      Instant at,
      Instant arrived,
      boolean late,
      String body) {}

  /** What a side says of a message: the rule that takes it, or the first that deletes it. */
  private record Ruling(Rule rule, boolean offence, List<Span> spans) {}

  private BacktestReport all(Progress progress) throws SQLException, InterruptedException {
    Waves fresh = new Waves();
    Waves old = new Waves();
    Guards guards;
    Guards oldGuards;
    try (Sql sql = new Sql(database.openForReading())) {
      guards = guards(sql, asked.draft);
      oldGuards = guards(sql, asked.inForce);
    }
    for (int i = 0; i < asked.workers; i++) {
      workers.add(new Worker(fresh, guards, old, oldGuards));
    }
    long messages = 0;
    Instant first = null;
    Instant last = null;
    try (ScheduledExecutorService threads = Executors.newScheduledThreadPool(asked.workers);
        Sql sql = new Sql(database.openForReading())) {
      long all = count(sql);
      long seq = 0;
      List<Row> page = page(sql, seq);
      while (!page.isEmpty()) {
        long began = System.nanoTime();
        List<Future<?>> running = handOut(page, threads);
        messages += page.size();
        first = first == null ? page.getFirst().arrived : first;
        last = page.getLast().arrived;
        seq = page.getLast().seq;
        // The next page is read while this one is judged.
        List<Row> next = page(sql, seq);
        for (Future<?> one : running) {
          await(one);
        }
        progress.done(messages, Math.max(all, messages));
        rest(threads, System.nanoTime() - began);
        page = next;
      }
    }
    return report(messages, first, last);
  }

  private Guards guards(Sql sql, @Nullable Pack pack) {
    return Guards.read(sql, pack == null ? null : pack.rules().raid(), asked.from, asked.to);
  }

  private void rest(ScheduledExecutorService threads, long nanos) throws InterruptedException {
    if (asked.rest > 0) {
      await(threads.schedule(() -> {}, (long) (nanos * asked.rest), TimeUnit.NANOSECONDS));
    }
  }

  private static void await(Future<?> running) throws InterruptedException {
    try {
      running.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private List<Future<?>> handOut(List<Row> page, ExecutorService threads) {
    List<List<Row>> parts = new ArrayList<>();
    workers.forEach(_ -> parts.add(new ArrayList<>()));
    for (Row row : page) {
      parts.get(Math.floorMod(row.key.hashCode(), workers.size())).add(row);
    }
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < workers.size(); i++) {
      Worker worker = workers.get(i);
      List<Row> part = parts.get(i);
      running.add(threads.submit(() -> part.forEach(worker::judge)));
    }
    return running;
  }

  private static final String WHICH =
      " AND j.kind IN ('message-posted', 'message-edited') AND j.fate IN ('handled', 'stale')"
          + " AND j.arrived >= ? AND j.arrived < ?";

  private long count(Sql sql) {
    return sql.first(
            "SELECT count(*) FROM journal j WHERE j.seq > 0" + WHICH,
            row -> row.number(1),
            asked.from,
            asked.to)
        .orElse(0L);
  }

  private List<Row> page(Sql sql, long after) {
    return sql.list(
        "SELECT j.seq, j.lane_key, j.source, j.kind, j.user_id, j.happened, j.arrived, j.fate,"
            + " b.text, j.message_id FROM journal j JOIN body b ON b.seq = j.seq WHERE j.seq > ?"
            + WHICH
            + " ORDER BY j.seq LIMIT "
            + PAGE,
        row ->
            new Row(
                row.number(1),
                row.text(2),
                row.text(3),
                row.text(4).equals("message-edited"),
                UserId.parse(row.text(5)),
                row.textOrNull(10),
                row.time(6),
                row.time(7),
                row.text(8).equals("stale"),
                row.text(9)),
        after,
        asked.from,
        asked.to);
  }

  /** One of the two scripts, with what it knows. */
  private final class Side {
    private final RuleReader reader;
    private final Recent recent = new Recent();
    private final Map<String, Recent.OfGroup> groups = new HashMap<>();
    private final Waves waves;
    private final Guards guards;
    private final Map<String, Long> hits = new HashMap<>();
    private final Map<String, Long> alone = new HashMap<>();
    private final List<StrikeWalk.Offence> offences = new ArrayList<>();

    /** The messages that count already: an edit is no second offence. */
    private final Set<String> counted = new HashSet<>();

    Side(Pack pack, TextLikeness likeness, TextScan scan, Waves waves, Guards guards) {
      this.waves = waves;
      this.guards = guards;
      reader = new RuleReader(pack, () -> likeness, scan);
    }

    Optional<Ruling> judge(
        Row row,
        Member member,
        Hearing.Heard heard,
        String text,
        Set<String> without,
        Worker worker) {
      Hearing hearing =
          new Hearing(
              reader,
              reader.read(text),
              groups.computeIfAbsent(row.key, _ -> recent.fresh(member.group())),
              heard.guarded(guards.onGuard(row.key, row.arrived)));
      if (staff.isStaff(row.user)) {
        return Optional.empty();
      }
      Predicate<RuleReader.Ready> asks = ready -> !without.contains(ready.rule.id());
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

  /** Judges some of the groups; for one thread at a time. */
  private final class Worker implements AutoCloseable {
    private final Sql sql;
    private final Members members;
    private final Tiers tiers;
    private final Side draft;
    private final @Nullable Side inForce;
    private final Map<String, Integer> shown = new HashMap<>();
    private final List<Example> examples = new ArrayList<>();
    private final Set<String> heard = new HashSet<>();
    private final Set<GroupId> seen = new HashSet<>();
    private final Map<String, UserId> logins = new HashMap<>();
    private final Map<String, InGroup> known = new HashMap<>();

    Worker(Waves fresh, Guards guards, Waves old, Guards oldGuards) throws SQLException {
      sql = new Sql(database.openForReading());
      members = new Members(sql);
      tiers = new Tiers(sql);
      TextLikeness likeness = new TextLikeness();
      likeness.learned(learned);
      TextScan scan = new TextScan();
      draft = new Side(asked.draft, likeness, scan, fresh, guards);
      inForce =
          asked.inForce == null ? null : new Side(asked.inForce, likeness, scan, old, oldGuards);
    }

    /** Null where the group was not asked about. */
    private @Nullable InGroup group(String key) {
      if (known.size() > MOST_KNOWN) {
        known.clear();
      }
      InGroup group = known.get(key);
      if (group == null) {
        GroupId id = Key.parse(key).groupId();
        if (!asked.groups.isEmpty() && !asked.groups.contains(id)) {
          return null;
        }
        seen.add(id);
        group = new InGroup(id, off.getOrDefault(id, Set.of()), new HashMap<>());
        known.put(key, group);
      }
      return group;
    }

    private Known known(InGroup group, UserId user) {
      return group.people.computeIfAbsent(
          user,
          _ -> {
            String person = persons.personOf(user);
            heard.add(person);
            return new Known(
                members
                    .find(group.id, user)
                    .orElseGet(() -> Member.present(group.id, user, user.id(), Role.MEMBER)),
                person);
          });
    }

    /** As they were at that time; they have posted one message more afterwards. */
    private Member member(Known known, Instant at) {
      int before = known.posted++;
      Member member = known.member;
      Instant joined = member.joined();
      if (joined == null || joined.isBefore(asked.from)) {
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
          return Worker.this.strikes(person, at);
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
      Content content = Json.read(row.body, Content.class);
      String text = content.text();
      UserId us = us(row.source);
      Known known = known(group, row.user);
      Member member = member(known, row.at);
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
      Optional<Ruling> now = draft.judge(row, member, said, text, group.off, this);
      Optional<Ruling> before =
          inForce == null
              ? Optional.empty()
              : inForce.judge(row, member, said, text, group.off, this);
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
  }

  private BacktestReport report(long messages, @Nullable Instant first, @Nullable Instant last) {
    Map<String, Hits> rules = new LinkedHashMap<>();
    asked.draft.rules().rules().forEach(rule -> rules.put(rule.id(), hits(rule.id())));
    if (asked.inForce != null) {
      asked.inForce.rules().rules().forEach(rule -> rules.put(rule.id(), hits(rule.id())));
    }
    StrikeWalk draft = new StrikeWalk(asked.draft);
    draft.walk(offences(false));
    StrikeWalk inForce = new StrikeWalk(asked.inForce == null ? asked.draft : asked.inForce);
    inForce.walk(offences(true));
    Map<Sanction, Both> sanctions = new EnumMap<>(Sanction.class);
    for (Sanction sanction : Sanction.values()) {
      Both both =
          new Both(
              inForce.taken.getOrDefault(sanction, 0L), draft.taken.getOrDefault(sanction, 0L));
      if (both.inForce() > 0 || both.draft() > 0) {
        sanctions.put(sanction, both);
      }
    }
    Set<String> heard = new HashSet<>();
    workers.forEach(
        worker -> {
          heard.addAll(worker.heard);
          groups.addAll(worker.seen);
        });
    Map<String, Integer> shown = new HashMap<>();
    List<Example> examples =
        workers.stream()
            .flatMap(worker -> worker.examples.stream())
            .sorted(Comparator.comparing(Example::at))
            .filter(
                one ->
                    shown.merge((one.fresh() ? "+" : "-") + one.rule(), 1, Integer::sum)
                        <= EXAMPLES_OF_A_RULE)
            .toList();
    return new BacktestReport(
        messages,
        groups.size(),
        heard.size(),
        first,
        last,
        rules,
        sanctions,
        new Both(inForce.strikes.size(), draft.strikes.size()),
        examples,
        draft.muted.entrySet().stream()
            .filter(entry -> entry.getValue().isAfter(asked.to))
            .sorted(Map.Entry.<UserId, Instant>comparingByValue().reversed())
            .limit(MOST_NAMED)
            .map(entry -> new Muted(entry.getKey(), entry.getValue()))
            .toList(),
        draft.gone.stream().limit(MOST_NAMED).toList());
  }

  private Hits hits(String rule) {
    long[] sums = new long[4];
    for (Worker worker : workers) {
      sums[1] += worker.draft.hits.getOrDefault(rule, 0L);
      sums[2] += worker.draft.alone.getOrDefault(rule, 0L);
      if (worker.inForce != null) {
        sums[0] += worker.inForce.hits.getOrDefault(rule, 0L);
        sums[3] += worker.inForce.alone.getOrDefault(rule, 0L);
      }
    }
    return new Hits(sums[0], sums[1], sums[2], sums[3]);
  }

  private List<StrikeWalk.Offence> offences(boolean inForce) {
    return workers.stream()
        .map(worker -> inForce ? worker.inForce : worker.draft)
        .filter(Objects::nonNull)
        .flatMap(side -> side.offences.stream())
        .sorted(Comparator.comparingLong(StrikeWalk.Offence::seq))
        .toList();
  }
}
