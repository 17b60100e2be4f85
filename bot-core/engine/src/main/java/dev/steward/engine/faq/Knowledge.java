package dev.steward.engine.faq;

import dev.steward.engine.script.Faq;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/**
 * What can be answered for one pack: its published answers, with what staff taught since. Two of
 * the same pack, version and revision are the same.
 *
 * @param pack its name
 * @param version of the pack
 * @param revision grows with every lesson
 * @param faq the pack's part
 * @param lessons in the order taught; of those that contradict each other the last
 */
public record Knowledge(String pack, int version, long revision, Faq faq, List<Lesson> lessons) {
  public Knowledge {
    lessons = inForce(lessons);
  }

  /** Of what was taught about one question and one entry the last counts. */
  private static List<Lesson> inForce(List<Lesson> taught) {
    SequencedMap<List<String>, Lesson> last = new LinkedHashMap<>();
    for (Lesson lesson : taught) {
      last.putLast(List.of(lesson.entry(), letters(lesson.text())), lesson);
    }
    return List.copyOf(last.values());
  }

  private static String letters(String text) {
    String letters = Letters.of(text);
    return letters.isEmpty() ? text : letters;
  }

  /**
   * What staff taught.
   *
   * @param asks whether this text asks for the entry; false: it does not
   */
  public record Lesson(String entry, String text, boolean asks) {}

  /** Entries for the index: the lessons are further questions. */
  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (Faq.Answer answer : faq.answers()) {
      List<String> questions = new ArrayList<>(answer.asks());
      lessons.stream()
          .filter(lesson -> lesson.asks() && lesson.entry().equals(answer.id()))
          .forEach(lesson -> questions.add(lesson.text()));
      entries.add(
          new Entry(
              answer.id(),
              answer.mark().line(),
              questions,
              TAG.matcher(answer.say()).replaceAll(" "),
              answer.from(),
              answer.until()));
    }
    return entries;
  }

  private static final java.util.regex.Pattern TAG =
      java.util.regex.Pattern.compile("\\{\\{[^}]{0,80}}}");

  /** Whether staff said that this text, or one much like it, does not ask for the entry. */
  boolean denied(String entry, String text) {
    return denied(text).contains(entry);
  }

  /** The entries of which staff said that this text, or one much like it, does not ask for them. */
  Set<String> denied(String text) {
    Set<String> denied = new HashSet<>();
    Set<String> grams = null;
    for (Lesson lesson : lessons) {
      if (!lesson.asks()) {
        grams = grams == null ? Alike.grams(text) : grams;
        if (Alike.are(grams, lesson.text())) {
          denied.add(lesson.entry());
        }
      } else if (denied.contains(lesson.entry()) && letters(lesson.text()).equals(letters(text))) {
        denied.remove(lesson.entry());
      }
    }
    return denied;
  }
}
