package dev.steward.engine.text;

/**
 * A pattern as a manager wrote it.
 *
 * @param regex in RE2's syntax; letter case counts unless it begins with {@code (?i)}
 * @param payload whatever the owner wants back with a hit
 */
public record WrittenPattern<T>(String regex, T payload) {}
