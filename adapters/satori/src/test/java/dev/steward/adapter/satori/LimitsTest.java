package dev.steward.adapter.satori;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Media;
import dev.steward.testkit.Await;
import dev.steward.wire.GroupOrder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a Satori server can not make Steward do, however much or whatever it sends. */
@Timeout(60)
final class LimitsTest {
  private static final GroupId MAIN = SatoriFixture.MAIN;

  @TempDir Path folder = Path.of("");

  @Test
  void whatMakesNoSenseIsCountedAndNothingElseSuffers() {
    try (Visit visit = Visit.to(folder)) {
      FakeSatori server = visit.town.server();
      for (String frame :
          List.of(
              "nonsense",
              "{\"op\": 99}",
              "[]",
              "{\"op\": 0, \"body\": []}",
              "{\"op\": 0, \"body\": {\"type\": \"message-created\", \"login\": {\"platform\":"
                  + " \"town\", \"user\": {\"id\": \"bot\"}}}}")) {
        server.raw(frame);
      }
      server.raw("{\"op\": 0, \"body\": {\"type\": \"reaction-added\"}}");
      server.raw("{\"op\": 5, \"body\": {\"proxy_urls\": []}}");
      visit.heard("后来的");
      assertThat(visit.connection().health().detail()).contains("not understood: 5");
    }
  }

  private static List<String> names(Visit visit) {
    return visit.events(Event.MemberJoined.class).stream().map(e -> e.member().name()).toList();
  }

  private static void joins(Visit visit, int people) {
    for (int i = 0; i < people; i++) {
      visit.town.member(MAIN, "新人" + i);
    }
  }

  @Test
  void aRaidOfTheNamelessHoldsNobodyUp() {
    try (Visit visit = Visit.to(folder)) {
      visit.heard("早");
      visit.town.server().slow(true);
      long before = visit.asked();
      joins(visit, 50);
      visit.heard("还在说话");
      assertThat(visit.asked() - before).isEqualTo(Newcomers.MOST_ASKED);
      assertThat(names(visit)).as("all are told, in their order").hasSize(51);
      visit.town.server().slow(false);
      joins(visit, 51);
      visit.host.await().until("named again", () -> names(visit).getLast().equals("新人50"));
    }
  }

  @Test
  void namesAreGivenUpBeforeTheirWaitFillsTheMemory() {
    try (Visit visit = Visit.to(folder)) {
      visit.heard("早");
      visit.town.server().slow(true);
      joins(visit, 1);
      for (int i = 0; i <= GroupOrder.MOST_WAITING; i++) {
        visit.town.post(MAIN, visit.ming(), "第" + i + "句");
      }
      // No time passes: nobody's patience ends.
      new Await(_ -> {})
          .until(
              "all are told",
              () -> visit.events(Event.MessagePosted.class).size() > GroupOrder.MOST_WAITING + 1);
      assertThat(names(visit)).hasSize(2);
    }
  }

  @Test
  void filesAreOpenedThroughTheServerAlone() {
    try (Visit visit = Visit.to(folder)) {
      assertThat(open(visit, Town.PICTURE)).isEqualTo(Town.PNG);
      assertThat(open(visit, "https://elsewhere.example/x.png")).isEmpty();
      assertThat(open(visit, "data:image/png;base64,AAEC")).containsExactly(0, 1, 2);
      assertThat(open(visit, "left-out:99999")).isEmpty();
      assertThat(open(visit, "file:///etc/passwd")).isEmpty();
      assertThat(visit.town.server().called()).noneMatch(called -> called.contains("passwd"));
    }
  }

  private static byte[] open(Visit visit, String source) {
    return visit
        .host
        .await()
        .value("opened", visit.connection().open(new Media(source, "image/png", -1)))
        .orElse(new byte[0]);
  }
}
