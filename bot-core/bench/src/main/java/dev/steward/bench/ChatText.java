package dev.steward.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Makes chat messages and word lists that weigh like real ones: mean 35 chars, Chinese with some
 * Latin, digits, punctuation and emoji, characters as unevenly frequent as in writing.
 */
final class ChatText {
  private static final String[] PHRASES = {
    "宝宝", "这个", "请问", "有没有", "什么时候", "发货", "已经", "收到了", "谢谢", "客服", "尿裤", "奶粉", "尺码", "怎么", "可以",
    "我家", "娃", "昨天", "今天", "晚上", "睡觉", "一直", "觉得", "好用", "不太", "便宜", "活动", "优惠券", "拼团", "下单", "退货",
    "换一个", "颜色", "大一码", "小一码", "穿着", "刚好", "辅食", "米粉", "奶瓶", "推车", "安全座椅", "绘本", "玩具", "洗衣液", "纸巾",
    "湿巾", "六个月", "一岁半", "幼儿园", "老师", "妈妈", "爸爸", "姐妹们", "推荐", "链接", "多少钱", "包邮吗", "快递", "还没到",
    "太慢了", "真的", "哈哈哈", "对啊", "我也是", "是的", "了", "的", "吗", "呢", "啊", "我", "你", "他", "在", "就", "都",
    "要", "不", "很", "也", "还", "说", "看"
  };

  private static final String[] SPICES = {
    "，", "。", "？", "！", "～", " ", "OK", "M码", "3段", "199", "20", "vx", "app", "👍", "😂", "❤", "…",
    "\n", "XL", "ok", "110cm", "@小雨 ", "＋1"
  };

  /** Characters of everyday writing, the most frequent first. */
  private static final String CHARACTERS =
      "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事"
          + "成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十"
          + "民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加"
          + "西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更"
          + "别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马"
          + "科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确"
          + "传师观清今切院让识候带导争运笔微群买卖赌博彩票贷款刷单返佣代理私聊加扣红包兼职赚钱客服账户验证码转账充值提现免费领";

  private ChatText() {}

  /** Messages of 5 to 65 chars, mean about 35. */
  static List<String> messages(int count, long seed) {
    Random random = new Random(seed);
    List<String> messages = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int length = 5 + random.nextInt(58);
      StringBuilder message = new StringBuilder();
      while (message.length() < length) {
        int kind = random.nextInt(10);
        if (kind < 7) {
          message.append(PHRASES[random.nextInt(PHRASES.length)]);
        } else if (kind < 8) {
          message.append(character(random)).append(character(random));
        } else {
          message.append(SPICES[random.nextInt(SPICES.length)]);
        }
      }
      messages.add(message.toString());
    }
    return messages;
  }

  /** Distinct words: mostly 3 to 5 Chinese characters, some of 2, one in eight Latin. */
  static List<String> words(int count, long seed) {
    Random random = new Random(seed);
    Set<String> words = new LinkedHashSet<>();
    while (words.size() < count) {
      StringBuilder word = new StringBuilder();
      if (random.nextInt(8) == 0) {
        for (int i = 3 + random.nextInt(6); i > 0; i--) {
          word.append((char) ('a' + random.nextInt(26)));
        }
      } else {
        int length = random.nextInt(10) < 1 ? 2 : 3 + random.nextInt(3);
        for (int i = 0; i < length; i++) {
          word.append(character(random));
        }
      }
      words.add(word.toString());
    }
    return List.copyOf(words);
  }

  /** Frequent characters often, rare ones now and then, one in twenty from the whole script. */
  private static char character(Random random) {
    if (random.nextInt(20) == 0) {
      return (char) (0x4E00 + random.nextInt(0x5000));
    }
    double skewed = random.nextDouble() * random.nextDouble();
    return CHARACTERS.charAt((int) (skewed * CHARACTERS.length()));
  }
}
