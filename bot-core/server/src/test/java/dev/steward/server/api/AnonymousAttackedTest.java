package dev.steward.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever pulls again and again learns nothing of a single anonymous ballot. */
class AnonymousAttackedTest {
  private static final List<String> PATHS =
      List.of(
          "/api/v1/polls",
          "/api/v1/polls/5",
          "/api/v1/polls/5/codebook",
          "/api/v1/polls/5/responses",
          "/api/v1/polls/5/results");

  private ApiRig rig;
  private String secret;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    rig = new ApiRig(folder);
    secret = rig.all();
    rig.write(sql -> Ballots.poll(sql, 5, "single", true, "a", "b"));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private String everything() {
    StringBuilder all = new StringBuilder();
    for (String path : PATHS) {
      rig.pass(PullApi.EACH);
      HttpResponse<String> answer = rig.get(secret, path);
      all.append(answer.statusCode()).append(' ').append(answer.body()).append('\n');
    }
    return all.toString();
  }

  @Test
  void whileItIsOpenNothingMovesWithABallot() {
    Set<String> seen = new HashSet<>();
    seen.add(everything());
    for (long ballot = 1; ballot <= 8; ballot++) {
      long seq = ballot;
      rig.write(sql -> Ballots.cast(sql, seq, 5, "web:mama-1", null, null, null));
      seen.add(everything());
    }
    assertThat(seen).hasSize(1);
    assertThat(seen.iterator().next()).contains("409", "403").doesNotContain("r1", "person");
  }

  @Test
  void afterItsEndThereAreSumsOrNothing() {
    rig.write(
        sql -> {
          for (long seq = 1; seq <= 4; seq++) {
            Ballots.cast(sql, seq, 5, "web:mama-1", null, null, null);
          }
          return Ballots.closed(sql, 5);
        });
    String few = rig.get(secret, "/api/v1/polls/5/results").body();
    assertThat(few).contains("\"withheld\":true", "\"options\":[]");
    assertThat(rig.get(secret, "/api/v1/polls/5/responses").statusCode()).isEqualTo(403);
  }
}
