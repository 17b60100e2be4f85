package dev.steward.engine.faq;

import dev.steward.engine.flow.Scripts;
import dev.steward.engine.script.Faq;
import dev.steward.engine.text.Normaliser;
import java.time.Duration;
import java.time.Instant;
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
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private final FaqBook book;
  private final Map<String, Kept> kept = new HashMap<>();

  Shelf(FaqBook book) {
    this.book = book;
  }

  /**
   * One pack's.
   *
   * @param exact entries by what is asked; without what two entries share
   * @param whole what is asked, with the words at its end
   * @param looked when the database was asked
   */
  private record Kept(
      Knowledge knowledge, Map<String, String> exact, Set<String> whole, Instant looked) {
    boolean fits(Scripts.Script script) {
      return knowledge.version() == script.version() && knowledge.faq().equals(script.pack().faq());
    }
  }

  /**
   * What is known now, or was a moment ago: so that talk, of which there is a lot, does not ask the
   * database for lessons with each line.
   */
  Knowledge lately(Scripts.Script script, Instant now) {
    Kept known = kept.get(script.pack().name());
    return known != null && known.fits(script) && now.isBefore(known.looked.plus(MOMENT))
        ? known.knowledge
        : knowledge(script, now);
  }

  /** Something was taught here: the next line of talk sees it. In other lanes it takes a moment. */
  void taught() {
    kept.replaceAll((_, known) -> new Kept(known.knowledge, known.exact, known.whole, Instant.MIN));
  }

  /** What is known now. */
  Knowledge knowledge(Scripts.Script script, Instant now) {
    String pack = script.pack().name();
    Faq faq = script.pack().faq();
    long revision = book.revision(pack);
    Kept known = kept.get(pack);
    if (known != null && known.fits(script) && known.knowledge.revision() == revision) {
      kept.put(pack, new Kept(known.knowledge, known.exact, known.whole, now));
      return known.knowledge;
    }
    Knowledge fresh =
        new Knowledge(
            pack,
            script.version(),
            revision,
            faq == null ? new Faq(null, null, List.of()) : faq,
            book.lessons(pack));
    kept.put(pack, new Kept(fresh, exact(fresh), whole(fresh), now));
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

  private static Set<String> whole(Knowledge knowledge) {
    Set<String> whole = new HashSet<>();
    for (Entry entry : knowledge.entries()) {
      entry.questions().forEach(ask -> whole.add(Letters.whole(Normaliser.fold(ask).text())));
    }
    return whole;
  }

  /** The entry that has this very question, of which the folded text is given. */
  Optional<String> exact(Knowledge knowledge, String folded) {
    Kept known = kept.get(knowledge.pack());
    return known == null
        ? Optional.empty()
        : Optional.ofNullable(known.exact.get(Letters.ofFolded(folded)));
  }

  /**
   * Whether a text reads like a question of an entry but for its last word, and is not put as one:
   * so members tell each other that something can be sent back.
   */
  boolean told(Knowledge knowledge, String folded) {
    Kept known = kept.get(knowledge.pack());
    return known != null
        && known.exact.containsKey(Letters.ofFolded(folded))
        && !known.whole.contains(Letters.whole(folded))
        && !Letters.ask(folded);
  }
}
