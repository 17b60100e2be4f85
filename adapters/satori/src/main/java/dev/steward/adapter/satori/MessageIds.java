package dev.steward.adapter.satori;

/**
 * Ids of messages and requests as Steward keeps them, each told apart from every other of its
 * login.
 *
 * <p>Some platforms count messages in each channel anew, so that the number alone tells no message:
 * there the channel's id stands before it, {@code -1001234.5500}. Requests to join are told apart
 * by their time, since some platforms name no more than who asks and where.
 */
final class MessageIds {
  private static final String TIME = " @";

  private MessageIds() {}

  /** A message's id; empty for none. */
  static String kept(Native channel, String id) {
    return id.isEmpty() || !Platforms.countsByChannel(channel.platform())
        ? id
        : channel.id() + "." + id;
  }

  /** The id as its platform knows it. One that was kept without its channel stays as it is. */
  static String told(Native channel, String id) {
    String before = channel.id() + ".";
    return Platforms.countsByChannel(channel.platform()) && id.startsWith(before)
        ? id.substring(before.length())
        : id;
  }

  /**
   * The id of a request to join.
   *
   * @param millis when it was made, as the platform tells
   */
  static String request(String id, long millis) {
    return id + TIME + millis;
  }

  /** The request's id as its platform knows it. */
  static String request(String kept) {
    int time = kept.lastIndexOf(TIME);
    return time < 0 ? kept : kept.substring(0, time);
  }
}
