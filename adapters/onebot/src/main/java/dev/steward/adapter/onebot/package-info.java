/**
 * OneBot v11: what bridges to QQ and others speak, over WebSocket in both directions and HTTP.
 * Specification: github.com/botuniverse/onebot-11.
 *
 * <p>Start here: {@link dev.steward.adapter.onebot.OneBotConnection}. What comes in is read by
 * {@link dev.steward.adapter.onebot.FrameReader} and put into Steward's words by {@link
 * dev.steward.adapter.onebot.Translator}; what goes out is done by {@link
 * dev.steward.adapter.onebot.Hand}.
 */
@NullMarked
package dev.steward.adapter.onebot;

import org.jspecify.annotations.NullMarked;
