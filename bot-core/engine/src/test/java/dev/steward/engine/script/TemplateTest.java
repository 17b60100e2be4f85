package dev.steward.engine.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
  private static final Set<String> KNOWN = Set.of("names", "count", "group", "shop-link");

  private static String render(String text, TemplateData data) throws TemplateException {
    return Template.compile(text, KNOWN).render(data);
  }

  @Test
  void gapsAreFilledWithoutEscaping() throws TemplateException {
    TemplateData data =
        new TemplateData()
            .members("names", List.of("小明", "<b>Tom</b>"), Language.ZH)
            .number("count", 2)
            .text("group", "A&B")
            .text("shop-link", "");
    assertThat(
            render(
                "欢迎 {{names}}（{{count}} 位）来到 {{group}}{{#shop-link}}，{{shop-link}}{{/shop-link}}{{^shop-link}}。{{/shop-link}}",
                data))
        .isEqualTo("欢迎 小明、<b>Tom</b>（2 位）来到 A&B。");
  }

  @Test
  void whatMembersChoseIsNotReadAsATemplate() throws TemplateException {
    TemplateData data = new TemplateData().member("names", "{{group}}").text("group", "secret");
    assertThat(render("hi {{names}}", data)).isEqualTo("hi {{group}}");
  }

  @Test
  void manyNamesAreCounted() throws TemplateException {
    List<String> names = java.util.Collections.nCopies(50, "甲");
    assertThat(render("{{names}}", new TemplateData().members("names", names, Language.ZH)))
        .endsWith("甲 等 50 位");
    assertThat(render("{{names}}", new TemplateData().members("names", names, Language.EN)))
        .endsWith("甲 and 30 more");
  }

  @Test
  void missingDataIsSaid() throws TemplateException {
    Template template = Template.compile("hi {{names}}", KNOWN);
    assertThatThrownBy(() -> template.render(new TemplateData()))
        .isInstanceOf(TemplateException.class);
    Template section = Template.compile("hi {{#names}}x{{/names}}", KNOWN);
    assertThatThrownBy(() -> section.render(new TemplateData()))
        .isInstanceOf(TemplateException.class);
  }

  @Test
  void outputIsBounded() throws TemplateException {
    Template template = Template.compile("{{names}}".repeat(400), KNOWN);
    TemplateData data = new TemplateData().text("names", "x".repeat(100));
    assertThatThrownBy(() -> template.render(data))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("6000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{names.class}}",
        "{{.}}",
        "{{this}}",
        "{{-index}}",
        "{{>names}}",
        "{{{names}}}",
        "{{&names}}",
        "{{=<% %>=}}",
        "{{#names}}{{getClass}}{{/names}}",
        "{{#names}}",
        "{{/names}}",
        "{{names",
        "{{}}",
        "{{#names}}{{#count}}{{/names}}{{/count}}",
        "{{$names}}{{/names}}",
        "{{<names}}{{/names}}",
        "{{names\n}}",
      })
  void isRefused(String text) {
    assertThatThrownBy(() -> Template.compile(text, KNOWN)).isInstanceOf(TemplateException.class);
  }

  @Test
  void sectionsOverTextsDontOpenJavaObjects() throws TemplateException {
    Template template =
        Template.compile("{{#names}}{{length}}{{/names}}", Set.of("names", "length"));
    assertThatThrownBy(() -> template.render(new TemplateData().text("names", "abc")))
        .isInstanceOf(TemplateException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "小明 | 小明",
        "a\\nb | a b",
        "a\\u202Eb\\u200Bc\\u2066d\\uFEFF | abcd",
        "@all | ·all",
        "＠全体成员 | ·全体成员",
        "all | “all”",
        "全体成员 | “全体成员”",
        "ａｌｌ | “ａｌｌ”",
        "A\\u200Bll | “All”",
        "everyone | “everyone”",
        "\\u3164 | …",
        "\\u202E | …",
        "a\\u0301\\u0301\\u0301\\u0301\\u0301b | a\\u0301\\u0301b",
      })
  void namesAreMadeHarmless(String name, String expected) {
    assertThat(MemberText.neutral(unescape(name))).isEqualTo(unescape(expected));
  }

  @Test
  void longNamesAreCutByCodePoints() {
    assertThat(MemberText.neutral("👍".repeat(100))).isEqualTo("👍".repeat(31) + "…");
    assertThat(
            MemberText.neutral("all" + "x".repeat(100))
                .codePointCount(0, MemberText.neutral("all" + "x".repeat(100)).length()))
        .isLessThanOrEqualTo(32);
  }

  private static String unescape(String text) {
    return unicode(text.strip()).replace("\\n", "\n");
  }

  private static String unicode(String text) {
    return java.util.regex.Pattern.compile("\\\\u([0-9A-F]{4})")
        .matcher(text)
        .replaceAll(
            m ->
                java.util.regex.Matcher.quoteReplacement(
                    Character.toString(Integer.parseInt(m.group(1), 16))));
  }
}
