package dev.steward.server.api;

/**
 * What a request is answered with.
 *
 * @param body written as JSON
 * @param rows how many rows of data it holds, for the account of uses
 * @param what was read, for the same; ids of things that exist only
 */
record ApiAnswer(Object body, int rows, String what) {}
