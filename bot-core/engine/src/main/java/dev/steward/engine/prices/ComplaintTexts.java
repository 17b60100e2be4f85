package dev.steward.engine.prices;

import dev.steward.engine.script.Language;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Steward tells a member about their complaints, in private. */
final class ComplaintTexts {
  private ComplaintTexts() {}

  /** The staff have it now, with the receipt, and until when they answer. */
  static String handed(Complaint complaint, Desk desk, Instant due, Instant now) {
    String until = PriceTable.time(due, now, desk.zone(), desk.language());
    String promise =
        desk.say(
            "记好了，#" + complaint.number() + " 已交给工作人员，最晚 " + until + " 前答复你。",
            "Noted: #"
                + complaint.number()
                + " is with the staff, who answer by "
                + until
                + " at the latest.");
    return complaint.receipt() == null ? promise : receipt(complaint, desk) + "\n" + promise;
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
  static String decided(Complaint complaint, Desk desk, String note) {
    Remedy remedy = complaint.remedy();
    String number = "#" + complaint.number();
    String more = note.isEmpty() ? "" : desk.say("\n工作人员说：", "\nThe staff say: ") + note;
    String text =
        switch (complaint.state()) {
          case REMEDIED ->
              desk.say(
                  "你的 " + number + " 有结果了：" + say(remedy, desk) + "，工作人员已经批准。",
                  "Your "
                      + number
                      + " is settled: "
                      + say(remedy, desk)
                      + ", approved by the staff.");
          case EXPLAINED ->
              desk.say("你的 " + number + " 核对过了：", "Your " + number + " was checked: ")
                  + explanation(complaint, desk, note);
          case CLOSED ->
              desk.say("你的 " + number + " 结束了。", "Your " + number + " is closed.") + more;
          case REOPENED ->
              desk.say("你的 " + number + " 重新打开了，工作人员会再看。", "Your " + number + " is open again.");
          case OPEN, WAITING_MEMBER, WAITING_STAFF -> "";
        };
    return complaint.state() == Complaint.State.REMEDIED ? text + more : text;
  }

  private static String say(@Nullable Remedy remedy, Desk desk) {
    return remedy == null ? "" : remedy.say(desk.language());
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

  private static String next(Complaint one, Desk desk, Instant now) {
    return switch (one.state()) {
      case OPEN -> desk.say("前面那件说完就问这件", "it comes after the other one");
      case WAITING_MEMBER ->
          one.asking() == null ? "" : Questions.text(one.asking().fact(), one, desk);
      case WAITING_STAFF, REOPENED ->
          one.done()
              .due(desk.hours())
              .map(due -> PriceTable.time(due, now, desk.zone(), desk.language()))
              .map(due -> desk.say("最晚 " + due + " 前办结", "settled by " + due + " at the latest"))
              .orElse("");
      case REMEDIED -> say(one.remedy(), desk);
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
