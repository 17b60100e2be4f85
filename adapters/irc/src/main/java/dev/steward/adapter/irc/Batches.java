package dev.steward.adapter.irc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Puts batches together from their lines. What is open is bounded: a server that begins batches and
 * never ends them is a broken one.
 */
final class Batches {
  private static final int MOST_OPEN = 256;
  private static final long MOST_CHARACTERS = 8 << 20;

  private final Map<String, Open> open = new HashMap<>();
  private final Consumer<Heard> complete;
  private long characters;

  /** A batch that has not ended. */
  private static final class Open {
    final Line begin;
    final List<Heard> parts = new ArrayList<>();
    long characters;

    Open(Line begin) {
      this.begin = begin;
    }
  }

  /**
   * @param complete takes each line outside a batch and each batch that is not inside another
   */
  Batches(Consumer<Heard> complete) {
    this.complete = complete;
  }

  /**
   * Takes the next line.
   *
   * @throws TooMuchException when too much is open
   */
  void take(Line line) {
    if (line.command().equals("BATCH") && line.param(0).length() > 1) {
      String reference = line.param(0).substring(1);
      if (line.param(0).startsWith("+")) {
        if (open.size() >= MOST_OPEN) {
          throw tooMuch();
        }
        begin(reference, line);
      } else {
        end(reference);
      }
      return;
    }
    give(line.tags().getOrDefault("batch", ""), line, line.size());
  }

  private static TooMuchException tooMuch() {
    return new TooMuchException("the server began more batches than it ended");
  }

  private void begin(String reference, Line line) {
    Open begun = new Open(line);
    Open unended = open.put(reference, begun);
    if (unended != null) {
      characters -= unended.characters;
    }
    grow(begun, line.size());
  }

  private void grow(Open batch, long size) {
    batch.characters += size;
    characters += size;
    if (characters > MOST_CHARACTERS) {
      throw tooMuch();
    }
  }

  private void give(String reference, Heard heard, long size) {
    Open batch = reference.isEmpty() ? null : open.get(reference);
    if (batch == null) {
      complete.accept(heard);
      return;
    }
    batch.parts.add(heard);
    grow(batch, size);
  }

  private void end(String reference) {
    Open ended = open.remove(reference);
    if (ended == null) {
      return;
    }
    characters -= ended.characters;
    List<String> params = ended.begin.params();
    Batch batch =
        new Batch(
            ended.begin.param(1),
            params.size() > 2 ? params.subList(2, params.size()) : List.of(),
            ended.begin.tags(),
            ended.begin.source(),
            ended.parts);
    give(ended.begin.tags().getOrDefault("batch", ""), batch, ended.characters);
  }
}
