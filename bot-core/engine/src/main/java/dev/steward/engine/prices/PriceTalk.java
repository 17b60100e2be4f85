package dev.steward.engine.prices;

import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.UserId;
import dev.steward.engine.attention.Attention;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Prices;
import java.util.List;
import java.util.Optional;

/** Listens to a group that compares prices, and says one neutral line when somebody wonders. */
final class PriceTalk {
  /** What the button under the line stands for, with the product's number behind it. */
  static final String BUTTON = PricesFeature.BUTTON + "talk:";

  private final TalkBook talk;
  private final Heard heard;
  private final Attention attention;

  PriceTalk(TurnContext context, Heard heard) {
    talk = new TalkBook(context.sql());
    attention = new Attention(context);
    this.heard = heard;
  }

  /** Somebody in the talk asks to have their price checked: what it says for them. */
  TalkProof proof(String sku, UserId user, Prices desk, Turn turn) {
    return desk.book()
        .product(sku)
        .map(
            product ->
                TalkProof.of(
                    product, user, talk.lately(turn.key(), turn.now()), turn.group().id(), heard))
        .orElse(new TalkProof(Facts.NONE, List.of()));
  }

  /** Somebody complains about a product: nothing more needs to be said about it today. */
  void complained(ProductComplained complained, Turn turn) {
    turn.then(() -> talk.said(turn.key(), complained.sku(), complained.number(), turn.now()));
  }

  /** Two prices, nobody who knows why, and somebody who wonders: one neutral line, and a button. */
  void listen(Event.MessagePosted posted, Prices desk, Pack pack, Turn turn) {
    UserId user = posted.sender().user();
    talk.hear(turn, desk, posted.messageId(), user.toString(), posted.content().text())
        .ifPresent(
            suspect -> {
              String sku = suspect.product().sku();
              Optional<TalkBook.Hushed> hushed =
                  talk.hushed(turn.key(), sku, turn.now(), pack.zone());
              if (hushed.isPresent()) {
                hushed(hushed.get(), sku, turn);
                return;
              }
              Optional<Attention.Held> held = attention.held(Attention.Weight.ROUTINE, pack, turn);
              if (held.isPresent()) {
                turn.note(
                    "line-held",
                    Reason.of(
                        PricesFeature.NAME,
                        "有人在比价，没有插话：" + held.get().zh(),
                        "members compare prices; nothing was said: " + held.get().en()),
                    Mode.LIVE);
                return;
              }
              turn.then(() -> talk.said(turn.key(), sku, null, turn.now()));
              attention.say(
                  new Action.SendMessage(
                      turn.group().id(),
                      Content.of(line(desk, turn.language())),
                      null,
                      List.of(
                          new Button(
                              turn.language().pick("私下核对", "Check mine in private"),
                              BUTTON + sku))),
                  Reason.of(
                      PricesFeature.NAME,
                      "群里在比同一个商品的价格，有人有疑问",
                      "members compare prices of one product, and somebody wonders"),
                  null,
                  pack,
                  turn);
            });
  }

  /** Once a talk: the next message of it would say the same. */
  private void hushed(TalkBook.Hushed hushed, String sku, Turn turn) {
    Long complaint = hushed.complaint();
    if (talk.unexplained(turn, sku)) {
      turn.note(
          "line-held",
          complaint == null
              ? Reason.of(
                  PricesFeature.NAME,
                  "有人在比价，今天已经说过一次",
                  "members compare prices; it was said once today")
              : Reason.of(
                  PricesFeature.NAME,
                  "有人在比价，这个商品今天已经有投诉 #" + complaint,
                  "members compare prices; there is complaint #" + complaint + " about it today"),
          Mode.LIVE);
    }
  }

  private static String line(Prices desk, Language language) {
    String line = desk.line();
    String word = desk.words().getFirst();
    return line != null
        ? line
        : language.pick(
            "价格和会员等级、渠道、时间有关。想核对的话点下面的按钮，或发「" + word + "」，我私下帮你看。",
            "Prices depend on tier, channel and time. To have yours checked, press the button or say “"
                + word
                + "”; I will look in private.");
  }
}
