package dev.steward.engine.attention;

import dev.steward.chat.Action;
import dev.steward.chat.Key;
import dev.steward.chat.Outcome;
import dev.steward.engine.flow.ActionEnded;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Letter;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Turn;
import java.util.List;

/**
 * Tells a group that an answer in private was refused: whoever asked there, and never wrote to
 * Steward alone, would wait for it. Names nobody, since what was asked is nobody else's business.
 */
public final class AloneFeature implements Feature {
  @Override
  public String name() {
    return "alone";
  }

  @Override
  public List<Class<? extends Letter>> letters() {
    return List.of(AloneRefused.class);
  }

  @Override
  public void ended(ActionEnded ended, Turn turn) {
    if (ended.action() instanceof Action.SendPrivate answer
        && answer.group() != null
        && ended.reason().answersAlone()
        && ended.outcome() instanceof Outcome.Refused) {
      turn.tell(Key.group(answer.group()), new AloneRefused());
    }
  }

  @Override
  public void on(Letter letter, Turn turn) {
    if (letter instanceof AloneRefused && !turn.group().pausedAt(turn.now())) {
      turn.act(
          Action.SendMessage.of(
              turn.group().id(),
              turn.language()
                  .pick(
                      "私下的回答没有送到。请先私聊我说句话，再来问一次。",
                      "An answer in private did not arrive. Please write to me alone first, then"
                          + " ask again.")),
          Reason.of(name(), "平台不让私聊还没说过话的人", "the platform refused a private message"),
          Mode.LIVE);
    }
  }
}
