package dev.steward.engine.text;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells whether a text invites to buy elsewhere: it asks to be added, written to or followed. A
 * plain look over the folded text, for the rare moment when it matters. Stateless.
 */
public final class Offer {
  private static final List<String> CUES =
      List.of(
          "加我",
          "加微",
          "加v",
          "加vx",
          "加wx",
          "微信号",
          "微信:",
          "私我",
          "私聊我",
          "私信我",
          "滴滴我",
          "找我买",
          "找我拿",
          "找我下单",
          "我这里有",
          "我这有",
          "我这便宜",
          "我这更便宜",
          "我这边有",
          "我家店",
          "我的店",
          "来我店",
          "来我这",
          "来我家",
          "进我群",
          "进我的群",
          "拉你进群",
          "招代理",
          "代理价",
          "一手货源",
          "vx:",
          "addme",
          "dmme",
          "messageme",
          "buyfromme",
          "myshop",
          "mystore",
          "whatsapp",
          "telegramme");

  /** How adverts call up those who read them. */
  private static final Pattern CALLS =
      Pattern.compile(
          "(?:有兴趣|感兴趣|有意|有需要|想做|想赚钱?|想加入|想一起)的|扣个?[1一](?![0-9.,百十千万])|举手|名额有限|速来|速度来|手慢无|跟我一起|带你做");

  /** How those who read it are sent to buy; who complains of a price sends nobody. */
  private static final Pattern URGES =
      Pattern.compile(
          "(?<![喊说叫让催])(?:姐妹|宝妈|宝子|家人|妈妈|大家)们?,?(?:都|可以)?(?:快|赶紧|速)?"
              + "(?:冲(?![奶泡水服兑])|抢|来买|去买|下单|囤|入手|戳)|快(?:去|来)(?:冲|抢|下单)|冲鸭"
              + "|(?<![我喊说叫让催])赶紧(?:去|来)(?:冲|抢|买|下单|囤)"
              + "|(?:(?<!不)(?:想要|需要|想买)|(?<![不想需])要|买贵了?)的(?:姐妹|宝妈|宝子|朋友|妈妈)?们?(?:快|可以|直接|都)?(?:来|去|戳|点|进|冲|看这)"
              + "|(?:戳|点|进)(?:这里|这个链接|链接|下面|下方)(?:下单|领券|领取|抢|购买)|链接(?:在这|放这|给你们|自取)"
              + "|(?<!no|ina)hurry(?:up|$|[,.!])|grab(?:it|yours)|usemy(?:code|link)|clickhere"
              + "|(?:^|[.!,;:])(?:buy|order|shop)(?:it|yours)?here(?![?a-z])");

  /** A code that leads to somebody; not one that is printed on a tin or to pay by. */
  private static final Pattern CODES =
      Pattern.compile(
          "扫码(?:办理|进|入|加|领|咨询|联系|添加|登记|看|了解)"
              + "|(?:加|扫|识别|下方|上方|图中|保存)[^,，。]{0,4}二维码|(?:长按|图片)识别|识别(?:办理|添加|进)");

  private Offer() {}

  /** Whether it calls on those who read it to come forward: 想做的扣1. */
  public static boolean calls(String text) {
    return CALLS.matcher(Normaliser.fold(text).text().replaceAll("\\s+", "")).find();
  }

  /** Whether it sends those who read it to buy: 姐妹们快冲. */
  public static boolean urges(String text) {
    return URGES.matcher(Normaliser.fold(text).text().replaceAll("\\s+", "")).find();
  }

  /** Whether it is there. */
  public static boolean in(String text) {
    String folded = Normaliser.fold(text).text().replaceAll("\\s+", "");
    return CUES.stream().anyMatch(folded::contains) || CODES.matcher(folded).find();
  }
}
