package dev.steward.adapter.web;

import dev.steward.chat.Button;
import java.util.List;

/**
 * What a message has besides words, kept as JSON in the log.
 *
 * @param buttons under it
 * @param nonce what the sender's page called it, so that a repeated POST is one message; may be
 *     empty
 */
record Extras(List<Button> buttons, String nonce) {
  static final Extras NONE = new Extras(List.of(), "");

  Extras {
    buttons = List.copyOf(buttons);
  }
}
