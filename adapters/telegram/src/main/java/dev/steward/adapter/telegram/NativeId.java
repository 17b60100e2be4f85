package dev.steward.adapter.telegram;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A message's id in Steward's words: {@code chat.message}, since Telegram counts messages in each
 * chat anew, and anew again when a group becomes a supergroup.
 */
record NativeId(long chat, long message) {
  private static final Pattern FORM = Pattern.compile("(-?[0-9]{1,18})\\.([0-9]{1,18})");

  static Optional<NativeId> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new NativeId(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  /** Where something was said: elsewhere than asked when the group moved meanwhile. */
  static NativeId said(JsonNode message, long asked) {
    long chat = Json.number(message.path("chat"), "id");
    return new NativeId(chat == 0 ? asked : chat, Json.number(message, "message_id"));
  }

  @Override
  public String toString() {
    return chat + "." + message;
  }
}
