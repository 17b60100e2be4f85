package dev.steward.adapter.irc;

/**
 * One mode set or taken.
 *
 * @param add whether it is set
 * @param mode its letter
 * @param param what it is about, such as a nick or a mask; empty when it needs none
 */
record ModeChange(boolean add, char mode, String param) {}
