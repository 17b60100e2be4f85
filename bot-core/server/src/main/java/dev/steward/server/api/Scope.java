package dev.steward.server.api;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a token may read. None includes another. */
public enum Scope {
  /** Polls, codebooks, results, and responses under pseudonyms. */
  POLLS_READ,
  /** Complaints and incidents, without the words that members wrote and without order numbers. */
  COMPLAINTS_READ,
  /** What members wrote in complaints, and their order numbers; with {@link #COMPLAINTS_READ}. */
  COMPLAINTS_TEXT;

  /** As it is written, such as {@code polls:read}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ':');
  }

  /** The scope that is written so. */
  public static Optional<Scope> of(String word) {
    for (Scope scope : values()) {
      if (scope.word().equals(word)) {
        return Optional.of(scope);
      }
    }
    return Optional.empty();
  }

  static String words(Collection<Scope> scopes) {
    return scopes.stream().sorted().map(Scope::word).collect(Collectors.joining(" "));
  }

  static Set<Scope> read(String words) {
    EnumSet<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String word : words.split(" ", -1)) {
      of(word).ifPresent(scopes::add);
    }
    return scopes;
  }
}
