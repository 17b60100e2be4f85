package dev.steward.engine.script;

import dev.steward.chat.Role;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * What a CEL condition may look at.
 *
 * @param text the message's text; only its first {@link CelCondition#MOST_TEXT} code points count
 * @param days whole days since the member joined
 * @param messages how many messages the member has written here before
 * @param strikes of the person, those that count
 * @param tier the name of the person's tier in the price book; empty for none
 * @param role on the platform
 * @param staff whether the member is the brand's staff
 * @param length of the text in code points
 * @param images how many
 * @param links how many
 * @param contacts how many ids to be reached under
 * @param shops how many links and tokens of shops
 * @param mentions how many different members are named
 * @param reply whether the message answers another
 * @param addressed whether it speaks to Steward
 * @param time now, in the pack's zone
 * @param found the names of the rule's pieces of evidence that were found
 * @param weight what they add up to
 */
public record CelFacts(
    String text,
    long days,
    long messages,
    long strikes,
    String tier,
    Role role,
    boolean staff,
    long length,
    long images,
    long links,
    long contacts,
    long shops,
    long mentions,
    boolean reply,
    boolean addressed,
    ZonedDateTime time,
    List<String> found,
    long weight) {}
