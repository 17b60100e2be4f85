/**
 * The member page: one light page a group, behind a signed link, where members check in, vote,
 * complain and read what is theirs. It has no logic of its own: what is pressed becomes an event on
 * the one path, and what is shown is read from the same tables as the chat's answers.
 *
 * <p>Start here: {@link dev.steward.server.member.MemberPage}, then {@link
 * dev.steward.server.member.Guests}, who it is.
 */
@NullMarked
package dev.steward.server.member;

import org.jspecify.annotations.NullMarked;
