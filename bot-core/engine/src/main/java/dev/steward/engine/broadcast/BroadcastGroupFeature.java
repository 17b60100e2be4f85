package dev.steward.engine.broadcast;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Key;
import dev.steward.chat.Outcome;
import dev.steward.chat.Segment;
import dev.steward.engine.attention.Attention;
import dev.steward.engine.flow.ActionEnded;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Letter;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Template;
import dev.steward.engine.script.TemplateData;
import dev.steward.engine.script.TemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says a broadcast in one group, or takes it back, and tells the brand what became of it. */
public final class BroadcastGroupFeature implements Feature {
  private final Attention attention;

  public BroadcastGroupFeature(TurnContext context) {
    attention = new Attention(context);
  }

  @Override
  public String name() {
    return "broadcast-group";
  }

  @Override
  public List<Class<? extends Letter>> letters() {
    return List.of(BroadcastDue.class, BroadcastRecalled.class);
  }

  @Override
  public void on(Letter letter, Turn turn) {
    switch (letter) {
      case BroadcastDue due -> say(due, turn);
      case BroadcastRecalled recalled ->
          turn.actForStaff(
              new Action.DeleteMessage(turn.group().id(), recalled.messageId()),
              reason(recalled.number(), "收回群发 #", "takes back broadcast #"));
      default -> {}
    }
  }

  private void say(BroadcastDue due, Turn turn) {
    Optional<Pack> pack = turn.script().map(Scripts.Script::pack);
    if (pack.isEmpty()) {
      skip(due, turn, "群还没有绑定脚本包", "no pack is bound to the group");
    } else if (turn.group().stage() != Mode.LIVE) {
      skip(due, turn, "群在观察，还没有上线", "the group is observed, not live");
    } else if (turn.group().pausedAt(turn.now())) {
      skip(due, turn, "群管家在这个群暂停了", "Steward is paused in the group");
    } else {
      Optional<Attention.Held> held = attention.held(Attention.Weight.DECIDED, pack.get(), turn);
      if (held.isPresent()) {
        skip(due, turn, held.get().zh(), held.get().en());
        return;
      }
      try {
        attention.say(
            new Action.SendMessage(
                turn.group().id(), content(due, pack.get(), turn), null, List.of()),
            reason(due.number(), "群发 #", "broadcast #"),
            null,
            pack.get(),
            turn);
      } catch (TemplateException e) {
        fared(
            due.number(),
            Broadcast.Fate.FAILED,
            "内容填不出来：" + e.getMessage(),
            "the text can't be filled in: " + e.getMessage(),
            null,
            turn);
      }
    }
  }

  private static Content content(BroadcastDue due, Pack pack, Turn turn) throws TemplateException {
    List<Segment> segments = new ArrayList<>();
    segments.add(new Segment.Text(text(due.text(), pack, turn.group().title(), turn.page())));
    if (due.image() != null && turn.group().can(Capability.SEND_IMAGES)) {
      segments.add(new Segment.Image(due.image(), ""));
    } else if (due.image() != null) {
      turn.note(
          "without-picture",
          Reason.of(
              "broadcast", "这个群发不了图片，只发了文字", "no picture can be sent here: only the words were"),
          Mode.LIVE);
    }
    return new Content(segments);
  }

  /**
   * What a group will read.
   *
   * @param pack with the group's differences
   * @param page the link to the group's member page
   */
  public static String text(String template, Pack pack, String group, String page)
      throws TemplateException {
    return Template.compile(template, Template.Place.TOPIC.names(pack))
        .render(new TemplateData().texts(pack.values()).member("group", group).text("page", page));
  }

  private static Reason reason(long number, String zh, String en) {
    return new Reason(
        "broadcast", zh + number, en + number, null, 0, "#" + number, null, 0, List.of(), null);
  }

  private static void skip(BroadcastDue due, Turn turn, String zh, String en) {
    turn.note(
        "skipped-broadcast",
        Reason.of(
            "broadcast",
            "没有群发 #" + due.number() + "：" + zh,
            "broadcast #" + due.number() + " was left out: " + en),
        Mode.LIVE);
    fared(due.number(), Broadcast.Fate.SKIPPED, zh, en, null, turn);
  }

  @Override
  public void ended(ActionEnded ended, Turn turn) {
    String number = ended.reason().rule();
    if (!ended.reason().feature().equals("broadcast") || number == null) {
      return;
    }
    Outcome outcome = ended.outcome();
    boolean said = ended.action() instanceof Action.SendMessage;
    Broadcast.Fate fate = said ? said(outcome) : recalled(outcome);
    String why = why(outcome);
    fared(
        Long.parseLong(number.substring(1)), fate, why, why, said ? nativeId(outcome) : null, turn);
  }

  private static Broadcast.Fate said(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted _, Outcome.Confirmed _ -> Broadcast.Fate.SAID;
      case Outcome.Failed failed when failed.effect() == Outcome.Effect.UNKNOWN ->
          Broadcast.Fate.UNKNOWN;
      case Outcome.Failed _, Outcome.Refused _, Outcome.Unsupported _, Outcome.NeedsHuman _ ->
          Broadcast.Fate.FAILED;
    };
  }

  private static Broadcast.Fate recalled(Outcome outcome) {
    return outcome.done() ? Broadcast.Fate.RECALLED : Broadcast.Fate.KEPT;
  }

  private static String why(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted _, Outcome.Confirmed _ -> "";
      case Outcome.Unsupported unsupported -> "unsupported: " + unsupported.missing();
      case Outcome.Refused refused -> refused.reason();
      case Outcome.Failed failed -> failed.reason();
      case Outcome.NeedsHuman _ -> "a person has to do it / 要人来做";
    };
  }

  private static @Nullable String nativeId(Outcome outcome) {
    String id =
        switch (outcome) {
          case Outcome.Accepted accepted -> accepted.nativeId();
          case Outcome.Confirmed confirmed -> confirmed.nativeId();
          case Outcome.Unsupported _, Outcome.Refused _, Outcome.Failed _, Outcome.NeedsHuman _ ->
              "";
        };
    return id.isEmpty() ? null : id;
  }

  private static void fared(
      long number, Broadcast.Fate fate, String zh, String en, @Nullable String message, Turn turn) {
    Map<String, String> why = zh.isEmpty() ? Map.of() : Map.of("zh", zh, "en", en);
    turn.tell(Key.BRAND, new BroadcastFared(number, turn.group().id(), fate, why, message));
  }
}
