package dev.steward.engine.faq;

import dev.steward.engine.flow.Scripts;
import dev.steward.engine.script.Faq;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The knowledge of each pack as one lane has it in memory, and which entry is asked for to the
 * letter; renewed when a pack is published or staff taught something. For the lane's thread.
 */
final class Shelf {
  private final FaqBook book;
  private final Map<String, Kept> kept = new HashMap<>();

  Shelf(FaqBook book) {
    this.book = book;
  }

  /**
   * One pack's.
   *
   * @param exact entries by what is asked; without what two entries share
   */
  private record Kept(Knowledge knowledge, Map<String, String> exact) {}

  Knowledge knowledge(Scripts.Script script) {
    String pack = script.pack().name();
    Faq faq = script.pack().faq();
    long revision = book.revision(pack);
    Kept known = kept.get(pack);
    if (known != null
        && known.knowledge.version() == script.version()
        && known.knowledge.revision() == revision
        && known.knowledge.faq().equals(faq)) {
      return known.knowledge;
    }
    Knowledge fresh =
        new Knowledge(
            pack,
            script.version(),
            revision,
            faq == null ? new Faq(null, null, List.of()) : faq,
            book.lessons(pack));
    kept.put(pack, new Kept(fresh, exact(fresh)));
    return fresh;
  }

  private static Map<String, String> exact(Knowledge knowledge) {
    Map<String, String> exact = new HashMap<>();
    Set<String> shared = new HashSet<>();
    for (Entry entry : knowledge.entries()) {
      for (String question : entry.questions()) {
        if (knowledge.denied(entry.id(), question)) {
          continue;
        }
        String letters = Letters.of(question);
        String other = exact.putIfAbsent(letters, entry.id());
        if (other != null && !other.equals(entry.id())) {
          shared.add(letters);
        }
      }
    }
    shared.forEach(exact::remove);
    exact.remove("");
    return exact;
  }

  /** The entry that has this very question. */
  Optional<String> exact(Knowledge knowledge, String text) {
    Kept known = kept.get(knowledge.pack());
    return known == null
        ? Optional.empty()
        : Optional.ofNullable(known.exact.get(Letters.of(text)));
  }
}
