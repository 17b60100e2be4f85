package dev.steward.engine.polls;

import dev.steward.chat.Event;
import dev.steward.chat.Key;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Fate;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.polls.BallotReader.Reading;
import dev.steward.engine.polls.BallotSaid.Via;
import dev.steward.engine.polls.BallotSaid.What;
import dev.steward.engine.script.Poll;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hears ballots in a group: options by button, number, letter or their own words, and votes in a
 * poll of the platform's own. Stands before the rules, since what the brand asked members to say is
 * no flood; answers in words are left to {@link PollFeature}, after the rules. A group without an
 * open poll pays one look at a list.
 */
public final class BallotFeature implements Feature {
  private static final int LONGEST = 120;

  private final TurnContext context;
  private final Seals seals;
  private final Gathering gathering = new Gathering();

  public BallotFeature(Seals seals, TurnContext context) {
    this.context = context;
    this.seals = seals;
  }

  @Override
  public String name() {
    return "ballots";
  }

  /** A vote in the platform's own poll is no talk: it counts in a pause, too. */
  @Override
  public boolean always() {
    return true;
  }

  @Override
  public void on(Event event, Turn turn) {
    if (!turn.inGroup()) {
      return;
    }
    if (event instanceof Event.PollVoted voted) {
      voted(voted, turn);
      return;
    }
    if (turn.fate() != Fate.HANDLED && turn.fate() != Fate.STALE) {
      return;
    }
    switch (event) {
      case Event.ButtonPressed pressed ->
          PollButtons.read(pressed.value()).ifPresent(press -> pressed(pressed, press, turn));
      case Event.MessagePosted posted -> heard(posted, turn);
      default -> {}
    }
  }

  /** The polls that are open in the turn's group. */
  static OpenHere open(Turn turn, TurnContext context) {
    return turn.group()
        .memory(OpenHere.class, () -> OpenHere.load(context.sql(), turn.group().id()));
  }

  private void pressed(Event.ButtonPressed pressed, PollButtons.Press press, Turn turn) {
    Optional<OpenHere.Here> here = open(turn, context).find(press.poll());
    turn.stop();
    if (here.isPresent() && here.get().question.gathered()) {
      gathered(pressed, press, here.get(), turn);
      return;
    }
    if (press.option() == PollButtons.DONE) {
      return;
    }
    List<Integer> choices =
        here.isPresent() && press.option() >= here.get().question.options().size()
            ? List.of()
            : List.of(press.option());
    boolean several = here.isPresent() && here.get().question.type() == Poll.Type.MULTI;
    send(
        turn,
        press.poll(),
        here.orElse(null),
        pressed.sender().user(),
        pressed.sender().name(),
        Via.BUTTON,
        several ? What.TOGGLE : What.CAST,
        choices);
  }

  /** All that somebody has chosen now; none takes back what they had chosen. */
  private void voted(Event.PollVoted voted, Turn turn) {
    List<PollButtons.Press> presses =
        voted.values().stream().flatMap(value -> PollButtons.read(value).stream()).toList();
    OpenHere open = open(turn, context);
    Optional<OpenHere.Here> here =
        presses.isEmpty()
            ? open.ofMessage(voted.messageId())
            : open.find(presses.getFirst().poll());
    if (here.isEmpty() && presses.isEmpty()) {
      return;
    }
    turn.stop();
    here.filter(asked -> asked.platform.isEmpty())
        .ifPresent(
            asked -> turn.then(() -> open.askedIn(asked, voted.messageId(), voted.account())));
    send(
        turn,
        here.isPresent() ? here.get().number : presses.getFirst().poll(),
        here.orElse(null),
        voted.sender().user(),
        voted.sender().name(),
        Via.PLATFORM,
        presses.isEmpty() ? What.WITHDRAW : What.CAST,
        presses.stream().map(PollButtons.Press::option).sorted().toList());
  }

  private void gathered(
      Event.ButtonPressed pressed, PollButtons.Press press, OpenHere.Here here, Turn turn) {
    UserId user = pressed.sender().user();
    String name = pressed.sender().name();
    Gathering.Done done =
        gathering.pressed(press, here.question, here.number, user, turn).orElse(null);
    if (done == null) {
      return;
    }
    if (done.trouble() == null) {
      send(turn, here.number, here, user, name, Via.BUTTON, What.CAST, done.choices());
    } else {
      answer(turn, here.number, user, name, done.trouble(), here.question.anonymous());
    }
  }

  private void heard(Event.MessagePosted posted, Turn turn) {
    OpenHere open = open(turn, context);
    if (open.none()) {
      return;
    }
    String text = Aim.words(posted.content());
    if (text.isEmpty() || text.length() > LONGEST) {
      return;
    }
    Optional<Aim> aim = Aim.of(posted.content(), text, open, turn);
    if (aim.isEmpty()) {
      othersAsk(posted, text, open, turn);
      return;
    }
    OpenHere.Here here = aim.get().here();
    Reading reading =
        BallotReader.read(here.question, here.order, aim.get().words(), aim.get().meant());
    if (reading instanceof Reading.Choices found
        && (aim.get().meant() || found.explicit() || open.hears(here, turn.now()))) {
      chosen(posted, open, here, found, aim.get(), turn);
    } else if (!aim.get().meant()) {
      othersAsk(posted, text, open, turn);
    }
  }

  /** Takes note when a member asks the others for numbers, and not Steward. */
  private static void othersAsk(Event.MessagePosted posted, String text, OpenHere open, Turn turn) {
    if (Aim.othersAsk(text)) {
      turn.then(() -> open.othersAsk(turn.now()));
    } else if (Aim.numberAsked(text) && !turn.spoken(posted.content()).addressed()) {
      turn.then(() -> open.numberAsked(turn.now()));
    }
  }

  private void chosen(
      Event.MessagePosted posted,
      OpenHere open,
      OpenHere.Here here,
      Reading.Choices found,
      Aim aim,
      Turn turn) {
    UserId user = posted.sender().user();
    String name = posted.sender().name();
    String who = user.toString();
    int before = here.votes.getOrDefault(who, 0);
    if (before >= OpenHere.MOST_CHANGES) {
      return;
    }
    turn.then(() -> here.votes.put(who, before + 1));
    turn.stop();
    if (here.question.anonymous()) {
      answer(turn, here.number, user, name, BallotAnswered.Result.NOT_HERE, true);
    } else if (!aim.meant() && open.polls().size() > 1) {
      answer(turn, here.number, user, name, BallotAnswered.Result.WHICH, false);
    } else {
      send(turn, here.number, here, user, name, Via.WORDS, What.CAST, found.positions());
    }
  }

  /** Has the group's own key answer, with the others. */
  static void answer(
      Turn turn,
      long poll,
      UserId user,
      String name,
      BallotAnswered.Result result,
      boolean anonymous) {
    turn.tell(turn.key(), new BallotAnswered(poll, user, name, anonymous, result, 0));
  }

  private void send(
      Turn turn,
      long poll,
      OpenHere.@Nullable Here here,
      UserId user,
      String name,
      Via via,
      What what,
      List<Integer> choices) {
    boolean secret = here != null && here.question.anonymous();
    String sealed =
        secret && !choices.isEmpty()
            ? seals.find(poll).map(seal -> seal.wrap(choices)).orElse(null)
            : null;
    turn.tell(
        Key.BRAND,
        new BallotSaid(
            poll,
            turn.personOf(user),
            user,
            name,
            turn.group().id(),
            via,
            what,
            secret || here == null ? List.of() : choices,
            null,
            sealed,
            here == null ? null : here.order));
  }
}
