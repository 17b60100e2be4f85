/** Rehearsals, held against what they say and against the live path. */
@NullMarked
package dev.steward.engine.rehearsal;

import org.jspecify.annotations.NullMarked;
