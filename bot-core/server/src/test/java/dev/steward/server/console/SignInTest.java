package dev.steward.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SignInTest {
  private static final String PASSWORD = "热牛奶 and warm bread";

  private ConsoleRig rig;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    rig = ConsoleRig.bare(folder);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private Optional<String> firstLink() {
    return rig.console
        .firstSignInLink(rig.url())
        .toCompletableFuture()
        .join()
        .map(link -> link.substring(rig.url().length()));
  }

  private static String code(String link) {
    return link.substring(link.indexOf("code=") + 5);
  }

  private HttpResponse<String> choose(Browser browser, String link, String password) {
    return browser.post(
        "/console/welcome", "code", code(link), "password", password, "again", password);
  }

  private Browser owner() {
    Browser browser = rig.browser();
    assertThat(choose(browser, firstLink().orElseThrow(), PASSWORD).statusCode()).isEqualTo(303);
    return browser;
  }

  private static HttpResponse<String> signIn(Browser browser, String login, String password) {
    return browser.post("/console/sign-in", "login", login, "password", password);
  }

  @Test
  void theFirstOwnerChoosesAPasswordAndIsIn() {
    String link = firstLink().orElseThrow();
    Browser browser = rig.browser();

    HttpResponse<String> form = browser.get(link);
    assertThat(form.statusCode()).isEqualTo(200);
    assertThat(form.body()).contains("选一个密码", "value=\"owner\"");

    HttpResponse<String> in = choose(browser, link, PASSWORD);
    assertThat(in.headers().firstValue("location")).contains("/console/groups");
    assertThat(in.headers().firstValue("set-cookie").orElseThrow())
        .contains("; Path=/console;", "; HttpOnly", "; SameSite=Strict")
        .doesNotContain("Secure");
    assertThat(browser.get("/console/groups").statusCode()).isEqualTo(200);
    assertThat(firstLink()).as("no more link once there is an owner").isEmpty();
    assertThat(rig.texts("SELECT password FROM staff").getFirst())
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(rig.texts("SELECT token FROM staff_session").getFirst()).matches("[0-9a-f]{64}");
  }

  @Test
  void aLinkWorksOnceAndForADay() {
    String link = firstLink().orElseThrow();
    rig.clock.pass(Duration.ofDays(1));
    assertThat(rig.browser().get(link).statusCode()).isEqualTo(410);

    String fresh = firstLink().orElseThrow();
    assertThat(choose(rig.browser(), fresh, PASSWORD).statusCode()).isEqualTo(303);
    assertThat(choose(rig.browser(), fresh, "another password").statusCode()).isEqualTo(410);
    assertThat(rig.texts("SELECT code FROM staff_code")).isEmpty();
  }

  @Test
  void aNewerLinkReplacesTheOlder() {
    String older = firstLink().orElseThrow();
    String newer = firstLink().orElseThrow();

    assertThat(rig.browser().get(older).statusCode()).isEqualTo(410);
    assertThat(rig.browser().get(newer).statusCode()).isEqualTo(200);
  }

  @Test
  void weakPasswordsAreTurnedDownAndTheLinkStaysGood() {
    String link = firstLink().orElseThrow();
    Browser browser = rig.browser();
    for (String weak : List.of("short", "myOwnerPassword", "aaaaaaaaaaaa", "x".repeat(201))) {
      assertThat(choose(browser, link, weak).statusCode()).as(weak).isEqualTo(422);
    }
    HttpResponse<String> differ =
        browser.post("/console/welcome", "code", code(link), "password", PASSWORD, "again", "else");
    assertThat(differ.body()).contains("两次输入的密码不一样");
    assertThat(choose(browser, link, PASSWORD).statusCode()).isEqualTo(303);
  }

  @Test
  void signsInAndOut() {
    owner();
    Browser browser = rig.browser();

    HttpResponse<String> away = browser.get("/console/case?number=7");
    assertThat(away.statusCode()).isEqualTo(303);
    String door = away.headers().firstValue("location").orElseThrow();
    assertThat(door).startsWith("/console/sign-in?next=");
    assertThat(browser.get(door).body())
        .contains("id=\"login\"", "id=\"password\"", "id=\"sign-in\"");

    HttpResponse<String> in =
        browser.post(
            "/console/sign-in",
            "login",
            "owner",
            "password",
            PASSWORD,
            "next",
            "/console/case?number=7");
    assertThat(in.statusCode()).isEqualTo(303);
    assertThat(in.headers().firstValue("location")).contains("/console/case?number=7");
    assertThat(browser.get("/console/session").body()).isEqualTo("{\"signedIn\":true}");

    browser.get("/console/groups");
    assertThat(browser.post("/console/sign-out").statusCode()).isEqualTo(303);
    assertThat(browser.get("/console/session").body()).isEqualTo("{\"signedIn\":false}");
    assertThat(rig.texts("SELECT what FROM audit ORDER BY id"))
        .containsExactly("password", "sign-in", "sign-out");
  }

  @Test
  void aFormThatComesTooLateIsNotTakenAndSaysSo() {
    Browser browser = owner();
    browser.get("/console/groups");
    rig.clock.pass(Sessions.IDLE);
    HttpResponse<String> late = browser.post("/console/case/undo", "number", "7", "note", "手滑了");
    assertThat(late.statusCode()).isEqualTo(401);
    assertThat(late.body())
        .contains("刚才填的内容没有收到", "id=\"password\"", " data-lost")
        .contains("name=\"next\" value=\"/console/case?number&#x3D;7\"")
        .doesNotContain("手滑了");
    HttpResponse<String> in =
        browser.post(
            "/console/sign-in",
            "login",
            "owner",
            "password",
            PASSWORD,
            "next",
            "/console/case?number=7");
    assertThat(in.headers().firstValue("location")).contains("/console/case?number=7");
    assertThat(browser.get("/console/sign-in").body()).doesNotContain(" data-lost");
  }

  @Test
  void neverLeadsElsewhere() {
    owner();
    for (String next :
        List.of("https://evil.example/", "//evil.example", "/console//evil", "/console/..\\x")) {
      HttpResponse<String> in =
          rig.browser()
              .post("/console/sign-in", "login", "owner", "password", PASSWORD, "next", next);
      assertThat(in.headers().firstValue("location")).contains("/console/groups");
    }
  }

  @Test
  void unknownDisabledAndWrongLookTheSame() {
    owner();
    rig.write(
        sql ->
            sql.update(
                "INSERT INTO staff (login, name, role, created, disabled, password)"
                    + " SELECT 'gone', 'Gone', 'manager', 0, 1, password FROM staff"));

    HttpResponse<String> wrong = signIn(rig.browser(), "owner", "not the password");
    HttpResponse<String> unknown = signIn(rig.browser(), "nobody", PASSWORD);
    HttpResponse<String> disabled = signIn(rig.browser(), "gone", PASSWORD);

    assertThat(List.of(wrong.statusCode(), unknown.statusCode(), disabled.statusCode()))
        .containsOnly(401);
    assertThat(unknown.body().replace("nobody", "owner")).isEqualTo(wrong.body());
    assertThat(disabled.body().replace("\"gone\"", "\"owner\"")).isEqualTo(wrong.body());
  }

  @Test
  void guessingIsSlowedDownEvenWithTheRightPassword() {
    owner();
    for (int i = 0; i < 5; i++) {
      assertThat(signIn(rig.browser(), "owner", "guess number " + i).statusCode()).isEqualTo(401);
    }
    HttpResponse<String> held = signIn(rig.browser(), "owner", PASSWORD);
    assertThat(held.statusCode()).isEqualTo(429);
    assertThat(held.body()).contains("秒后再试");

    rig.clock.pass(Duration.ofSeconds(2));
    assertThat(signIn(rig.browser(), "owner", PASSWORD).statusCode()).isEqualTo(303);
    assertThat(rig.signedIn(StaffRole.OWNER).get("/console/health").body()).contains("被拦下的登录尝试");
  }

  @Test
  void aSessionEndsWhenNobodyLooksForTwelveHours() {
    Browser browser = owner();
    rig.clock.pass(Duration.ofHours(11));
    assertThat(browser.get("/console/groups").statusCode()).isEqualTo(200);
    rig.write(sql -> 0);
    rig.clock.pass(Duration.ofHours(11));
    assertThat(browser.get("/console/groups").statusCode()).isEqualTo(200);
    rig.write(sql -> 0);
    rig.clock.pass(Duration.ofHours(12));
    assertThat(browser.get("/console/groups").statusCode()).isEqualTo(303);
  }

  @Test
  void aSessionEndsAfterSevenDaysInAnyCase() {
    Browser browser = owner();
    for (int i = 0; i < 16; i++) {
      rig.clock.pass(Duration.ofHours(10));
      assertThat(browser.get("/console/groups").statusCode()).isEqualTo(200);
      rig.write(sql -> 0);
    }
    rig.clock.pass(Duration.ofHours(10));
    assertThat(browser.get("/console/groups").statusCode()).isEqualTo(303);
  }

  @Test
  void aPostNeedsTheTokenAndOurOrigin() {
    Browser browser = owner();
    browser.get("/console/groups");
    assertThat(browser.postFrom("https://evil.example", "/console/sign-out").statusCode())
        .isEqualTo(403);
    assertThat(browser.postFrom("null", "/console/sign-out").statusCode()).isEqualTo(403);
    assertThat(browser.postFrom("", "/console/sign-out").statusCode()).isEqualTo(403);

    browser.forgetCsrf("wrong");
    HttpResponse<String> stale = browser.post("/console/sign-out");
    assertThat(stale.statusCode()).isEqualTo(403);
    assertThat(stale.body()).contains("这个页面太旧了");
    browser.forgetCsrf("");
    assertThat(browser.post("/console/sign-out").statusCode()).isEqualTo(403);
    assertThat(browser.get("/console/session").body()).contains("true");
  }

  @Test
  void aForeignPageCannotSignAnybodyIn() {
    owner();
    assertThat(
            rig.browser()
                .postFrom(
                    "https://evil.example",
                    "/console/sign-in",
                    "login",
                    "owner",
                    "password",
                    PASSWORD)
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void aNewPasswordEndsTheOtherSessions() {
    owner();
    Browser elsewhere = rig.browser();
    signIn(elsewhere, "owner", PASSWORD);
    Browser here = rig.browser();
    signIn(here, "owner", PASSWORD);
    here.get("/console/me");

    assertThat(
            here.post("/console/me/password", "old", "wrong", "password", "quite another one")
                .statusCode())
        .isEqualTo(422);
    assertThat(
            here.post("/console/me/password", "old", PASSWORD, "password", "quite another one")
                .statusCode())
        .isEqualTo(303);
    assertThat(here.get("/console/groups").statusCode()).isEqualTo(200);
    assertThat(elsewhere.get("/console/groups").statusCode()).isEqualTo(303);
  }

  @Test
  void pagesKeepForeignScriptsAndFramesOut() {
    HttpResponse<String> page = rig.browser().get("/console/sign-in");
    assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("x-content-type-options")).contains("nosniff");
    assertThat(page.headers().firstValue("cache-control")).contains("no-store");
    assertThat(page.body()).doesNotContain("<style", " style=", " onclick=", "javascript:");
  }
}
