package dev.steward.engine.rules;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.UserId;
import dev.steward.engine.casework.SuggestionAnswered;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Letter;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.members.Member;
import dev.steward.engine.members.Members;
import dev.steward.engine.script.Ladder;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.RuleBook;
import dev.steward.engine.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Carries out in the group what the person's key decided: warns, mutes, kicks or bans, and takes it
 * back.
 */
public final class SanctionFeature implements Feature {
  private static final String NAME = RulesFeature.NAME;

  /** What was on its way when a mute began. */
  private static final Duration AT_ONCE = Duration.ofMinutes(2);

  private final Cases cases;
  private final Members members;
  private final Lessons lessons;

  public SanctionFeature(Cases cases, Members members, Lessons lessons) {
    this.cases = cases;
    this.members = members;
    this.lessons = lessons;
  }

  @Override
  public String name() {
    return "sanctions";
  }

  @Override
  public List<Class<? extends Letter>> letters() {
    return List.of(
        Sentence.class,
        Undone.class,
        UndoRefused.class,
        OwnAppeal.class,
        Confirmed.class,
        Lifted.class,
        SuggestionAnswered.class);
  }

  @Override
  public void on(Letter letter, Turn turn) {
    switch (letter) {
      case Sentence sentence -> carryOut(sentence, turn);
      case Undone undone -> undo(undone, turn);
      case SuggestionAnswered answered -> answered(answered, turn);
      case Confirmed confirmed ->
          turn.actForStaff(
              Action.SendMessage.of(
                  turn.group().id(),
                  turn.language()
                      .pick(
                          "已确认 #" + confirmed.caseNumber() + "，以后会记得。",
                          "Confirmed #" + confirmed.caseNumber() + ", and remembered.")),
              Reason.of(NAME, "回答工作人员", "answers staff"));
      case Lifted lifted ->
          turn.actForStaff(
              new Action.UnmuteMember(turn.group().id(), lifted.user()),
              Reason.of(NAME, "工作人员解除了禁言", "staff lifted the mute"));
      case UndoRefused refused -> {
        String text =
            turn.language()
                .pick(
                    "没有找到案件 #" + refused.caseNumber() + "，或它已经撤销过了。",
                    "There is no case #" + refused.caseNumber() + ", or it is undone already.");
        turn.actForStaff(
            Action.SendMessage.of(turn.group().id(), text),
            Reason.of(NAME, "回答工作人员", "answers staff"));
      }
      case OwnAppeal own ->
          turn.actForStaff(
              Action.SendMessage.of(
                  turn.group().id(),
                  turn.language()
                      .pick(
                          "#" + own.caseNumber() + " 是你自己处理的，请另一位同事来看这个申诉。",
                          "You handled #"
                              + own.caseNumber()
                              + " yourself; please let a colleague look at the appeal.")),
              Reason.of(NAME, "申诉要由另一个人看", "somebody else decides about an appeal"));
      default -> {}
    }
  }

  /** Staff were asked whether a rule should act. */
  private void answered(SuggestionAnswered answered, Turn turn) {
    Suggestion suggestion = Json.read(answered.request(), Suggestion.class);
    Offence offence = suggestion.offence();
    if (!answered.yes()) {
      turn.note(
          "left-alone",
          Reason.of(
              NAME, answered.staff() + " 说不用处理", answered.staff() + " said to leave it alone"),
          Mode.LIVE);
      if (suggestion.byText()) {
        turn.write(lessons::learn);
      }
      return;
    }
    if (suggestion.delete()) {
      turn.actForStaff(
          new Action.DeleteMessage(offence.group(), offence.messageId()),
          Reason.of(
              NAME,
              answered.staff() + " 同意按群规第" + offence.clause() + "条处理",
              answered.staff() + " agreed that group rule " + offence.clause() + " applies"));
    }
    turn.tell(Key.person(turn.personOf(offence.user())), offence.agreed(answered.staff()));
  }

  private void carryOut(Sentence sentence, Turn turn) {
    Offence offence = sentence.offence();
    boolean follows = SharedBans.originOf(offence.messageId()).isPresent();
    Reason reason =
        offence.byHand()
            ? offence.reason(
                sentence.caseNumber(),
                follows ? offence.staff() + " 同意或共享的封禁" : offence.staff() + " 亲自处理",
                follows
                    ? "a shared ban, shared or agreed to by " + offence.staff()
                    : "ordered by " + offence.staff())
            : offence.reason(
                sentence.caseNumber(),
                "第" + sentence.strike() + "次违规，群规第" + offence.clause() + "条",
                "strike " + sentence.strike() + ", group rule " + offence.clause());
    GroupId group = offence.group();
    UserId user = offence.user();
    switch (sentence.step().sanction()) {
      case NONE, WARN -> {}
      case MUTE ->
          act(turn, new Action.MuteMember(group, user, until(sentence, turn)), reason, offence);
      case KICK -> act(turn, new Action.KickMember(group, user), reason, offence);
      case BAN -> act(turn, new Action.BanMember(group, user), reason, offence);
    }
    boolean live = offence.mode() == Mode.LIVE && turn.group().stage() == Mode.LIVE;
    if (live && (follows || !offence.byHand()) && (offence.tell() || leaves(sentence.step()))) {
      StaffNews.ofCase(
          turn,
          sentence,
          RuleTexts.step(sentence.step(), Language.ZH),
          RuleTexts.step(sentence.step(), Language.EN));
    }
    if (sentence.step().sanction() != Ladder.Sanction.NONE && speaks(sentence, turn)) {
      Content warning = RuleTexts.warning(sentence, turn);
      act(turn, new Action.SendMessage(group, warning, null, List.of()), reason, offence);
    }
  }

  /**
   * A rule makes no mute shorter that holds already; staff may. What was said after a mute began
   * shows that it did not hold.
   */
  private Instant until(Sentence sentence, Turn turn) {
    Instant until = Objects.requireNonNull(sentence.until());
    Offence offence = sentence.offence();
    return offence.byHand()
        ? until
        : cases
            .mutedUntil(
                turn.personOf(offence.user()),
                offence.group(),
                offence.user(),
                sentence.caseNumber(),
                offence.at().minus(AT_ONCE),
                turn.now())
            .filter(longer -> longer.isAfter(until))
            .orElse(until);
  }

  /** What staff order by hand is done in a group that is only observed, too. */
  private static void act(Turn turn, Action action, Reason reason, Offence offence) {
    if (offence.byHand()) {
      turn.actForStaff(action, reason);
    } else {
      turn.act(action, reason, offence.mode());
    }
  }

  private static boolean leaves(Ladder.Step step) {
    return step.sanction() == Ladder.Sanction.KICK || step.sanction() == Ladder.Sanction.BAN;
  }

  /** In a raid what Steward says would be the flood: beyond the pack's limit it acts in silence. */
  private static boolean speaks(Sentence sentence, Turn turn) {
    RuleBook.Warnings limit =
        turn.published()
            .map(script -> script.pack().rules().warnings())
            .orElse(RuleBook.Warnings.USUAL);
    Watch watch = Watch.of(turn);
    if (sentence.offence().byHand()
        || sentence.offence().mode() != Mode.LIVE
        || turn.group().stage() != Mode.LIVE) {
      return true; // staff want it said, or it is only noted what would be
    }
    boolean speaks =
        sentence.step().sanction() == Ladder.Sanction.WARN
            ? watch.mayWarn(turn.now(), limit)
            : watch.mayTalk(turn.now(), limit);
    if (!speaks) {
      turn.note(
          "warning-capped",
          sentence
              .offence()
              .reason(
                  sentence.caseNumber(),
                  "刚才已经提醒了 " + limit.most() + " 次，这一次只处理、不说",
                  "warned " + limit.most() + " times just now: this time it acts without a word"),
          sentence.offence().mode());
    }
    return speaks;
  }

  private String name(Cases.Case file) {
    return members.find(file.group(), file.user()).map(Member::name).orElse(file.user().id());
  }

  /** Taking back one mute or ban leaves another that holds. */
  private void undo(Undone undone, Turn turn) {
    Cases.Case file = undone.undone();
    Reason reason =
        Reason.of(NAME, "工作人员撤销了案件 #" + file.number(), "staff took back case #" + file.number())
            .withCase(file.number());
    boolean here = turn.group().id().equals(file.group());
    if (here && file.mode() == Mode.LIVE) {
      boolean free = true;
      switch (file.sanction()) {
        case MUTE -> {
          if (file.mutes(turn.now())) {
            Optional<Instant> still =
                cases.mutedUntil(
                    file.person(),
                    file.group(),
                    file.user(),
                    file.number(),
                    Instant.EPOCH,
                    turn.now());
            free = still.isEmpty();
            turn.actForStaff(
                still
                    .<Action>map(until -> new Action.MuteMember(file.group(), file.user(), until))
                    .orElseGet(() -> new Action.UnmuteMember(file.group(), file.user())),
                reason);
          }
        }
        case BAN -> {
          free = !cases.banned(file);
          if (free) {
            turn.actForStaff(new Action.UnbanMember(file.group(), file.user()), reason);
          }
        }
        case NONE, WARN, KICK -> {}
      }
      turn.actForStaff(
          new Action.SendMessage(
              file.group(), RuleTexts.undone(file, name(file), free, turn), null, List.of()),
          reason);
      boolean away =
          file.sanction() == Ladder.Sanction.BAN || file.sanction() == Ladder.Sanction.KICK;
      if (away && turn.group().can(Capability.PRIVATE)) {
        // Who was sent away does not read it in the group.
        turn.actForStaff(
            new Action.SendPrivate(
                null, file.user(), RuleTexts.undone(file, name(file), free, turn), List.of()),
            reason);
      }
      List<String> again =
          Objects.requireNonNullElse(undone.again(), List.<String>of()).stream()
              .map(Offence::words)
              .filter(words -> !words.isBlank())
              .toList();
      if (!again.isEmpty()) {
        turn.actForStaff(
            new Action.SendMessage(
                file.group(), RuleTexts.saidAgain(file, name(file), again, turn), null, List.of()),
            reason);
      }
    } else if (undone.from() != null && undone.from().equals(turn.group().id())) {
      turn.actForStaff(
          Action.SendMessage.of(
              undone.from(), turn.language().pick("已撤销 #", "Undone: #") + file.number()),
          reason);
    }
  }
}
