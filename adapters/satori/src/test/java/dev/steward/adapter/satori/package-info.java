/**
 * The Satori adapter's tests: the adapters' contract on a fake server and on a real Koishi, and
 * what only this platform can get wrong. Start here: {@code SatoriFixture} and the {@code
 * FakeSatori} that it talks to; {@link dev.steward.adapter.satori.KoishiPeer} starts the real one.
 */
@NullMarked
package dev.steward.adapter.satori;

import org.jspecify.annotations.NullMarked;
