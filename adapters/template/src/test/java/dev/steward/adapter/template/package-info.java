/** A server of the invented protocol with people in it, and the contract on it. */
@NullMarked
package dev.steward.adapter.template;

import org.jspecify.annotations.NullMarked;
