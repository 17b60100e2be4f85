/** The stand-ins themselves. */
@NullMarked
package dev.steward.testkit;

import org.jspecify.annotations.NullMarked;
