package dev.steward.engine.prices;

import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Key;
import dev.steward.chat.Segment;
import dev.steward.engine.flow.Fate;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Letter;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.members.Tiers;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Prices;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The group's side of the price desk: answers {@code 价格 品名} with the whole table, since prices are
 * published and not secret, in private too, and hears complaints. Everything about one member's
 * money goes on in private; what the group reads is neutral.
 */
public final class PricesFeature implements Feature {
  static final String NAME = "prices";

  /** The value of a button that opens a complaint about a price; a product may follow. */
  public static final String BUTTON = "price:";

  private final StaffBook staff;
  private final Complaints complaints;
  private final Tiers tiers;
  private final PriceTalk talk;
  private final GroupDesk desk;
  private final PrivatePrices alone;

  public PricesFeature(StaffBook staff, TurnContext context) {
    this.staff = staff;
    complaints = new Complaints(context.sql(), context.numbers());
    tiers = new Tiers(context.sql());
    Heard heard = new Heard(context.sql());
    talk = new PriceTalk(context, heard);
    desk = new GroupDesk(staff, heard, talk);
    alone = new PrivatePrices(context, tiers);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Class<? extends Letter>> letters() {
    return List.of(ProductComplained.class);
  }

  @Override
  public void on(Letter letter, Turn turn) {
    if (letter instanceof ProductComplained complained) {
      talk.complained(complained, turn);
    }
  }

  @Override
  public void on(Event event, Turn turn) {
    switch (event) {
      case Event.MessageRecalled recalled -> touched(recalled.messageId(), true, turn);
      case Event.MessageEdited edited -> touched(edited.messageId(), false, turn);
      // Whoever complained while Steward was away is heard all the same.
      case Event.MessagePosted posted
          when turn.fate() == Fate.HANDLED || turn.fate() == Fate.STALE ->
          pack(turn).ifPresent(pack -> posted(posted, pack, turn));
      case Event.PrivateMessagePosted posted -> alone.heard(posted, turn);
      case Event.ButtonPressed pressed when turn.inGroup() && pressed.value().startsWith(BUTTON) ->
          pack(turn)
              .ifPresent(
                  pack -> {
                    desk.pressed(pressed, prices(pack), turn);
                    turn.stop();
                  });
      case Event.StaffCommand command
          when turn.inGroup() && command.name().equals("complaint-open") ->
          pack(turn).ifPresent(pack -> desk.written(command, prices(pack), turn));
      default -> {}
    }
  }

  /** The pack, if it has a price desk. */
  private static Optional<Pack> pack(Turn turn) {
    return turn.script().map(script -> script.pack()).filter(pack -> pack.prices() != null);
  }

  private static Prices prices(Pack pack) {
    Prices prices = pack.prices();
    if (prices == null) {
      throw new IllegalStateException("pack " + pack.name() + ": has no price desk");
    }
    return prices;
  }

  private void touched(String message, boolean recalled, Turn turn) {
    complaints
        .keptFor(turn.group().id(), message)
        .forEach(
            kept ->
                turn.tell(
                    Key.person(kept.person()),
                    new ProofTouched(kept.number(), turn.group().id(), message, recalled)));
  }

  /** Without who is called. */
  private static String typed(Content content) {
    return content.segments().size() == 1
        ? content.text()
        : content.segments().stream()
            .filter(Segment.Text.class::isInstance)
            .map(Segment::plain)
            .collect(Collectors.joining(" "))
            .strip();
  }

  private void posted(Event.MessagePosted posted, Pack pack, Turn turn) {
    Prices prices = prices(pack);
    Spoken spoken = turn.spoken(posted.content());
    Optional<String> asked = PriceAnswer.asked(spoken);
    boolean ours = staff.isStaff(posted.sender().user());
    boolean late = turn.fate() == Fate.STALE;
    if (asked.isPresent() && !late) {
      String own = tiers.of(turn.personOf(posted.sender().user()), turn.now()).orElse(null);
      PriceAnswer answer = PriceAnswer.of(asked.get(), own, prices, pack, turn.now());
      // People begin with the word when they only talk of prices: that is no question to us.
      if (answer.found() || asked.get().isEmpty() || spoken.addressed()) {
        PriceAnswer.say(
            posted.messageId(),
            answer.text(),
            answer.buttons(pack.language()),
            PriceAnswer.REASON,
            turn);
        turn.stop();
        return;
      }
    }
    if (Words.isMine(spoken.text())) {
      desk.mine(posted, turn);
      turn.stop();
      return;
    }
    Optional<Opened> opened =
        ours
            ? Opened.complains(spoken.text(), typed(posted.content()), Kind.PRICE)
            : Opened.by(spoken.text(), typed(posted.content()), prices);
    if (opened.isPresent() && ours) {
      desk.forMember(posted, opened.get(), prices, turn);
    } else if (opened.isPresent()) {
      desk.open(posted, opened.get(), prices, turn);
    } else {
      if (prices.suspect() && !late && !posted.content().text().isEmpty()) {
        talk.listen(posted, prices, pack, turn);
      }
      return;
    }
    turn.stop();
  }
}
