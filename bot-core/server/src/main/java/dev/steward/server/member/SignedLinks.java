package dev.steward.server.member;

import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.PageLinks;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The links to the member page of this installation. Thread-safe. */
final class SignedLinks implements PageLinks {
  /** A group's link stands in greetings and pinned notices. */
  private static final Duration GROUP = Duration.ofDays(180);

  /** A member's own link makes its browser theirs, so it is for now. */
  static final Duration MEMBER = Duration.ofDays(1);

  private final Tickets tickets;
  private final Supplier<String> url;

  /**
   * @param url scheme, host and port, without a slash at the end
   */
  SignedLinks(Tickets tickets, Supplier<String> url) {
    this.tickets = tickets;
    this.url = url;
  }

  @Override
  public String ofGroup(GroupId group, Instant now) {
    return url.get() + path(Ticket.Use.GROUP, group, null, now.plus(GROUP));
  }

  @Override
  public String ofMember(GroupId group, UserId user, Instant now) {
    return url.get() + path(Ticket.Use.MEMBER, group, user, now.plus(MEMBER));
  }

  /** Where a member's link leads on, so that it does not stay in the address bar. */
  String groupPath(GroupId group, Instant now) {
    return path(Ticket.Use.GROUP, group, null, now.plus(GROUP));
  }

  private String path(Ticket.Use use, GroupId group, @Nullable UserId user, Instant expires) {
    return MemberPage.PATH + "/" + tickets.write(new Ticket(use, expires, group, user));
  }
}
