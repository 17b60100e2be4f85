package dev.steward.engine.identity;

import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import java.util.Optional;

/**
 * Those who come by the link to a group's member page and for whom no adapter vouches: a login of
 * the platform {@code page}, made of a number that their browser keeps and the group whose page it
 * is. What they do counts apart from what members do. No adapter may have that name. Pure.
 */
public final class Visitors {
  /** The platform of visitors; Steward's own account there writes to their page. */
  public static final String PLATFORM = "page";

  private static final char AT = '@';

  private Visitors() {}

  /**
   * A visitor of a group's page.
   *
   * @param browser what the browser keeps: letters and digits
   */
  public static UserId of(String browser, GroupId group) {
    return new UserId(PLATFORM, browser + AT + group);
  }

  public static boolean is(UserId user) {
    return user.platform().equals(PLATFORM);
  }

  /** The same of a person's id: a visitor is never linked, so it is the login. */
  public static boolean is(String person) {
    return person.startsWith(PLATFORM + ":");
  }

  /** The group whose page a visitor came by; empty for everybody else. */
  public static Optional<GroupId> groupOf(UserId user) {
    int at = is(user) ? user.id().indexOf(AT) : -1;
    return at < 0 ? Optional.empty() : Optional.of(GroupId.parse(user.id().substring(at + 1)));
  }
}
