/** A OneBot implementation with people in it, and what is proven against it. */
@NullMarked
package dev.steward.adapter.onebot;

import org.jspecify.annotations.NullMarked;
