package dev.steward.engine.prices;

import java.util.regex.Pattern;

/**
 * Hears in a message that its writer wonders about a price, is cross about it, or knows what
 * explains it. Words only; a message is judged together with the prices around it. The patterns are
 * ours and repeat nothing within a repetition, so that a line costs time in proportion to its
 * length.
 */
final class Doubt {
  /** Somebody wonders, or is cross: only with two prices of one product beside it. */
  static final Pattern WONDERS =
      Pattern.compile(
          "[?？]{2,}|[啊哈诶欸咦][?？]|[?？]\\s*我|什么[?？]|啥[?？]|怎么|咋|凭[啥什]|为[啥什]|不会吧|离谱|"
              + "差(这么|那么|太|得)|差(了)?[0-9一二两三四五六七八九十]+|不(是)?一样|不是(说|都|一个)|[两三几]个价|"
              + "到底|多付|多收|多了|被(宰|坑|多)|冤|韭菜|智商税|人下菜|同问|一起问|出来(说|解释)|说说|"
              + "什么情况|保价|价保|差价|亏了|贵了|奇怪|神奇|神了|哎|唉|我…|我\\.\\.\\.|拿的[?？]|同一[个款件罐]|"
              + "how come|why|unfair|different price|overpaid|not fair|wtf|seriously");

  /** Somebody knows why: then nobody needs to be asked. */
  static final Pattern EXPLAINS =
      Pattern.compile(
          "(我|那)是?[一两二三四五六2-9][包罐件盒提箱瓶袋]|用了?券|领了?券|叠了?券|没领券|"
              + "(是|有|没)(开)?(svip|vip|会员)|会员价|统一调价|本来就贵|看错|小号|大号|我[0-9一二三四]段|"
              + "退了?重拍|退掉|都退|退[0-9]+块?差价|设置错|老价|才是[0-9]|with a coupon|members? price");

  /** Whoever asks does not explain. */
  private static final Pattern ASKS = Pattern.compile("(吗|么|不|[?？])[呀啊哦]?[?？]*\\z");

  /** Bargains, praise and talk of a purchase to come: no complaint, whatever the prices. */
  private static final Pattern CONTENT =
      Pattern.compile(
          "能少|便宜点|优惠点|行不行|行不|抹(个)?零|成交|砍一刀|再送|赶紧囤|囤货|香[^蕉港]|香\\z|划算|值了|"
              + "上车|开心|挺好|都一样|一样一样|没事|懂了|good deal|worth it|cheaper please");

  /** What every way to wonder has in it, so that ordinary talk is not held against them all. */
  private static final Cues WONDERING =
      new Cues(
          "? ？ 咋 差 冤 哎 唉 怎么 凭啥 凭什 为啥 为什 不会 离谱 一样 不是 个价 到底 多付 多收 多了 被宰 被坑 被多 韭菜"
              + " 智商 人下 同问 一起 出来 说说 情况 保价 价保 亏了 贵了 奇怪 神奇 神了 我… 我. 同一 ho wh un di"
              + " ov no wt se");

  /** The same for what explains. */
  private static final Cues EXPLAINING =
      new Cues("包 罐 件 盒 提 箱 瓶 袋 券 段 v 会员 统一 本来 看错 小号 大号 重拍 退掉 都退 差价 设置 老价 才是 co pr");

  private Doubt() {}

  static boolean wonders(String plain) {
    return WONDERING.in(plain) && WONDERS.matcher(plain).find();
  }

  static boolean explains(String plain) {
    return EXPLAINING.in(plain) && EXPLAINS.matcher(plain).find() && !ASKS.matcher(plain).find();
  }

  static boolean content(String plain) {
    return CONTENT.matcher(plain).find();
  }
}
