package dev.steward.server.api;

import dev.steward.engine.store.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One address, and what a token must be allowed to ask it.
 *
 * @param path such as {@code /api/v1/polls/{id}}
 * @param parameters that its query may have
 */
record ApiRoute(String path, Scope scope, Set<String> parameters, Handler handler) {
  private static final Pattern PLACE = Pattern.compile("\\{[a-z]+}");

  /** Answers on a thread that may block; may throw {@link ApiProblem}. */
  @FunctionalInterface
  interface Handler {
    ApiAnswer answer(Sql sql, Asked asked);
  }

  /** What stands in the places of the path; empty when it is another address. */
  Optional<List<String>> match(List<String> segments) {
    List<String> own = List.of(path.split("/", -1));
    if (own.size() != segments.size()) {
      return Optional.empty();
    }
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      if (PLACE.matcher(own.get(i)).matches()) {
        ids.add(segments.get(i));
      } else if (!own.get(i).equals(segments.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(ids);
  }
}
