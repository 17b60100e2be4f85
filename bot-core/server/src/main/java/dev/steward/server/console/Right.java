package dev.steward.server.console;

/** What somebody signed in may do. */
enum Right {
  /** Sees groups, rules, figures, cases and the list of todos, without members' names and words. */
  READ,
  /** Sees members' names and words. Each such look is written in the audit. */
  WORDS,
  /** Acts: go live, pause, bind, undo, claim, the duty roster. */
  OPERATE,
  /** Invites and disables staff, and reads the audit. */
  ADMINISTER
}
