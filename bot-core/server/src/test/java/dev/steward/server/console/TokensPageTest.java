package dev.steward.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.server.api.ApiTokens;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Owners make tokens of the API and end them; data leaves the console as files, and it is noted.
 */
final class TokensPageTest {
  private static final Pattern SECRET = Pattern.compile("stw_[0-9a-f]{8}_[A-Za-z0-9_-]{43}");

  private ConsoleRig rig;
  private Browser owner;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    rig = ConsoleRig.bare(folder);
    owner = rig.signedIn(StaffRole.OWNER);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private HttpResponse<String> make(String name, String days, String... scopes) {
    String[] fields = new String[4 + scopes.length * 2];
    fields[0] = "name";
    fields[1] = name;
    fields[2] = "days";
    fields[3] = days;
    for (int i = 0; i < scopes.length; i++) {
      fields[4 + i * 2] = "scope";
      fields[5 + i * 2] = scopes[i];
    }
    return owner.post("/console/tokens/make", fields);
  }

  @Test
  void aSecretIsShownOnceAndItsTokenEndsWhenAnOwnerSaysSo() {
    HttpResponse<String> made = make("<b>看板</b>", "90", "polls:read", "complaints:read");
    assertThat(made.statusCode()).isEqualTo(200);
    assertThat(made.headers().firstValue("cache-control")).contains("no-store");
    Matcher secret = SECRET.matcher(made.body());
    assertThat(secret.find()).isTrue();
    String id = secret.group().substring(4, 12);

    String page = owner.get("/console/tokens").body();
    assertThat(SECRET.matcher(page).find()).isFalse();
    assertThat(page)
        .contains("stw_" + id + "…", "polls:read complaints:read", "&lt;b&gt;看板&lt;/b&gt;")
        .contains("30 天内没有用过");
    assertThat(rig.texts("SELECT hash FROM api_token")).noneMatch(secret.group()::contains);

    assertThat(owner.post("/console/tokens/revoke", "id", id).statusCode()).isEqualTo(303);
    assertThat(owner.get("/console/tokens").body())
        .contains("owner 于 11-03 14:00 作废")
        .doesNotContain("value=\"" + id + "\"");
    assertThat(owner.post("/console/tokens/revoke", "id", id).statusCode()).isEqualTo(404);
    assertThat(rig.texts("SELECT what || ' ' || target FROM audit ORDER BY id"))
        .contains("token stw_" + id, "token-revoked " + id);
  }

  @Test
  void aTokenExpires() {
    make("short", "1", "polls:read");
    assertThat(owner.get("/console/tokens").body()).doesNotContain("已到期");
    rig.write(sql -> sql.update("UPDATE api_token SET expires = ?", rig.clock.instant()));
    assertThat(owner.get("/console/tokens").body()).contains("已到期");
  }

  @Test
  void noneIsMadeWithoutAPurposeARightOrAnEnd() {
    for (HttpResponse<String> wrong :
        List.of(
            make("", "90", "polls:read"),
            make("x".repeat(61), "90", "polls:read"),
            make("x", "90"),
            make("x", "0", "polls:read"),
            make("x", "-1", "polls:read"),
            make("x", "367", "polls:read"),
            make("x", Long.toString(Long.MAX_VALUE), "polls:read"))) {
      assertThat(wrong.statusCode()).isEqualTo(422);
      assertThat(wrong.body()).contains("天数 1 到 " + ApiTokens.LONGEST.toDays());
    }
    assertThat(make("看板", "0", "complaints:read").body())
        .as("what was typed stays")
        .contains("value=\"看板\"", "name=\"days\" type=\"number\"", "value=\"0\"")
        .contains("value=\"complaints:read\" checked");
    assertThat(make("x", "90", "admin").statusCode()).isEqualTo(400);
    assertThat(make("x", "soon", "polls:read").statusCode()).isEqualTo(400);
    assertThat(rig.texts("SELECT id FROM api_token")).isEmpty();
  }

  @Test
  void aPollLeavesAsAFileAndWordsOnlyForThoseWhoMaySeeThem() {
    rig.write(
        sql -> {
          sql.update(
              "INSERT INTO poll (number, revision, question, title, type, anonymous, secret, state,"
                  + " opened, closes) VALUES (7, 1, '{}', '还想说什么？', 'open', 0, '', 'open', 0, 0),"
                  + " (8, 1, '{}', 'q', 'single', 1, '', 'open', 0, 0)");
          sql.update("INSERT INTO ballot_text (id, poll, text) VALUES (1, 7, '=1+1 很好')");
          sql.update(
              "INSERT INTO ballot (poll, person_id, respondent, group_id, choices, text_id, at,"
                  + " kind) VALUES (7, 'web:secret', 'ab', 'web:mama-1', '[]', 1, 0, 'cast')");
          return 0;
        });
    HttpResponse<String> csv = owner.get("/console/polls/export?number=7&form=wide&format=csv");
    assertThat(csv.statusCode()).isEqualTo(200);
    assertThat(csv.headers().firstValue("content-disposition"))
        .contains("attachment; filename=\"poll-7-wide.csv\"");
    assertThat(csv.body().split("\r\n", -1))
        .containsExactly(
            "\ufeffrespondent,group,tier,at,text,verified",
            "ab,web:mama-1,,1970-01-01 08:00:00,'=1+1 很好,yes",
            "");
    assertThat(
            rig.signedIn(StaffRole.ANALYST)
                .get("/console/polls/export?number=7&form=wide&format=csv")
                .body())
        .contains("ab,web:mama-1")
        .doesNotContain("很好");
    assertThat(owner.get("/console/polls/export?number=8&form=wide&format=csv").statusCode())
        .isEqualTo(403);
    assertThat(owner.get("/console/polls/export?number=9&form=wide&format=csv").statusCode())
        .isEqualTo(404);
    assertThat(owner.get("/console/polls/export?number=7&form=wide&format=exe").statusCode())
        .isEqualTo(400);
    assertThat(rig.texts("SELECT login || ' ' || what || ' ' || target FROM audit"))
        .contains("owner export polls/7", "analyst export polls/7");
  }
}
