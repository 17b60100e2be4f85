package dev.steward.adapter.onebot;

/** A WebSocket at work, whoever has opened it. Thread-safe. */
interface Line {
  void send(String text);

  /** Reads no more for now, or reads on. */
  void reading(boolean on);

  /** Asks whether the other side is there, where nothing else does. */
  default void ping() {}

  void close();
}
