package dev.steward.engine.flow;

/**
 * What one key tells another: a record that Jackson can write, since it may wait in the database
 * for another lane. Delivered once, in order between two keys.
 */
public interface Letter {
  /** Whether who takes it looks into the journal, where the events of this batch must be then. */
  default boolean readsJournal() {
    return false;
  }
}
