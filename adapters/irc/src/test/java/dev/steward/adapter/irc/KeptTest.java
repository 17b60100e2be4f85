package dev.steward.adapter.irc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.adapter.irc.Penalties.Penalty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept in files over a restart. */
final class KeptTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  @TempDir Path folder = Path.of("");

  private static Penalty mute(String who, Instant until) {
    String text = "m:" + who + "!*@*";
    return new Penalty("#main", new Masks.Mask('b', text), who, until, "steward", text);
  }

  @Test
  void penaltiesOutliveARestart() throws IOException {
    Penalties first = Penalties.open(folder);
    first.put(mute("小明", NOON));
    first.put(mute("小红", NOON.plusSeconds(60)));
    Masks.Mask spam = new Masks.Mask('b', "~a:spam");
    first.put(new Penalty("#main", spam, "spam", Penalties.NEVER, "", "~account:spam"));
    Penalties second = Penalties.open(folder);
    assertThat(second.due(NOON)).containsExactly(mute("小明", NOON));
    assertThat(second.next(NOON)).contains(NOON.plusSeconds(60));
    assertThat(second.of("#main", "spam").getFirst().bans()).isTrue();
    assertThat(second.find("#main", spam)).as("as we ask for it").isPresent();
    assertThat(second.find("#main", new Masks.Mask('b', "~ACCOUNT:spam")))
        .as("as the server lists it")
        .isPresent();
    second.forget("#main", new Masks.Mask('b', "M:小明!*@*"));
    assertThat(Penalties.open(folder).due(NOON)).isEmpty();
  }

  @Test
  void oneMaskIsKeptOnce() throws IOException {
    Penalties penalties = Penalties.open(folder);
    penalties.put(mute("小明", NOON));
    penalties.put(mute("小明", NOON.plusSeconds(9)));
    assertThat(penalties.of("#main", "小明")).containsExactly(mute("小明", NOON.plusSeconds(9)));
  }

  @Test
  void aRowThatIsNoneIsLeftOut() throws IOException {
    Files.writeString(
        folder.resolve("penalties.tsv"),
        """
        half a row
        #main\tb\tm:x!*@*\tx\t99999999999999999999\tsteward
        #main\tb\tm:y!*@*\ty\t1000\tsteward
        """,
        UTF_8);
    Files.writeString(folder.resolve("heard-until.tsv"), "#main\n#a\tx\n#b\t5\n", UTF_8);
    assertThat(Penalties.open(folder).due(NOON))
        .as("a row from before the server's own words were kept")
        .containsExactly(mute("y", Instant.ofEpochMilli(1000)));
    assertThat(Marks.open(folder).of("#b")).contains(Instant.ofEpochMilli(5));
    assertThat(Marks.open(folder).of("#a")).isEmpty();
  }

  @Test
  void aMarkMovesOnlyOverWhatIsCommitted() throws IOException {
    Marks marks = Marks.open(folder);
    marks.begin("#main", NOON);
    Marks.Mark first = marks.sets("#main", NOON.plusSeconds(1));
    Marks.Mark second = marks.sets("#main", NOON.plusSeconds(2));
    second.committed();
    assertThat(marks.of("#main")).contains(NOON);
    first.committed();
    assertThat(marks.of("#main")).contains(NOON.plusSeconds(2));
    marks.begin("#main", NOON.plusSeconds(9));
    marks.save();
    assertThat(Marks.open(folder).of("#main")).contains(NOON.plusSeconds(2));
  }
}
