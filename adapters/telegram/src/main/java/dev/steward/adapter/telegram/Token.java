package dev.steward.adapter.telegram;

import java.util.regex.Pattern;

/**
 * What BotFather gave: whoever has it is the bot. It stands in the address of every call, so that
 * addresses are never shown.
 */
record Token(String text) {
  private static final Pattern FORM = Pattern.compile("[0-9]{1,19}:[A-Za-z0-9_-]{10,200}");

  static boolean wellFormed(String text) {
    return FORM.matcher(text).matches();
  }

  /** The bot's own id. */
  long bot() {
    return Long.parseLong(text.substring(0, text.indexOf(':')));
  }

  @Override
  public String toString() {
    return bot() + ":***";
  }
}
