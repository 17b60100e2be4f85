package dev.steward.server.member;

import com.linecorp.armeria.common.Cookie;
import dev.steward.chat.AccountId;
import dev.steward.chat.GroupId;
import dev.steward.chat.Role;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.identity.Visitors;
import dev.steward.engine.store.Sql;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Tells who opens a page: the adapter's word first (a browser that sits in Steward's own chat),
 * then the cookie of somebody who came by a link of their own; whoever is neither is a visitor. A
 * member who left the group, or was removed, is none any more. Thread-safe.
 */
final class Guests {
  /** Which member a browser is, since it opened a link of their own. */
  static final String MEMBER = "steward_member";

  /** Any browser: to tell visitors apart and to bind forms to it. */
  static final String BROWSER = "steward_page";

  static final Duration REMEMBERED = Duration.ofDays(30);

  private static final String LETTERS = "23456789abcdefghjkmnpqrstvwxyz";
  private static final int LENGTH = 24;

  private final Tickets tickets;
  private final Browsers browsers;
  private final SecureRandom random;

  Guests(Tickets tickets, Browsers browsers, SecureRandom random) {
    this.tickets = tickets;
    this.browsers = browsers;
    this.random = random;
  }

  /** What a new browser is to keep. */
  String newBrowser() {
    StringBuilder made = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      made.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return made.toString();
  }

  /** What a browser keeps; empty when it is new, or when it is nothing that we gave it. */
  static Optional<String> browser(Set<Cookie> cookies) {
    return value(cookies, BROWSER)
        .filter(
            given ->
                given.length() == LENGTH && given.chars().allMatch(c -> LETTERS.indexOf(c) >= 0));
  }

  private static Optional<String> value(Set<Cookie> cookies, String name) {
    return cookies.stream()
        .filter(cookie -> cookie.name().equals(name))
        .map(Cookie::value)
        .findFirst();
  }

  /** The cookie of somebody who opened a link of their own. */
  String memberCookie(GroupId group, UserId user, Instant now) {
    return tickets.write(new Ticket(Ticket.Use.COOKIE, now.plus(REMEMBERED), group, user));
  }

  /**
   * Who it is.
   *
   * @param header the {@code Cookie} header
   * @param account of ours that listens in the group
   */
  Guest find(
      TurnContext context,
      GroupId group,
      AccountId account,
      Set<Cookie> cookies,
      String header,
      String browser) {
    Optional<Guest> vouched =
        browsers
            .user(group.platform(), header)
            .flatMap(user -> member(context, group, account, user, false, browser));
    return vouched
        .or(
            () ->
                value(cookies, MEMBER)
                    .flatMap(tickets::read)
                    .filter(ticket -> ticket.use() == Ticket.Use.COOKIE)
                    .filter(ticket -> ticket.group().platform().equals(group.platform()))
                    .flatMap(ticket -> Optional.ofNullable(ticket.user()))
                    .flatMap(user -> member(context, group, account, user, true, browser)))
        .orElseGet(
            () -> {
              UserId visitor = Visitors.of(browser, group);
              return new Guest(
                  Sender.member(visitor, ""),
                  visitor.toString(),
                  new AccountId(Visitors.PLATFORM, "steward"),
                  false,
                  false,
                  browser);
            });
  }

  /** Somebody who is in the group now. */
  private static Optional<Guest> member(
      TurnContext context,
      GroupId group,
      AccountId account,
      UserId user,
      boolean byLink,
      String browser) {
    Sql sql = context.sql();
    return sql.first(
        "SELECT name, role FROM member WHERE group_id = ? AND user_id = ? AND present = 1",
        row ->
            new Guest(
                new Sender(user, row.text(1), row.name(2, Role.class)),
                context.persons().personOf(user),
                account,
                true,
                byLink,
                browser),
        group,
        user);
  }
}
