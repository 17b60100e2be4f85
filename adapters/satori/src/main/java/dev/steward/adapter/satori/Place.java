package dev.steward.adapter.satori;

import dev.steward.chat.GroupId;

/**
 * A channel in which people talk: a group in Steward's words.
 *
 * @param channel platform and channel
 * @param guild the guild that it belongs to, whose members are kicked and muted; empty when the
 *     platform does not say
 * @param title what people call it
 */
record Place(Native channel, String guild, String title) {
  GroupId group() {
    return channel.group();
  }

  /** What a later word about the same channel adds; what it does not say stays. */
  Place with(Place later) {
    return new Place(
        channel,
        later.guild.isEmpty() ? guild : later.guild,
        later.title.isEmpty() ? title : later.title);
  }
}
