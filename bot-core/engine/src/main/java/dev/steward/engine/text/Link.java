package dev.steward.engine.text;

/**
 * A web address in a message.
 *
 * @param start code point offset in the original text, of the scheme if there is one
 * @param end code point offset in the original text, exclusive
 * @param host where it leads: lower case, ASCII (international names in their xn-- form), without
 *     user, port and final dot; an IPv4 address in its four parts
 * @param disguised is it written so that programs overlook it (example点com, hxxp, ｅｘａｍｐｌｅ．ｃｏｍ) or
 *     readers take it for another (Cyrillic letters among Latin ones)?
 */
public record Link(int start, int end, String host, boolean disguised) {}
