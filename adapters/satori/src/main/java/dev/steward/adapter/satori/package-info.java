/**
 * Satori v1: the door to the platforms that Koishi and other Satori servers carry, such as Discord,
 * Lark, DingTalk, KOOK, LINE and Slack.
 *
 * <p>Start here: {@link dev.steward.adapter.satori.SatoriAdapter} and what {@code SatoriConnection}
 * puts together. Events come in by a WebSocket ({@code Session} does its handshake and heartbeat),
 * become Steward's words in {@code Hearing} and {@code EventReader}, and go to the inbox. Orders go
 * out by HTTP ({@code Orders}, {@code Api}). {@code Logins} and {@code Groups} know who we are,
 * where we are and what we may do there, {@code Whereabouts} asks for it, and {@code Memory} keeps
 * it over a restart.
 */
@NullMarked
package dev.steward.adapter.satori;

import org.jspecify.annotations.NullMarked;
