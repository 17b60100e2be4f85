package dev.steward.adapter.web;

import dev.steward.chat.Role;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;

/** Somebody's place in one room. Owned by the rooms' thread. */
final class Member {
  final String user;
  String name;
  Role role;
  State state;
  long mutedUntil;
  long joined;
  long request;

  /** What may be said right now, refilled by time. */
  double allowance = Double.NaN;

  long allowanceAt;

  final Nonces nonces = new Nonces();
  final Nonces privateNonces = new Nonces();

  /** Where somebody stands. */
  enum State {
    IN,
    ASKS,
    OUT,
    BANNED
  }

  Member(
      String user,
      String name,
      Role role,
      State state,
      long mutedUntil,
      long joined,
      long request) {
    this.user = user;
    this.name = name;
    this.role = role;
    this.state = state;
    this.mutedUntil = mutedUntil;
    this.joined = joined;
    this.request = request;
  }

  boolean isIn() {
    return state == State.IN;
  }

  boolean runsTheRoom() {
    return role != Role.MEMBER;
  }

  Sender sender() {
    return new Sender(new UserId(WebAdapter.PLATFORM, user), name, role);
  }
}
