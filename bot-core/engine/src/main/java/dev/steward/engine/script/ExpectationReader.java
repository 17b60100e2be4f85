package dev.steward.engine.script;

import dev.steward.engine.script.ConversationReader.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a written conversation expects of Steward. */
final class ExpectationReader {
  private static final Pattern ROOM = Pattern.compile("(?s)[\\[【]([^\\]】\\n]+)[\\]】]\\s*(.*)");
  private static final Pattern BY_HAND = Pattern.compile("(?si)(?:待人工|by hand)\\s*[：:]\\s*(.*)");
  private static final Pattern ARROW = Pattern.compile("\\s*(?:→|->|＞|>)\\s*");
  private static final Pattern LAST_LENGTH = Pattern.compile("(.*\\S)\\s+(\\S+)");

  private final String file;
  private final Problems problems;
  private final MoveReader names;

  ExpectationReader(String file, Problems problems, MoveReader names) {
    this.file = file;
    this.problems = problems;
    this.names = names;
  }

  /**
   * Reads one.
   *
   * @param words all of it, without the sign
   * @param lastLine from 1
   */
  @Nullable Expectation read(Written written, String words, int lastLine) {
    String rest = words;
    String room = "";
    Matcher inRoom = ROOM.matcher(rest);
    if (inRoom.matches()) {
      room = inRoom.group(1).strip();
      rest = inRoom.group(2);
    }
    Matcher byHand = BY_HAND.matcher(rest);
    boolean left = byHand.matches();
    rest = left ? byHand.group(1) : rest;
    Optional<Deed> deed = Deed.startOf(rest);
    int colon = colonOnFirstLine(rest);
    String head = (colon < 0 ? rest : rest.substring(0, colon)).strip();
    String text = colon < 0 ? "" : rest.substring(colon + 1).strip();
    SourceMark mark = written.mark(file, 0);
    List<String> ends = new ArrayList<>(List.of(ARROW.split(head, 2)));
    if (colon >= 0 && MoveReader.isSteward(ends.getFirst())) {
      String to = ends.size() > 1 ? names.name(written, ends.get(1)) : "";
      Deed says = ends.size() > 1 ? Deed.WHISPERS : Deed.SAYS;
      return to == null ? null : new Expectation(says, room, to, text, left, mark, lastLine);
    }
    if (deed.isEmpty()) {
      List<String> known = new ArrayList<>(List.of("群管家：", "Steward:"));
      known.addAll(Deed.words(Language.ZH));
      known.addAll(Deed.words(Language.EN));
      names.unknown(written, firstWord(head), known);
      return null;
    }
    String about = head.substring(Math.min(head.length(), deed.get().lengthIn(head))).strip();
    return about(
        written,
        deed.get(),
        about,
        new Expectation(deed.get(), room, "", text, left, mark, lastLine));
  }

  private @Nullable Expectation about(Written written, Deed deed, String about, Expectation so) {
    String name = about;
    String text = so.text();
    if (deed == Deed.MUTES) {
      Matcher length = LAST_LENGTH.matcher(about);
      if (length.matches() && Scalars.parseDuration(length.group(2)).isPresent()) {
        name = length.group(1);
        text = length.group(2);
      }
    }
    if (!deed.names()) {
      if (!about.isEmpty() || (!deed.words() && !text.isEmpty())) {
        tooMuch(written, about.isEmpty() ? text : about, deed);
        return null;
      }
      return with(so, "", text);
    }
    String known = names.name(written, name);
    if (known != null && !deed.words() && !text.isEmpty()) {
      tooMuch(written, text, deed);
      return null;
    }
    return known == null ? null : with(so, known, text);
  }

  private static Expectation with(Expectation so, String name, String text) {
    return new Expectation(so.deed(), so.room(), name, text, so.byHand(), so.mark(), so.lastLine());
  }

  private void tooMuch(Written written, String what, Deed deed) {
    problems.error(
        written.markOf(file, what.lines().findFirst().orElse("")),
        "chat-too-much",
        Both.of(
            "「" + deed.word(Language.ZH) + "」后面不用再写内容",
            "nothing can follow “" + deed.word(Language.EN) + "” here"),
        Both.of("删掉后面的内容", "remove it"));
  }

  private static int colonOnFirstLine(String words) {
    String first = words.lines().findFirst().orElse("");
    return new Written(first, 1).colon();
  }

  private static String firstWord(String head) {
    String[] words = head.strip().split("\\s+", 2);
    return words[0].toLowerCase(Locale.ROOT).equals(words[0]) ? words[0] : head.strip();
  }
}
