package dev.steward.engine.faq;

import dev.steward.chat.Content;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import dev.steward.engine.script.Faq;
import dev.steward.engine.script.SourceMark;
import dev.steward.engine.sim.Sim;
import java.util.List;
import java.util.Set;

/** Two shops with answers, and members who ask, as tests write them. */
final class Asking {
  static final Faq MILK =
      new Faq(
          null,
          null,
          List.of(
              answer("return", "七天内没拆封可以退。", "怎么退货", "不想要了能退吗"),
              answer("fee", "满 88 元包邮。", "满多少包邮", "邮费怎么算"),
              answer("ship", "48 小时内发出。", "几天发货", "什么时候寄出来")));

  static final Faq SKIN =
      new Faq(
          null,
          null,
          List.of(
              answer("order", "先水后乳，早上最后防晒。", "护肤品先用哪个", "水乳的顺序"),
              answer("gift", "满 300 送小样。", "有没有小样送", "小样怎么领")));

  private Asking() {}

  static Faq.Answer answer(String id, String say, String... asks) {
    return new Faq.Answer(
        id, new SourceMark("faq.yaml", 4, 3), List.of(asks), say, null, null, Set.of(), false);
  }

  /** What is said to Steward. */
  static Content toUs(String text) {
    return Content.of(
        new Segment.Mention(new UserId("sim", "steward"), "小助手"), new Segment.Text(" " + text));
  }

  /** Somebody asks Steward in a group; returns the message. */
  static String mention(Sim sim, Sim.Group group, String name, String text) {
    return group.posts(name, toUs(text), sim.clock.instant());
  }

  /** Somebody replies to a message of Steward's; returns the message. */
  static String replies(Sim sim, Sim.Group group, String name, String to, String text) {
    return group.posts(
        name,
        Content.of(new Segment.Quote(to, new UserId("sim", "steward"), ""), new Segment.Text(text)),
        sim.clock.instant());
  }

  /** What Steward answered last, as the platform calls it. */
  static String lastAnswer(Sim sim) {
    return sim.read(
        sql ->
            sql.first(
                    "SELECT message_id FROM faq_answer ORDER BY seq DESC LIMIT 1",
                    row -> row.text(1))
                .orElseThrow());
  }

  /** The number before a question in an offer. */
  static String place(String offered, String question) {
    int at = offered.indexOf(question) - 3;
    return offered.substring(at, at + 1);
  }
}
