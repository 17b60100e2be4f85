package dev.steward.engine.polls;

import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Key;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.polls.BallotReader.Reading;
import dev.steward.engine.polls.BallotSaid.Via;
import dev.steward.engine.polls.BallotSaid.What;
import dev.steward.engine.script.Poll;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hears ballots in a group: options by button, number, letter or their own words, and votes in a
 * poll of the platform's own. Stands before the rules, since what the brand asked members to say is
 * no flood; answers in words are left to {@link PollFeature}, after the rules. A group without an
 * open poll pays one look at a list.
 */
public final class BallotFeature implements Feature {
  private static final int LONGEST = 120;

  private static final String NUMBERS = "0123456789０１２３４５６７８９一①";

  /** Tap, type, press, send and the like, when a number follows soon. */
  private static final String ASKS = "扣打敲刷按回发来";

  private static final Pattern ASKS_IN_ENGLISH =
      Pattern.compile(
          "\\b(?:type|say|send|drop|put|reply|comment)\\b.{0,9}\\b[0-9]\\b",
          Pattern.CASE_INSENSITIVE);

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

  @Override
  public void on(Event event, Turn turn) {
    if (!turn.inGroup()) {
      return;
    }
    switch (event) {
      case Event.ButtonPressed pressed ->
          PollButtons.read(pressed.value()).ifPresent(press -> pressed(pressed, press, turn));
      case Event.PollVoted voted -> voted(voted, turn);
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
    String text = words(posted.content());
    if (text.isEmpty() || text.length() > LONGEST) {
      return;
    }
    Optional<Aim> aim = aim(posted.content(), text, open, turn);
    if (aim.isEmpty()) {
      if (othersAsk(text)) {
        turn.then(() -> open.othersAsk(turn.now()));
      }
      return;
    }
    OpenHere.Here here = aim.get().here;
    Reading reading =
        BallotReader.read(here.question, here.order, aim.get().words, aim.get().meant);
    if (reading instanceof Reading.Choices found
        && (aim.get().meant || found.explicit() || open.hears(here, turn.now()))) {
      chosen(posted, open, here, found, aim.get(), turn);
    } else if (!aim.get().meant && othersAsk(text)) {
      turn.then(() -> open.othersAsk(turn.now()));
    }
  }

  /** Whether a member asks the others for numbers. */
  static boolean othersAsk(String text) {
    boolean digit = false;
    boolean latin = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      digit |= c >= '0' && c <= '9';
      latin |= (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
      if (ASKS.indexOf(c) >= 0) {
        for (int j = i + 1; j <= i + 4 && j < text.length() && text.charAt(j) != '\n'; j++) {
          if (NUMBERS.indexOf(text.charAt(j)) >= 0) {
            return true;
          }
        }
      }
    }
    return digit && latin && ASKS_IN_ENGLISH.matcher(text).find();
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
    } else if (!aim.meant && open.polls().size() > 1) {
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

  /** Which poll a message is for, and what it says to it. */
  record Aim(OpenHere.Here here, String words, boolean meant) {}

  private static final Pattern NUMBERED = Pattern.compile("[#＃]\\s*([0-9]{1,9})[\\s:：]*(.*)");

  /** Empty when it can't be for any. */
  static Optional<Aim> aim(Content content, String text, OpenHere open, Turn turn) {
    Optional<Aim> meant = meant(content, text, open, turn);
    if (meant.isPresent() || NUMBERED.matcher(text).matches() || repliesToAnother(content)) {
      return meant;
    }
    for (OpenHere.Here here : open.polls().reversed()) {
      if (!(BallotReader.read(here.question, here.order, text, false) instanceof Reading.None)) {
        return Optional.of(new Aim(here, text, false));
      }
    }
    return Optional.empty();
  }

  /** The same for what names its poll: a reply to it, or a message with its number. */
  static Optional<Aim> meant(Content content, String text, OpenHere open, Turn turn) {
    Optional<OpenHere.Here> replied =
        content.first(Segment.Quote.class).flatMap(quote -> quoted(quote, open, turn));
    if (replied.isPresent()) {
      return Optional.of(new Aim(replied.get(), text, true));
    }
    Matcher numbered = NUMBERED.matcher(text);
    return numbered.matches()
        ? open.find(Long.parseLong(numbered.group(1)))
            .map(here -> new Aim(here, numbered.group(2), true))
        : Optional.empty();
  }

  /** What answers some other message is meant for whoever wrote that. */
  private static boolean repliesToAnother(Content content) {
    return content.first(Segment.Quote.class).map(Segment.Quote::sender).isPresent();
  }

  private static Optional<OpenHere.Here> quoted(Segment.Quote quote, OpenHere open, Turn turn) {
    Optional<OpenHere.Here> known = open.ofMessage(quote.messageId());
    UserId us = new UserId(turn.group().account().platform(), turn.group().account().id());
    if (known.isPresent() || quote.sender() == null || !quote.sender().equals(us)) {
      return known;
    }
    return open.polls().stream()
        .filter(here -> quote.excerpt().contains("#" + here.number))
        .findFirst();
  }

  /** What was typed, without mentions of anybody. */
  static String words(Content content) {
    if (content.segments().size() == 1) {
      return content.segments().getFirst() instanceof Segment.Text text ? text.text().strip() : "";
    }
    StringBuilder words = new StringBuilder();
    for (Segment segment : content.segments()) {
      switch (segment) {
        case Segment.Text text -> words.append(text.text());
        case Segment.Mention _, Segment.Quote _ -> {}
        default -> {
          return "";
        }
      }
    }
    return words.toString().strip();
  }
}
