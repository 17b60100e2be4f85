package dev.steward.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is asked, the answer is data or a problem, and never a failure of ours. */
class QueryFuzzTest {
  private static final List<String> NAMES =
      List.of("cursor", "limit", "since", "Limit", "limit[]", "", "q", "%", "限");
  private static final List<String> VALUES =
      List.of(
          "",
          "0",
          "-1",
          "1",
          "5000",
          "5001",
          "99999999999999999999",
          "1e3",
          "0x10",
          "１",
          " 1",
          "NaN",
          "2026-11-03T06:00:00Z",
          "2026-11-03",
          "2026-02-30T00:00:00Z",
          "+999999999-01-01T00:00:00Z",
          "-999999999-12-31T23:59:59Z",
          "0000-01-01T00:00:00+18:00",
          "2026-11-03T06:00:00+08:00",
          "2026-11-03T06:00:00 08:00",
          "' OR 1=1 --",
          "\u0000",
          "😀",
          "null",
          "%00",
          "AQAAAA",
          "AQAAAAAAAAAFJyl7E9PrQUkfgmUQhqs42w",
          "AQAAAAAAAAAFJyl7E9PrQUkfgmUQhqs42w=");

  private ApiRig rig;
  private String secret;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    rig = new ApiRig(folder);
    secret = rig.all();
    rig.write(Filled::everything);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private HttpResponse<String> ask(String path) {
    rig.pass(PullApi.EACH);
    HttpResponse<String> answer = rig.get(secret, path);
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isLessThan(500);
    if (answer.statusCode() >= 400
        && answer.headers().firstValue("content-type").orElse("").contains("problem")) {
      Described.isProblem(ApiRig.json(answer));
    }
    return answer;
  }

  private static String random(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      text.appendCodePoint(random.nextInt(random.nextBoolean() ? 128 : 0xd800));
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anythingIsAnswered(long seed) {
    Random random = new Random(seed);
    List<ApiRoute> routes = Filled.routes();
    String good =
        ApiRig.json(rig.get(secret, "/api/v1/polls/1/responses?limit=3"))
            .get("nextCursor")
            .asString();
    for (int round = 0; round < 150; round++) {
      ApiRoute route = routes.get(random.nextInt(routes.size()));
      String id =
          random.nextInt(4) == 0
              ? URLEncoder.encode(random(random), StandardCharsets.UTF_8)
              : Integer.toString(1 + random.nextInt(8));
      StringBuilder path = new StringBuilder(route.path().replace("{id}", id)).append('?');
      for (int i = random.nextInt(4); i > 0; i--) {
        String value =
            switch (random.nextInt(4)) {
              case 0 -> random(random);
              case 1 -> good.substring(0, random.nextInt(good.length() + 1));
              default -> VALUES.get(random.nextInt(VALUES.size()));
            };
        path.append(
                URLEncoder.encode(NAMES.get(random.nextInt(NAMES.size())), StandardCharsets.UTF_8))
            .append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
            .append('&');
      }
      ask(path.toString());
    }
  }

  @Test
  void aSlipIsToldWithWhatWasMeant() {
    assertThat(ask("/api/v1/polls?limt=5").body()).contains("limit？", "Did you mean limit?");
    assertThat(ask("/api/v1/polls?limit=0").body()).contains("1 到 5000", "from 1 to 5000");
    assertThat(ask("/api/v1/polls?limit=1&limit=2").body()).contains("only once");
    assertThat(ask("/api/v1/polls/1?limit=1").body()).contains("There are: none");
    assertThat(ask("/api/v1/polls?since=yesterday").body()).contains("%2B");
    assertThat(ask("/api/v1/polls?since=2026-11-03T06:00:00Z&cursor=x").body())
        .contains("not both");
  }

  @Test
  void aCursorOfAnotherListIsRefusedInTheSameWordsAsGarbage() {
    String own = cursor("/api/v1/polls/1/responses?limit=3");
    String foreign = cursor("/api/v1/polls/2/responses?limit=1");
    String list = cursor("/api/v1/polls?limit=1");
    String garbage = ask("/api/v1/polls/1/responses?cursor=x").body();
    assertThat(garbage).contains("cursor-unknown");
    assertThat(ask("/api/v1/polls/1/responses?cursor=" + foreign).body()).isEqualTo(garbage);
    assertThat(ask("/api/v1/polls/1/responses?cursor=" + list).body()).isEqualTo(garbage);
    assertThat(ask("/api/v1/polls/2/responses?cursor=" + own).body()).isEqualTo(garbage);
    assertThat(ask("/api/v1/polls/1/responses?cursor=" + own).statusCode()).isEqualTo(200);
  }

  private String cursor(String path) {
    return ApiRig.json(ask(path)).get("nextCursor").asString();
  }
}
