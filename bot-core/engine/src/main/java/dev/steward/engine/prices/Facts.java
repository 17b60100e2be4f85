package dev.steward.engine.prices;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known about a complaint so far. Immutable. */
record Facts(@JsonValue Map<Fact, String> known) {
  static final Facts NONE = new Facts(Map.of());

  @JsonCreator
  Facts {
    EnumMap<Fact, String> copy = new EnumMap<>(Fact.class);
    copy.putAll(known);
    known = Collections.unmodifiableMap(copy);
  }

  boolean has(Fact fact) {
    return known.containsKey(fact);
  }

  @Nullable String get(Fact fact) {
    return known.get(fact);
  }

  Facts with(Fact fact, String value) {
    EnumMap<Fact, String> more = new EnumMap<>(Fact.class);
    more.putAll(known);
    more.put(fact, value);
    return new Facts(more);
  }

  Facts with(Fact fact, long value) {
    return with(fact, Long.toString(value));
  }

  /** With what is known elsewhere about things that are not known here. */
  Facts or(Facts others) {
    EnumMap<Fact, String> all = new EnumMap<>(Fact.class);
    all.putAll(others.known);
    all.putAll(known);
    return new Facts(all);
  }

  Facts without(Fact... facts) {
    EnumMap<Fact, String> fewer = new EnumMap<>(Fact.class);
    fewer.putAll(known);
    for (Fact fact : facts) {
      fewer.remove(fact);
    }
    return new Facts(fewer);
  }

  /** Those facts that are nobody's own words. */
  Facts withoutWords() {
    EnumMap<Fact, String> fewer = new EnumMap<>(Fact.class);
    known.forEach(
        (fact, value) -> {
          if (!fact.words()) {
            fewer.put(fact, value);
          }
        });
    return new Facts(fewer);
  }

  @Nullable Long number(Fact fact) {
    String value = known.get(fact);
    return value == null || value.isEmpty() ? null : Long.valueOf(value);
  }

  long number(Fact fact, long ifUnknown) {
    Long value = number(fact);
    return value == null ? ifUnknown : value;
  }

  @Nullable Instant time(Fact fact) {
    Long millis = number(fact);
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  @Nullable Where where() {
    String code = known.get(Fact.WHERE);
    return code == null || code.isEmpty() ? null : Where.of(code);
  }
}
