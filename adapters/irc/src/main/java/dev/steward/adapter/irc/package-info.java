/**
 * IRC: one login on one network, in any number of its channels.
 *
 * <p>Start here: {@link dev.steward.adapter.irc.IrcAdapter}. {@code IrcConnection} dials and keeps
 * what outlives a cut; a {@code Session} is one connection to the server: {@code Login} gets it in,
 * {@code Channels} and {@code Talk} turn lines into events, {@code Hand} turns actions into lines,
 * {@code Calls} finds the answers. All of a session happens on the connection's one thread.
 */
@NullMarked
package dev.steward.adapter.irc;

import org.jspecify.annotations.NullMarked;
