package dev.steward.engine.rules;

import dev.steward.chat.Action;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Fate;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Letter;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.members.Member;
import dev.steward.engine.members.Members;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.script.Binding;
import dev.steward.engine.script.Clause;
import dev.steward.engine.script.Ladder;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Rule;
import dev.steward.engine.script.RuleBook;
import dev.steward.engine.store.Sql;
import dev.steward.engine.text.Masking;
import dev.steward.engine.text.TextLikeness;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges messages by the group's rules, and carries out what the ladder says.
 *
 * <p>The group finds a violation and takes the message away; the person's key counts the strike
 * over all groups and picks the step ({@link CaseFeature}); the group then warns, mutes, kicks or
 * bans. A rule that is not live yet only records what it would have done, and the next rules are
 * asked as well.
 */
public final class RulesFeature implements Feature {
  static final String NAME = "rules";
  private static final int MOST_READERS = 64;

  private final Cases cases;
  private final Members members;
  private final StaffBook staff;
  private final Recent recent;
  private final IdentityHashMap<Pack, RuleReader> readers = new IdentityHashMap<>();
  private @Nullable TextLikeness likeness;

  public RulesFeature(Cases cases, Members members, StaffBook staff, Sql sql) {
    this.cases = cases;
    this.members = members;
    this.staff = staff;
    recent = new Recent(sql);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Class<? extends Letter>> letters() {
    return List.of(Sentence.class, Undone.class, UndoRefused.class);
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
      default -> {}
    }
  }

  private record Message(String id, Sender sender, Content content, Instant at, boolean edit) {}

  private void judge(Turn turn, Message message) {
    Optional<Scripts.Script> script = turn.published();
    if (script.isEmpty()) {
      return;
    }
    Pack pack = script.get().pack();
    RuleReader reader = reader(pack);
    RuleReader.Reading reading = reader.read(message.content.text());
    UserId user = message.sender.user();
    Recent.OfGroup posted = recent.of(turn, reader);
    Chain chain = new Chain(reading.text(), posted.lastChain());
    if (chain.mayBe()) {
      posted.chain(reading.text());
    }
    // What the brand asked for is no flood, nor does it add to one.
    boolean asked = chain.is() || reader.repeatable(reading.fingerprint());
    if (!message.edit && !asked) {
      posted.add(user, message.at, turn.now(), reading.fingerprint(), reader);
    }
    if (staff.isStaff(user)) {
      return;
    }
    Member member =
        members
            .find(turn.group().id(), user)
            .orElseGet(
                () ->
                    Member.present(
                        turn.group().id(), user, message.sender.name(), message.sender.role()));
    Findings.Subject subject =
        new Findings.Subject(
            message.content,
            reading,
            user,
            message.sender.role(),
            member,
            posted,
            message.edit,
            chain,
            turn.spoken(message.content).addressed(),
            false,
            message.at,
            turn.now(),
            () -> cases.strikes(turn.personOf(user), Mode.LIVE, turn.now()));
    for (RuleReader.Ready ready : reader.rules()) {
      if (turn.group().off(ready.rule.id())) {
        continue;
      }
      Optional<Findings.Found> found = Findings.check(ready, subject, reader);
      if (found.isPresent() && Findings.conditions(ready, subject, pack.zone())) {
        if (spared(turn, pack, ready.rule, message.content.text())) {
          continue;
        }
        Mode mode = turn.group().stageOf(ready.rule.id()).and(turn.group().stage());
        act(turn, script.get(), ready.rule, found.get(), message, mode);
        if (mode == Mode.LIVE) {
          return;
        }
      }
    }
  }

  /** A complaint goes free, and that is noted. */
  private static boolean spared(Turn turn, Pack pack, Rule rule, String text) {
    if (turn.group().off(Binding.PRICES) || !ComplaintGuard.spares(pack, rule, text)) {
      return false;
    }
    turn.note(
        "complaint-spared",
        new Reason(
            NAME,
            "这是一句投诉，不按规则处理",
            "this is a complaint: no rule is applied to its words",
            pack.name(),
            0,
            rule.id(),
            rule.mark().toString(),
            0,
            List.of(),
            null),
        Mode.LIVE);
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

  private void act(
      Turn turn,
      Scripts.Script script,
      Rule rule,
      Findings.Found found,
      Message message,
      Mode mode) {
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
    if (rule.delete()) {
      turn.act(new Action.DeleteMessage(turn.group().id(), message.id), reason, mode);
    }
    if (mode == Mode.LIVE) {
      turn.stop();
    }
    if (!found.offence()) {
      turn.note("rest-of-burst", reason, mode);
    } else if (turn.fate() == Fate.STALE) {
      turn.note("stale-not-punished", reason, mode);
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
    String text = message.content.text();
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
        rule.notice());
  }

  @Override
  public void on(Letter letter, Turn turn) {
    switch (letter) {
      case Sentence sentence -> carryOut(sentence, turn);
      case Undone undone -> undo(undone, turn);
      case UndoRefused refused -> {
        String text =
            turn.language()
                .pick(
                    "没有找到可以撤销的案件 #" + refused.caseNumber() + "，或它已经撤销过了。",
                    "There is no case #"
                        + refused.caseNumber()
                        + " to undo, or it is undone already.");
        turn.actForStaff(
            Action.SendMessage.of(turn.group().id(), text),
            Reason.of(NAME, "回答工作人员", "answers staff"));
      }
      default -> {}
    }
  }

  private void carryOut(Sentence sentence, Turn turn) {
    Offence offence = sentence.offence();
    Reason reason =
        offence.reason(
            sentence.caseNumber(),
            "第" + sentence.strike() + "次违规，群规第" + offence.clause() + "条",
            "strike " + sentence.strike() + ", group rule " + offence.clause());
    GroupId group = offence.group();
    UserId user = offence.user();
    switch (sentence.step().sanction()) {
      case NONE, WARN -> {}
      case MUTE ->
          turn.act(
              new Action.MuteMember(group, user, Objects.requireNonNull(sentence.until())),
              reason,
              offence.mode());
      case KICK -> turn.act(new Action.KickMember(group, user), reason, offence.mode());
      case BAN -> turn.act(new Action.BanMember(group, user), reason, offence.mode());
    }
    if (sentence.step().sanction() != Ladder.Sanction.NONE) {
      Content warning = RuleTexts.warning(sentence, turn);
      turn.act(new Action.SendMessage(group, warning, null, List.of()), reason, offence.mode());
    }
  }

  private String name(Cases.Case file) {
    return members.find(file.group(), file.user()).map(Member::name).orElse(file.user().id());
  }

  private void undo(Undone undone, Turn turn) {
    Cases.Case file = undone.undone();
    Reason reason =
        Reason.of(NAME, "工作人员撤销了案件 #" + file.number(), "staff took back case #" + file.number())
            .withCase(file.number());
    boolean here = turn.group().id().equals(file.group());
    if (here && file.mode() == Mode.LIVE) {
      switch (file.sanction()) {
        case MUTE -> {
          if (file.until() != null && file.until().isAfter(turn.now())) {
            turn.actForStaff(new Action.UnmuteMember(file.group(), file.user()), reason);
          }
        }
        case BAN -> turn.actForStaff(new Action.UnbanMember(file.group(), file.user()), reason);
        case NONE, WARN, KICK -> {}
      }
      turn.actForStaff(
          new Action.SendMessage(
              file.group(), RuleTexts.undone(file, name(file), turn), null, List.of()),
          reason);
    } else if (undone.from() != null && undone.from().equals(turn.group().id())) {
      turn.actForStaff(
          Action.SendMessage.of(
              undone.from(), turn.language().pick("已撤销 #", "Undone: #") + file.number()),
          reason);
    }
  }
}
