package dev.steward.engine.polls;

import dev.steward.chat.Button;
import dev.steward.chat.Capability;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Turn;
import java.util.List;

/** How a group is spoken to about polls, and why it is not. */
final class PollVoice {
  private PollVoice() {}

  /** Whether the platform shows a button for each option. */
  static boolean buttons(Turn turn, long poll, Question question, List<Integer> order) {
    return !buttonsOf(turn, poll, question, order).isEmpty();
  }

  static List<Button> buttonsOf(Turn turn, long poll, Question question, List<Integer> order) {
    return turn.group().can(Capability.BUTTONS) ? PollButtons.of(poll, question, order) : List.of();
  }

  /** Notes why a poll or a reminder was left out. */
  static void skip(Turn turn, String what, String why, String zh, String en) {
    turn.note(
        "skipped-" + why,
        Reason.of(
            PollFeature.NAME, "没有发投票「" + what + "」：" + zh, "poll " + what + " was left out: " + en),
        Mode.LIVE);
  }
}
