package dev.steward.engine.rules;

import dev.steward.chat.Action;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Key;
import dev.steward.chat.Media;
import dev.steward.chat.Role;
import dev.steward.chat.Segment;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Fate;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.members.Member;
import dev.steward.engine.members.Members;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.members.Tiers;
import dev.steward.engine.pictures.PictureReader;
import dev.steward.engine.script.Binding;
import dev.steward.engine.script.Clause;
import dev.steward.engine.script.Ladder;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Rule;
import dev.steward.engine.script.RuleBook;
import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.engine.text.Masking;
import dev.steward.engine.text.TextLikeness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges messages by the group's rules.
 *
 * <p>The group finds a violation and takes the message away; the person's key counts the strike
 * over all groups and picks the step ({@link CaseFeature}); the group then warns, mutes, kicks or
 * bans ({@link SanctionFeature}). A rule that is not live yet only records what it would have done,
 * and the next rules are asked as well.
 */
public final class RulesFeature implements Feature {
  static final String NAME = "rules";
  private static final int MOST_READERS = 64;

  /** As for messages that were heard late. */
  private static final Duration LATE = Duration.ofMinutes(10);

  private final Cases cases;
  private final Members members;
  private final StaffBook staff;
  private final Waves waves;
  private final Labels labels;
  private final Lessons lessons;
  private final RuleCosts costs;
  private final PictureReader pictures;
  private final Opinions opinions;
  private final Recent recent;
  private final Tiers tiers;
  private final Sql sql;
  private final IdentityHashMap<Pack, RuleReader> readers = new IdentityHashMap<>();
  private @Nullable TextLikeness likeness;

  /**
   * @param waves one for all lanes
   * @param labels what people say of messages; as a rule nothing
   * @param lessons what staff taught; one for all lanes
   * @param costs takes how long the rules take; one for all lanes
   * @param pictures looks at pictures outside the lanes
   * @param opinions whether a language model can be asked
   */
  public RulesFeature(
      Cases cases,
      Members members,
      StaffBook staff,
      Waves waves,
      Labels labels,
      Lessons lessons,
      RuleCosts costs,
      PictureReader pictures,
      Opinions opinions,
      Sql sql) {
    this.cases = cases;
    this.members = members;
    this.staff = staff;
    this.waves = waves;
    this.labels = labels;
    this.lessons = lessons;
    this.costs = costs;
    this.pictures = pictures;
    this.opinions = opinions;
    lessons.learn(sql);
    recent = new Recent(sql);
    tiers = new Tiers(sql);
    this.sql = sql;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void on(Event event, Turn turn) {
    switch (event) {
      case Event.MessagePosted posted ->
          judge(
              turn,
              new Message(
                  posted.messageId(), posted.sender(), posted.content(), posted.at(), false));
      case Event.MessageEdited edited ->
          judge(
              turn,
              new Message(
                  edited.messageId(), edited.sender(), edited.content(), edited.at(), true));
      case Event.HelperAnswered answered when answered.feature().equals(NAME) && turn.inGroup() ->
          shown(Json.read(answered.payload(), PictureReader.Seen.class), turn);
      case Event.MessageRecalled recalled -> watch(turn).recalled(recalled.messageId());
      default -> {}
    }
  }

  private static Watch watch(Turn turn) {
    return turn.group().memory(Watch.class, Watch::new);
  }

  /**
   * What is judged.
   *
   * @param edit whether it was heard before: an edited text, or a picture that was looked at
   * @param shown what was found in its pictures; null until they were looked at
   */
  private record Message(
      String id,
      Sender sender,
      Content content,
      Instant at,
      boolean edit,
      @Nullable Shown shown,
      List<String> codes) {
    Message(String id, Sender sender, Content content, Instant at, boolean edit) {
      this(id, sender, content, at, edit, null, List.of());
    }

    String evidence() {
      return Offence.evidence(content.text(), codes);
    }
  }

  /**
   * A message whose pictures are looked at, as it comes back: its words stay in the journal, where
   * they can be forgotten.
   *
   * @param seq the journal's number of the message
   * @param said how many messages its member had posted before it
   * @param hit the rules that have hit it already
   */
  record Shown(long seq, String id, UserId user, Instant at, int said, List<String> hit) {
    Shown {
      hit = List.copyOf(hit);
    }
  }

  /** Its pictures were looked at: the rules that ask for codes are asked once more. */
  private void shown(PictureReader.Seen seen, Turn turn) {
    Shown shown = Json.read(seen.asked(), Shown.class);
    Optional<Content> content =
        sql.first("SELECT text FROM body WHERE seq = ?", row -> row.text(1), shown.seq)
            .map(body -> Json.read(body, Content.class));
    if (content.isEmpty() || watch(turn).wasRecalled(shown.id)) {
      return;
    }
    Member member =
        members
            .find(turn.group().id(), shown.user)
            .orElseGet(
                () -> Member.present(turn.group().id(), shown.user, shown.user.id(), Role.MEMBER));
    judge(
        turn,
        new Message(
            shown.id,
            new Sender(shown.user, member.name(), member.role()),
            content.get(),
            shown.at,
            true,
            shown,
            seen.codes()));
  }

  private void look(Turn turn, Message message, int said, List<String> hit) {
    List<Media> images =
        message.content.segments().stream()
            .filter(Segment.Image.class::isInstance)
            .map(image -> ((Segment.Image) image).media())
            .toList();
    if (images.isEmpty() || turn.fate() != Fate.HANDLED) {
      return;
    }
    boolean taken =
        pictures.read(
            new PictureReader.Request(
                "qr:" + turn.group().id() + ":" + turn.seq(),
                turn.key(),
                turn.group().id().platform(),
                images,
                NAME,
                Json.write(
                    new Shown(
                        turn.seq(), message.id, message.sender.user(), message.at, said, hit))));
    if (!taken) {
      turn.note(
          "picture-not-read",
          Reason.of(NAME, "图片太多，这一张没有看", "too many pictures: this one was not looked at"),
          Mode.LIVE);
    }
  }

  /** What comes late is judged by its text alone, and nobody is punished. */
  private static boolean late(Turn turn, Message message) {
    return turn.fate() == Fate.STALE
        || (message.shown != null && message.at.plus(LATE).isBefore(turn.now()));
  }

  private void judge(Turn turn, Message message) {
    Optional<Scripts.Script> script = turn.published();
    if (script.isEmpty()) {
      return;
    }
    if (!message.edit && watch(turn).wasRecalled(message.id)) {
      turn.note(
          "recalled-before",
          Reason.of(NAME, "发的人已经撤回了", "its sender took it back before it came"),
          Mode.LIVE);
      turn.stop();
      return;
    }
    Pack pack = script.get().pack();
    RuleReader reader = reader(pack);
    RuleCosts.Sample sample = costs.next(pack.name());
    long begun = sample == null ? 0 : System.nanoTime();
    RuleReader.Reading reading = read(reader, message);
    if (sample != null) {
      sample.took(RuleCosts.READING, System.nanoTime() - begun);
    }
    UserId user = message.sender.user();
    Hearing hearing =
        new Hearing(
            reader,
            reading,
            recent.of(turn, reader),
            new Hearing.Heard(
                message.content,
                user,
                turn.personOf(user),
                message.sender.role(),
                message.at,
                turn.now(),
                message.edit,
                late(turn, message),
                turn.spoken(message.content).addressed(),
                turn.group().onGuardAt(turn.now())));
    if (staff.isStaff(user)) {
      return;
    }
    if (hearing.reports() && message.shown == null) {
      reported(turn, message);
    }
    Predicate<RuleReader.Ready> asked =
        ready ->
            !turn.group().off(ready.rule.id())
                && (message.shown == null
                    || (ready.looksAtCodes() && !message.shown.hit().contains(ready.rule.id())));
    boolean tells =
        reader.copies().filter(ready -> mode(turn, ready.rule) == Mode.LIVE).isPresent();
    Waves.Wave wave = hearing.copies(waves, asked, turn.seq(), tells);
    Member known =
        members
            .find(turn.group().id(), user)
            .orElseGet(
                () ->
                    Member.present(
                        turn.group().id(), user, message.sender.name(), message.sender.role()));
    Member member = message.shown == null ? known : known.after(message.shown.said());
    Carrying carrying = new Carrying(turn, script.get(), message);
    hearing.judge(sample, member, wave, standing(turn, user), asked, carrying::take);
    carrying.end();
    if (wave.id() != 0) {
      reader
          .copies()
          .ifPresent(
              ready ->
                  turn.tell(
                      Key.BRAND, carrying.copy(ready.rule, wave, reading.fingerprint().hash())));
    }
    if (message.shown == null
        && !carrying.over()
        && reader.rules().stream().anyMatch(ready -> ready.looksAtCodes() && asked.test(ready))) {
      look(turn, message, member.messages(), carrying.hit);
    }
  }

  private Standing standing(Turn turn, UserId user) {
    String person = turn.personOf(user);
    return new Standing() {
      @Override
      public int strikes() {
        return cases.strikes(person, Mode.LIVE, turn.now());
      }

      @Override
      public String tier() {
        return tiers.of(person, turn.now()).orElse("");
      }
    };
  }

  /** Does what the rules say to one message. */
  private final class Carrying {
    private final Turn turn;
    private final Scripts.Script script;
    private final Message message;
    private final List<String> hit = new ArrayList<>(1);
    private boolean gone;

    /** Whether it went as a copy. */
    private boolean copy;

    private boolean counted;
    private boolean observed;
    private boolean wouldBeGone;
    private Hearing.@Nullable Verdict asks;
    private Hearing.@Nullable Verdict wouldAsk;
    private Hearing.@Nullable Verdict doubtful;

    Carrying(Turn turn, Scripts.Script script, Message message) {
      this.turn = turn;
      this.script = script;
      this.message = message;
    }

    /** Whether the rules after this one are asked as well. */
    boolean take(Hearing.Verdict verdict) {
      if (spared(turn, script.pack(), verdict, message)) {
        return true;
      }
      hit.add(verdict.rule().id());
      Mode mode = mode(turn, verdict.rule());
      if (mode == Mode.LIVE && verdict.rule().asks()) {
        asks = asks == null && verdict.found().offence() ? verdict : asks;
        return true;
      }
      if (mode == Mode.LIVE && asksModel(verdict)) {
        doubtful = doubtful == null ? verdict : doubtful;
        return true;
      }
      if (mode == Mode.LIVE) {
        act(turn, script, verdict.rule(), verdict.found(), message, mode, gone);
        copy |= verdict.rule().check() instanceof RuleCheck.Copies && verdict.rule().delete();
        gone |= verdict.rule().delete();
        counted |= verdict.found().offence();
      } else {
        observe(verdict, mode);
      }
      return !counted;
    }

    /** Also where another rule has dealt with it: staff hear that it is one of several. */
    CopySeen copy(Rule rule, Waves.Wave wave, long textHash) {
      Clause clause = script.pack().clause(rule.clause()).orElseThrow();
      return new CopySeen(
          wave.id(),
          textHash,
          turn.group().id(),
          message.sender.user(),
          turn.personOf(message.sender.user()),
          message.id,
          message.at,
          message.evidence(),
          script.pack().name(),
          script.version(),
          rule.id(),
          clause.number(),
          clause.text(),
          wave.earlier(),
          !gone
              ? Campaigns.Fate.STANDS
              : copy && !counted ? Campaigns.Fate.TAKEN : Campaigns.Fate.OTHERWISE);
    }

    /** As it would be if all that is observed were live: the first rule decides. */
    private void observe(Hearing.Verdict verdict, Mode mode) {
      if (observed) {
        return;
      }
      if (verdict.rule().asks()) {
        wouldAsk = wouldAsk == null && verdict.found().offence() ? verdict : wouldAsk;
        return;
      }
      act(turn, script, verdict.rule(), verdict.found(), message, mode, wouldBeGone);
      wouldBeGone |= verdict.rule().delete();
      observed = verdict.found().offence();
    }

    /** Only where there is something to be softened: a person who would be punished. */
    private boolean asksModel(Hearing.Verdict verdict) {
      return verdict.rule().first() == Rule.First.MODEL
          && verdict.found().offence()
          && !late(turn, message)
          && opinions.on();
    }

    /** Whether nothing is left to be done about the message. */
    boolean over() {
      return gone || counted || asks != null || doubtful != null;
    }

    /**
     * The model is asked about the first rule that wants it, else staff about the first that asks
     * them; unless another one acted by itself.
     */
    void end() {
      if (doubtful != null && !counted) {
        askModel(turn, script, doubtful, message, gone);
      } else if (asks != null && !counted) {
        suggest(turn, script, asks, message);
      }
      if (wouldAsk != null && !observed && !counted && turn.fate() == Fate.HANDLED) {
        turn.note("suggested", suggested(script, wouldAsk), Mode.OBSERVED);
      }
    }
  }

  /** Whether a rule acts in the group of the turn, or only observes. */
  static Mode mode(Turn turn, Rule rule) {
    return rule.observe()
        ? Mode.OBSERVED
        : turn.group().stageOf(rule.id()).and(turn.group().stage());
  }

  private RuleReader.Reading read(RuleReader reader, Message message) {
    if (likeness != null) {
      likeness.learned(lessons.learned());
    }
    RuleReader.Reading reading = reader.read(message.content.text());
    return labels
        .of(message.id)
        .map(label -> reader.labelled(reading, label))
        .orElse(reading)
        .showing(message.codes);
  }

  /** Who points staff to what another did does nothing wrong, whatever words that takes. */
  private static void reported(Turn turn, Message message) {
    Optional<Segment.Quote> quote = message.content.first(Segment.Quote.class);
    turn.note(
        "reported",
        Reason.of(NAME, "成员举报，转给工作人员", "a member's report: passed on to staff"),
        Mode.LIVE);
    if (turn.group().stage() == Mode.LIVE) {
      StaffNews.ofReport(
          turn,
          message.sender,
          message.content.text(),
          quote.map(Segment.Quote::excerpt).orElse(""),
          quote
              .map(Segment.Quote::sender)
              .or(() -> message.content.first(Segment.Mention.class).map(Segment.Mention::user))
              .map(UserId::toString)
              .orElse(""));
    }
  }

  /** A complaint goes free, and so do the group's rules; that is noted. */
  private static boolean spared(Turn turn, Pack pack, Hearing.Verdict verdict, Message message) {
    Rule rule = verdict.rule();
    boolean complains = verdict.spared() == Purpose.COMPLAINT;
    if (verdict.spared() == Purpose.TALK) {
      return false;
    }
    if (verdict.spared() == Purpose.REPORT) {
      return true;
    }
    turn.note(
        complains ? "complaint-spared" : "rules-spared",
        new Reason(
            NAME,
            complains ? "这是一句投诉，不按规则处理" : "这是在说群规，不按规则处理",
            complains
                ? "this is a complaint: no rule is applied to its words"
                : "this says the group's rules: no rule is applied to its words",
            pack.name(),
            0,
            rule.id(),
            rule.mark().toString(),
            0,
            List.of(),
            null),
        Mode.LIVE);
    boolean burst = rule.check() instanceof RuleCheck.Flood;
    boolean heard =
        Purposes.aboutPrices(pack, message.content.text()) && !turn.group().off(Binding.PRICES);
    if (complains
        && verdict.found().offence()
        && mode(turn, rule) == Mode.LIVE
        && !late(turn, message)
        && (burst || !heard)) {
      StaffNews.ofUpset(turn, message.sender, message.content.text(), burst);
    }
    return true;
  }

  /** One for all packs: it holds a megabyte of its own. */
  private TextLikeness likeness() {
    if (likeness == null) {
      likeness = new TextLikeness();
    }
    return likeness;
  }

  /**
   * One reader for all groups of a published pack; what a group has switched off is left out when
   * it is asked.
   */
  private RuleReader reader(Pack pack) {
    RuleReader known = readers.get(pack);
    if (known == null) {
      if (readers.size() >= MOST_READERS) {
        readers.clear();
      }
      known = new RuleReader(pack, this::likeness);
      readers.put(pack, known);
    }
    return known;
  }

  /** Staff decide; until then nothing is done. What came late is not worth a question. */
  private static void suggest(
      Turn turn, Scripts.Script script, Hearing.Verdict verdict, Message message) {
    if (turn.fate() != Fate.HANDLED) {
      return;
    }
    Rule rule = verdict.rule();
    Clause clause = script.pack().clause(rule.clause()).orElseThrow();
    Offence offence = offence(turn, script, rule, clause, verdict.found(), message, Mode.LIVE);
    turn.note("suggested", suggested(script, verdict), Mode.LIVE);
    StaffNews.ofSuggestion(
        turn, new Suggestion(offence, rule.delete(), Purposes.byText(rule.check())));
  }

  private static Reason suggested(Scripts.Script script, Hearing.Verdict verdict) {
    Rule rule = verdict.rule();
    Clause clause = script.pack().clause(rule.clause()).orElseThrow();
    return new Reason(
        NAME,
        "像是违反群规第" + clause.number() + "条，先问工作人员",
        "seems to break group rule " + clause.number() + ": staff are asked first",
        script.pack().name(),
        script.version(),
        rule.id(),
        rule.mark().toString(),
        clause.number(),
        verdict.found().spans(),
        null);
  }

  /** A language model is asked before the rule acts; see {@link OpinionFeature}. */
  private static void askModel(
      Turn turn, Scripts.Script script, Hearing.Verdict verdict, Message message, boolean gone) {
    Rule rule = verdict.rule();
    Clause clause = script.pack().clause(rule.clause()).orElseThrow();
    Offence offence = offence(turn, script, rule, clause, verdict.found(), message, Mode.LIVE);
    turn.stop();
    turn.tell(
        Key.group(turn.group().id()),
        new OpinionWanted(
            new Suggestion(offence, rule.delete() && !gone, Purposes.byText(rule.check())),
            unnamed(message.content())));
  }

  /** The message's words without the names of who is mentioned in it. */
  private static String unnamed(Content content) {
    return content.segments().stream()
        .map(segment -> segment instanceof Segment.Mention ? "@…" : Content.of(segment).text())
        .collect(Collectors.joining());
  }

  private void act(
      Turn turn,
      Scripts.Script script,
      Rule rule,
      Findings.Found found,
      Message message,
      Mode mode,
      boolean gone) {
    Pack pack = script.pack();
    Clause clause = pack.clause(rule.clause()).orElseThrow();
    Reason reason =
        new Reason(
            NAME,
            "违反群规第" + clause.number() + "条",
            "breaks group rule " + clause.number(),
            pack.name(),
            script.version(),
            rule.id(),
            rule.mark().toString(),
            clause.number(),
            found.spans(),
            null);
    if (rule.delete() && !gone) {
      turn.act(new Action.DeleteMessage(turn.group().id(), message.id), reason, mode);
    }
    if (mode == Mode.LIVE) {
      turn.stop();
    }
    if (!found.offence()) {
      boolean copy = rule.check() instanceof RuleCheck.Copies;
      turn.note(copy ? "copy-deleted" : "rest-of-burst", reason, mode);
    } else if (late(turn, message)) {
      turn.note("stale-not-punished", reason, mode);
      if (mode == Mode.LIVE && rule.delete() && watch(turn).backlogBegins(turn.now())) {
        StaffNews.ofBacklog(turn, message.sender, message.id, message.content.text());
      }
    } else {
      turn.tell(
          Key.person(turn.personOf(message.sender.user())),
          offence(turn, script, rule, clause, found, message, mode));
    }
  }

  private static Offence offence(
      Turn turn,
      Scripts.Script script,
      Rule rule,
      Clause clause,
      Findings.Found found,
      Message message,
      Mode mode) {
    String text = message.evidence();
    String excerpt =
        found.spans().isEmpty()
            ? ""
            : Masking.excerpt(
                text, found.spans().getFirst().start(), found.spans().getFirst().end());
    RuleBook book = script.pack().rules();
    Ladder ladder = Objects.requireNonNull(book.ladders().get(rule.ladder()));
    return new Offence(
        turn.group().id(),
        message.sender.user(),
        message.sender.name(),
        message.id,
        message.at,
        text,
        excerpt,
        script.pack().name(),
        script.version(),
        rule.id(),
        rule.mark().toString(),
        clause.number(),
        clause.text(),
        found.spans(),
        mode,
        ladder.steps(),
        book.strikesExpire(),
        rule.tell(),
        rule.notice(),
        null);
  }
}
