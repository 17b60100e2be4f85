package dev.steward.adapter.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Content;
import dev.steward.chat.Media;
import dev.steward.chat.Segment;
import dev.steward.chat.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Each kind of message, as the Bot API's documentation gives it. */
final class MessageReaderTest {
  private static final long BOT = 42;
  private final Names names = new Names();
  private final MessageReader reader = new MessageReader(BOT, names);

  private static JsonNode json(String text) {
    return Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }

  private Content read(String fields) {
    return reader.read(
        json(
            "{'message_id':7,'date':1,'chat':{'id':-5,'type':'group'},'from':{'id':9},"
                + fields
                + "}"));
  }

  private static UserId user(String id) {
    return new UserId("telegram", id);
  }

  @Test
  void offsetsCountUtf16Units() {
    names.heard(json("{'id':77,'username':'Xiao_Ming'}"));
    Content content =
        read(
            "'text':'😀𠮷 @xiao_ming 和 小红 看这里','entities':["
                + "{'type':'mention','offset':5,'length':10},"
                + "{'type':'text_mention','offset':18,'length':2,'user':{'id':78,'first_name':'红'}},"
                + "{'type':'text_link','offset':21,'length':3,'url':'https://ad.example/x'},"
                + "{'type':'bold','offset':0,'length':4}]");
    assertThat(content.segments())
        .containsExactly(
            new Segment.Text("😀𠮷 "),
            new Segment.Mention(user("77"), "xiao_ming"),
            new Segment.Text(" 和 "),
            new Segment.Mention(user("78"), "小红"),
            new Segment.Text(" "),
            new Segment.Link("https://ad.example/x", "看这里"));
    assertThat(content.text()).isEqualTo("😀𠮷 @xiao_ming 和 @小红 看这里 https://ad.example/x");
  }

  @Test
  void whoIsNotKnownByNameStaysText() {
    assertThat(read("'text':'@everyone hi','entities':[{'type':'mention','offset':0,'length':9}]"))
        .isEqualTo(Content.of("@everyone hi"));
  }

  @Test
  void entitiesThatDoNotFitArePassedOver() {
    String text = "'text':'加我微信','entities':[";
    for (String entity :
        new String[] {
          "{'type':'text_link','offset':-1,'length':2,'url':'u'}",
          "{'type':'text_link','offset':3,'length':9,'url':'u'}",
          "{'type':'text_link','offset':9223372036854775807,'length':9223372036854775807,'url':'u'}",
          "{'type':'text_link','offset':0,'length':0,'url':'u'}",
          "{'type':'text_link','offset':0,'length':2}",
          "{'type':'text_mention','offset':0,'length':2}",
          "{'type':7}",
          "8"
        }) {
      assertThat(read(text + entity + "]")).as(entity).isEqualTo(Content.of("加我微信"));
    }
    assertThat(
            read(
                text
                    + "{'type':'text_link','offset':0,'length':2,'url':'a'},"
                    + "{'type':'text_link','offset':1,'length':2,'url':'b'}]"))
        .as("the second of two that overlap")
        .isEqualTo(new Content(List.of(new Segment.Link("a", "加我"), new Segment.Text("微信"))));
  }

  @Test
  void theLargestPhotoAndItsCaption() {
    assertThat(
            read("'photo':[{'file_id':'s','width':9,'height':9},"
                    + "{'file_id':'L','width':90,'height':90,'file_size':1234}],"
                    + "'caption':'扫码 进群','caption_entities':["
                    + "{'type':'text_link','offset':3,'length':2,'url':'https://t.me/+x'}]")
                .segments())
        .containsExactly(
            new Segment.Image(new Media("42:L", "image/jpeg", 1234), ""),
            new Segment.Text("扫码 "),
            new Segment.Link("https://t.me/+x", "进群"));
  }

  @Test
  void otherKinds() {
    assertThat(read("'sticker':{'file_id':'f','file_unique_id':'u','emoji':'👍'}"))
        .isEqualTo(Content.of(new Segment.Sticker("u", "👍")));
    assertThat(read("'voice':{'file_id':'v','duration':3,'mime_type':'audio/ogg'}"))
        .isEqualTo(
            Content.of(
                new Segment.Voice(new Media("42:v", "audio/ogg", -1), Duration.ofSeconds(3))));
    assertThat(read("'video':{'file_id':'m','duration':4}"))
        .isEqualTo(
            Content.of(
                new Segment.Video(new Media("42:m", "video/mp4", -1), Duration.ofSeconds(4))));
    assertThat(read("'animation':{'file_id':'a','duration':1},'document':{'file_id':'a'}"))
        .isEqualTo(
            Content.of(
                new Segment.Video(new Media("42:a", "video/mp4", -1), Duration.ofSeconds(1))));
    assertThat(
            read("'document':{'file_id':'d','file_name':'兼职.pdf','mime_type':'application/pdf'}"))
        .isEqualTo(
            Content.of(new Segment.File(new Media("42:d", "application/pdf", -1), "兼职.pdf")));
    assertThat(read("'document':{'file_id':'d','file_name':'qr.png','mime_type':'image/png'}"))
        .isEqualTo(Content.of(new Segment.Image(new Media("42:d", "image/png", -1), "qr.png")));
    assertThat(read("'location':{'latitude':31.2,'longitude':121.5}"))
        .isEqualTo(Content.of(new Segment.Location(31.2, 121.5, "")));
    assertThat(
            read(
                "'location':{'latitude':31.2,'longitude':121.5},"
                    + "'venue':{'location':{'latitude':31.2,'longitude':121.5},'title':'店','address':'路1号'}"))
        .isEqualTo(Content.of(new Segment.Location(31.2, 121.5, "店 路1号")));
    assertThat(read("'contact':{'phone_number':'13800000000','first_name':'代购'}").text())
        .isEqualTo("代购 13800000000");
  }

  @Test
  void aPollIsReadWithAllItsWords() {
    Content content =
        read("'poll':{'id':'1','question':'想赚钱吗','options':[{'text':'加微信 abc'},{'text':'不'}]}");
    assertThat(content.text()).isEqualTo("想赚钱吗 加微信 abc\n不");
  }

  @Test
  void aChecklistAGameAndAnInvoiceAreReadWithAllTheirWords() {
    assertThat(
            read("'checklist':{'title':'带娃赚钱','tasks':[{'id':1,'text':'加微信 abc'},"
                    + "{'id':2,'text':'领红包'}]}")
                .text())
        .isEqualTo("带娃赚钱 加微信 abc\n领红包");
    assertThat(read("'game':{'title':'小游戏','description':'加微信','photo':[],'text':'得分 3'}").text())
        .isEqualTo("小游戏 加微信\n得分 3");
    assertThat(read("'invoice':{'title':'代购','description':'加微信','currency':'CNY'}").text())
        .isEqualTo("代购 加微信");
  }

  @Test
  void buttonsBelowAMessageAreRead() {
    Content content =
        read(
            "'text':'看这里','via_bot':{'id':5},'reply_markup':{'inline_keyboard':["
                + "[{'text':'官网','url':'https://ad.example'},{'text':'加微信','callback_data':'x'}],"
                + "[{'text':'客服','url':'https://t.me/ad'}]]}");
    assertThat(content.text()).isEqualTo("看这里\n官网 https://ad.example\n加微信\n客服 https://t.me/ad");
    assertThat(content.first(Segment.Link.class))
        .contains(new Segment.Link("https://ad.example", "官网"));
  }

  @Test
  void whatIsQuotedFromAnotherChatIsSaidByWhoeverQuotesIt() {
    String origin =
        "'external_reply':{'origin':{'type':'channel','chat':{'id':-9,'title':'广告'},"
            + "'message_id':8},'chat':{'id':-9,'type':'channel'},'message_id':8},"
            + "'quote':{'text':'加我微信 abc','position':0}";
    assertThat(read("'text':'👍'," + origin).segments())
        .containsExactly(
            new Segment.Text("👍"), new Segment.Text("\n"), new Segment.Text("加我微信 abc"));
    assertThat(read(origin).text()).isEqualTo("加我微信 abc");
    assertThat(
            read("'external_reply':{'origin':{'type':'hidden_user','sender_user_name':'X'}},"
                    + "'quote':{'text':'加我','position':0},'text':'好'")
                .text())
        .isEqualTo("好\n加我");
  }

  @Test
  void whatIsAnsweredInAnotherTopicIsAnothersWords() {
    Content content =
        read(
            "'text':'好','is_topic_message':true,'message_thread_id':2,"
                + "'reply_to_message':{'message_id':2,'chat':{'id':-5}},"
                + "'external_reply':{'origin':{'type':'user','sender_user':{'id':8}},"
                + "'chat':{'id':-5,'type':'supergroup'},'message_id':3},"
                + "'quote':{'text':'加我微信','position':0}");
    assertThat(content.text()).isEqualTo("好");
    assertThat(content.first(Segment.Quote.class))
        .contains(new Segment.Quote("-5.3", user("8"), "加我微信"));
  }

  @Test
  void whatIsNewIsKeptAsItIs() {
    assertThat(read("'hologram':{'x':1}").segments())
        .containsExactly(new Segment.Unknown("hologram", "{\"x\":1}"));
    assertThat(read("'dice':{'emoji':'🎲','value':3}").first(Segment.Unknown.class)).isPresent();
  }

  @Test
  void whatIsAnsweredIsAnothersWords() {
    Content content =
        read(
            "'text':'好','reply_to_message':{'message_id':3,'chat':{'id':-5},'from':{'id':8},"
                + "'text':'加我微信'}");
    assertThat(content.text()).isEqualTo("好");
    assertThat(content.first(Segment.Quote.class))
        .contains(new Segment.Quote("-5.3", user("8"), "加我微信"));
    assertThat(
            read("'text':'好','is_topic_message':true,'message_thread_id':3,"
                    + "'reply_to_message':{'message_id':3,'chat':{'id':-5}}")
                .segments())
        .as("the beginning of a topic is nothing that is answered")
        .containsExactly(new Segment.Text("好"));
  }

  @Test
  void forwardedWordsAreThoseOfWhoeverForwardsThem() {
    assertThat(read("'text':'加我微信','forward_origin':{'type':'hidden_user','sender_user_name':'X'}"))
        .isEqualTo(Content.of("加我微信"));
  }

  @Test
  void thePlatformsOwnWordsAreKnown() {
    assertThat(MessageReader.isService(json("{'message_id':1,'pinned_message':{}}"))).isTrue();
    assertThat(MessageReader.isService(json("{'message_id':1,'text':'x'}"))).isFalse();
  }
}
