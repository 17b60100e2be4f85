/**
 * The group's rules: what a message breaks, which step of the ladder follows, and how it is undone.
 *
 * <p>Start here: {@link dev.steward.engine.rules.RulesFeature}. A pack's rules are made ready as
 * {@code ReadyRules}, reading a message is {@code RuleReader}, doing what the rules say is {@code
 * Carrying}, counting over all of a person's groups is {@code CaseFeature}, one case of what
 * several post alike is {@code CampaignFeature}, and what members read is {@code RuleTexts}.
 */
@NullMarked
package dev.steward.engine.rules;

import org.jspecify.annotations.NullMarked;
