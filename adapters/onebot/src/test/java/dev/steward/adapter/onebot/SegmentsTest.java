package dev.steward.adapter.onebot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.AccountId;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Media;
import dev.steward.chat.Segment;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Each segment of the vocabulary, as an array and as a string: both say the same. */
final class SegmentsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static Content read(String message) {
    Frame frame =
        Rig.read(
            "{\"post_type\":\"message\",\"message_type\":\"group\",\"message_id\":1,\"group_id\":2,"
                + "\"user_id\":3,\"time\":1700000000,\"message\":"
                + message
                + "}");
    Event.MessagePosted posted =
        new Translator(new AccountId("onebot", "9"))
            .groupMessage(frame, new GroupId("onebot", "2"));
    return posted.content();
  }

  private static Arguments row(String array, String cq, Segment... expected) {
    return Arguments.of(array, cq, Content.of(expected));
  }

  private static Media media(String ref, String type, long size) {
    return new Media(ref, type, size);
  }

  static Stream<Arguments> vocabulary() {
    return Stream.of(
        row(
            "[{'type':'text','data':{'text':'a[b]&c,d'}}]",
            "a&#91;b&#93;&amp;c,d",
            new Segment.Text("a[b]&c,d")),
        row("[{'type':'at','data':{'qq':'all'}}]", "[CQ:at,qq=all]", new Segment.MentionAll()),
        row(
            "[{'type':'at','data':{'qq':10086}}]",
            "[CQ:at,qq=10086]",
            new Segment.Mention(Rig.user("10086"), "10086")),
        row(
            "[{'type':'at','data':{'qq':'10086','name':'@小明'}}]",
            "[CQ:at,qq=10086,name=@小明]",
            new Segment.Mention(Rig.user("10086"), "小明")),
        row(
            "[{'type':'reply','data':{'id':-77}},{'type':'text','data':{'text':'对'}}]",
            "[CQ:reply,id=-77]对",
            new Segment.Quote("2.-77", null, ""),
            new Segment.Text("对")),
        row(
            "[{'type':'face','data':{'id':'14'}}]",
            "[CQ:face,id=14]",
            new Segment.Sticker("14", "")),
        row(
            "[{'type':'mface','data':{'emoji_id':'e1','summary':'[好的]'}}]",
            "[CQ:mface,emoji_id=e1,summary=&#91;好的&#93;]",
            new Segment.Sticker("e1", "[好的]")),
        row(
            "[{'type':'image','data':{'file':'a.jpg','url':'https://gchat.qpic.cn/a?b=1&c=2','file_size':'345'}}]",
            "[CQ:image,file=a.jpg,url=https://gchat.qpic.cn/a?b=1&amp;c=2,file_size=345]",
            new Segment.Image(media("https://gchat.qpic.cn/a?b=1&c=2", "image/*", 345), "")),
        row(
            "[{'type':'image','data':{'file':'a.jpg'}}]",
            "[CQ:image,file=a.jpg]",
            new Segment.Image(media("file:a.jpg", "image/*", -1), "")),
        row(
            "[{'type':'record','data':{'file':'v.amr','url':'https://x.qq.com/v'}}]",
            "[CQ:record,file=v.amr,url=https://x.qq.com/v]",
            new Segment.Voice(media("https://x.qq.com/v", "audio/*", -1), Duration.ZERO)),
        row(
            "[{'type':'video','data':{'file':'v.mp4'}}]",
            "[CQ:video,file=v.mp4]",
            new Segment.Video(media("file:v.mp4", "video/*", -1), Duration.ZERO)),
        row(
            "[{'type':'file','data':{'file':'f1','name':'价格表.xlsx','file_size':10}}]",
            "[CQ:file,file=f1,name=价格表.xlsx,file_size=10]",
            new Segment.File(media("file:f1", "application/octet-stream", 10), "价格表.xlsx")),
        row(
            "[{'type':'rps','data':{'result':'2'}}]",
            "[CQ:rps,result=2]",
            new Segment.Sticker("rps", "2")),
        row("[{'type':'dice','data':{}}]", "[CQ:dice]", new Segment.Sticker("dice", "")),
        row(
            "[{'type':'share','data':{'url':'http://a.cn','title':'标题','content':'说明'}}]",
            "[CQ:share,url=http://a.cn,title=标题,content=说明]",
            new Segment.Card(Segment.Card.Kind.ARTICLE, "标题", "说明", "http://a.cn")),
        row(
            "[{'type':'contact','data':{'type':'qq','id':'10001000'}}]",
            "[CQ:contact,type=qq,id=10001000]",
            new Segment.Card(Segment.Card.Kind.CONTACT, "QQ", "10001000", "")),
        row(
            "[{'type':'contact','data':{'type':'group','id':'100'}}]",
            "[CQ:contact,type=group,id=100]",
            new Segment.Card(Segment.Card.Kind.GROUP, "QQ群", "100", "")),
        row(
            "[{'type':'location','data':{'lat':'31.2','lon':121.5,'title':'上海'}}]",
            "[CQ:location,lat=31.2,lon=121.5,title=上海]",
            new Segment.Location(31.2, 121.5, "上海")),
        row(
            "[{'type':'music','data':{'type':'custom','url':'http://m.cn','title':'歌','content':'手'}}]",
            "[CQ:music,type=custom,url=http://m.cn,title=歌,content=手]",
            new Segment.Card(Segment.Card.Kind.OTHER, "歌", "手", "http://m.cn")),
        row(
            "[{'type':'redbag','data':{'title':'恭喜发财'}}]",
            "[CQ:redbag,title=恭喜发财]",
            new Segment.RedPacket("恭喜发财")),
        row(
            "[{'type':'xml','data':{'data':'<msg><t>加我微信</t></msg>'}}]",
            "[CQ:xml,data=<msg><t>加我微信</t></msg>]",
            new Segment.Card(Segment.Card.Kind.OTHER, "", "加我微信", "")),
        row(
            "[{'type':'forward','data':{'id':'f-1'}}]",
            "[CQ:forward,id=f-1]",
            new Segment.Forward("", List.of())),
        row(
            "[{'type':'markdown','data':{'content':'**好**'}}]",
            "[CQ:markdown,content=**好**]",
            new Segment.Text("**好**")),
        row(
            "[{'type':'poke','data':{'type':'126','id':'2003'}}]",
            "[CQ:poke,type=126,id=2003]",
            new Segment.Unknown("poke", "{type=126, id=2003}")),
        row("[{'type':'shake','data':{}}]", "[CQ:shake]", new Segment.Unknown("shake", "{}")),
        row(
            "[{'type':'anonymous','data':{}}]",
            "[CQ:anonymous]",
            new Segment.Unknown("anonymous", "{}")),
        row(
            "[{'type':'location','data':{'lat':'north'}}]",
            "[CQ:location,lat=north]",
            new Segment.Unknown("location", "{lat=north}")),
        row("[{'type':'at','data':{}}]", "[CQ:at]", new Segment.Unknown("at", "{}")),
        row("[{'type':'reply','data':{}}]", "[CQ:reply]", new Segment.Unknown("reply", "{}")));
  }

  @ParameterizedTest
  @MethodSource("vocabulary")
  void bothFormsSayTheSame(String array, String cq, Content expected) {
    assertThat(read(array.replace('\'', '"'))).isEqualTo(expected);
    assertThat(read(JSON.writeValueAsString(cq))).isEqualTo(expected);
  }

  @Test
  void aCardTellsItsKindItsWordsAndItsAddress() {
    String card =
        """
        {"app":"com.tencent.miniapp_01","prompt":"[小程序]团购","meta":{"detail_1":\
        {"title":"团购","desc":"九块九","qqdocurl":"https://m.q.qq.com/a/s/1"}}}\
        """;
    Segment expected =
        new Segment.Card(Segment.Card.Kind.MINI_PROGRAM, "团购", "九块九", "https://m.q.qq.com/a/s/1");
    String quoted = JSON.writeValueAsString(card);
    assertThat(read("[{\"type\":\"json\",\"data\":{\"data\":" + quoted + "}}]").segments())
        .containsExactly(expected);
    String cq = card.replace("&", "&amp;").replace("[", "&#91;").replace("]", "&#93;");
    assertThat(
            read(JSON.writeValueAsString("[CQ:json,data=" + cq.replace(",", "&#44;") + "]"))
                .segments())
        .containsExactly(expected);
    assertThat(read("[{\"type\":\"json\",\"data\":{\"data\":\"{broken\"}}]").segments())
        .containsExactly(new Segment.Unknown("json", "{broken"));
  }

  @Test
  void aCardOfAPersonSaysWhoseNumberItIs() {
    String card =
        """
        {"app":"com.tencent.contact.lua","prompt":"推荐联系人：团长","meta":{"contact":\
        {"nickname":"团长","contact":"帐号：10001000","jumpUrl":"mqqapi://card/show?uin=10001000"}}}\
        """;
    String quoted = JSON.writeValueAsString(card);
    assertThat(read("[{\"type\":\"json\",\"data\":{\"data\":" + quoted + "}}]").segments())
        .containsExactly(
            new Segment.Card(
                Segment.Card.Kind.CONTACT,
                "团长",
                "QQ帐号：10001000",
                "mqqapi://card/show?uin=10001000"));
  }

  @Test
  void bundlesHoldMessagesAndBundles() {
    String inner = "{'message':[{'type':'text','data':{'text':'内'}}],'sender':{'nickname':'小红'}}";
    String outer =
        "[{'type':'forward','data':{'content':[{'type':'node','data':{'nickname':'小明','content':'外[CQ:face,id=1]'}},"
            + "{'message':[{'type':'forward','data':{'content':["
            + inner
            + "]}}],'sender':{'nickname':'小刚'}}]}}]";
    Segment.Forward nested =
        new Segment.Forward(
            "", List.of(new Segment.Forward.Item("小红", Content.of(new Segment.Text("内")))));
    assertThat(read(outer.replace('\'', '"')).segments())
        .containsExactly(
            new Segment.Forward(
                "",
                List.of(
                    new Segment.Forward.Item(
                        "小明", Content.of(new Segment.Text("外"), new Segment.Sticker("1", ""))),
                    new Segment.Forward.Item("小刚", Content.of(nested)))));
    assertThat(
            read("[{\"type\":\"node\",\"data\":{\"nickname\":\"小明\",\"content\":\"一\"}}]")
                .segments())
        .containsExactly(
            new Segment.Forward(
                "", List.of(new Segment.Forward.Item("小明", Content.of(new Segment.Text("一"))))));
  }

  @Test
  void aBombOfBundlesIsCutShort() {
    String many = "{\"message\":\"x\"},".repeat(10_000) + "{\"message\":\"x\"}";
    Content wide = read("[{\"type\":\"forward\",\"data\":{\"content\":[" + many + "]}}]");
    assertThat(((Segment.Forward) wide.segments().getFirst()).items()).hasSize(200);
    String deep = "\"x\"";
    for (int i = 0; i < 12; i++) {
      deep = "[{\"type\":\"forward\",\"data\":{\"content\":[{\"message\":" + deep + "}]}}]";
    }
    Segment at = read(deep).segments().getFirst();
    int depth = 0;
    while (at instanceof Segment.Forward forward && !forward.items().isEmpty()) {
      depth++;
      List<Segment> next = forward.items().getFirst().content().segments();
      if (next.isEmpty()) {
        break;
      }
      at = next.getFirst();
    }
    assertThat(depth).isBetween(4, 6);
  }

  @Test
  void aFilesBytesAreNotKeptAsItsName() {
    Content content =
        read("[{\"type\":\"image\",\"data\":{\"file\":\"base64://" + "A".repeat(9_000) + "\"}}]");
    assertThat(content.segments())
        .containsExactly(new Segment.Image(new Media("file:", "image/*", -1), ""));
  }
}
