package dev.steward.engine.attention;

import dev.steward.chat.Button;
import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Letter;
import dev.steward.engine.flow.Reason;
import java.util.List;

/**
 * A private message that nobody asked for, to the person's key: said unless the person had enough
 * of them today.
 *
 * @param group through which the person is reached
 * @param aDay how many the person may get a day, over all groups
 * @param day since 1970-01-01, in the pack's zone
 */
public record WhisperWanted(
    GroupId group,
    UserId user,
    String text,
    List<Button> buttons,
    Reason reason,
    int aDay,
    long day)
    implements Letter {
  public WhisperWanted {
    buttons = List.copyOf(buttons);
  }
}
