package dev.steward.adapter.irc;

import org.jspecify.annotations.Nullable;

/**
 * Somebody on the network. Changes as the server tells; used by the connection's thread only.
 *
 * <p>The id is the services account, or for a login without one {@code ~nick!user@host}: an account
 * can't begin with a tilde, so no nick can pass for one.
 */
final class Person {
  /** How the id of a login without an account begins. */
  static final String GUEST = "~";

  private String nick;
  private String user;
  private String host;
  private @Nullable String account;
  private String guestId = "";

  Person(String nick, String user, String host, @Nullable String account) {
    this.nick = nick;
    this.user = user;
    this.host = host;
    this.account = account;
  }

  String nick() {
    return nick;
  }

  String host() {
    return host;
  }

  /** The account, folded; null for a guest. */
  @Nullable String account() {
    return account;
  }

  /**
   * The same person for as long as they are here: a guest's id outlives a new nick, once it is
   * known where they come from.
   */
  String id(Traits traits) {
    String known = account;
    if (known != null) {
      return known;
    }
    if (!guestId.isEmpty()) {
      return guestId;
    }
    String id = GUEST + traits.fold(nick) + "!" + user + "@" + host;
    if (!host.isEmpty()) {
      guestId = id;
    }
    return id;
  }

  void nick(String next) {
    nick = next;
  }

  /** Where they come from, when a line tells; empty parts are not told. */
  void from(String toldUser, String toldHost) {
    if (!toldUser.isEmpty() && !toldHost.isEmpty()) {
      user = toldUser;
      host = toldHost;
    }
  }

  void account(@Nullable String folded) {
    account = folded;
  }
}
