package dev.steward.engine.script;

import dev.steward.chat.Role;
import java.time.ZonedDateTime;

/**
 * What a CEL condition may look at.
 *
 * @param text the message's text; only its first {@link CelCondition#MOST_TEXT} code points count
 * @param days whole days since the member joined
 * @param messages how many messages the member has written here before
 * @param strikes of the person, those that count
 * @param role on the platform
 * @param staff whether the member is the brand's staff
 * @param length of the text in code points
 * @param images how many
 * @param links how many
 * @param mentions how many different members are named
 * @param reply whether the message answers another
 * @param addressed whether it speaks to Steward
 * @param time now, in the pack's zone
 */
public record CelFacts(
    String text,
    long days,
    long messages,
    long strikes,
    Role role,
    boolean staff,
    long length,
    long images,
    long links,
    long mentions,
    boolean reply,
    boolean addressed,
    ZonedDateTime time) {}
