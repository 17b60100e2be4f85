package dev.steward.chat;

/**
 * A member as an event shows them.
 *
 * @param user the platform login
 * @param name the name that the group sees: the group card if there is one, else the nickname
 * @param role the role on the platform at that moment
 */
public record Sender(UserId user, String name, Role role) {
  public static Sender member(UserId user, String name) {
    return new Sender(user, name, Role.MEMBER);
  }
}
