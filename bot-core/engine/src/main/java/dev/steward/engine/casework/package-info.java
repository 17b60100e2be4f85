/**
 * ONE mechanism for everything that waits for a person: work orders, groups without a pack, whoever
 * asks to be let in, questions, complaints and incidents. One list, 待办, with claiming, hand-over, a
 * clock and an escalation.
 *
 * <p>Start here: {@link dev.steward.engine.casework.CaseworkFeature}; a feature that needs a person
 * sends {@link dev.steward.engine.casework.TodoWanted} to the brand's key.
 */
@NullMarked
package dev.steward.engine.casework;

import org.jspecify.annotations.NullMarked;
