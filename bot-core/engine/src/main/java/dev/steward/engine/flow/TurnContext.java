package dev.steward.engine.flow;

import dev.steward.engine.identity.Persons;
import dev.steward.engine.store.Numbers;
import dev.steward.engine.store.Sql;
import java.time.Instant;
import java.time.InstantSource;

/** What the turns of one lane share. */
public record TurnContext(
    InstantSource clock,
    Sql sql,
    Scripts scripts,
    Persons persons,
    Groups groups,
    Numbers numbers,
    PageLinks pages) {
  Instant now() {
    return clock.instant();
  }
}
