package dev.steward.engine.prices;

import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.engine.flow.Fate;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Prices;
import dev.steward.engine.script.Product;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Answers {@code 价格 品名} in the group with the whole table: prices are published, not secret. */
public final class PricesFeature implements Feature {
  private static final int MOST_PROPOSED = 3;

  @Override
  public String name() {
    return "prices";
  }

  @Override
  public void on(Event event, Turn turn) {
    if (event instanceof Event.MessagePosted posted && turn.fate() == Fate.HANDLED) {
      Pack pack = turn.script().map(script -> script.pack()).orElse(null);
      Prices desk = pack == null ? null : pack.prices();
      if (pack != null && desk != null) {
        Optional<String> asked =
            turn.spoken(posted.content()).after("价格", "價格", "price", "查价", "查價");
        if (asked.isPresent()) {
          answer(posted, asked.get(), desk, pack, turn);
          turn.stop();
        }
      }
    }
  }

  private void answer(Event.MessagePosted posted, String asked, Prices desk, Pack pack, Turn turn) {
    Language language = pack.language();
    if (asked.isEmpty()) {
      say(
          posted,
          language.pick("想查哪个？发「价格 品名」。", "Which one? Say “price” and a name."),
          List.of(),
          turn);
      return;
    }
    List<Product> found = desk.book().called(asked);
    if (found.size() == 1) {
      Product product = found.getFirst();
      say(
          posted,
          PriceTable.of(desk.book(), product, turn.now(), pack.zone(), language),
          List.of(),
          turn);
      return;
    }
    List<Product> near =
        found.isEmpty()
            ? desk.book().near(asked, MOST_PROPOSED)
            : found.subList(0, Math.min(MOST_PROPOSED, found.size()));
    String names =
        near.stream().map(Product::name).collect(Collectors.joining(language.pick("」「", "”, “")));
    say(
        posted,
        near.isEmpty()
            ? language.pick("价格本里没有找到，换个叫法试试。", "It is not in the price book. Try another name.")
            : language.pick("是不是想查「" + names + "」？", "Did you mean “" + names + "”?"),
        List.of(),
        turn);
  }

  private void say(Event.MessagePosted posted, String text, List<Button> buttons, Turn turn) {
    turn.act(
        new Action.SendMessage(
            turn.group().id(),
            Content.of(text),
            turn.group().can(Capability.REPLY) ? posted.messageId() : null,
            buttons),
        Reason.of(name(), "有人问价格", "somebody asked for a price"),
        Mode.LIVE);
  }
}
