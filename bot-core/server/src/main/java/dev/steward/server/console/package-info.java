/**
 * The console: what staff see and press. Sign-in, groups, the live flow, cases, 待办, health, staff.
 *
 * <p>Start here: {@link dev.steward.server.console.Console} puts it together; {@link
 * dev.steward.server.console.Routes} is the whole list of what can be asked, each line with who may
 * ask it; a page is one class that reads the database and fills one template of {@code
 * resources/.../pages}. Pages never write: what staff do to groups goes down the one path as a
 * {@link dev.steward.chat.Event.StaffCommand}, and staff's own tables are written in the brand's
 * lane.
 */
@NullMarked
package dev.steward.server.console;

import org.jspecify.annotations.NullMarked;
