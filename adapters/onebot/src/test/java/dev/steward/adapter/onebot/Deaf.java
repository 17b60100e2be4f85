package dev.steward.adapter.onebot;

/** A line whose other end hears nothing of what we say. */
record Deaf() implements Line {
  @Override
  public void send(String text) {}

  @Override
  public void reading(boolean on) {}

  @Override
  public void close() {}
}
