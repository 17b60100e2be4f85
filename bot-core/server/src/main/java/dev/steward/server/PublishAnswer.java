package dev.steward.server;

import dev.steward.engine.script.Language;
import dev.steward.engine.script.Problem;
import dev.steward.server.packs.Publishing;
import java.util.List;

/**
 * What came of publishing, as the admin API tells it.
 *
 * @param version the version in force; 0 when the pack is broken
 * @param fresh whether it is a new version
 * @param zh what it changes, in sentences
 * @param en the same in English
 */
record PublishAnswer(
    String pack,
    int version,
    boolean fresh,
    List<String> zh,
    List<String> en,
    List<Problem> problems) {
  static PublishAnswer of(Publishing result) {
    return switch (result) {
      case Publishing.Published p ->
          new PublishAnswer(p.pack(), p.version(), true, p.zh(), p.en(), p.problems());
      case Publishing.Unchanged u ->
          new PublishAnswer(u.pack(), u.version(), false, List.of(), List.of(), u.problems());
      case Publishing.Broken b ->
          new PublishAnswer(b.pack(), 0, false, List.of(), List.of(), b.problems());
    };
  }

  List<String> changes(Language language) {
    return language == Language.ZH ? zh : en;
  }
}
