package dev.steward.engine.attention;

import dev.steward.chat.Action;
import dev.steward.chat.Content;
import dev.steward.engine.flow.Feature;
import dev.steward.engine.flow.Letter;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.flow.TurnContext;
import java.util.List;

/** Says in private what nobody asked for, as often as a person can bear. On the person's key. */
public final class WhisperFeature implements Feature {
  private final Attention attention;

  public WhisperFeature(TurnContext context) {
    attention = new Attention(context);
  }

  @Override
  public String name() {
    return "attention";
  }

  @Override
  public List<Class<? extends Letter>> letters() {
    return List.of(WhisperWanted.class);
  }

  @Override
  public void on(Letter letter, Turn turn) {
    if (!(letter instanceof WhisperWanted wanted)) {
      return;
    }
    if (attention.whisper(wanted.aDay(), wanted.day(), turn)) {
      turn.act(
          new Action.SendPrivate(
              wanted.group(), wanted.user(), Content.of(wanted.text()), wanted.buttons()),
          wanted.reason(),
          Mode.LIVE);
    } else {
      turn.note("skipped-budget", held(wanted), Mode.LIVE);
    }
  }

  /** With what in the script wanted it. */
  private Reason held(WhisperWanted wanted) {
    Reason by = wanted.reason();
    String what = by.rule() == null ? "" : by.rule();
    return new Reason(
        name(),
        "没有私下说「" + what + "」：这位成员今天已经收到 " + wanted.aDay() + " 条主动的私信",
        what + " was not said in private: this member got " + wanted.aDay() + " unasked today",
        by.pack(),
        by.version(),
        by.rule(),
        by.at(),
        by.clause(),
        List.of(),
        null);
  }
}
