/** Servers that mean harm, inboxes that are full, and what stays of order and memory then. */
@NullMarked
package dev.steward.wire;

import org.jspecify.annotations.NullMarked;
