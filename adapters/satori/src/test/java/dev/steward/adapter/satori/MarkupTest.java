package dev.steward.adapter.satori;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Button;
import dev.steward.chat.Content;
import dev.steward.chat.Media;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Satori's markup, read and written. */
final class MarkupTest {
  private static final UserId MING = new UserId("satori", "discord:7");

  private static Content read(String markup) {
    return ContentReader.read("discord", markup);
  }

  private static String write(Segment... segments) {
    return MarkupWriter.write("discord", Content.of(segments), Map.of());
  }

  private static Segment text(String words) {
    return new Segment.Text(words);
  }

  static Stream<Arguments> readings() {
    return Stream.of(
        Arguments.of("大家好", List.of(text("大家好"))),
        Arguments.of("1 &lt; 2 &amp;&amp; &quot;x&quot;", List.of(text("1 < 2 && \"x\""))),
        Arguments.of("&#39;&#x27;&#20013;&bogus;&", List.of(text("''中&bogus;&"))),
        Arguments.of("&amp;lt;b&amp;gt;", List.of(text("&lt;b&gt;"))),
        Arguments.of("a<br/>b<br>c", List.of(text("a\nb\nc"))),
        Arguments.of("<p>one</p><p>two</p>", List.of(text("one\ntwo\n"))),
        Arguments.of("<b>bold <i>and</i></b> <code>x</code>", List.of(text("bold and x"))),
        Arguments.of(
            "<at id=\"7\" name=\"小明\"/> 在吗", List.of(new Segment.Mention(MING, "小明"), text(" 在吗"))),
        Arguments.of("<at id='7'/>", List.of(new Segment.Mention(MING, "7"))),
        Arguments.of("<at type=\"all\"/>", List.of(new Segment.MentionAll())),
        Arguments.of("<at type=\"here\"/>", List.of(new Segment.MentionAll())),
        Arguments.of("<at role=\"9\" name=\"管理\"/>", List.of(text("@管理"))),
        Arguments.of("<sharp id=\"3\" name=\"闲聊\"/>", List.of(text("#闲聊"))),
        // People see what stands within, and it may be anything.
        Arguments.of(
            "<at id=\"7\">加微信 <b>abc</b></at>",
            List.of(new Segment.Mention(MING, "7"), text(" 加微信 abc"))),
        Arguments.of("<at type=\"all\">加我</at>", List.of(new Segment.MentionAll(), text(" 加我"))),
        Arguments.of("<sharp id=\"3\">加微信</sharp>", List.of(text("#3 加微信"))),
        Arguments.of(
            "<at id=\"7\">7<img src=\"v\"/></at>",
            List.of(
                new Segment.Mention(MING, "7"),
                text(" 7"),
                new Segment.Image(new Media("v", "image/*", -1), ""))),
        Arguments.of(
            "<at id=\"7\" name=\"小明\">@小明</at><at id=\"7\">7</at>",
            List.of(new Segment.Mention(MING, "小明"), new Segment.Mention(MING, "7"))),
        Arguments.of(
            "<a href=\"https://e.example/?a=1&amp;b=2\">看这里</a>",
            List.of(new Segment.Link("https://e.example/?a=1&b=2", "看这里"))),
        Arguments.of(
            "<a href=\"https://e.example\">https://e.example</a>",
            List.of(new Segment.Link("https://e.example", ""))),
        Arguments.of(
            "<img src=\"https://e.example/a.png\" title=\"图\"/>",
            List.of(new Segment.Image(new Media("https://e.example/a.png", "image/*", -1), "图"))),
        Arguments.of(
            "<audio src=\"internal:discord/1/a\" duration=\"2.5\"/>",
            List.of(
                new Segment.Voice(
                    new Media("internal:discord/1/a", "audio/*", -1), Duration.ofMillis(2500)))),
        Arguments.of(
            "<video src=\"https://e.example/v\"/>",
            List.of(
                new Segment.Video(new Media("https://e.example/v", "video/*", -1), Duration.ZERO))),
        Arguments.of(
            "<file src=\"https://e.example/f\" title=\"价目.xlsx\"/>",
            List.of(
                new Segment.File(
                    new Media("https://e.example/f", "application/octet-stream", -1), "价目.xlsx"))),
        Arguments.of("<emoji id=\"5\" name=\"笑\"/>", List.of(new Segment.Sticker("5", "笑"))),
        Arguments.of(
            "<face id=\"5\" platform=\"x\"><img src=\"y\"/></face>",
            List.of(new Segment.Sticker("5", ""))),
        Arguments.of(
            "<quote id=\"m1\"><author id=\"7\"/>多少<b>钱</b></quote>九十九",
            List.of(new Segment.Quote("m1", MING, "多少钱"), text("九十九"))),
        Arguments.of("<message>一</message><message>二</message>", List.of(text("一\n二"))),
        Arguments.of(
            "<message forward><message><author name=\"甲\"/>早</message></message>",
            List.of(
                new Segment.Forward("", List.of(new Segment.Forward.Item("甲", Content.of("早")))))),
        Arguments.of("<button id=\"x\">好</button>", List.of(text("[好]"))),
        Arguments.of(
            "<new:thing a=\"1\">藏在<b>这里</b></new:thing>",
            List.of(new Segment.Unknown("new:thing", "<new:thing a=\"1\">"), text("藏在这里"))),
        // What is no proper tag is text.
        Arguments.of("1 < 2 > 0 <3 <>", List.of(text("1 < 2 > 0 <3 <>"))),
        Arguments.of("<b>no end", List.of(text("<b>no end"))),
        Arguments.of("</b>no start", List.of(text("</b>no start"))),
        Arguments.of("<i><b>crossed</i></b>", List.of(text("<b>crossed</b>"))),
        Arguments.of("<at id=\"7>", List.of(text("<at id=\"7>"))),
        Arguments.of("a<!-- hidden -->b", List.of(text("ab"))),
        Arguments.of("a<!-- no end", List.of(text("a<!-- no end"))),
        // Nobody passes something off as Steward's own.
        Arguments.of(
            "<img src=\"steward:1\"/>",
            List.of(new Segment.Unknown("img", "<img src=\"steward:1\"/>"))));
  }

  @ParameterizedTest
  @MethodSource("readings")
  void reads(String markup, List<Segment> expected) {
    assertThat(read(markup).segments()).isEqualTo(expected);
  }

  /** Once each level was read twice, and fifty levels took longer than anybody lives. */
  @Test
  @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void fiftyElementsWithinEachOtherAreReadOnceEach() {
    for (String tag :
        List.of("a href=\"u\"", "at id=\"7\"", "sharp id=\"3\"", "quote", "button", "p", "x")) {
      String name = tag.split(" ", 2)[0];
      String markup =
          ("<" + tag + ">").repeat(50) + "加微信<img src=\"v\"/>" + ("</" + name + ">").repeat(50);
      assertThat(read(markup).segments()).as(tag).hasSizeBetween(1, 200);
    }
    assertThat(read("<a href=\"u\">".repeat(50) + "加微信" + "</a>".repeat(50)).text())
        .startsWith("加微信");
  }

  @Test
  void leavesOutAnInlinedFileThatIsTooLong() {
    Content content = read("<img src=\"data:image/png;base64," + "A".repeat(20_000) + "\"/>");
    Segment.Image image = content.first(Segment.Image.class).orElseThrow();
    assertThat(image.media().mimeType()).isEqualTo("image/png");
    assertThat(image.media().ref()).startsWith(Sources.LEFT_OUT);
  }

  @Test
  void writesWhatAPlatformShows() {
    assertThat(write(text("<at type=\"all\"/> & \"x\"")))
        .isEqualTo("&lt;at type=&quot;all&quot;/&gt; &amp; &quot;x&quot;");
    assertThat(write(new Segment.Mention(MING, "小\"明"), text(" 好")))
        .isEqualTo("<at id=\"7\" name=\"小&quot;明\"/> 好");
    assertThat(write(new Segment.Mention(new UserId("satori", "line:7"), "别处"), text("好")))
        .as("somebody of another platform is named in words")
        .isEqualTo("@别处好");
    assertThat(write(text("\nb\n "), new Segment.MentionAll(), text("c\nd")))
        .isEqualTo("<br/>b<br/> <at type=\"all\"/>c\nd");
    assertThat(MarkupWriter.buttons(List.of(new Button("好 <", "yes"))))
        .isEqualTo("<button type=\"action\" id=\"yes\">好 &lt;</button>");
    assertThat(MarkupWriter.numbered(List.of(new Button("好", "y"), new Button("不", "n"))))
        .isEqualTo("\n1 好\n2 不");
  }

  @ParameterizedTest
  @MethodSource("dev.steward.testkit.HostileText#all")
  void whatIsWrittenIsReadAgain(String words) {
    assertThat(read(write(text(words))).segments()).containsExactly(text(words));
    assertThat(Rendered.of(write(text(words))).text()).isEqualTo(words);
  }

  @Test
  void anyMarkupIsReadInTimeAndLosesNoWords() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String[] pieces = {
      "<",
      ">",
      "/",
      "<b>",
      "</b>",
      "<a href=\"",
      "\"",
      "'",
      "=",
      " ",
      "字",
      "&",
      "&lt;",
      "#",
      ";",
      "<at id=\"1\"/>",
      "<!--",
      "-->",
      "<quote>",
      "\n",
      "<message forward>",
      "</message>",
      "<x y"
    };
    for (int round = 0; round < 2_000; round++) {
      StringBuilder markup = new StringBuilder();
      int length = random.nextInt(60);
      for (int i = 0; i < length; i++) {
        markup.append(pieces[random.nextInt(pieces.length)]);
      }
      Content content = read(markup.toString());
      assertThat(content).as("seed %d, round %d: %s", seed, round, markup).isNotNull();
      String words = content.text();
      assertThat(read(write(text(words))).text()).as("seed %d: %s", seed, markup).isEqualTo(words);
    }
  }

  @Test
  void aHundredThousandBrokenTagsAreReadAtOnce() {
    for (String piece :
        List.of(
            "<",
            "<a ",
            "<a b=\"",
            "<a b='",
            "<b>",
            "</b>",
            "<!--",
            "&",
            "<quote><b>",
            "<p x=\"1\" ")) {
      assertThat(read(piece.repeat(100_000)).segments()).isNotEmpty();
    }
  }
}
