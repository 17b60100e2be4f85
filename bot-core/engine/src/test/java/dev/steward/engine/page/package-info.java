/** Who asks for the member page gets a link. */
@NullMarked
package dev.steward.engine.page;

import org.jspecify.annotations.NullMarked;
