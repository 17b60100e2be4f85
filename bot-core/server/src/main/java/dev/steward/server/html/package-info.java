/**
 * What the console and the member page are made of: templates and texts.
 *
 * <p>Start here: {@link dev.steward.server.html.Templates}.
 */
@NullMarked
package dev.steward.server.html;

import org.jspecify.annotations.NullMarked;
