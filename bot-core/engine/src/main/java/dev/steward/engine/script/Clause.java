package dev.steward.engine.script;

/**
 * One numbered group rule (群规), that actions cite.
 *
 * @param id what rules refer to, such as {@code no-ads}
 * @param number counts from 1, in the order of the file
 * @param text what members read
 */
public record Clause(String id, int number, String text) {}
