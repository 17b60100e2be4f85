package dev.steward.server.console;

/**
 * Somebody signed in.
 *
 * @param id what is stored in place of the cookie's token
 * @param csrf what each form must bring along
 */
record Session(String id, String login, String name, StaffRole role, String csrf) {}
