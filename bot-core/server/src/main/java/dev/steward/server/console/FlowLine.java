package dev.steward.server.console;

import java.util.List;

/**
 * One event of the live flow, as the page gets it in JSON.
 *
 * @param seq its place in the journal
 * @param at time of day
 * @param name who, or empty
 * @param parts what was said, cut at the matched characters; empty when it may not be seen
 * @param extras what else the message held, such as a picture, in words
 * @param fate how it was taken, for the style; {@code fateName} in words
 * @param complain where a complaint can be written down for who said it; empty for what is no
 *     message
 * @param restless whether something about it may still change
 */
record FlowLine(
    long seq,
    String at,
    String kind,
    String kindName,
    String group,
    String groupTitle,
    String name,
    List<Marked.Part> parts,
    List<String> extras,
    String fate,
    String fateName,
    List<Decided> decisions,
    String complain,
    boolean restless) {

  /**
   * Why something was done or left alone.
   *
   * @param reason one sentence
   * @param rule with its clause, or empty
   * @param script pack, version and line, or empty
   * @param outcome what became of the action, or empty
   * @param href the case, or empty
   * @param said what Steward said, or empty
   */
  record Decided(
      String verdict,
      String mode,
      String modeName,
      String reason,
      String rule,
      String script,
      String outcome,
      boolean well,
      String href,
      String caseName,
      String said) {}
}
