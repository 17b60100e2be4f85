package dev.steward.server.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TicketsTest {
  private static final GroupId GROUP = new GroupId("web", "妈妈:1");
  private static final UserId USER = new UserId("web", "u1");

  private Instant now = Instant.parse("2026-11-26T08:00:00Z");
  private final Tickets tickets = new Tickets(new byte[] {1, 2, 3}, () -> now);

  private Ticket ticket(Ticket.Use use) {
    return new Ticket(
        use, now.plus(Duration.ofDays(1)), GROUP, use == Ticket.Use.GROUP ? null : USER);
  }

  @Test
  void whatWasWrittenIsRead() {
    for (Ticket.Use use : Ticket.Use.values()) {
      assertThat(tickets.read(tickets.write(ticket(use)))).contains(ticket(use));
    }
  }

  @Test
  void itIsOverAtItsTime() {
    String written = tickets.write(ticket(Ticket.Use.MEMBER));
    now = now.plus(Duration.ofDays(1)).minusSeconds(1);
    assertThat(tickets.read(written)).isPresent();
    now = now.plusSeconds(1);
    assertThat(tickets.read(written)).isEmpty();
  }

  @Test
  void anotherInstallationsAreNotOurs() {
    Tickets other = new Tickets(new byte[] {4, 5, 6}, () -> now);
    assertThat(tickets.read(other.write(ticket(Ticket.Use.MEMBER)))).isEmpty();
  }

  @Test
  void noChangeGoesUnnoticed() {
    String written = tickets.write(ticket(Ticket.Use.GROUP));
    Random random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      int at = random.nextInt(written.length());
      char[] changed = written.toCharArray();
      changed[at] = (char) (33 + random.nextInt(94));
      String text = new String(changed);
      // The last letters of base64 hold bits that mean nothing.
      if (!same(text, written)) {
        assertThat(tickets.read(text)).as(text).isEmpty();
      }
    }
    assertThat(tickets.read("")).isEmpty();
    assertThat(tickets.read(".")).isEmpty();
    assertThat(tickets.read("a.".repeat(400))).isEmpty();
  }

  private static boolean same(String one, String other) {
    try {
      int dot = one.indexOf('.');
      int end = other.indexOf('.');
      return dot > 0
          && decoded(one.substring(0, dot)).equals(decoded(other.substring(0, end)))
          && decoded(one.substring(dot + 1)).equals(decoded(other.substring(end + 1)));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static java.util.List<Byte> decoded(String text) {
    byte[] bytes = Base64.getUrlDecoder().decode(text);
    java.util.List<Byte> all = new java.util.ArrayList<>();
    for (byte one : bytes) {
      all.add(one);
    }
    return all;
  }
}
