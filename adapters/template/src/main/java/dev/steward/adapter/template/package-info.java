/**
 * An adapter to begin with: a chat server that speaks JSON lines over TCP. Small, and whole.
 *
 * <p>Start here: {@link dev.steward.adapter.template.TemplateAdapter} is what Steward finds, {@link
 * dev.steward.adapter.template.TemplateConnection} the connection at work; {@code Translator} turns
 * the server's words into events, {@code Hand} orders into the server's words, {@code Line} is the
 * TCP line, {@code Pulse} shows whether somebody is still there. {@code adapters/README.md} is the
 * guide.
 */
@NullMarked
package dev.steward.adapter.template;

import org.jspecify.annotations.NullMarked;
