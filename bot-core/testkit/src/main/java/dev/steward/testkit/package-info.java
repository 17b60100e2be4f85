/**
 * What every adapter is held to, and the stand-ins that make it testable without waiting.
 *
 * <p>Start here: {@link dev.steward.testkit.AdapterContract}. An adapter's test extends it and
 * supplies an {@link dev.steward.testkit.AdapterFixture}: the platform (or a faithful fake of it)
 * with members in it. {@link dev.steward.testkit.TestHost} lends the adapter a {@link
 * dev.steward.testkit.ManualClock} and a {@link dev.steward.testkit.RecordingSink}, whose
 * congestion, overload and failures are switches.
 */
@NullMarked
package dev.steward.testkit;

import org.jspecify.annotations.NullMarked;
