package dev.steward.adapter.onebot;

/** A WebSocket at work, whoever has opened it. Thread-safe. */
interface Line {
  void send(String text);

  /** Reads no more for now, or reads on. */
  void reading(boolean on);

  void close();
}
