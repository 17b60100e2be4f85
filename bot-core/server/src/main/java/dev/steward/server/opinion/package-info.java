/** A language model's opinion on what a rule would do, through an OpenAI-compatible endpoint. */
@NullMarked
package dev.steward.server.opinion;

import org.jspecify.annotations.NullMarked;
