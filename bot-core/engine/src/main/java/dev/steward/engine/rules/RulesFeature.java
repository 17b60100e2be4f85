package dev.steward.engine.rules;

import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Key;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Coming;
import dev.steward.engine.flow.Fate;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Group;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.members.Member;
import dev.steward.engine.members.Members;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.members.Tiers;
import dev.steward.engine.pictures.PictureReader;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Rule;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import dev.steward.engine.text.TextLessons;
import dev.steward.engine.text.TextLikeness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
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

  /** Fewer texts are read sooner here than beside. */
  private static final int WORTH_READING_AHEAD = 8;

  private final Cases cases;
  private final Members members;
  private final StaffBook staff;
  private final MentionedNames names;
  private final Waves waves;
  private final Labels labels;
  private final Lessons lessons;
  private final RuleCosts costs;
  private final PictureLook pictures;
  private final Opinions opinions;
  private final Recent recent;
  private final Tiers tiers;
  private final IdentityHashMap<Pack, RuleReader> readers = new IdentityHashMap<>();
  private final @Nullable ReadAhead ahead;
  private final Map<String, ReadAhead.Piece> begun = new HashMap<>();
  private @Nullable TextLikeness likeness;

  /**
   * @param waves one for all lanes
   * @param labels what people say of messages; as a rule nothing
   * @param lessons what staff taught; one for all lanes
   * @param costs takes how long the rules take; one for all lanes
   * @param pictures looks at pictures outside the lanes
   * @param opinions whether a language model can be asked
   * @param ahead reads beside the lanes; null where each lane does all of it. One for all lanes
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
      @Nullable ReadAhead ahead,
      Sql sql) {
    this.cases = cases;
    this.members = members;
    this.staff = staff;
    names = new MentionedNames(members, staff);
    this.waves = waves;
    this.labels = labels;
    this.lessons = lessons;
    this.costs = costs;
    this.pictures = new PictureLook(pictures, members, sql);
    this.opinions = opinions;
    this.ahead = ahead;
    lessons.learn(sql);
    recent = new Recent(sql);
    tiers = new Tiers(sql);
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Also in a pause, in which no rule is asked: a member's report is heard all the same. */
  @Override
  public boolean always() {
    return true;
  }

  @Override
  public void coming(List<Coming> events) {
    begun.values().forEach(ReadAhead.Piece::leave);
    begun.clear();
    if (ahead == null || events.size() < WORTH_READING_AHEAD) {
      return;
    }
    TextLessons learned = lessons.learned();
    List<ReadAhead.Piece> pieces = new ArrayList<>(events.size());
    for (Coming coming : events) {
      Content content =
          switch (coming.event()) {
            case Event.MessagePosted posted -> posted.content();
            case Event.MessageEdited edited -> edited.content();
            default -> null;
          };
      // Whom it mentions is known in its turn.
      if (content != null && content.first(Segment.Mention.class).isEmpty()) {
        String text = content.opened().text();
        if (!text.isEmpty() && !begun.containsKey(text)) {
          ReadyRules rules = reader(coming.published().pack()).ready();
          ReadAhead.Piece piece = new ReadAhead.Piece(rules, text, learned);
          begun.put(text, piece);
          pieces.add(piece);
        }
      }
    }
    ahead.begin(pieces);
  }

  @Override
  public void on(Event event, Turn turn) {
    if (turn.fate() == Fate.PAUSED) {
      if (event instanceof Event.MessagePosted posted) {
        hearReport(
            turn,
            new Posting(posted.messageId(), posted.sender(), posted.content(), posted.at(), false));
      }
      return;
    }
    switch (event) {
      case Event.MessagePosted posted ->
          judge(
              turn,
              new Posting(
                  posted.messageId(), posted.sender(), posted.content(), posted.at(), false));
      case Event.MessageEdited edited ->
          judge(
              turn,
              new Posting(
                  edited.messageId(), edited.sender(), edited.content(), edited.at(), true));
      case Event.HelperAnswered answered when answered.feature().equals(NAME) && turn.inGroup() ->
          pictures
              .back(Json.read(answered.payload(), PictureReader.Seen.class), turn)
              .ifPresent(message -> judge(turn, message));
      case Event.MessageRecalled recalled -> Watch.of(turn).recalled(recalled.messageId());
      default -> {}
    }
  }

  private void hearReport(Turn turn, Posting message) {
    turn.published()
        .filter(_ -> !staff.isStaff(message.sender().user()))
        .map(script -> reader(script.pack()))
        .filter(
            reader ->
                Reports.of(
                        reader,
                        message.content(),
                        message.sender().user(),
                        read(reader, turn, message, true))
                    != Purpose.TALK)
        .ifPresent(_ -> reported(turn, message));
  }

  private void judge(Turn turn, Posting message) {
    Optional<Scripts.Script> script = turn.published();
    if (script.isEmpty()) {
      return;
    }
    if (!message.edit() && Watch.of(turn).wasRecalled(message.id())) {
      turn.note(
          "recalled-before",
          Reason.of(NAME, "发的人已经撤回了", "its sender took it back before it came"),
          Mode.LIVE);
      turn.stop();
      return;
    }
    turn.judged();
    Pack pack = script.get().pack();
    RuleReader reader = reader(pack);
    RuleCosts.Sample sample = costs.next(pack.name());
    long begun = sample == null ? 0 : System.nanoTime();
    Reading reading = read(reader, turn, message, sample == null);
    if (sample != null) {
      sample.took(RuleCosts.READING, System.nanoTime() - begun);
    }
    UserId user = message.sender().user();
    Hearing hearing =
        new Hearing(
            reader,
            reading,
            recent.of(turn, reader.ready()),
            new Hearing.Heard(
                message.content(),
                user,
                turn.personOf(user),
                message.sender().role(),
                message.at(),
                turn.now(),
                message.edit(),
                message.late(turn),
                turn.spoken(message.content()).addressed(),
                turn.group().onGuardAt(turn.now())));
    if (staff.isStaff(user)) {
      hearing.asks(waves);
      return;
    }
    Predicate<Ready> asked =
        ready ->
            !turn.group().off(ready.rule.id())
                && (message.shown() == null
                    || (ready.looksAtCodes && !message.shown().hit().contains(ready.rule.id())));
    boolean tells =
        reader.ready().copies().filter(ready -> mode(turn, ready.rule) == Mode.LIVE).isPresent();
    Waves.Wave wave = hearing.copies(waves, asked, tells ? turn.seq() : 0, tells);
    Member known =
        members
            .find(turn.group().id(), user)
            .orElseGet(
                () ->
                    Member.present(
                        turn.group().id(), user, message.sender().name(), message.sender().role()));
    Member member = message.shown() == null ? known : known.after(message.shown().said());
    Carrying carrying = new Carrying(turn, script.get(), message, opinions.on());
    hearing.judge(sample, member, wave, standing(turn, user), asked, carrying::take);
    carrying.end();
    boolean reports = hearing.reports() || (hearing.mayReport() && !carrying.settled());
    if (reports && message.shown() == null) {
      reported(turn, message);
    }
    if (wave.id() != 0 && carrying.dealtWith()) {
      reader
          .ready()
          .copies()
          .ifPresent(
              ready ->
                  turn.tell(
                      Key.BRAND, carrying.copy(ready.rule, wave, reading.fingerprint().hash())));
    }
    if (message.shown() == null
        && !carrying.over()
        && reader.ready().rules().stream()
            .anyMatch(ready -> ready.looksAtCodes && asked.test(ready))) {
      pictures.ask(turn, message, member.messages(), carrying.hit());
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

  /** Whether a rule acts in the group of the turn, or only observes. */
  static Mode mode(Turn turn, Rule rule) {
    return mode(turn.group(), rule);
  }

  static Mode mode(Group group, Rule rule) {
    return rule.observe() ? Mode.OBSERVED : group.stageOf(rule.id()).and(group.stage());
  }

  /**
   * @param aheadWillDo whether what was read ahead will do; else it is read here, to see how long
   *     it takes
   */
  private Reading read(RuleReader reader, Turn turn, Posting message, boolean aheadWillDo) {
    TextLessons learned = lessons.learned();
    if (likeness != null) {
      likeness.learned(learned);
    }
    String text = message.content().text();
    String own = names.without(turn.group().id(), message.content());
    ReadAhead.Piece piece = aheadWillDo ? begun.get(own) : null;
    Reading known = piece == null ? null : piece.take(reader.ready(), learned);
    Reading reading = MentionedNames.counted(known == null ? reader.read(own) : known, own, text);
    Optional<Labels.Label> label = labels.of(message.id());
    return (label.isPresent() ? reader.labelled(reading, label.get()) : reading)
        .showing(message.codes());
  }

  /** Who points staff to what another did does nothing wrong, whatever words that takes. */
  private static void reported(Turn turn, Posting message) {
    Optional<Segment.Quote> quote = Reports.quoted(message.content(), message.sender().user());
    turn.note(
        "reported",
        Reason.of(NAME, "成员举报，转给工作人员", "a member's report: passed on to staff"),
        Mode.LIVE);
    // It acts on nobody: also where the group is only observed.
    StaffNews.ofReport(
        turn,
        message.sender(),
        message.content().text(),
        quote.map(Segment.Quote::excerpt).orElse(""),
        quote
            .map(Segment.Quote::sender)
            .or(() -> message.content().first(Segment.Mention.class).map(Segment.Mention::user))
            .map(UserId::toString)
            .orElse(""));
  }

  /** One for all packs: it holds a megabyte of its own. */
  private TextLikeness likeness() {
    if (likeness == null) {
      likeness = new TextLikeness();
      likeness.learned(lessons.learned());
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
      known = new RuleReader(new ReadyRules(pack), this::likeness);
      readers.put(pack, known);
    }
    return known;
  }
}
