package dev.steward.engine.rehearsal;

import dev.steward.engine.rehearsal.Transcript.Blocked;
import dev.steward.engine.rehearsal.Transcript.Difference;
import dev.steward.engine.rehearsal.Transcript.Played;
import dev.steward.engine.script.Conversation;
import dev.steward.engine.script.Conversation.Move;
import dev.steward.engine.script.Expectation;
import dev.steward.engine.script.Language;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Prints a transcript for people: who said what, what Steward did, the script line behind it and
 * why; then what was not as expected.
 */
public final class TranscriptPrinter {
  private static final String INDENT = "         ";
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

  private final Language language;
  private final DateTimeFormatter day;

  /**
   * @param language of what is explained; what Steward says is in the pack's
   */
  public TranscriptPrinter(Language language) {
    this.language = language;
    day =
        language == Language.ZH
            ? DateTimeFormatter.ofPattern("yyyy-MM-dd EEE", Locale.CHINA)
            : DateTimeFormatter.ofPattern("EEE yyyy-MM-dd", Locale.ENGLISH);
  }

  /** The whole conversation. */
  public String print(Transcript transcript) {
    StringBuilder out = new StringBuilder();
    Conversation conversation = transcript.conversation();
    out.append(conversation.title()).append(" (").append(conversation.file()).append(")\n");
    Told told = new Told(transcript, out);
    transcript.steps().forEach(told::step);
    out.append(differences(transcript));
    return out.toString();
  }

  /** Only what was not as expected; empty when everything was. */
  public String differences(Transcript transcript) {
    StringBuilder out = new StringBuilder();
    for (Played step : transcript.steps()) {
      for (Difference difference : step.differences()) {
        out.append('\n');
        difference(transcript, step, difference, out);
      }
    }
    return out.toString();
  }

  private void difference(
      Transcript transcript, Played step, Difference difference, StringBuilder out) {
    Conversation conversation = transcript.conversation();
    ChatLines lines = new ChatLines(transcript.language());
    out.append("✘ ").append(conversation.file()).append(':').append(difference.line()).append('\n');
    Blocked slip = difference.slip();
    if (slip != null) {
      out.append("  ").append(language.pick(slip.zh(), slip.en())).append('\n');
      return;
    }
    Expectation expected = difference.expected();
    Happening came = difference.came();
    column(
        language.pick("  应该 ", "  expected "),
        expected == null ? List.of(language.pick("沉默", "silence")) : source(conversation, expected),
        out);
    column(
        language.pick("  实际 ", "  came     "),
        came == null ? List.of(language.pick("没有", "nothing")) : lines.of(came, step.room()),
        out);
    if (came != null) {
      out.append(language.pick("       ", "           ")).append(why(came)).append('\n');
    } else {
      for (Happening note : step.happenings()) {
        if (!note.counts()) {
          out.append(language.pick("       ", "           ")).append(why(note)).append('\n');
        }
      }
    }
  }

  private static List<String> source(Conversation conversation, Expectation expected) {
    return conversation.lines().subList(expected.mark().line() - 1, expected.lastLine()).stream()
        .map(line -> line.replaceFirst("^[=＝]\\s*", ""))
        .toList();
  }

  private static void column(String head, List<String> lines, StringBuilder out) {
    String below = " ".repeat(head.length() + (head.contains("应") || head.contains("实") ? 2 : 0));
    for (int i = 0; i < lines.size(); i++) {
      out.append(i == 0 ? head : below).append(lines.get(i)).append('\n');
    }
  }

  /** The script line and the reason. */
  private String why(Happening happening) {
    return (happening.script().isEmpty() ? "" : happening.script() + " · ")
        + happening.why(language);
  }

  /** The transcript of one conversation, as it goes on. */
  private final class Told {
    private final Transcript transcript;
    private final StringBuilder out;
    private final ChatLines lines;
    private @Nullable LocalDate today;
    private String room = "";

    Told(Transcript transcript, StringBuilder out) {
      this.transcript = transcript;
      this.out = out;
      lines = new ChatLines(transcript.language());
    }

    private void step(Played played) {
      if (!played.room().equals(room) && many()) {
        out.append("[").append(played.room()).append("]\n");
      }
      room = played.room();
      if (!(played.step().move() instanceof Move.Waits)) {
        clock(played.at());
        List<String> written =
            transcript
                .conversation()
                .lines()
                .subList(played.step().line() - 1, played.step().lastLine());
        below(written);
      }
      Blocked blocked = played.blocked();
      if (blocked != null) {
        out.append(INDENT)
            .append("· ")
            .append(language.pick(blocked.zh(), blocked.en()))
            .append('\n');
      }
      played.happenings().forEach(this::happening);
    }

    private boolean many() {
      return transcript.steps().stream().map(Played::room).distinct().count() > 1;
    }

    private void happening(Happening happening) {
      if (happening.deed() == null) {
        date(happening.at());
        out.append(INDENT).append("· ");
      } else {
        clock(happening.at());
        below(lines.of(happening, room));
        out.append(INDENT).append(became(happening));
      }
      out.append(why(happening)).append('\n');
    }

    private String became(Happening happening) {
      return switch (happening.kind()) {
        case DONE, NOTE -> "↳ ";
        case BY_HAND -> language.pick("↳ 平台做不到，待人工 · ", "↳ the chat can't, so people have to · ");
        case FAILED -> language.pick("↳ 没有做成 · ", "↳ not done · ");
        case OBSERVED -> language.pick("↳ 只是观察，没有做 · ", "↳ only observed, not done · ");
      };
    }

    private void clock(Instant at) {
      date(at);
      out.append("  ").append(at.atZone(transcript.zone()).format(CLOCK)).append("  ");
    }

    private void date(Instant at) {
      LocalDate date = at.atZone(transcript.zone()).toLocalDate();
      if (!date.equals(today)) {
        today = date;
        out.append(date.format(day)).append('\n');
      }
    }

    private void below(List<String> written) {
      for (int i = 0; i < written.size(); i++) {
        out.append(i == 0 ? "" : INDENT).append(written.get(i).stripTrailing()).append('\n');
      }
    }
  }
}
