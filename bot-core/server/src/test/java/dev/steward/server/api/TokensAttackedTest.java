package dev.steward.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a token opens, and that nothing else opens anything. */
class TokensAttackedTest {
  private ApiRig rig;
  private ApiTokens.Made polls;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    rig = new ApiRig(folder);
    polls = rig.token(Scope.POLLS_READ);
    rig.write(
        sql -> {
          Ballots.poll(sql, 1, "single", false, "a", "b");
          return Ballots.change(sql, 5, 1, "r1", "cast", "[\"a\"]", ApiRig.START);
        });
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private void isTurnedAway(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(ApiRig.json(answer).get("code").asString()).isEqualTo(code);
    assertThat(ApiRig.json(answer).get("status").asInt()).isEqualTo(status);
    assertThat(ApiRig.json(answer).get("detail").asString())
        .matches("(?s).*[\\u4e00-\\u9fff].* / .*[A-Za-z]{3}.*");
    assertThat(answer.body()).doesNotContain("问题 1", "r1");
  }

  @Test
  void withoutATokenNothingIsToldNotEvenWhatThereIs() {
    for (String path : List.of("/api/v1/polls", "/api/v1/polls/1", "/api/v1/nowhere", "/api/x")) {
      HttpResponse<String> answer = rig.get("", path);
      isTurnedAway(answer, 401, "token-missing");
      assertThat(answer.headers().firstValue("www-authenticate")).contains("Bearer");
    }
    assertThat(rig.get("", ApiRoutes.DESCRIPTION).statusCode()).isEqualTo(200);
  }

  @Test
  void onlyTheWholeSecretIsOne() {
    String good = polls.secret();
    assertThat(rig.get(good, "/api/v1/polls").statusCode()).isEqualTo(200);
    for (String bad :
        List.of(
            good.substring(0, good.length() - 1),
            good + "A",
            good.substring(0, good.length() - 1) + (good.endsWith("A") ? "B" : "A"),
            polls.token().prefix(),
            polls.token().prefix() + "_" + "A".repeat(43),
            good.toUpperCase(Locale.ROOT),
            "stw_00000000_" + "A".repeat(43),
            "' OR 1=1 --",
            "x".repeat(5_000))) {
      isTurnedAway(rig.get(bad, "/api/v1/polls"), 401, "token-unknown");
    }
    for (String header :
        List.of(good, "Basic " + good, "bearer", "Bearer", "Token " + good, "Bearer" + good)) {
      HttpResponse<String> answer =
          rig.send(
              HttpRequest.newBuilder(rig.uri("/api/v1/polls"))
                  .header("authorization", header)
                  .build());
      isTurnedAway(answer, 401, "token-missing");
    }
    HttpResponse<String> two =
        rig.send(
            HttpRequest.newBuilder(rig.uri("/api/v1/polls"))
                .header("authorization", "Bearer " + good)
                .header("authorization", "Bearer " + rig.all())
                .build());
    isTurnedAway(two, 401, "token-missing");
  }

  @Test
  void theSecretIsNowhereInTheDatabase() {
    List<String> kept =
        rig.read(sql -> sql.list("SELECT hash || id || name FROM api_token", row -> row.text(1)));
    assertThat(kept).hasSize(1).allMatch(row -> !row.contains(polls.secret().substring(13)));
  }

  @Test
  void aSecretInTheAddressIsRefusedEvenIfItIsGood() {
    for (String path :
        List.of(
            "/api/v1/polls?access_token=" + polls.secret(),
            "/api/v1/polls?token=" + polls.secret(),
            "/api/v1/polls/" + polls.secret())) {
      isTurnedAway(rig.get("", path), 400, "token-in-address");
      isTurnedAway(rig.get(polls.secret(), path), 400, "token-in-address");
    }
  }

  @Test
  void aTokenThatIsOverOpensNothingAndItsUseIsWrittenDown() throws Exception {
    rig.pass(ApiTokens.USUAL.minusSeconds(1));
    assertThat(rig.get(polls.secret(), "/api/v1/polls").statusCode()).isEqualTo(200);
    rig.pass(Duration.ofSeconds(1));
    isTurnedAway(rig.get(polls.secret(), "/api/v1/polls"), 401, "token-expired");
    ApiTokens.Made other = rig.token(Scope.POLLS_READ);
    boolean ended =
        rig.write(sql -> ApiTokens.revoke(sql, other.token().id(), "owner", rig.clock().instant()));
    assertThat(ended).isTrue();
    isTurnedAway(rig.get(other.secret(), "/api/v1/polls"), 401, "token-revoked");
    assertThat(uses()).contains("?|401|1|0").hasSize(3);
  }

  private List<String> uses() {
    // The account is written in the brand's lane, after the answer: ours stands behind it.
    rig.write(sql -> 0);
    rig.write(sql -> 0);
    return rig.read(
        sql ->
            sql.list(
                "SELECT what, status, requests, pulled FROM api_use",
                row ->
                    row.text(1) + "|" + row.number(2) + "|" + row.number(3) + "|" + row.number(4)));
  }

  @Test
  void noScopeIncludesAnother() {
    List<ApiRoute> routes = Filled.routes();
    for (Scope scope : Scope.values()) {
      String secret = rig.token(scope).secret();
      for (ApiRoute route : routes) {
        HttpResponse<String> answer = rig.get(secret, route.path().replace("{id}", "1"));
        if (route.scope() == scope) {
          assertThat(answer.statusCode()).as(route.path()).isNotIn(401, 403);
        } else {
          isTurnedAway(answer, 403, "scope-missing");
        }
      }
    }
  }

  @Test
  void tricksWithThePathLeadNowhere() {
    String complaints = rig.token(Scope.COMPLAINTS_READ).secret();
    for (String path :
        List.of(
            "/api/v1/polls/1%2Fresponses",
            "/api/v1/polls/1%2fcodebook",
            "/api/v1/polls/1/",
            "/api/v1/polls/",
            "/api/v1/polls/01",
            "/api/v1/polls/+1",
            "/api/v1/polls/1%20OR%201=1",
            "/api/v1/polls/99999999999999999999",
            "/api/v1/polls/-1",
            "/api/v1/polls/%F0%9F",
            "/api/v1/polls/1/responses/1",
            "/api/v1/Polls",
            "/api/V1/polls",
            "/api/v2/polls",
            "/api/")) {
      isTurnedAway(rig.get(polls.secret(), path), 404, "not-found");
    }
    for (String path :
        List.of(
            "/api/v1/complaints/../polls",
            "/api/v1/complaints/%2e%2e/polls",
            "/api/v1//polls/1",
            "/api/v1/polls/1%00",
            "/api/v1/%70olls/1/responses")) {
      HttpResponse<String> answer = rig.get(complaints, path);
      assertThat(answer.statusCode()).as(path).isBetween(400, 404);
      assertThat(answer.body()).as(path).doesNotContain("问题 1", "r1");
    }
  }

  @Test
  void dataIsOnlyRead() {
    for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
      HttpResponse<String> answer =
          rig.send(
              HttpRequest.newBuilder(rig.uri("/api/v1/polls"))
                  .header("authorization", "Bearer " + polls.secret())
                  .method(method, HttpRequest.BodyPublishers.ofString("{}"))
                  .build());
      isTurnedAway(answer, 405, "method-not-allowed");
      assertThat(answer.headers().firstValue("allow")).contains("GET");
    }
  }

  @Test
  void whoAsksTooFastWaitsAndOthersDoNot() {
    for (int i = 0; i < PullApi.BURST; i++) {
      HttpResponse<String> answer = rig.get(polls.secret(), "/api/v1/polls/1");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("ratelimit-remaining"))
          .contains(Integer.toString(PullApi.BURST - 1 - i));
    }
    HttpResponse<String> answer = rig.get(polls.secret(), "/api/v1/polls/1");
    isTurnedAway(answer, 429, "too-fast");
    assertThat(answer.headers().firstValue("retry-after")).contains("1");
    assertThat(rig.get(rig.all(), "/api/v1/polls/1").statusCode()).isEqualTo(200);
    rig.pass(Duration.ofSeconds(1));
    assertThat(rig.get(polls.secret(), "/api/v1/polls/1").statusCode()).isEqualTo(200);
  }

  @Test
  void theAccountSumsUpAndHoldsNothingThatTheOtherSideMadeUp() {
    for (int i = 0; i < 5; i++) {
      rig.get(polls.secret(), "/api/v1/polls/1/responses");
      rig.get(polls.secret(), "/api/v1/polls/" + (100 + i));
      rig.get(polls.secret(), "/api/v1/made-up-" + i);
    }
    assertThat(uses())
        .containsExactlyInAnyOrder(
            "polls/1/responses|200|5|5", "/api/v1/polls/{id}|404|5|0", "?|404|5|0");
  }
}
