package dev.steward.engine.polls;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.Key;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.Poll;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What staff type in a group to open and to end polls. */
final class PollAsking {
  private PollAsking() {}

  /** {@code 投票 …}: a poll of the pack by its name, or one on a line. */
  static void ask(Event.MessagePosted posted, String line, String login, Turn turn) {
    Scripts.Script script = turn.script().orElse(null);
    if (script == null) {
      return;
    }
    Pack pack = script.pack();
    if (turn.group().stage() != Mode.LIVE) {
      reply(
          posted,
          turn.language().pick("先发「上线」，投票才发得出去。", "Say “go live” first: nothing is posted before."),
          turn);
      return;
    }
    Optional<Poll> written = pack.poll(line);
    if (written.isPresent()) {
      Instant now = turn.now();
      Optional<Instant> end = written.get().end(now, pack.zone());
      if (end.isPresent()) {
        open(Question.of(written.get(), script), end.get(), login, turn);
      } else {
        reply(
            posted, turn.language().pick("这个投票的结束时间已经过了。", "The end of this poll is past."), turn);
      }
      return;
    }
    QuickPoll quick = QuickPoll.read(line, pack.language(), pack.zone());
    Question question = quick.question();
    if (question != null) {
      open(question, turn.now().plus(quick.lasts()), login, turn);
    } else if (quick.problem() != null) {
      reply(posted, turn.language().pick(quick.problem().zh(), quick.problem().en()), turn);
    }
  }

  private static void open(Question question, Instant closes, String login, Turn turn) {
    turn.tell(
        Key.BRAND,
        new PollAsked(question, List.of(turn.group().id()), closes.toEpochMilli(), login));
  }

  private static void reply(Event.MessagePosted posted, String text, Turn turn) {
    turn.actForStaff(
        new Action.SendMessage(
            turn.group().id(),
            Content.of(text),
            turn.group().can(Capability.REPLY) ? posted.messageId() : null,
            List.of()),
        Reason.of(PollFeature.NAME, "回答工作人员", "answers staff"));
  }

  /** {@code 结束投票}. */
  static void stop(
      Event.MessagePosted posted, String argument, String login, OpenHere open, Turn turn) {
    Optional<OpenHere.Here> here = PollCommands.which(argument, open);
    if (here.isPresent()) {
      turn.tell(Key.BRAND, new PollStopped(here.get().number, login));
    } else {
      reply(
          posted,
          turn.language().pick("请带上编号，例如：结束投票 #7", "Say which one, such as: end poll #7"),
          turn);
    }
  }
}
