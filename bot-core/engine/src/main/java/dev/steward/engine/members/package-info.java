/**
 * Members, and what other features may ask about them: who is in a group, since when, and who is
 * the brand's staff.
 *
 * <p>Start here: {@link dev.steward.engine.members.MembersFeature} keeps the books; {@link
 * dev.steward.engine.members.Members} and {@link dev.steward.engine.members.StaffBook} are what
 * others ask.
 */
@NullMarked
package dev.steward.engine.members;

import org.jspecify.annotations.NullMarked;
