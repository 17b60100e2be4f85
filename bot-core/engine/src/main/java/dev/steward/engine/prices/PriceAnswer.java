package dev.steward.engine.prices;

import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Prices;
import dev.steward.engine.script.Product;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The answer to {@code 价格 品名}: the whole table, which is no secret. */
final class PriceAnswer {
  private static final int MOST_PROPOSED = 3;

  private PriceAnswer() {}

  /**
   * Answers with the table of what is meant, or with what may be meant.
   *
   * @param own the tier of whoever asks; null when it is not known
   */
  static void answer(
      Event.MessagePosted posted,
      String asked,
      @Nullable String own,
      Prices desk,
      Pack pack,
      Turn turn) {
    Language language = pack.language();
    Reason reason = Reason.of("prices", "有人问价格", "somebody asked for a price");
    if (asked.isEmpty()) {
      String text = language.pick("想查哪个？发「价格 品名」。", "Which one? Say “price” and a name.");
      say(posted.messageId(), text, List.of(), reason, turn);
      return;
    }
    List<Product> found = desk.book().called(asked);
    if (found.size() == 1) {
      Product product = found.getFirst();
      say(
          posted.messageId(),
          PriceTable.of(desk.book(), product, own, turn.now(), pack.zone(), language),
          List.of(
              new Button(
                  language.pick("我买贵了", "I paid more"), PricesFeature.BUTTON + product.sku())),
          reason,
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
        posted.messageId(),
        near.isEmpty()
            ? language.pick("价格本里没有找到，换个叫法试试。", "It is not in the price book. Try another name.")
            : language.pick("是不是想查「" + names + "」？", "Did you mean “" + names + "”?"),
        List.of(),
        reason,
        turn);
  }

  /** Says something in the group, as an answer where the platform can. */
  static void say(
      @Nullable String replyTo, String text, List<Button> buttons, Reason reason, Turn turn) {
    turn.act(
        new Action.SendMessage(
            turn.group().id(),
            Content.of(text),
            turn.group().can(Capability.REPLY) ? replyTo : null,
            buttons),
        reason,
        Mode.LIVE);
  }
}
