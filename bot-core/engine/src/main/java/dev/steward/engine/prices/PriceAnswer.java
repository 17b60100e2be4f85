package dev.steward.engine.prices;

import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Prices;
import dev.steward.engine.script.Product;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code 价格 品名}: the whole table, which is no secret.
 *
 * @param product what the table is about; null when none is meant for sure
 * @param near whether products are proposed instead
 */
record PriceAnswer(String text, @Nullable Product product, boolean near) {
  static final Reason REASON = Reason.of("prices", "有人问价格", "somebody asked for a price");
  private static final int MOST_PROPOSED = 3;

  /** What a message asks the price of; may be empty. */
  static Optional<String> asked(Spoken spoken) {
    return spoken.after("价格", "價格", "查价", "查價", "price");
  }

  /**
   * The table of what is meant, or what may be meant.
   *
   * @param own the tier of whoever asks; null when it is not known
   */
  static PriceAnswer of(String asked, @Nullable String own, Prices desk, Pack pack, Instant now) {
    Language language = pack.language();
    if (asked.isEmpty()) {
      return new PriceAnswer(
          language.pick("想查哪个？发「价格 品名」。", "Which one? Say “price” and a name."), null, false);
    }
    List<Product> found = desk.book().called(asked);
    if (found.size() == 1) {
      Product product = found.getFirst();
      return new PriceAnswer(
          PriceTable.of(desk.book(), product, own, now, pack.zone(), language), product, false);
    }
    List<Product> near =
        found.isEmpty()
            ? desk.book().near(asked, MOST_PROPOSED)
            : found.subList(0, Math.min(MOST_PROPOSED, found.size()));
    String names =
        near.stream().map(Product::name).collect(Collectors.joining(language.pick("」「", "”, “")));
    return new PriceAnswer(
        near.isEmpty()
            ? language.pick("价格本里没有找到，换个叫法试试。", "It is not in the price book. Try another name.")
            : language.pick("是不是想查「" + names + "」？", "Did you mean “" + names + "”?"),
        null,
        !near.isEmpty());
  }

  /** Whether a product is meant, or may be. */
  boolean found() {
    return product != null || near;
  }

  /** What can be pressed under it. */
  List<Button> buttons(Language language) {
    return product == null
        ? List.of()
        : List.of(
            new Button(language.pick("我买贵了", "I paid more"), PricesFeature.BUTTON + product.sku()));
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
