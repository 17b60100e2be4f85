package dev.steward.server.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.AccountId;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Who is asked to wait on the member page, and who is not. */
class PaceTest {
  private Instant now = Instant.parse("2026-03-08T00:00:00Z");
  private final Pace pace = new Pace(() -> now);

  private static Guest guest(String user, boolean verified) {
    UserId id = new UserId("web", user);
    return new Guest(
        Sender.member(id, user), id.toString(), new AccountId("web", "bot"), verified, false, "b");
  }

  private int pressed(String user, boolean verified, boolean complains, int times) {
    int taken = 0;
    for (int i = 0; i < times; i++) {
      taken += pace.tooFast(guest(user, verified), "10.0.0.1", complains) ? 0 : 1;
    }
    return taken;
  }

  @Test
  void aThousandMembersOfOneMobileNetworkCheckInAtOnce() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(pressed("m" + i, true, false, 1)).isEqualTo(1);
    }
  }

  @Test
  void oneMemberWhoPressesWithoutEndWaits() {
    assertThat(pressed("m", true, false, 60)).isEqualTo(30);
    assertThat(pressed("n", true, false, 1)).as("and nobody else").isEqualTo(1);
  }

  @Test
  void aVisitorWithEverNewCookiesIsTheSameVisitor() {
    int taken = 0;
    for (int i = 0; i < 500; i++) {
      taken += pressed("v" + i, false, false, 1);
    }
    assertThat(taken).isEqualTo(20);
    now = now.plus(Duration.ofMinutes(1));
    assertThat(pressed("v", false, false, 10)).isEqualTo(4);
  }

  @Test
  void aBoardIsNotFloodedWithComplaintsOfNobody() {
    assertThat(pressed("v", false, true, 10)).isEqualTo(3);
    now = now.plus(Duration.ofMinutes(10));
    assertThat(pressed("w", false, true, 10)).isEqualTo(1);
  }
}
