/**
 * Stories with the zip that people install, in Chromium, at the width of a phone and of a desktop.
 *
 * <p>Start here: {@link dev.steward.server.story.WholeStoryTest}.
 */
@NullMarked
package dev.steward.server.story;

import org.jspecify.annotations.NullMarked;
