package dev.steward.engine.polls;

import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.polls.BallotReader.Reading;
import dev.steward.engine.polls.BallotSaid.Via;
import dev.steward.engine.polls.BallotSaid.What;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Poll;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A person's side of polls: ballots in private, where each sees the options in an order of their
 * own, and {@code 我的投票}. Looks at the polls only when a text can be a ballot.
 */
public final class PrivateBallots implements Feature {
  private static final Pattern NUMBERED = Pattern.compile("(?s)[#＃]\\s*([0-9]{1,9})[\\s:：]*(.*)");
  private static final Pattern ANSWER = Pattern.compile("(?is)(?:答|answer)[\\s:：]+(.+)");

  private final MyPolls all;
  private final Seals seals;
  private final Gathering gathering = new Gathering();

  public PrivateBallots(Seals seals, TurnContext context) {
    all = new MyPolls(context);
    this.seals = seals;
  }

  @Override
  public String name() {
    return "private-ballots";
  }

  /** A private message may be an anonymous ballot. */
  @Override
  public boolean mayBeSecret(Event event) {
    return event instanceof Event.PrivateMessagePosted;
  }

  @Override
  public void on(Event event, Turn turn) {
    switch (event) {
      case Event.PrivateMessagePosted posted -> heard(posted, turn);
      case Event.ButtonPressed pressed when pressed.group() == null ->
          PollButtons.read(pressed.value()).ifPresent(press -> pressed(pressed, press, turn));
      default -> {}
    }
  }

  private void heard(Event.PrivateMessagePosted posted, Turn turn) {
    String text = Aim.words(posted.content());
    if (text.isEmpty()) {
      return;
    }
    UserId user = posted.sender().user();
    String plain = Spoken.plain(text);
    if (List.of("我的投票", "my votes", "my ballots").contains(plain)) {
      turn.tell(
          Key.BRAND,
          new MyBallotsAsked(
              turn.key().id(), user, null, plain.startsWith("my") ? Language.EN : Language.ZH));
      turn.stop();
      return;
    }
    List<MyPolls.Mine> polls = all.of(user, turn);
    Matcher numbered = NUMBERED.matcher(text);
    if (numbered.matches()) {
      numbered(Long.parseLong(numbered.group(1)), numbered.group(2), polls, user, turn);
      return;
    }
    if (polls.isEmpty()) {
      nothing(plain, user, turn);
      return;
    }
    if (List.of("投票", "poll", "polls").contains(plain)) {
      polls.forEach(mine -> show(mine, user, turn));
    } else if (plain.startsWith("撤回投票") || plain.startsWith("take back vote")) {
      withdraw(plain, polls, user, turn);
    } else {
      guess(text, polls, user, turn);
      return;
    }
    turn.stop();
  }

  /** Nothing is open: said to whoever asks for polls, and to nobody else. */
  private static void nothing(String plain, UserId user, Turn turn) {
    boolean zh = plain.equals("投票") || plain.equals("撤回投票");
    if (zh || List.of("poll", "polls", "take back vote").contains(plain)) {
      turn.act(
          new Action.SendPrivate(
              null, user, Content.of(PollTexts.nothing(zh ? Language.ZH : Language.EN)), List.of()),
          Reason.of("polls", "有人问起投票，现在没有", "somebody asked for polls, there are none"),
          Mode.LIVE);
      turn.stop();
    }
  }

  /**
   * Something that names a poll: a ballot for it, or for one that is over. What is said to an
   * anonymous one is never kept, and nobody else reads it, however late it comes.
   */
  private void numbered(
      long number, String said, List<MyPolls.Mine> polls, UserId user, Turn turn) {
    Optional<MyPolls.Mine> open =
        polls.stream().filter(m -> m.row().number() == number).findFirst();
    if (open.isPresent()) {
      vote(open.get(), said, true, user, turn);
      turn.stop();
      return;
    }
    Optional<PollData.Row> over = all.find(number);
    if (over.isEmpty()) {
      return;
    }
    Question question = over.get().question();
    if (question.anonymous()) {
      turn.seal();
    } else if (!(BallotReader.read(question, all.order(over.get(), turn), said, true)
        instanceof Reading.Choices)) {
      return;
    }
    over(number, user, turn);
    turn.stop();
  }

  /** Says that a poll is over, to somebody who was asked. */
  private void over(long number, UserId user, Turn turn) {
    Optional<MyPolls.Mine> mine = all.of(number, user, turn);
    if (mine.isPresent()) {
      tell(mine.get(), BallotAnswered.Result.CLOSED, null, user, turn);
    } else {
      turn.note(
          "ballot-closed",
          Reason.of("polls", "投票已经结束，没有记", "the poll is over, nothing was counted"),
          Mode.LIVE);
    }
  }

  /** Something that names no poll: a ballot if there is one poll that it can be for. */
  private void guess(String text, List<MyPolls.Mine> polls, UserId user, Turn turn) {
    Matcher answer = ANSWER.matcher(text);
    String said = answer.matches() ? answer.group(1) : text;
    List<MyPolls.Mine> fitting =
        polls.stream()
            .filter(
                mine ->
                    mine.row().question().type() == Poll.Type.OPEN
                        ? answer.matches()
                        : BallotReader.read(mine.row().question(), mine.order(), said, false)
                            instanceof Reading.Choices)
            .toList();
    if (fitting.isEmpty()) {
      polls.stream()
          .filter(mine -> mine.row().question().anonymous() && all.buttons(mine).isEmpty())
          .filter(mine -> BallotReader.mayMean(mine.row().question(), text))
          .findFirst()
          .ifPresent(
              mine -> {
                turn.seal();
                tell(mine, BallotAnswered.Result.UNCLEAR, null, user, turn);
                turn.stop();
              });
      return;
    }
    if (fitting.stream().anyMatch(mine -> mine.row().question().anonymous())) {
      turn.seal();
    }
    if (fitting.size() == 1) {
      vote(fitting.getFirst(), said, true, user, turn);
    } else {
      tell(fitting.getLast(), BallotAnswered.Result.WHICH, null, user, turn);
    }
    turn.stop();
  }

  private void vote(MyPolls.Mine mine, String text, boolean meant, UserId user, Turn turn) {
    Question question = mine.row().question();
    if (question.anonymous()) {
      turn.seal();
      if (!all.buttons(mine).isEmpty()) {
        // Where there are buttons, no copy of the words stays on the platform.
        show(mine, user, turn);
        return;
      }
    }
    if (question.randomOrder() && !all.shown(mine.row().number(), turn)) {
      show(mine, user, turn);
      return;
    }
    switch (BallotReader.read(question, mine.order(), text, meant)) {
      case Reading.Choices found -> send(mine, What.CAST, found.positions(), null, user, turn);
      case Reading.Words words -> send(mine, What.CAST, List.of(), words.text(), user, turn);
      case Reading.Unclear unclear -> tell(mine, unclear.result(), text.strip(), user, turn);
      case Reading.None _ -> tell(mine, BallotAnswered.Result.UNCLEAR, null, user, turn);
    }
  }

  private void pressed(Event.ButtonPressed pressed, PollButtons.Press press, Turn turn) {
    UserId user = pressed.sender().user();
    Optional<MyPolls.Mine> mine =
        all.of(user, turn).stream().filter(m -> m.row().number() == press.poll()).findFirst();
    turn.stop();
    if (mine.isPresent() && mine.get().row().question().gathered()) {
      gathered(mine.get(), press, user, turn);
      return;
    }
    if (mine.isEmpty()
        || press.option() == PollButtons.DONE
        || press.option() >= mine.get().row().question().options().size()) {
      over(press.poll(), user, turn);
      return;
    }
    boolean several = mine.get().row().question().type() == Poll.Type.MULTI;
    send(mine.get(), several ? What.TOGGLE : What.CAST, List.of(press.option()), null, user, turn);
  }

  private void gathered(MyPolls.Mine mine, PollButtons.Press press, UserId user, Turn turn) {
    Question question = mine.row().question();
    long poll = mine.row().number();
    Gathering.Done done = gathering.pressed(press, question, poll, user, turn).orElse(null);
    if (done == null) {
      return;
    }
    if (done.trouble() == null) {
      send(mine, What.CAST, done.choices(), null, user, turn);
    } else {
      tell(mine, done.trouble(), null, user, turn);
    }
  }

  private void withdraw(String plain, List<MyPolls.Mine> polls, UserId user, Turn turn) {
    Optional<Long> number = Spoken.number(plain.replaceFirst("^(撤回投票|take back vote)\\s*", ""));
    Optional<MyPolls.Mine> mine =
        number.isPresent()
            ? polls.stream().filter(m -> m.row().number() == number.get()).findFirst()
            : polls.size() == 1 ? Optional.of(polls.getFirst()) : Optional.empty();
    if (mine.isPresent()) {
      send(mine.get(), What.WITHDRAW, List.of(), null, user, turn);
    } else {
      polls.forEach(other -> show(other, user, turn));
    }
  }

  private void send(
      MyPolls.Mine mine,
      What what,
      List<Integer> choices,
      @Nullable String words,
      UserId user,
      Turn turn) {
    boolean secret = mine.row().question().anonymous();
    long poll = mine.row().number();
    String sealed =
        secret && !choices.isEmpty()
            ? seals.find(poll).map(seal -> seal.wrap(choices)).orElse(null)
            : null;
    turn.tell(
        Key.BRAND,
        new BallotSaid(
            poll,
            turn.key().id(),
            user,
            "",
            mine.group(),
            Via.PRIVATE,
            what,
            secret ? List.of() : choices,
            words,
            sealed,
            mine.order()));
  }

  /** Shows a poll in this person's own order. */
  private void show(MyPolls.Mine mine, UserId user, Turn turn) {
    PollData.Row row = mine.row();
    List<Button> under = all.buttons(mine);
    whisper(
        mine.group(),
        user,
        PollTexts.announcement(
            row.number(), row.question(), mine.order(), row.closes(), !under.isEmpty()),
        row,
        under,
        turn);
    all.shows(row.number(), turn);
  }

  /** What became of what they said, when that is no ballot. */
  private static void tell(
      MyPolls.Mine mine,
      BallotAnswered.Result result,
      @Nullable String words,
      UserId user,
      Turn turn) {
    PollData.Row row = mine.row();
    String text = BallotTexts.alone(row.number(), row.question(), result, List.of(), words);
    whisper(mine.group(), user, text, row, List.of(), turn);
  }

  private static void whisper(
      GroupId group, UserId user, String text, PollData.Row row, List<Button> buttons, Turn turn) {
    turn.act(
        new Action.SendPrivate(group, user, Content.of(text), buttons),
        PollBook.reason(
            row.question(),
            row.number(),
            "私下回答投票 #" + row.number(),
            "answers about poll #" + row.number() + " in private"),
        Mode.LIVE);
  }
}
