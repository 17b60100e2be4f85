package dev.steward.engine.prices;

import dev.steward.chat.Key;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A group that sells and its staff, on Monday, 2 November 2026, at 09:00 in Shanghai. */
final class PriceDesk implements AutoCloseable {
  static final String YAML =
      """
      words: [买贵了]
      hours: 09:00-18:00
      first-reply: 4h
      resolution: 12h
      protection: 7d
      coupon: 5元券
      """;

  final Sim sim;
  final Chat chat;

  private PriceDesk(Sim sim) {
    this.sim = sim;
    chat = new Chat(sim, "宝妈一群");
    sim.staff("老师");
  }

  static PriceDesk open(Path folder) throws Exception {
    return new PriceDesk(Sim.start(folder, SimPacks.selling(Shop.desk(YAML))));
  }

  /** Somebody complains and answers everything but the confirmation. */
  long begins(String name, String opening, String where) {
    chat.group.says(name, opening);
    long number = chat.number();
    chat.privately(name, "今天");
    chat.presses(name, "普通");
    chat.privately(name, where);
    chat.privately(name, "跳过");
    return number;
  }

  /** Somebody paid more than the notice says, and answers everything. */
  long complains(String name, String seen) {
    long number = begins(name, "买贵了 小禾3段我付了249，公告写" + seen, "公告");
    chat.presses(name, "对");
    return number;
  }

  /** A staff member says something in the group. */
  void staff(String text) {
    chat.group.says("老师", text);
  }

  /** Staff enter something in the console. */
  void enters(String member, long number, String fact, String value) {
    chat.command(
        Key.person(Sim.user(member).toString()),
        "complaint-tell",
        Map.of("number", "" + number, fact, value));
  }

  String one(String question) {
    return sim.read(sql -> sql.first(question, row -> row.text(1)).orElse(""));
  }

  List<String> all(String question) {
    return sim.read(sql -> sql.list(question, row -> row.text(1)));
  }

  String remedy(long number) {
    return one("SELECT coalesce(remedy, '') FROM complaint WHERE number = " + number);
  }

  String facts(long number) {
    return one("SELECT facts FROM complaint WHERE number = " + number);
  }

  void until(String time) {
    sim.pass(Duration.between(sim.clock.instant(), Instant.parse(time)));
  }

  @Override
  public void close() {
    sim.close();
  }
}
