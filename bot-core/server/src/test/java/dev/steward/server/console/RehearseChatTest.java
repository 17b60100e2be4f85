package dev.steward.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.script.Language;
import dev.steward.server.html.Texts;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A written conversation is played in the console, and nothing of it touches the group. */
final class RehearseChatTest {
  private ConsoleRig rig;
  private Browser analyst;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    rig = ConsoleRig.whole(folder);
    analyst = rig.signedIn(StaffRole.ANALYST);
    rig.group("web:a", "一群", "mother-and-baby");
    rig.group("web:b", "二群", null);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private String plays(String text) {
    return analyst
        .post("/console/rehearse/chat", "group", "web:a", "file", "", "text", text)
        .body();
  }

  /** What the text area of a page holds, as it was typed. */
  private static String typed(String page) {
    String area = page.substring(page.indexOf("<textarea"), page.indexOf("</textarea>"));
    return area.substring(area.indexOf(">\n") + 2)
        .replace("&#x3D;", "=")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }

  @Test
  void aTestOfThePackIsTakenAndComesOutAsExpected() {
    assertThat(analyst.get("/console/rehearse?group=web:a").body())
        .contains("/console/rehearse/chat?group&#x3D;web%3Aa");
    String form = analyst.get("/console/rehearse/chat?group=web:a&file=tests/checkin.chat").body();
    assertThat(form).contains("<option value=\"tests/checkin.chat\" selected>checkin.chat · 签到");
    List<String> before = rig.texts("SELECT count(*) FROM journal");
    String page =
        analyst
            .post(
                "/console/rehearse/chat",
                "group",
                "web:a",
                "file",
                "tests/checkin.chat",
                "text",
                typed(form).replace("\n", "\r\n"))
            .body();
    assertThat(page).contains("和期望的都一样", "data-testid=\"transcript\"", "checkin.yaml:");
    assertThat(typed(page)).as("what was typed is still there").isEqualTo(typed(form));
    assertThat(rig.texts("SELECT count(*) FROM journal")).isEqualTo(before);
  }

  @Test
  void whatIsNotAsExpectedIsNamedWithItsLine() {
    String page = plays("# 试\n小明：加我微信进群\n= 沉默\n");
    assertThat(page).contains("2 处和期望不一样", "✘ tests/new.chat:2", "class=\"error\"");
  }

  @Test
  void mistakesAreNamedWithTheirLinesAndTheTextIsKept() {
    String text = "\n# 试 <b>\n小明：签到\n@ 糊涂\n= 群管家\n";
    String page = plays(text);
    assertThat(page)
        .contains("没有演：下面这几行要改", "tests/new.chat:4:", "tests/new.chat:5:")
        .doesNotContain("data-testid=\"transcript\"", "<b>");
    assertThat(typed(page)).isEqualTo(text);
    assertThat(plays("# 只有标题")).contains("还没有写下谁说什么");
    assertThat(plays("")).contains("还没有写下谁说什么");
  }

  @Test
  void theOtherLanguageIsOneStepAwayAlsoAfterAMistake() {
    String page = plays("小明 签到\n");
    Matcher link = Pattern.compile("class=\"lang\" href=\"([^\"]+)\"").matcher(page);
    assertThat(link.find()).isTrue();
    HttpResponse<String> switched =
        analyst.get(link.group(1).replace("&amp;", "&").replace("&#x3D;", "="));
    String back = switched.headers().firstValue("location").orElseThrow();
    assertThat(back).isEqualTo("/console/rehearse/chat?group=web%3Aa");
    assertThat(analyst.get(back).statusCode()).isEqualTo(200);
    for (String[] refused :
        new String[][] {
          {"/console/case/undo", "number", "7", "/console/case?number=7"},
          {"/console/incident/move", "complaint", "3", "/console/complaint?number=3"},
          {"/console/todo/done", "tab", "mine", "/console/todo?tab=mine"}
        }) {
      String body = analyst.post(refused[0], refused[1], refused[2]).body();
      assertThat(body)
          .contains("back&#x3D;" + URLEncoder.encode(refused[3], StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh-CN", "en"})
  void theExampleOfAPackWithoutTestsCanBePlayed(String language) {
    String example =
        Texts.load(Console.class, language.equals("en") ? Language.EN : Language.ZH)
            .say("rehearse-chat-example");
    analyst.speaking(language);
    String page = plays(example);
    assertThat(page)
        .contains("data-testid=\"transcript\"")
        .doesNotContain("data-testid=\"problems");
  }

  @Test
  void aGroupWithoutAPackHasNothingToPlay() {
    assertThat(analyst.get("/console/rehearse/chat?group=web:b").body())
        .contains("没有可以演的")
        .doesNotContain("<textarea");
    assertThat(analyst.get("/console/rehearse/chat?group=web:x").statusCode()).isEqualTo(404);
  }
}
