package dev.steward.engine.flow;

import dev.steward.engine.store.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes letters for the database and reads them again, by the simple name of their type.
 * Thread-safe.
 */
final class LetterCodec {
  private final Map<String, Class<? extends Letter>> types = new HashMap<>();
  private final Map<Class<? extends Letter>, List<Feature>> takers = new HashMap<>();

  LetterCodec(List<Feature> features) {
    for (Feature feature : features) {
      for (Class<? extends Letter> type : feature.letters()) {
        Class<? extends Letter> known = types.putIfAbsent(type.getSimpleName(), type);
        if (known != null && known != type) {
          throw new IllegalArgumentException(
              "letter " + type + ": the name is taken by " + known + " (expected: a unique name)");
        }
        takers.computeIfAbsent(type, _ -> new ArrayList<>()).add(feature);
      }
    }
  }

  List<Feature> takers(Letter letter) {
    List<Feature> found = takers.get(letter.getClass());
    if (found == null) {
      throw new IllegalArgumentException(
          "letter " + letter.getClass() + ": no feature takes it (expected: in Feature.letters)");
    }
    return found;
  }

  String kind(Letter letter) {
    takers(letter);
    return letter.getClass().getSimpleName();
  }

  Letter read(String kind, String payload) {
    Class<? extends Letter> type = types.get(kind);
    if (type == null) {
      throw new IllegalArgumentException("letter " + kind + ": no feature knows it");
    }
    return Json.read(payload, type);
  }
}
