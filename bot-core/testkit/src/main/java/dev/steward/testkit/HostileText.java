package dev.steward.testkit;

import java.util.stream.Stream;

/** Texts that have broken chat software: they must arrive as they are, and mean nothing. */
public final class HostileText {
  private HostileText() {}

  /** Markup, templates, platform codes, direction tricks, invisible and broken characters. */
  public static Stream<String> all() {
    return Stream.of(
        "<script>alert('x')</script><img src=x onerror=alert(1)>",
        "&lt;b&gt; &amp; &#39;",
        "{{name}} {{{raw}}} ${jndi:ldap://x} #{7*7} %s %n",
        "[CQ:at,qq=all] [CQ:image,file=http://x/y.png] &#91;CQ:face&#93;",
        "<at id=\"all\"/> @everyone @all @所有人",
        "*bold* _it_ `code` ```block``` [a](javascript:alert(1)) ||spoiler||",
        "\u202Egnp.exe\u202C \u2066left\u2069 \u200Fright",
        "加\u200B我\u200C微\u200D信\uFEFF\u2060 v\u00ADx",
        "e\u0301\u0300\u0302\u0323 Z\u0351\u036B\u0343",
        "👨‍👩‍👧‍👦 🏳️‍🌈 𠮷野家 𝓿𝔁",
        "half \uD83D pair and \uDE00 again",
        "line one\nline two\n\n  indented",
        "data: x\nevent: message\nid: 9\n: comment",
        "'; DROP TABLE messages; -- \\ \" \\u0000",
        "javascript:alert(1) https://example.com/?a=1&b=<2>");
  }

  /** The text with each unpaired surrogate replaced, since no wire can carry one. */
  public static String withoutHalves(String text) {
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints().forEach(c -> whole.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c));
    return whole.toString();
  }

  static String escaped(String text) {
    StringBuilder shown = new StringBuilder();
    text.chars()
        .forEach(
            c -> {
              if (c >= 32 && c < 127) {
                shown.append((char) c);
              } else {
                shown.append(String.format("\\u%04X", c));
              }
            });
    return shown.toString();
  }
}
