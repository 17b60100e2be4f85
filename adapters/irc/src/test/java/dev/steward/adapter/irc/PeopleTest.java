package dev.steward.adapter.irc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is who, by what a server has told. */
final class PeopleTest {
  private final Traits traits = new Traits();
  private final People people = new People(traits, () -> false);

  private static Line says(String source) {
    return new Line(Map.of(), source, "PRIVMSG", List.of("#main", "喂"));
  }

  @Test
  void aGuestIsNobodyForGoodBeforeTheirHostIsKnown() {
    Person guest = people.keep("guest");
    assertThat(guest.id(traits)).isEqualTo("~guest!@");
    guest.from("~u", "cloak.test");
    assertThat(guest.id(traits)).isEqualTo("~guest!~u@cloak.test");
    people.renamed("guest", "other");
    assertThat(guest.id(traits)).as("kept under another nick").isEqualTo("~guest!~u@cloak.test");
  }

  @Test
  void nobodyIsAloneAtAHostWhileOthersHostsAreUnknown() {
    Person guest = people.keep(says("guest!~u@cloak.test"));
    assertThat(people.alone(guest)).isTrue();
    Person other = people.keep("other");
    assertThat(people.alone(guest)).isFalse();
    other.from("~u", "elsewhere.test");
    assertThat(people.alone(guest)).isTrue();
    other.from("~u", "cloak.test");
    assertThat(people.alone(guest)).isFalse();
  }
}
