package dev.steward.engine.prices;

import dev.steward.chat.Button;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Money;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What staff decide about a complaint. A remedy is only ever done by a person's word. */
final class Orders {
  static final String REOPEN = "REOPEN";
  static final Said UNKNOWN = new Said("没有这件投诉。", "There is no such complaint.");

  private final Progress progress;
  private final Dialogue dialogue;

  Orders(Progress progress, Dialogue dialogue) {
    this.progress = progress;
    this.dialogue = dialogue;
  }

  /**
   * The answer to staff, in both languages.
   *
   * @param groupZh the same where members read along: without anybody's money
   * @param groupEn the same
   */
  record Said(String zh, String en, String groupZh, String groupEn) {
    Said(String zh, String en) {
      this(zh, en, zh, en);
    }
  }

  /**
   * Carries out an order.
   *
   * @param command {@code approve} (the note may be an amount in yuan), {@code refuse}, {@code
   *     explain}, {@code ask}, {@code propose}, {@code assign}, {@code close}, {@code reopen}
   */
  Said carryOut(
      Turn turn, Desk desk, Complaint complaint, String staff, String command, String note) {
    String number = "#" + complaint.number();
    return switch (command) {
      case "approve" -> approve(turn, desk, complaint, staff, note.strip());
      case "propose" -> propose(turn, desk, complaint, staff, note.strip());
      case "refuse" ->
          note.isBlank()
              ? new Said("请写上理由：拒绝 " + number + " 理由", "Please say why: deny " + number + " why")
              : end(
                  turn,
                  desk,
                  complaint.remedy(null),
                  complaint,
                  Complaint.State.CLOSED,
                  staff,
                  "refused",
                  note);
      case "explain" ->
          note.isBlank() && complaint.receipt() == null
              ? new Said(
                  "请写上说明：解释 " + number + " 说明", "Please say what: explain " + number + " text")
              : end(
                  turn,
                  desk,
                  complaint.remedy(new Remedy(Remedy.Way.EXPLAIN, 0, note)),
                  complaint,
                  Complaint.State.EXPLAINED,
                  staff,
                  "explained",
                  note);
      case "close" ->
          complaint.state().over()
              ? over(number)
              : end(
                  turn,
                  desk,
                  complaint.remedy(null),
                  complaint,
                  Complaint.State.CLOSED,
                  staff,
                  "closed",
                  note);
      // What they say about a todo, with the complaint's number.
      case "done" ->
          new Said(
              number + " 有了结果才算完成：同意、拒绝、解释，或结束 " + number + " 原因。",
              number
                  + " is done once there is a result: approve, deny, explain, or close "
                  + number
                  + " why.");
      case "ask" -> ask(turn, desk, complaint, staff, note);
      case "assign" -> assign(turn, desk, complaint, staff, note.strip());
      case "reopen" -> reopen(turn, desk, complaint, staff, note);
      default ->
          throw new IllegalArgumentException(
              "complaint command: '" + command + "' (expected: approve, refuse, explain, ...)");
    };
  }

  private Said approve(Turn turn, Desk desk, Complaint complaint, String staff, String note) {
    String number = "#" + complaint.number();
    if (!desk.prices().mayApprove(staff)) {
      return new Said(
          number + " 要由这些人批准：" + String.join("、", desk.prices().approvers()),
          number + " is for these to approve: " + String.join(", ", desk.prices().approvers()));
    }
    if (complaint.state() == Complaint.State.REMEDIED) {
      return new Said(number + " 已经补偿过了。", number + " is made good already.");
    }
    Optional<Remedy> other = amount(note);
    if (other.isEmpty() && MoneyAnswer.numbered(note)) {
      return new Said(
          "「" + note + "」里的数字我没看懂，还没有批准。改金额只写数：同意 " + number + " 20；按方案办只写：同意 " + number + "。",
          "I can't tell the amount in “"
              + note
              + "”: nothing is approved. For another amount write it alone: approve "
              + number
              + " 20; for what is proposed: approve "
              + number
              + ".");
    }
    Remedy remedy = other.orElse(complaint.remedy());
    if (remedy == null) {
      return new Said(
          number + " 还没有方案：发「同意 " + number + " 金额」，或「解释 " + number + " 说明」。",
          number
              + " has no proposal yet: say “approve "
              + number
              + " amount” or “explain "
              + number
              + " text”.");
    }
    boolean explains = remedy.way() == Remedy.Way.EXPLAIN;
    Said said =
        end(
            turn,
            desk,
            complaint.remedy(remedy),
            complaint,
            explains ? Complaint.State.EXPLAINED : Complaint.State.REMEDIED,
            staff,
            "approved",
            explains ? remedy.text() : other.isPresent() ? "" : note);
    // The sum was named where the order was given; one that was not stays between the two.
    return other.isPresent() ? new Said(said.zh(), said.en()) : said;
  }

  private static Optional<Remedy> amount(String note) {
    return MoneyAnswer.alone(note).map(cents -> new Remedy(Remedy.Way.REFUND, cents, ""));
  }

  private Said propose(Turn turn, Desk desk, Complaint complaint, String staff, String note) {
    String number = "#" + complaint.number();
    if (complaint.state().over()) {
      return over(number);
    }
    Remedy remedy =
        amount(note)
            .orElse(
                note.isEmpty()
                    ? new Remedy(Remedy.Way.EXPLAIN, 0, "")
                    : new Remedy(Remedy.Way.COUPON, 0, note));
    progress.keep(
        turn,
        desk,
        complaint,
        complaint.remedy(remedy),
        staff,
        "proposed",
        remedy.way() == Remedy.Way.REFUND ? Money.yuan(remedy.cents()) : remedy.text());
    return new Said(number + " 的方案改了，等批准。", number + " has another proposal, to be approved.");
  }

  private Said end(
      Turn turn,
      Desk desk,
      Complaint changed,
      Complaint before,
      Complaint.State state,
      String staff,
      String what,
      String note) {
    String number = "#" + before.number();
    // What was made good stays so, until somebody reopens it.
    boolean again = before.state() == state && state != Complaint.State.EXPLAINED;
    if (again || before.state() == Complaint.State.REMEDIED) {
      return over(number);
    }
    Complaint ended = changed.asking(null).to(state, turn.now(), desk.hours());
    progress.whisper(
        turn,
        ended,
        ComplaintTexts.decided(ended, desk, note, turn.now()),
        List.of(
            new Button(
                ComplaintTexts.still(desk.language()),
                "c:" + before.number() + ":" + REOPEN + ":")));
    Remedy remedy = ended.remedy();
    boolean more = remedy != null && remedy.way() != Remedy.Way.EXPLAIN;
    String done = remedy == null || !more ? "" : remedy.say(before.kind(), desk.language());
    progress.keep(
        turn,
        desk,
        before,
        ended,
        staff,
        what,
        done.isEmpty() || note.isEmpty() ? done + note : done + " · " + note);
    if (before.asking() != null) {
      dialogue.next(turn, ended);
    }
    String zh = remedy == null || !more ? "" : "：" + remedy.say(before.kind(), Language.ZH);
    String en = remedy == null || !more ? "" : ": " + remedy.say(before.kind(), Language.EN);
    return new Said(
        number + " " + state.label(Language.ZH) + zh + "，已私下告诉成员。",
        number + " is " + state.label(Language.EN) + en + "; the member is told in private.",
        number + " 办好了，已私下告诉成员。",
        number + " is seen to; the member is told in private.");
  }

  private static Said over(String number) {
    return new Said(number + " 已经办结了。", number + " is settled already.");
  }

  private Said ask(Turn turn, Desk desk, Complaint complaint, String staff, String note) {
    String number = "#" + complaint.number();
    if (complaint.state().over()) {
      return over(number);
    }
    if (note.isBlank()) {
      return new Said("请写上问题：追问 " + number + " 问题", "Please say what: ask " + number + " what");
    }
    if (!desk.privately()) {
      return new Said(
          "这个平台不能私下问，请人工联系。", "This platform has no private messages: please ask by hand.");
    }
    Complaint asked =
        complaint
            .with(complaint.facts().with(Fact.MORE, note))
            .asking(new Asking(Fact.MORE, List.of(), turn.now(), 0))
            .answered(turn.now(), desk.hours())
            .to(Complaint.State.WAITING_MEMBER, turn.now(), desk.hours());
    dialogue.ask(
        turn,
        desk,
        asked,
        desk.say("关于 " + number + "，工作人员想问：", "About " + number + ", the staff ask:"));
    progress.keep(turn, desk, complaint, asked, staff, "asked", note);
    return new Said(number + " 已私下问成员。", "The member is asked about " + number + " in private.");
  }

  /** Staff enter what the member could not be asked; the receipt is made anew. */
  Said tell(Turn turn, Desk desk, Complaint complaint, String staff, Map<String, String> typed) {
    String number = "#" + complaint.number();
    if (complaint.state().over()) {
      return over(number);
    }
    StaffFacts.Read read = StaffFacts.read(complaint.facts(), typed, desk, turn.now());
    if (!read.unread().isEmpty() || read.entered().isEmpty()) {
      String what = String.join("」「", read.unread());
      return new Said(
          read.unread().isEmpty() ? "没有填写什么。" : "没看懂「" + what + "」，什么都没有改。",
          read.unread().isEmpty()
              ? "Nothing was entered."
              : "I did not get “" + String.join("”, “", read.unread()) + "”: nothing is changed.");
    }
    String note = String.join(" · ", read.entered());
    dialogue.told(turn, desk, complaint, read.facts(), staff, note);
    return new Said(number + " 记下了：" + note + "。", number + " has it now: " + note + ".");
  }

  private Said assign(Turn turn, Desk desk, Complaint complaint, String staff, String to) {
    String login = to.isEmpty() ? staff : to;
    progress.assign(turn, desk, complaint, staff, login);
    return new Said(
        "#" + complaint.number() + " 由 " + login + " 跟进。",
        login + " takes care of #" + complaint.number() + ".");
  }

  /** It goes on, with a clock of its own; by whoever is not content. */
  Said reopen(Turn turn, Desk desk, Complaint complaint, String who, String note) {
    String number = "#" + complaint.number();
    if (!complaint.state().over()) {
      return new Said(number + " 没有办结，不用重开。", number + " is not settled: no need to reopen it.");
    }
    // What was done once is not what is proposed now: it would be done twice.
    Complaint open = complaint.remedy(null).to(Complaint.State.REOPENED, turn.now(), desk.hours());
    progress.whisper(turn, open, ComplaintTexts.decided(open, desk, note, turn.now()), List.of());
    progress.keep(turn, desk, complaint, open, who, "reopened", note);
    return new Said(number + " 重新打开了。", number + " is open again.");
  }
}
