package dev.steward.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Nobody's name leaves with a complaint, and words only with the scope for them. */
class ComplaintWordsTest {
  private static final List<String> PATHS =
      List.of(
          "/api/v1/complaints",
          "/api/v1/complaints/1",
          "/api/v1/complaints/2",
          "/api/v1/incidents");

  private ApiRig rig;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    rig = new ApiRig(folder);
    rig.write(Filled::everything);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private String all(String secret) {
    StringBuilder all = new StringBuilder();
    for (String path : PATHS) {
      HttpResponse<String> answer = rig.get(secret, path);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      all.append(answer.body());
    }
    return all.toString();
  }

  @Test
  void wordsAndOrderNumbersNeedTheirOwnScope() {
    String figures = all(rig.token(Scope.COMPLAINTS_READ).secret());
    assertThat(figures)
        .contains("\"paidCents\":39800", "\"gapCents\":4000", "\"remedy\":\"refund\"")
        .doesNotContain(Complained.ORDER, Complained.STORY, "小绿罐", "一段奶粉");
    String words = all(rig.token(Scope.COMPLAINTS_READ, Scope.COMPLAINTS_TEXT).secret());
    assertThat(words).contains(Complained.ORDER, Complained.STORY, "一段奶粉");
    String onlyText = rig.token(Scope.COMPLAINTS_TEXT).secret();
    for (String path : PATHS) {
      assertThat(rig.get(onlyText, path).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void nobodyIsNamed() {
    String everything = all(rig.all());
    assertThat(everything).doesNotContain(Complained.PERSON, "web:hong", "hong", "\"lin\"");
    JsonNode changes = ApiRig.json(rig.get(rig.all(), "/api/v1/complaints")).get("data");
    assertThat(changes.get(0).get("member").asString()).matches("[0-9a-f]{32}");
    assertThat(changes.get(1).get("member")).isEqualTo(changes.get(0).get("member"));
  }

  @Test
  void changesComeInOrderWithTombstones() {
    JsonNode page = ApiRig.json(rig.get(rig.all(), "/api/v1/complaints?limit=3"));
    assertThat(page.get("hasMore").asBoolean()).isTrue();
    JsonNode rest =
        ApiRig.json(
            rig.get(rig.all(), "/api/v1/complaints?cursor=" + page.get("nextCursor").asString()));
    assertThat(rest.get("data").size()).isEqualTo(1);
    assertThat(rest.get("data").get(0).get("change").asString()).isEqualTo("erased");
    assertThat(rest.get("data").get(0).get("id").asLong()).isEqualTo(3);
  }

  @Test
  void incidentsAreChangesWithACursorOfTheirOwn() {
    JsonNode page = ApiRig.json(rig.get(rig.all(), "/api/v1/incidents?limit=2"));
    assertThat(page.get("hasMore").asBoolean()).isTrue();
    assertThat(page.get("data").get(0).get("change").asString()).isEqualTo("opened");
    JsonNode joined = page.get("data").get(1);
    assertThat(joined.get("change").asString()).isEqualTo("joined");
    assertThat(joined.get("complaint").asLong()).isEqualTo(1);
    assertThat(joined.get("complaints").asLong()).as("as it stands now").isEqualTo(2);
    String cursor = page.get("nextCursor").asString();
    JsonNode rest = ApiRig.json(rig.get(rig.all(), "/api/v1/incidents?cursor=" + cursor));
    assertThat(rest.get("data").size()).isEqualTo(1);
    String end = rest.get("nextCursor").asString();
    assertThat(ApiRig.json(rig.get(rig.all(), "/api/v1/incidents?cursor=" + end)).get("data"))
        .isEmpty();
    rig.write(
        sql -> {
          sql.update("UPDATE incident SET state = 'settled' WHERE number = 4");
          return sql.update(
              "INSERT INTO incident_change (seq, incident, what, at) VALUES (99, 4, 'settled', 0)");
        });
    JsonNode later = ApiRig.json(rig.get(rig.all(), "/api/v1/incidents?cursor=" + end)).get("data");
    assertThat(later.size()).isEqualTo(1);
    assertThat(later.get(0).get("state").asString()).isEqualTo("settled");
    assertThat(rig.get(rig.all(), "/api/v1/complaints?cursor=" + end).statusCode())
        .as("a cursor of another list")
        .isEqualTo(400);
  }

  @Test
  void aComplaintTellsChannelAndTier() {
    JsonNode complaint = ApiRig.json(rig.get(rig.all(), "/api/v1/complaints/1"));
    assertThat(complaint.get("channel").asString()).isEqualTo("group");
    assertThat(complaint.get("tier").asString()).isEqualTo("normal");
    assertThat(complaint.get("unknown").isArray()).isTrue();
  }
}
