package dev.steward.server.packs;

import dev.steward.engine.script.Problem;
import java.util.List;

/** What came of publishing a folder. */
public sealed interface Publishing {
  /** The pack's name. */
  String pack();

  /** What is wrong or doubtful; with an error nothing was published. */
  List<Problem> problems();

  /**
   * It is a version now, and in force.
   *
   * @param zh what it changes, in sentences
   * @param en the same in English
   */
  record Published(
      String pack, int version, List<String> zh, List<String> en, List<Problem> problems)
      implements Publishing {}

  /** It is the same as the newest version. */
  record Unchanged(String pack, int version, List<Problem> problems) implements Publishing {}

  /** It can't be used; what was in force stays. */
  record Broken(String pack, List<Problem> problems) implements Publishing {}
}
