/** Holds {@code adapters/README.md} to the template; it stays in Steward's tree. */
@NullMarked
package dev.steward.adapter.template.guide;

import org.jspecify.annotations.NullMarked;
