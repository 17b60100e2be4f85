package dev.steward.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LinkFinderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          看https://shop.example-brand.com/p/20318有人用过吗 | https://shop.example-brand.com/p/20318 | shop.example-brand.com
          退货入口 shop.example-brand.com/return 填完要等多久 | shop.example-brand.com/return | shop.example-brand.com
          尺码表在SHOP.Example-Brand.COM。                  | SHOP.Example-Brand.COM | shop.example-brand.com
          （见 example.com/a_(b)）                          | example.com/a_(b) | example.com
          (see http://example.com/x).                       | http://example.com/x | example.com
          example.com，好                                   | example.com | example.com
          上example.com：8折                                | example.com | example.com
          example.com:8080/x?y=1&z=2#t                      | example.com:8080/x?y=1&z=2#t | example.com
          http://203.0.113.7:80/a                           | http://203.0.113.7:80/a | 203.0.113.7
          打开203.0.113.7                                   | 203.0.113.7 | 203.0.113.7
          http://localhost:8080/                            | http://localhost:8080/ | localhost
          http://例子.中国/x                                | http://例子.中国/x | xn--fsqu00a.xn--fiqs8s
          bücher.de                                         | bücher.de | xn--bcher-kva.de
          t.me/joinchat                                     | t.me/joinchat | t.me
          www.example.is                                    | www.example.is | www.example.is
          163.com                                           | 163.com | 163.com
          weixin://dl/chat                                  | weixin://dl/chat | dl
          """)
  void plainLinksAreFoundWithTheirHost(String text, String written, String host) {
    assertThat(describe(text)).containsExactly(written + " -> " + host);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          我家小店 babyshop点example点com，全场三折    | babyshop点example点com | babyshop.example.com
          進 babyshop點example點com                   | babyshop點example點com | babyshop.example.com
          进内部群点这个 example点com斜杠qun           | example点com | example.com
          领奖网址 hxxps://prize[.]example[.]org ，填  | hxxps://prize[.]example[.]org | prize.example.org
          查询 hxxp://loan(点)example(点)net，不看     | hxxp://loan(点)example(点)net | loan.example.net
          入口 hxxp://task(.)example(.)net，新人       | hxxp://task(.)example(.)net | task.example.net
          去 e x a m p l e . c o m / s h o p ，我      | e x a m p l e . c o m / s h o p | example.com
          上 example 。com 看                          | example 。com | example.com
          上 example . com 看                          | example . com | example.com
          上 example dot com 看                        | example dot com | example.com
          ｅｘａｍｐｌｅ．ｃｏｍ                          | ｅｘａｍｐｌｅ．ｃｏｍ | example.com
          𝐞𝐱𝐚𝐦𝐩𝐥𝐞.com                                 | 𝐞𝐱𝐚𝐦𝐩𝐥𝐞.com | example.com
          exam\u200bple.com                            | exam\u200bple.com | example.com
          example。com                                 | example。com | example.com
          上 e x a m p l e 点 c o m 看                  | e x a m p l e 点 c o m | example.com
          上 h t t p s : / / e x a m p l e . c o m 看  | h t t p s : / / e x a m p l e . c o m | example.com
          上 e*x*a*m*p*l*e*.*c*o*m 看                   | e*x*a*m*p*l*e*.*c*o*m | example.com
          上 e-x-a-m-p-l-e-点-c-o-m 看                  | e-x-a-m-p-l-e-点-c-o-m | example.com
          官网example. com，全场三折                     | example. com | example.com
          官网example·com，全场三折                      | example·com | example.com
          官网example•com，全场三折                      | example•com | example.com
          官网example丶com，全场三折                     | example丶com | example.com
          官网《点》不算，example《点》com才算           | example《点》com | example.com
          example DOT COM                               | example DOT COM | example.com
          example｡com                                   | example｡com | example.com
          example．com／abc                             | example．com | example.com
          https：／／example．com                        | https：／／example．com | example.com
          h t t p s : / / example . com                 | example . com | example.com
          example 点 com                                | example 点 com | example.com
          """)
  void disguisedLinksAreFoundAndFlagged(String text, String written, String host) {
    String clear = text.replace("\\u200b", "\u200b");
    List<Link> links = LinkFinder.find(clear);

    assertThat(describe(clear))
        .containsExactly(written.replace("\\u200b", "\u200b") + " -> " + host);
    assertThat(links).allMatch(Link::disguised);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.5升和3.14",
        "9.9包邮",
        "v2.3.1",
        "版本1.22.33.44",
        "1.2.3.4",
        "readme.md",
        "main.py run.sh",
        "wx_demo@example.com",
        "a.b@mail.example.com",
        "I like it. Shop now",
        "done.it",
        "ok.so what",
        "3点前到",
        "下午3点com",
        "1.vip客户优先",
        "e.g. this",
        "A.B.C.",
        "...",
        "http://",
        "宝宝。妈妈",
        "2024.11.11",
        "a/b",
        "Node.js",
        "等等。。。",
        "8点in店里",
        "19.9元/件",
        "x.中国",
        "三点半到店",
        "点com开头的那个",
        "1点到2点",
        "一点com",
        "下午 3 点 cn 场",
        "I went home. Come and see",
        "玛丽·居里和iPhone·Pro",
        "A·B·C",
        "1-2-3点-4",
        "a、b、c、d",
        "3 . 1 4",
        "打开app点vip",
        "进APP点VIP专区领券",
        "在app点live看回放",
        "* * * . * * *"
      })
  void whatOnlyLooksLikeALinkIsLeftAlone(String text) {
    assertThat(LinkFinder.find(text)).isEmpty();
  }

  @Test
  void theHostBehindAUserNameCounts() {
    assertThat(describe("https://shop.example-brand.com@evil.com/x"))
        .containsExactly("https://shop.example-brand.com@evil.com/x -> evil.com");
    assertThat(describe("https://evil.com\\@shop.example-brand.com"))
        .containsExactly("https://evil.com\\@shop.example-brand.com -> evil.com");
    assertThat(describe("https://shop.example-brand.com:a@evil.com:80"))
        .containsExactly("https://shop.example-brand.com:a@evil.com:80 -> evil.com");
    assertThat(describe("shop.example-brand.com@evil.com/x"))
        .containsExactly("evil.com/x -> evil.com");
  }

  @Test
  void mixedAlphabetsAreFlaggedAndTheirTrueHostIsTold() {
    Link link = LinkFinder.find("shop.exаmple-brand.com").getFirst();

    assertThat(link.disguised()).isTrue();
    assertThat(link.host()).startsWith("shop.xn--");
    assertThat(LinkFinder.find("bücher.de").getFirst().disguised()).isFalse();
  }

  @Test
  void aFullStopEndsTheHostWhenTheSentenceGoesOn() {
    assertThat(describe("看 shop.example-brand.com。vip都有"))
        .containsExactly("shop.example-brand.com -> shop.example-brand.com");
    assertThat(describe("shop.example-brand.com。evil.com"))
        .containsExactly(
            "shop.example-brand.com -> shop.example-brand.com", "evil.com -> evil.com");
  }

  @Test
  void severalLinksComeInOrder() {
    assertThat(describe("😀a.com b点com http://c.net/ d . o r g"))
        .containsExactly(
            "a.com -> a.com", "b点com -> b.com", "http://c.net/ -> c.net", "d . o r g -> d.org");
  }

  private static List<String> describe(String text) {
    return LinkFinder.find(text).stream()
        .map(
            link ->
                text.substring(
                        text.offsetByCodePoints(0, link.start()),
                        text.offsetByCodePoints(0, link.end()))
                    + " -> "
                    + link.host())
        .toList();
  }
}
