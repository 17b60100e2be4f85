package dev.steward.engine.rehearsal;

import dev.steward.engine.rehearsal.Transcript.Played;
import dev.steward.engine.script.Conversation;
import dev.steward.engine.script.Deed;
import dev.steward.engine.script.Expectation;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a conversation anew with what Steward did as what is expected. What is as expected stays
 * as it is written, with its {@code …}; so do comments, and everything that happens.
 */
public final class TranscriptUpdate {
  private final Transcript transcript;
  private final List<String> old;
  private final List<String> fresh = new ArrayList<>();
  private final ChatLines lines;

  private TranscriptUpdate(Transcript transcript) {
    this.transcript = transcript;
    old = transcript.conversation().lines();
    lines = new ChatLines(transcript.language());
  }

  /** The file's new text. */
  public static String of(Transcript transcript) {
    return new TranscriptUpdate(transcript).text();
  }

  private String text() {
    int done = 0;
    boolean any = false;
    for (Played played : transcript.steps()) {
      Conversation.Step step = played.step();
      copy(done, step.lastLine());
      done = step.lastLine();
      List<Happening> came = played.happenings().stream().filter(Happening::counts).toList();
      any |= !came.isEmpty() || !step.expected().isEmpty();
      if (!step.expected().isEmpty()) {
        int end = step.expected().getLast().lastLine();
        comments(step, done, end);
        done = end;
      }
      expect(step, played.room(), came);
    }
    copy(done, old.size());
    if (!any && !transcript.steps().isEmpty()) {
      fresh.add("= " + Deed.NOTHING.word(transcript.language()));
    }
    return String.join("\n", fresh).stripTrailing() + "\n";
  }

  private void copy(int from, int to) {
    fresh.addAll(old.subList(from, to));
  }

  /** What stands between expectations and is none. */
  private void comments(Conversation.Step step, int from, int to) {
    for (int i = from; i < to; i++) {
      int line = i + 1;
      boolean expectation =
          step.expected().stream()
              .anyMatch(one -> one.mark().line() <= line && line <= one.lastLine());
      if (!expectation) {
        fresh.add(old.get(i));
      }
    }
  }

  private void expect(Conversation.Step step, String room, List<Happening> came) {
    if (came.isEmpty()) {
      step.expected().stream()
          .filter(one -> one.deed() == Deed.NOTHING)
          .findFirst()
          .ifPresentOrElse(
              this::keep,
              () -> {
                if (!step.expected().isEmpty()) {
                  fresh.add("= " + Deed.NOTHING.word(transcript.language()));
                }
              });
      return;
    }
    new Comparison(room, step.expected(), came)
        .walk(
            new Comparison.Visitor() {
              @Override
              public void asExpected(Expectation one, Happening fitting) {
                keep(one);
              }

              @Override
              public void instead(Expectation one, Happening other) {
                write(other, room);
              }

              @Override
              public void missing(Expectation one) {}

              @Override
              public void unexpected(Happening other) {
                write(other, room);
              }
            });
  }

  private void keep(Expectation one) {
    copy(one.mark().line() - 1, one.lastLine());
  }

  private void write(Happening happening, String room) {
    List<String> written = lines.of(happening, room);
    fresh.add("= " + written.getFirst());
    fresh.addAll(written.subList(1, written.size()));
  }
}
