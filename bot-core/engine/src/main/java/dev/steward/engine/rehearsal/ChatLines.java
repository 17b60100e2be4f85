package dev.steward.engine.rehearsal;

import dev.steward.engine.script.Deed;
import dev.steward.engine.script.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Writes what Steward did as lines of a conversation. */
final class ChatLines {
  private final Language language;

  ChatLines(Language language) {
    this.language = language;
  }

  /** Steward's name in a conversation. */
  String steward() {
    return language.pick("群管家", "Steward");
  }

  /** The sign between a name and what follows. */
  String colon() {
    return language.pick("：", ": ");
  }

  /**
   * What somebody would write after {@code =}.
   *
   * @param room the title of the group at hand
   * @return the first line and those below it, which are indented
   */
  List<String> of(Happening happening, String room) {
    Deed deed = Objects.requireNonNull(happening.deed());
    boolean elsewhere = deed != Deed.WHISPERS && !happening.room().equals(room);
    StringBuilder head = new StringBuilder(elsewhere ? "[" + happening.room() + "] " : "");
    if (happening.kind() == Happening.Kind.BY_HAND) {
      head.append(language.pick("待人工", "by hand")).append(colon());
    }
    switch (deed) {
      case SAYS -> head.append(steward());
      case WHISPERS ->
          head.append(steward()).append(language.pick(" → ", " -> ")).append(happening.name());
      default -> head.append(deed.word(language));
    }
    if (deed != Deed.WHISPERS && !happening.name().isEmpty()) {
      head.append(' ').append(happening.name());
    }
    if (deed == Deed.MUTES) {
      return List.of(head.append(' ').append(happening.text()).toString());
    }
    return happening.text().isEmpty()
        ? List.of(head.toString())
        : words(head.append(colon()).toString(), happening.text());
  }

  /** Words of several lines: those after the first are indented. */
  static List<String> words(String head, String text) {
    List<String> lines = new ArrayList<>();
    for (String line : text.strip().split("\n", -1)) {
      lines.add(
          lines.isEmpty() ? (head + line).stripTrailing() : line.isBlank() ? "" : "  " + line);
    }
    return lines;
  }
}
