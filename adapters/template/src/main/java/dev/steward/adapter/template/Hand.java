package dev.steward.adapter.template;

import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.Capability;
import dev.steward.chat.GroupId;
import dev.steward.chat.Outcome;
import dev.steward.chat.Segment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Orders as the server's words, and its answers as outcomes. */
final class Hand {
  /** The server's word for what nobody can delete any more. */
  private static final String GONE = "no such message";

  private Hand() {}

  /** What the group lacks for this action; empty when nothing. */
  static Optional<Capability> missing(Action action, Set<Capability> able) {
    if (!able.contains(action.needs())) {
      return Optional.of(action.needs());
    }
    boolean pictures =
        action instanceof Action.SendMessage send
            && send.content().first(Segment.Image.class).isPresent();
    return pictures && !able.contains(Capability.SEND_IMAGES)
        ? Optional.of(Capability.SEND_IMAGES)
        : Optional.empty();
  }

  /** The line that asks for it. A new kind of action does not compile until it stands here. */
  static Map<String, Object> words(Action action) {
    return switch (action) {
      case Action.SendMessage send -> line("say", send.group(), "text", words(send));
      case Action.DeleteMessage delete -> line("delete", delete.group(), "id", delete.messageId());
      case Action.SendPrivate _,
          Action.MuteMember _,
          Action.UnmuteMember _,
          Action.MuteAll _,
          Action.KickMember _,
          Action.BanMember _,
          Action.UnbanMember _,
          Action.ApproveJoin _,
          Action.DenyJoin _,
          Action.SetMemberCard _,
          Action.SetNotice _,
          Action.AskPoll _,
          Action.EndPoll _ ->
          throw new IllegalStateException(action.needs() + " is not declared: see missing()");
    };
  }

  private static Map<String, Object> line(String kind, GroupId group, String key, String value) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("t", kind);
    line.put("group", group.id());
    line.put(key, value);
    return line;
  }

  /** The words, with buttons as numbered lines below them. */
  private static String words(Action.SendMessage send) {
    StringBuilder words = new StringBuilder(send.content().text());
    int number = 1;
    for (Button button : send.buttons()) {
      words.append('\n').append(number++).append(' ').append(button.label());
    }
    return whole(words.toString());
  }

  /** Half a character is no text: each unpaired surrogate becomes the replacement character. */
  static String whole(String text) {
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints().forEach(c -> whole.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c));
    return whole.toString();
  }

  /**
   * What an answer means; without one, nobody knows, and the outbox will not say it again. The
   * server shows no notice of the effect, so its ok is {@link Outcome.Accepted}.
   */
  static Outcome outcome(Optional<JsonNode> answer) {
    return answer
        .map(
            line ->
                Translator.text(line, "t").equals("ok")
                    ? new Outcome.Accepted(Translator.text(line, "id"))
                    : refused(Translator.text(line, "why")))
        .orElseGet(() -> Outcome.Failed.unknown("no answer from the server"));
  }

  /** A message that is gone is nobody's work; one that we may not delete is staff's. */
  private static Outcome refused(String why) {
    return why.equals(GONE) ? Outcome.Refused.gone(why) : new Outcome.Refused(why);
  }
}
