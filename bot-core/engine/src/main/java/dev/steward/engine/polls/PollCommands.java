package dev.steward.engine.polls;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Key;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.polls.BallotReader.Reading;
import dev.steward.engine.polls.BallotSaid.Via;
import dev.steward.engine.polls.BallotSaid.What;
import dev.steward.engine.script.Poll;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is typed about polls in a group: {@code 投票 …} and {@code 结束投票} by staff; {@code 投票}, {@code
 * 投票结果}, {@code 我的投票}, {@code 撤回投票}, {@code 答 …} and replies to a poll by members.
 */
public final class PollCommands {
  private static final Pattern ASKING = Pattern.compile("(?is)(?:发起投票|投票|投票吧|poll)[\\s:：]+(.+)");
  private static final Pattern ANSWER = Pattern.compile("(?is)(?:答|answer)[\\s:：]+(.+)");

  private final StaffBook staff;
  private final TurnContext context;

  public PollCommands(StaffBook staff, TurnContext context) {
    this.staff = staff;
    this.context = context;
  }

  void heard(Event.MessagePosted posted, Turn turn) {
    String text = Aim.words(posted.content());
    if (text.isEmpty()) {
      return;
    }
    Optional<String> login = staff.loginOf(posted.sender().user());
    if (login.isPresent()) {
      Matcher asking = ASKING.matcher(text);
      if (asking.matches()) {
        PollAsking.ask(posted, asking.group(1).strip(), login.get(), turn);
        turn.stop();
        return;
      }
    }
    Spoken spoken = turn.spoken(posted.content());
    if (spoken.is("我的投票", "my votes", "my ballots")) {
      mine(posted, turn);
      turn.stop();
      return;
    }
    OpenHere open = BallotFeature.open(turn, context);
    if (open.none()) {
      if (spoken.is(
          "投票", "poll", "polls", "投票结果", "投票結果", "poll results", "撤回投票", "take back vote")) {
        nothing(posted, turn);
        turn.stop();
      }
      return;
    }
    if (login.isPresent() && spoken.after("结束投票", "結束投票", "end poll").isPresent()) {
      PollAsking.stop(
          posted, spoken.after("结束投票", "結束投票", "end poll").get(), login.get(), open, turn);
    } else if (spoken.is("投票", "poll", "polls")) {
      open.polls().forEach(here -> again(here, posted, turn));
    } else if (spoken.after("投票结果", "投票結果", "poll results").isPresent()) {
      results(posted, spoken.after("投票结果", "投票結果", "poll results").get(), open, turn);
    } else if (spoken.after("撤回投票", "take back vote").isPresent()) {
      withdraw(posted, spoken.after("撤回投票", "take back vote").get(), open, turn);
    } else if (!answered(posted, text, open, turn)) {
      return;
    }
    turn.stop();
  }

  /** The poll that is named, or the only one. */
  static Optional<OpenHere.Here> which(String argument, OpenHere open) {
    Optional<Long> number = Spoken.number(argument);
    if (number.isPresent()) {
      return open.find(number.get());
    }
    return open.polls().size() == 1 ? Optional.of(open.polls().getFirst()) : Optional.empty();
  }

  private static void nothing(Event.MessagePosted posted, Turn turn) {
    turn.act(
        new Action.SendMessage(
            turn.group().id(),
            Content.of(PollTexts.nothing(turn.language())),
            turn.group().can(Capability.REPLY) ? posted.messageId() : null,
            List.of()),
        Reason.of(PollFeature.NAME, "有人问起投票，现在没有", "somebody asked for polls, there are none"),
        Mode.LIVE);
  }

  private static void again(OpenHere.Here here, Event.MessagePosted posted, Turn turn) {
    String text =
        here.platform.isEmpty()
            ? PollTexts.announcement(
                here.number,
                here.question,
                here.order,
                here.closes,
                PollVoice.buttons(turn, here.number, here.question, here.order))
            : PollTexts.elsewhere(here.number, here.question, here.closes);
    turn.act(
        PollVoice.again(turn, here, text, posted.messageId()),
        PollBook.reason(
            here.question,
            here.number,
            "有人问起投票 #" + here.number,
            "somebody asked for poll #" + here.number),
        Mode.LIVE);
  }

  private void results(Event.MessagePosted posted, String argument, OpenHere open, Turn turn) {
    Optional<OpenHere.Here> here = which(argument, open);
    if (here.isPresent() && here.get().question.live()) {
      turn.tell(Key.BRAND, new ResultsAsked(here.get().number, turn.group().id()));
      return;
    }
    turn.act(
        new Action.SendMessage(
            turn.group().id(),
            Content.of(
                turn.language().pick("结果在投票结束后公布。", "The results are told when the poll is over.")),
            turn.group().can(Capability.REPLY) ? posted.messageId() : null,
            List.of()),
        Reason.of(PollFeature.NAME, "结果还不公开", "the results are not told yet"),
        Mode.LIVE);
  }

  /** The results that were asked for have come. */
  void told(ResultsTold told, Turn turn) {
    BallotFeature.open(turn, context)
        .find(told.poll())
        .ifPresent(
            here ->
                turn.act(
                    Action.SendMessage.of(turn.group().id(), told.text()),
                    PollBook.reason(
                        here.question,
                        here.number,
                        "有人问投票 #" + here.number + " 的结果",
                        "somebody asked how poll #" + here.number + " stands"),
                    Mode.LIVE));
  }

  private void mine(Event.MessagePosted posted, Turn turn) {
    UserId user = posted.sender().user();
    if (turn.group().can(Capability.PRIVATE)) {
      if (turn.mayAnswerAlone()) {
        turn.tell(
            Key.BRAND,
            new MyBallotsAsked(turn.personOf(user), user, turn.group().id(), turn.language()));
      }
    } else {
      turn.act(
          Action.SendMessage.of(
              turn.group().id(),
              turn.language().pick("这里不能单独发消息给你。", "I can't write to you alone here.")),
          Reason.of(PollFeature.NAME, "平台不能私聊", "the platform has no private messages"),
          Mode.LIVE);
    }
  }

  private void withdraw(Event.MessagePosted posted, String argument, OpenHere open, Turn turn) {
    Optional<OpenHere.Here> here = which(argument, open);
    UserId user = posted.sender().user();
    String name = posted.sender().name();
    if (here.isEmpty()) {
      long latest = open.polls().getLast().number;
      BallotFeature.answer(turn, latest, user, name, BallotAnswered.Result.WHICH, false);
    } else {
      send(posted, here.get(), What.WITHDRAW, List.of(), null, turn);
    }
  }

  /** An answer in words, or a reply to a poll that can't be read; false when it is neither. */
  private boolean answered(Event.MessagePosted posted, String text, OpenHere open, Turn turn) {
    Matcher answer = ANSWER.matcher(text);
    Optional<Aim> aim =
        open.heardOften(posted.sender().user())
            ? Aim.of(posted.content(), text, open, turn)
            : Aim.meant(posted.content(), text, open, turn);
    if (aim.isPresent() && chose(posted, aim.get(), open, turn)) {
      return true;
    }
    if (aim.isPresent() && aim.get().meant()) {
      return words(
          posted, aim.get().here(), answer.matches() ? answer.group(1) : aim.get().words(), turn);
    }
    if (!answer.matches()) {
      return false;
    }
    List<OpenHere.Here> questions =
        open.polls().stream().filter(here -> here.question.type() == Poll.Type.OPEN).toList();
    if (questions.isEmpty()) {
      return false;
    }
    if (questions.size() > 1) {
      BallotFeature.answer(
          turn,
          questions.getLast().number,
          posted.sender().user(),
          posted.sender().name(),
          BallotAnswered.Result.WHICH,
          false);
    } else {
      return words(posted, questions.getFirst(), answer.group(1), turn);
    }
    return true;
  }

  /** Takes an answer in words, or says why it can't be one; false when it is neither. */
  private static boolean words(
      Event.MessagePosted posted, OpenHere.Here here, String said, Turn turn) {
    switch (BallotReader.read(here.question, here.order, said, true)) {
      case Reading.Words words -> send(posted, here, What.CAST, List.of(), words.text(), turn);
      case Reading.Unclear unclear -> unclear(posted, here, unclear.result(), said.strip(), turn);
      case Reading.Choices _, Reading.None _ -> {
        return false;
      }
    }
    return true;
  }

  /** That an answer is too long is said to whoever wrote it alone, where that can be. */
  private static void unclear(
      Event.MessagePosted posted,
      OpenHere.Here here,
      BallotAnswered.Result result,
      String said,
      Turn turn) {
    UserId user = posted.sender().user();
    if (result == BallotAnswered.Result.TOO_LONG && turn.group().can(Capability.PRIVATE)) {
      turn.act(
          new Action.SendPrivate(
              turn.group().id(),
              user,
              Content.of(BallotTexts.alone(here.number, here.question, result, List.of(), said)),
              List.of()),
          PollBook.reason(
                  here.question,
                  here.number,
                  "投票 #" + here.number + "：" + BallotWords.of(result, true),
                  "poll #" + here.number + ": " + BallotWords.of(result, false))
              .alone(),
          Mode.LIVE);
    } else {
      BallotFeature.answer(
          turn, here.number, user, posted.sender().name(), result, here.question.anonymous());
    }
  }

  /** A ballot of somebody who goes on changing, once the rules have let it pass. */
  private static boolean chose(Event.MessagePosted posted, Aim aim, OpenHere open, Turn turn) {
    OpenHere.Here here = aim.here();
    if (!here.question.anonymous()
        && BallotReader.read(here.question, here.order, aim.words(), aim.meant())
            instanceof Reading.Choices found
        && (aim.meant()
            || (found.explicit() && open.polls().size() == 1)
            || open.hears(here, turn.now()))) {
      send(posted, here, What.CAST, found.positions(), null, turn);
      return true;
    }
    return false;
  }

  private static void send(
      Event.MessagePosted posted,
      OpenHere.Here here,
      What what,
      List<Integer> choices,
      @org.jspecify.annotations.Nullable String words,
      Turn turn) {
    UserId user = posted.sender().user();
    turn.tell(
        Key.BRAND,
        new BallotSaid(
            here.number,
            turn.personOf(user),
            user,
            posted.sender().name(),
            turn.group().id(),
            Via.WORDS,
            what,
            choices,
            words,
            null,
            here.order));
  }
}
