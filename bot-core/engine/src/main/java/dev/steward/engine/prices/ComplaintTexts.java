package dev.steward.engine.prices;

import dev.steward.engine.script.Language;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Steward tells a member about their complaints, in private. */
final class ComplaintTexts {
  private ComplaintTexts() {}

  /** The staff have it now, with the receipt, and until when they answer and settle it. */
  static String handed(Complaint complaint, Desk desk, Instant now) {
    String promise =
        desk.say(
            "记好了，#" + complaint.number() + " 已交给工作人员，" + promise(complaint, desk, now) + "。",
            "Noted: #"
                + complaint.number()
                + " is with the staff, who "
                + promise(complaint, desk, now)
                + ".");
    return complaint.receipt() == null ? promise : receipt(complaint, desk) + "\n" + promise;
  }

  /** Until when, by the clocks that run; the staff work then and no sooner. */
  private static String promise(Complaint complaint, Desk desk, Instant now) {
    Optional<String> reply = time(complaint.reply(), desk, now);
    Optional<String> done = time(complaint.done(), desk, now);
    return Stream.of(
            reply.map(at -> desk.say(at + " 前答复你", "answer by " + at)),
            done.map(at -> desk.say(at + " 前办结", "settle it by " + at)))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(desk.say("，", " and "), desk.say("最晚 ", ""), ""));
  }

  private static Optional<String> time(Clock clock, Desk desk, Instant now) {
    return clock
        .due(desk.hours())
        .map(due -> PriceTable.time(due, now, desk.zone(), desk.language()));
  }

  /** What was promised was not kept: said as it is, with what is done about it. */
  static String late(Complaint complaint, Alarm.What what, Desk desk, Instant now) {
    String number = "#" + complaint.number();
    if (what == Alarm.What.DONE) {
      return desk.say(
          number + " 到时间了还没办完，抱歉。已经再催工作人员，一有结果马上告诉你。",
          number
              + " should be settled by now and is not: sorry. The staff were reminded; you hear as"
              + " soon as there is a result.");
    }
    String rest =
        time(complaint.done(), desk, now)
            .map(at -> desk.say("，办结的时间还是最晚 " + at, "; it is still to be settled by " + at))
            .orElse("");
    return desk.say(
        number + " 到时间了还没人答复你，抱歉。已经催了工作人员" + rest + "。",
        "Nobody has answered you about "
            + number
            + " in time: sorry. The staff were reminded"
            + rest
            + ".");
  }

  static String receipt(Complaint complaint, Desk desk) {
    Bill bill = complaint.receipt();
    return bill == null
        ? ""
        : ReceiptText.of(
            complaint.number(),
            Questions.product(complaint.facts(), desk),
            Receipt.of(bill),
            desk.language(),
            desk.zone());
  }

  /** What staff have decided. */
  static String decided(Complaint complaint, Desk desk, String note, Instant now) {
    String number = "#" + complaint.number();
    String more = note.isEmpty() ? "" : desk.say("\n工作人员说：", "\nThe staff say: ") + note;
    String text =
        switch (complaint.state()) {
          case REMEDIED ->
              desk.say(
                  "你的 " + number + " 有结果了：" + say(complaint, desk) + "，工作人员已经批准。",
                  "Your "
                      + number
                      + " is settled: "
                      + say(complaint, desk)
                      + ", approved by the staff.");
          case EXPLAINED ->
              desk.say("你的 " + number + " 核对过了：", "Your " + number + " was checked: ")
                  + explanation(complaint, desk, note);
          case CLOSED ->
              desk.say("你的 " + number + " 结束了。", "Your " + number + " is closed.") + more;
          case REOPENED ->
              desk.say(
                  "你的 " + number + " 重新打开了，工作人员会再看，" + promise(complaint, desk, now) + "。",
                  "Your "
                      + number
                      + " is open again; the staff "
                      + promise(complaint, desk, now)
                      + ".");
          case OPEN, WAITING_MEMBER, WAITING_STAFF -> "";
        };
    return complaint.state() == Complaint.State.REMEDIED ? text + more : text;
  }

  private static String say(Complaint complaint, Desk desk) {
    Remedy remedy = complaint.remedy();
    return remedy == null ? "" : remedy.say(complaint.kind(), desk.language());
  }

  private static String explanation(Complaint complaint, Desk desk, String note) {
    if (!note.isEmpty()) {
      return note;
    }
    Bill bill = complaint.receipt();
    return bill == null
        ? desk.say("没有发现问题", "nothing was wrong")
        : ReceiptText.verdict(Receipt.of(bill), desk.language(), desk.zone()) + desk.say("。", ".");
  }

  /** All complaints of a person, each with where it stands and what comes next. */
  static String mine(List<Complaint> all, Desk desk, Instant now) {
    if (all.isEmpty()) {
      return desk.say(
          "你没有投诉。觉得买贵了，发「买贵了」就行。", "You have no complaints. If you paid too much, just say so.");
    }
    StringBuilder text = new StringBuilder(desk.say("【我的投诉】", "My complaints"));
    for (Complaint one : all) {
      text.append("\n#").append(one.number()).append(' ').append(one.kind().label(desk.language()));
      if (one.kind() == Kind.PRICE || one.kind() == Kind.QUALITY) {
        text.append(desk.say("，", ", ")).append(Questions.product(one.facts(), desk));
      }
      text.append(desk.say("：", ": ")).append(one.state().label(desk.language()));
      String next = next(one, desk, now);
      if (!next.isEmpty()) {
        text.append(desk.say("。", ". ")).append(next);
      }
    }
    return text.toString();
  }

  /** Said again while the staff have it: where it stands, and how to tell of another purchase. */
  static String already(Complaint one, Desk desk, Instant now) {
    String number = "#" + one.number();
    String due =
        one.late(now, desk.hours())
            ? desk.say("，超时了，已经在催", "; it is late, and they were reminded")
            : desk.say("，", ", who ") + promise(one, desk, now);
    String word = desk.prices().words().getFirst();
    return desk.say(
        number
            + " 已经在工作人员手里"
            + due
            + "。要补充就发「"
            + number
            + " 要说的话」。要说的是另一次购买，就写上付了多少，比如「"
            + word
            + " 付了 239」。",
        number
            + " is with the staff already"
            + due
            + ". To add something, say “"
            + number
            + " …”. To tell of another purchase, say what you paid, such as “"
            + word
            + " paid 239”.");
  }

  private static String next(Complaint one, Desk desk, Instant now) {
    return switch (one.state()) {
      case OPEN -> desk.say("前面那件说完就问这件", "it comes after the other one");
      case WAITING_MEMBER ->
          one.asking() == null ? "" : Questions.text(one.asking().fact(), one, desk);
      case WAITING_STAFF, REOPENED -> {
        String taken = one.assignee() == null ? "" : desk.say("有人在跟进，", "somebody is on it; ");
        yield taken
            + (one.late(now, desk.hours())
                ? desk.say("超时了，已经在催", "it is late, and the staff were reminded")
                : promise(one, desk, now));
      }
      case REMEDIED -> say(one, desk);
      case EXPLAINED, CLOSED ->
          desk.say(
              "还有问题就发「不同意 #" + one.number() + "」",
              "if it is not, say “reopen #" + one.number() + "”");
    };
  }

  /** A label in the language of the desk. */
  static String still(Language language) {
    return language.pick("还没解决", "Not settled");
  }
}
