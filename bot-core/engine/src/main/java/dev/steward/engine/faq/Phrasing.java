package dev.steward.engine.faq;

import java.util.List;
import java.util.regex.Pattern;

/**
 * How a sentence is put, whatever it is about: as a question, a request, a story, a greeting. Each
 * cue is there (1) or not (0). Stateless; linear in the text, since every repetition is bounded.
 */
final class Phrasing {
  private static final List<Pattern> CUES =
      List.of(
              "\\?",
              "\\?[\\s!~。…]*$",
              "(吗|么|嘛|呢|不|没|没有|木有|呀|啊|哦|哈)[?~!。]*$",
              "(吗|么|不|没)[?~!。]*$",
              "怎么|咋|如何|怎样|\\bhow\\b",
              "啥|什么|神马|哪个|哪里|哪儿|哪天|在哪|从哪|哪种|哪些|\\b(what|which|where|when)\\b",
              "几|多少|多久|多长|多大|多高|多重|\\bhow (much|many|long|often|far)\\b",
              "谁|为啥|为什么|凭啥|干嘛|\\b(who|why)\\b",
              "能不能|可不可以|可以.{0,12}[吗么不嘛]|能.{0,12}[吗么不嘛]|会不会|有没有|是不是|要不要|用不用|还能|还可以"
                  + "|\\b(can|could|may|do|does|is|are|will) (i|you|we|it|there|the|my)\\b",
              "一下呗|说一下|帮我|麻烦|求教|请问|求助|谢谢啦|告诉我|给我|想问|问一下|咨询"
                  + "|\\b(please|tell me|help me|i need|i want|i'd like|let me know|wondering)\\b",
              "你们|你家|贵店|亲|客服|店家|老板|小二|\\b(you guys|your (shop|store|team)|support)\\b",
              "怎么办|咋办|咋整|咋弄|怎么弄|怎么搞|找谁|怎么样|\\bwhat (should|do|can) i\\b",
              "^要|我要|想要|想退|想换|想买|想",
              "姐妹|楼上|大家|宝妈们|谁家|你家(宝|娃|孩子|狗|猫)|你们家|咱们|妈妈们|\\b(guys|everyone|anyone|folks|y'all)\\b",
              "哈哈|嘿嘿|笑死|呜呜|抱抱|晚安|早安|早上好|打卡|签到|恭喜|加油|\\b(haha+|lol|lmao|good (morning|night)|congrats)\\b",
              "我都|我就|我也|我一直|我从来|我每|我家.{0,10}也|我们家.{0,8}也|\\b(me too|i always|i never|i just|i also|same here)\\b",
              "我妈|我婆婆|我老公|我爸|孩子他爸|闺蜜|邻居|同事|\\bmy (mum|mom|husband|wife|dad|friend|neighbour)\\b",
              "了[。!~…]*$",
              "(真|太|好|挺|蛮|超|特别|贼).{1,6}(了|的|啊|哈)?[。!~]*$",
              "好评|回购|不错|喜欢|满意|好用|好看|真香|点赞|舒服|心疼|愁|崩溃|气晕|绝了|服了"
                  + "|\\b(love|loved|great|awesome|nice|amazing|happy|sad|tired)\\b",
              "已经|终于|总算|刚刚|上次|上礼拜|昨天|去年|那时候|当时|\\b(finally|yesterday|last (week|year|time)|already)\\b",
              "[，,].{0,80}[，,]",
              "算了|反正|没办法|习惯|无所谓|懒得|不提了|就行|\\b(anyway|whatever|never mind)\\b",
              "^[^，,。?!]{1,6}$",
              "不能|没法|不了|不上|不出|没收到|没反应|点不|用不|连不|找不到|不更新|坏|破|漏|少|裂"
                  + "|\\b(can't|cannot|won't|doesn't|isn't|not working|broken|missing|failed)\\b",
              "(吧|咯|嘞|喽|哟|噢)[。!~]*$",
              "(怎么|咋|啥|什么|哪|几|多少|多久|谁|吗|么|不).{0,5}$")
          .stream()
          .map(Pattern::compile)
          .toList();

  /** How many figures {@link #of} gives. */
  static final int COUNT = CUES.size() + 2;

  private Phrasing() {}

  /** The cues of a plain text, and how long it is. */
  static double[] of(String plain) {
    String text = plain.length() > 200 ? plain.substring(0, 200) : plain;
    double[] cues = new double[COUNT];
    for (int i = 0; i < CUES.size(); i++) {
      cues[i] = CUES.get(i).matcher(text).find() ? 1 : 0;
    }
    cues[COUNT - 2] = Math.log1p(text.length());
    cues[COUNT - 1] = text.length() / 40.0;
    return cues;
  }
}
