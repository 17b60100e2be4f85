package dev.steward.adapter.web;

import java.util.ArrayList;
import java.util.List;

/** What one transaction appended and what follows once it is committed. Rooms' thread only. */
final class Batch {
  private final List<LogEntry> entries = new ArrayList<>();
  private final List<Runnable> afterwards = new ArrayList<>();

  void add(LogEntry entry) {
    entries.add(entry);
  }

  /** Runs after the commit and after pages and Steward have been told. */
  void afterwards(Runnable effect) {
    afterwards.add(effect);
  }

  List<LogEntry> entries() {
    return entries;
  }

  void runAfterwards() {
    afterwards.forEach(Runnable::run);
  }
}
