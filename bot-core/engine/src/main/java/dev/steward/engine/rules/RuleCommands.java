package dev.steward.engine.rules;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.engine.flow.Fate;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Spoken;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.script.Pack;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What people type about rules: {@code 群规}, {@code 我的记录}, and for staff {@code 撤销 #123}. */
public final class RuleCommands implements Feature {
  private final Cases cases;
  private final Campaigns campaigns;
  private final StaffBook staff;

  public RuleCommands(Cases cases, Campaigns campaigns, StaffBook staff) {
    this.cases = cases;
    this.campaigns = campaigns;
    this.staff = staff;
  }

  @Override
  public String name() {
    return "rule-commands";
  }

  @Override
  public boolean always() {
    return true;
  }

  static boolean isRecord(String plain) {
    return plain.equals("我的记录") || plain.equals("我的紀錄") || plain.equals("my record");
  }

  @Override
  public void on(Event event, Turn turn) {
    switch (event) {
      case Event.MessagePosted posted -> heard(posted, turn);
      case Event.StaffCommand command when command.name().equals("undo") ->
          undo(number(command), command.staff(), null, turn);
      case Event.StaffCommand command when command.name().equals("confirm-case") ->
          confirm(number(command), command.staff(), null, turn);
      default -> {}
    }
  }

  private static long number(Event.StaffCommand command) {
    return Spoken.number(command.arguments().getOrDefault("case", "")).orElse(-1L);
  }

  private void heard(Event.MessagePosted posted, Turn turn) {
    Spoken spoken = turn.spoken(posted.content());
    Optional<String> undo = spoken.after("撤销", "撤銷", "undo");
    Optional<String> login = staff.loginOf(posted.sender().user());
    if (undo.isPresent() && login.isPresent()) {
      Optional<Long> number = Spoken.number(undo.get());
      if (number.isPresent()) {
        undo(number.get(), login.get(), turn.group().id(), turn);
        turn.stop();
        return;
      }
    }
    Optional<Long> confirmed =
        spoken
            .after("确认", "確認", "confirm")
            .filter(_ -> login.isPresent())
            .filter(text -> text.startsWith("#"))
            .flatMap(Spoken::number);
    if (confirmed.isPresent()) {
      confirm(confirmed.get(), login.orElseThrow(), turn.group().id(), turn);
      turn.stop();
      return;
    }
    if (turn.fate() != Fate.HANDLED) {
      return;
    }
    if (isRecord(spoken.text())) {
      record(posted, turn);
      turn.stop();
    } else if (spoken.is("群规", "群規", "rules", "group rules")) {
      clauses(posted, turn);
      turn.stop();
    }
  }

  private void undo(long number, String login, @Nullable GroupId from, Turn turn) {
    Optional<String> person = cases.personOf(number);
    if (person.isPresent()) {
      turn.tell(Key.person(person.get()), new UndoAsked(number, login, true, from));
    } else if (campaigns.find(number).isPresent()) {
      turn.tell(Key.BRAND, new CampaignAsked(number, false, login, from));
    } else if (from != null) {
      turn.tell(Key.group(from), new UndoRefused(number));
    }
  }

  private void confirm(long number, String login, @Nullable GroupId from, Turn turn) {
    Optional<String> person = cases.personOf(number);
    if (person.isPresent()) {
      turn.tell(Key.person(person.get()), new ConfirmAsked(number, login, from));
    } else if (campaigns.find(number).isPresent()) {
      turn.tell(Key.BRAND, new CampaignAsked(number, true, login, from));
    } else if (from != null) {
      turn.tell(Key.group(from), new UndoRefused(number));
    }
  }

  private void record(Event.MessagePosted posted, Turn turn) {
    if (turn.group().can(Capability.PRIVATE)) {
      if (turn.mayAnswerAlone()) {
        turn.tell(
            Key.person(turn.personOf(posted.sender().user())),
            new RecordAsked(turn.group().id(), posted.sender().user()));
      }
    } else {
      String text =
          turn.language()
              .pick(
                  "这里不能单独发消息给你，为了你的隐私，记录请向工作人员索取。",
                  "I can't write to you alone here; to keep it private, please ask the staff for your record.");
      turn.act(
          new Action.SendMessage(
              turn.group().id(), Content.of(text), posted.messageId(), List.of()),
          Reason.of(name(), "平台不能私聊", "the platform has no private messages"),
          Mode.LIVE);
    }
  }

  private void clauses(Event.MessagePosted posted, Turn turn) {
    turn.script()
        .ifPresent(
            script ->
                turn.act(
                    new Action.SendMessage(
                        turn.group().id(),
                        Content.of(digest(script.pack())),
                        turn.group().can(Capability.REPLY) ? posted.messageId() : null,
                        List.of()),
                    Reason.of(name(), "有人问群规", "somebody asked for the rules"),
                    Mode.LIVE));
  }

  /** The group rules, a line each. */
  public static String digest(Pack pack) {
    return pack.clauses().stream()
        .map(clause -> clause.number() + ". " + clause.text())
        .collect(Collectors.joining("\n", pack.language().pick("【群规】\n", "Group rules\n"), ""));
  }
}
