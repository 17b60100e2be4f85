package dev.steward.adapter.telegram;

import dev.steward.wire.Intake;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/** Where a bot's updates come from. */
interface Source extends Intake.Valve, AutoCloseable {
  /** What is asked for; Telegram sends {@code chat_member} to none who does not ask. */
  List<String> ALLOWED =
      List.of(
          "message",
          "edited_message",
          "callback_query",
          "poll_answer",
          "chat_member",
          "my_chat_member",
          "chat_join_request");

  /** What a source tells of itself. */
  interface Listener {
    /** Updates come. */
    void up();

    /** No updates come: try again later. */
    void down(Reply why);

    /** Updates are said to come, and there is something to say about it. */
    void trouble(String why);
  }

  /** Begins, or begins again after {@link Listener#down}; returns at once. */
  void open();

  /** What staff are shown. */
  String name();

  @Override
  void close();

  static ArrayNode allowed() {
    ArrayNode allowed = Json.MAPPER.createArrayNode();
    ALLOWED.forEach(allowed::add);
    return allowed;
  }
}
