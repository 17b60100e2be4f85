package dev.steward.engine.rules;

import dev.steward.chat.Action;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.UserId;
import dev.steward.engine.casework.TodoSettled;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Letter;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.members.SharedGroups;
import dev.steward.engine.script.Ladder;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Rule;
import dev.steward.engine.store.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The person's side of the rules: counts strikes over all groups, picks the step of the ladder,
 * keeps the numbered cases, takes them back when staff say so, and answers {@code 我的记录}.
 */
public final class CaseFeature implements Feature {
  private final Cases cases;
  private final Lessons lessons;
  private final SharedBans bans;
  private final Appeals appeals;
  private final TurnContext context;

  public CaseFeature(Cases cases, Lessons lessons, TurnContext context) {
    this.cases = cases;
    this.lessons = lessons;
    this.context = context;
    bans = new SharedBans(context.sql());
    appeals = new Appeals(context.sql());
  }

  @Override
  public String name() {
    return "cases";
  }

  @Override
  public boolean always() {
    return true;
  }

  @Override
  public List<Class<? extends Letter>> letters() {
    return List.of(
        Offence.class, UndoAsked.class, ConfirmAsked.class, RecordAsked.class, MuteLifted.class);
  }

  @Override
  public void on(Letter letter, Turn turn) {
    switch (letter) {
      case Offence offence -> count(offence, turn);
      case UndoAsked asked -> undo(asked, turn);
      case ConfirmAsked asked -> confirm(asked, turn);
      case RecordAsked asked -> tell(asked.group(), asked.user(), turn);
      case MuteLifted lifted -> lift(lifted, turn);
      default -> {}
    }
  }

  private void count(Offence offence, Turn turn) {
    Optional<Long> origin = SharedBans.originOf(offence.messageId());
    if (origin.isPresent() && !bans.holds(origin.get())) {
      turn.note(
          "unshared",
          Reason.of(name(), "共享已收回，不再照办", "the share was taken back meanwhile: nothing follows")
              .withCase(origin.get()),
          Mode.LIVE);
      return;
    }
    String person = turn.key().id();
    Ladder ladder = new Ladder(offence.steps());
    int strikes = cases.strikes(person, offence.mode(), turn.now());
    List<Cases.Case> earlier =
        offence.byHand() || origin.isPresent() ? List.of() : cases.about(offence);
    int counted = earlier.stream().mapToInt(Cases.Case::strike).max().orElse(Sentence.NO_STRIKE);
    int next = counted == Sentence.NO_STRIKE ? strikes + 1 : counted;
    Ladder.Step step = ladder.step(next);
    if (!earlier.stream().allMatch(found -> isHarder(step, found))) {
      // An edit that mends a letter is no second offence, nor is the code in its picture.
      turn.note(
          "counted-before",
          Reason.of(name(), "同一条消息只算一次", "one message counts once"),
          offence.mode());
      return;
    }
    int strike = ladder.strikes() ? next : Sentence.NO_STRIKE;
    long number = context.numbers().next(context.sql(), Numbers.Sequence.CASE);
    Instant until = step.sanction() == Ladder.Sanction.MUTE ? turn.now().plus(step.length()) : null;
    Sentence sentence = new Sentence(number, strike, step, until, offence);
    // An edit into something worse meets with what it would have, had it been said at once.
    turn.then(() -> earlier.forEach(cases::uncount));
    turn.then(() -> cases.open(sentence, person, turn.seq(), turn.now()));
    agreed(number, offence, turn);
    turn.note(
        "strike",
        offence.reason(
            number,
            (ladder.strikes() ? "第" + strike + "次，" : "不计次数，")
                + by(offence, "阶梯：")
                + RuleTexts.step(step, Language.ZH),
            (ladder.strikes() ? "strike " + strike + ", " : "no strike, ")
                + by(offence, "ladder: ")
                + RuleTexts.step(step, Language.EN)),
        offence.mode());
    turn.tell(Key.group(offence.group()), sentence);
  }

  private static boolean isHarder(Ladder.Step step, Cases.Case than) {
    int by = step.sanction().compareTo(than.sanction());
    return by > 0
        || (by == 0
            && than.until() != null
            && step.length().compareTo(Duration.between(than.opened(), than.until())) > 0);
  }

  private static String by(Offence offence, String ladder) {
    return offence.byHand() ? offence.staff() + ": " : ladder;
  }

  private void undo(UndoAsked asked, Turn turn) {
    Optional<Cases.Case> file = cases.find(asked.caseNumber()).filter(found -> !found.undone());
    if (file.isEmpty()) {
      if (asked.from() != null) {
        turn.tell(Key.group(asked.from()), new UndoRefused(asked.caseNumber()));
      }
      return;
    }
    turn.then(() -> cases.undo(asked.caseNumber(), asked.staff(), turn.now()));
    if (asked.wrong()) {
      review(file.get(), false, asked.staff(), turn);
    } else {
      turn.write(sql -> lessons.forget(sql, asked.caseNumber()));
    }
    turn.note(
        "undone",
        Reason.of(
                name(),
                asked.staff() + " 撤销了案件 #" + asked.caseNumber(),
                asked.staff() + " took back case #" + asked.caseNumber())
            .withCase(asked.caseNumber()),
        Mode.LIVE);
    List<String> gone = grants(asked, turn) ? cases.tookAway(file.get()) : List.of();
    cases
        .leftToDo(file.get())
        .forEach(
            action ->
                turn.tell(
                    Key.BRAND,
                    TodoSettled.workOrder(
                        action, asked.staff() + "：撤销了 / took back #" + asked.caseNumber())));
    if (file.get().sanction() == Ladder.Sanction.BAN && bans.isShared(asked.caseNumber())) {
      turn.tell(
          Key.BRAND,
          new ShareAsked(
              ShareAsked.What.WITHDRAW, asked.caseNumber(), "", asked.staff(), asked.from()));
    }
    Undone undone = new Undone(file.get(), asked.staff(), gone, asked.from());
    turn.tell(Key.group(file.get().group()), undone);
    if (asked.from() != null && !asked.from().equals(file.get().group())) {
      turn.tell(Key.group(asked.from()), undone);
    }
  }

  /** Who takes a case back while its member waits for an answer grants the appeal. */
  private boolean grants(UndoAsked asked, Turn turn) {
    Optional<Appeals.Appeal> appeal = appeals.about(turn.key().id(), asked.caseNumber());
    appeal.ifPresent(
        found -> found.settle(asked.staff() + "：撤销了 / took back #" + asked.caseNumber(), turn));
    return asked.wrong() && appeal.isPresent();
  }

  private void confirm(ConfirmAsked asked, Turn turn) {
    Optional<Cases.Case> file = cases.find(asked.caseNumber()).filter(found -> !found.undone());
    if (file.isEmpty()) {
      if (asked.from() != null) {
        turn.tell(Key.group(asked.from()), new UndoRefused(asked.caseNumber()));
      }
      return;
    }
    review(file.get(), true, asked.staff(), turn);
    turn.note(
        "confirmed",
        Reason.of(
                name(),
                asked.staff() + " 确认了案件 #" + asked.caseNumber(),
                asked.staff() + " confirmed case #" + asked.caseNumber())
            .withCase(asked.caseNumber()),
        Mode.LIVE);
    if (asked.from() != null) {
      turn.tell(Key.group(asked.from()), new Confirmed(asked.caseNumber()));
    }
  }

  private void review(Cases.Case file, boolean violates, String login, Turn turn) {
    boolean byText = rule(file.pack(), file.rule()).filter(CaseFeature::isOfTexts).isPresent();
    turn.write(sql -> lessons.review(sql, file.number(), violates, byText, login, turn.now()));
  }

  /** Who agrees that a rule applies has looked at the case. */
  private void agreed(long number, Offence offence, Turn turn) {
    String login = offence.staff();
    Optional<Rule> rule = rule(offence.pack(), offence.rule());
    if (login != null && rule.isPresent()) {
      boolean byText = isOfTexts(rule.get());
      turn.write(sql -> lessons.review(sql, number, true, byText, login, turn.now()));
    }
  }

  private Optional<Rule> rule(String pack, String id) {
    return context.scripts().script(pack).stream()
        .flatMap(script -> script.pack().rules().rules().stream())
        .filter(rule -> rule.id().equals(id))
        .findFirst();
  }

  /** Only what was judged by its text says something about texts: no flood, no link, no copy. */
  private static boolean isOfTexts(Rule rule) {
    return Purposes.byText(rule.check());
  }

  @Override
  public void on(Event event, Turn turn) {
    switch (event) {
      case Event.PrivateMessagePosted posted
          when RuleCommands.isRecord(Spoken.plain(posted.content().text())) -> {
        tell(null, posted.sender().user(), turn);
        turn.stop();
      }
      case Event.MuteChanged changed when changed.until() == null && !isUs(changed.by(), turn) ->
          turn.tell(
              Key.person(turn.personOf(changed.user())),
              new MuteLifted(changed.group(), changed.user(), turn.now()));
      default -> {}
    }
  }

  private static boolean isUs(@Nullable UserId by, Turn turn) {
    return by != null && turn.isUs(by);
  }

  /**
   * An admin ended a mute without Steward: it is over, and nothing brings it back. The case and its
   * strike hold; whether they are right is a question of their own.
   */
  private void lift(MuteLifted lifted, Turn turn) {
    for (long number : cases.muting(turn.key().id(), lifted.group(), lifted.user(), lifted.at())) {
      turn.then(() -> cases.lift(number, lifted.at()));
      turn.note(
          "mute-lifted",
          Reason.of(
                  name(), "管理员在平台上提前解除了禁言", "an admin ended the mute early, on the platform itself")
              .withCase(number),
          Mode.LIVE);
    }
  }

  private void tell(@Nullable GroupId group, UserId user, Turn turn) {
    Language language =
        Optional.ofNullable(group)
            .flatMap(id -> context.groups().peek(id))
            .or(() -> new SharedGroups(context).of(user).stream().findFirst())
            .flatMap(found -> found.script(context.scripts()))
            .map(script -> script.pack().language())
            .orElse(Language.ZH);
    String text = MyRecord.text(context, turn.key().id(), language);
    turn.act(
        new Action.SendPrivate(group, user, Content.of(text), List.of()),
        Reason.of(name(), "本人查询自己的记录", "a member asked for their own record").alone(),
        Mode.LIVE);
  }
}
