package dev.steward.bench;

import dev.steward.engine.faq.Entry;
import dev.steward.engine.faq.Labelled;
import dev.steward.engine.faq.LabelledFiles;
import dev.steward.engine.script.Faq;
import dev.steward.engine.script.LabelledFileException;
import dev.steward.engine.script.SourceMark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the bench's groups ask and are answered: the invented shops of {@code bot-core/bench/faq} as
 * one brand, or with {@code -Dkb=FILE -Dqueries=FILE} another one of the same form.
 *
 * @param questions what members ask and an entry answers
 */
record Shops(Faq faq, List<String> questions) {
  private static final List<String> CHINESE = List.of("home", "pet", "skin");

  static Shops read() throws LabelledFileException {
    String kb = System.getProperty("kb");
    if (kb != null) {
      return read(Stream.of(new Shop(Path.of(kb), Path.of(System.getProperty("queries", "")))));
    }
    Path folder = Path.of("bot-core/bench/faq");
    return read(
        CHINESE.stream()
            .map(
                name ->
                    new Shop(
                        folder.resolve(name + "_kb.tsv"), folder.resolve(name + "_queries.tsv"))));
  }

  private record Shop(Path kb, Path queries) {}

  private static Shops read(Stream<Shop> shops) throws LabelledFileException {
    List<Faq.Answer> answers = new ArrayList<>();
    List<String> questions = new ArrayList<>();
    for (Shop shop : shops.toList()) {
      List<Entry> entries = LabelledFiles.entries(shop.kb);
      entries.forEach(entry -> answers.add(answer(entry)));
      LabelledFiles.questions(shop.queries, entries).stream()
          .filter(question -> question.kind() == Labelled.Kind.IN)
          .forEach(question -> questions.add(question.text()));
    }
    return new Shops(new Faq(null, null, answers), questions);
  }

  private static Faq.Answer answer(Entry entry) {
    return new Faq.Answer(
        entry.id(),
        new SourceMark("faq.yaml", entry.line(), 1),
        entry.questions(),
        entry.answer(),
        entry.from(),
        entry.until(),
        Set.of(),
        true);
  }
}
