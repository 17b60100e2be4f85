package dev.steward.engine.text;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words that make an id of what follows or precedes them. They are held against at most {@link
 * #REACH} signs, with separators taken out, a colon for brackets and colons, and a comma for what
 * ends a clause.
 */
final class ContactCues {
  /** How far before an id its cue may stand, in folded chars. */
  static final int REACH = 28;

  /** How far behind it. */
  static final int REACH_BEHIND = 14;

  private static final String FILL =
      "(?: |,|号码|帐号|账号|号|號|id|is|at|me|on|我|的|是|为|就是|搜索|搜|添加|加|新的|这个|同|小号|大号|本人|看|:|\\+)*$";

  /** What it may begin with comes first: most places are none. */
  private static final String WEIXIN =
      "(?=[微威嶶薇徽维葳卫vwx绿进+加佳伽珈亻])(?:微[:+ ]?信|威信|嶶信|薇信|徽信|徽芯|薇芯|微芯|维信|葳信|卫星|卫心|(?:v|wei|[薇微威葳])心?信|w信|微x|w[ :]x|(?<![a-z])v[ :]x|[薇微威徽维葳v]x?心|(?<![a-z])v*x?vx|(?<![a-z])v{3,}"
          + "|(?<![a-z])wx|wei ?xin|[微威薇]?亻言|进微|wechat|绿泡泡|绿色软件|[+加佳伽珈][v薇威微]|(?<![a-z0-9])v我)";

  /** A single letter or syllable counts only right before the id, or with a colon. */
  private static final String SHORT_WEIXIN = "(?<![a-z0-9])(?:v|薇|威|微):$|(?:薇|威)$";

  private static final Pattern WECHAT = Pattern.compile(WEIXIN + FILL + "|" + SHORT_WEIXIN);
  private static final Pattern WECHAT_SURELY =
      Pattern.compile(WEIXIN + "[^,]{0,3}(?:号|號|id|搜|:)" + FILL + "|" + SHORT_WEIXIN);
  private static final Pattern WECHAT_FAR = Pattern.compile("(?:微信号|我的微信|微信有|微信改|新微信|微信换).*$");
  private static final Pattern WECOM = Pattern.compile("(?:企微|企薇|企业微信|企心|企v|wecom)" + FILL);
  private static final Pattern QQ =
      Pattern.compile(
          "(?:(?<![a-z])q ?q|扣扣|叩叩|抠抠|蔻蔻|球球|秋秋|[+加]扣|企鹅|口口|(?<![a-z0-9])[+加]?q:?|[+加]q)" + FILL);
  private static final Pattern QQ_FAR = Pattern.compile("(?:我的?qq|qq很久|qq号|加qq).*$");
  private static final Pattern QQ_GROUP = Pattern.compile("(?:群|裙|峮|君羊|羣)" + FILL);
  private static final Pattern TELEGRAM =
      Pattern.compile(
          "(?:(?<![a-z])tg|telegram|电报|飞机|纸飞机)" + FILL + "|(?<![a-z0-9])t ?(?:点|dot)? ?me:$");
  private static final Pattern TELEGRAM_FAR =
      Pattern.compile("(?:(?<![a-z])tg|telegram|电报|飞机).{0,18}$");
  private static final Pattern WHATSAPP =
      Pattern.compile("(?:whats ?app|瓦次|(?<![a-z])wa(?=:|\\+|$)|(?<![a-z])ws:).{0,10}$");
  private static final Pattern LINE = Pattern.compile("(?:(?<![a-z])line(?: ?id)?|赖|賴)" + FILL);
  private static final Pattern NOT_TO_CALL =
      Pattern.compile(
          "(?:单号|订单|运单|快递|圆通|中通|申通|韵达|顺丰|货号|条码|条形码|批号|批次|喷码|编号|卡号|账户|税号|uid|取件码|券码|验证码|抽奖号|尾号|id=|工单)"
              + "[^,]{0,8}$");
  private static final Pattern OWN_BEHIND =
      Pattern.compile(
          "^[,:]?(?:这|這)?个?就?是?我?(?:的|们[^,]{0,6})?(微信|[v薇威](?![a-z0-9])|vx|wx|绿色聊天|qq群|qq|电话|手机|邮箱|赖|賴|line|whatsapp)");
  private static final Pattern SAME_WECHAT = Pattern.compile("^[,:]?(?:微信|v|vx|wx|薇|微|威)同号");

  private ContactCues() {}

  /**
   * What makes an id of a word.
   *
   * @param strong whether it looks like an id and like nothing else: letters with digits or bars
   */
  static Contact.@Nullable Kind ofWord(
      String before, String behind, boolean strong, boolean handle) {
    if (WECOM.matcher(before).find()) {
      return Contact.Kind.WECOM;
    }
    if ((strong ? WECHAT : WECHAT_SURELY).matcher(before).find()) {
      return Contact.Kind.WECHAT;
    }
    if ((strong || handle) && TELEGRAM.matcher(before).find()) {
      return Contact.Kind.TELEGRAM;
    }
    if (handle && TELEGRAM_FAR.matcher(before).find()) {
      return Contact.Kind.TELEGRAM;
    }
    if (strong && LINE.matcher(before).find()) {
      return Contact.Kind.LINE;
    }
    if (strong && WECHAT_FAR.matcher(before).find()) {
      return Contact.Kind.WECHAT;
    }
    return strong ? behind(behind) : null;
  }

  /** What makes an id of a number; a telephone number needs no cue. */
  static Contact.@Nullable Kind ofNumber(String before, String behind, int digits, boolean mobile) {
    if (digits >= 8 && WHATSAPP.matcher(before).find()) {
      return Contact.Kind.WHATSAPP;
    }
    if (mobile && WECHAT.matcher(before).find()) {
      return Contact.Kind.WECHAT;
    }
    if (digits < 5 || digits > 11) {
      return null;
    }
    if (digits >= 8 && QQ_GROUP.matcher(before).find()) {
      return Contact.Kind.QQ_GROUP;
    }
    if (digits >= 7 && QQ.matcher(before).find()) {
      return Contact.Kind.QQ;
    }
    if (digits >= 8 && !mobile && QQ_FAR.matcher(before).find()) {
      return Contact.Kind.QQ;
    }
    Contact.Kind said = digits >= 7 && !mobile ? behind(behind) : null;
    return said == Contact.Kind.QQ || said == Contact.Kind.QQ_GROUP ? said : null;
  }

  /** Whether a number is that of a parcel, an order or a thing. */
  static boolean isOfThing(String before) {
    return NOT_TO_CALL.matcher(before).find();
  }

  static boolean sameOnWechat(String behind) {
    return SAME_WECHAT.matcher(behind).find();
  }

  private static Contact.@Nullable Kind behind(String behind) {
    var own = OWN_BEHIND.matcher(behind);
    if (!own.find()) {
      return null;
    }
    return switch (own.group(1)) {
      case "微信", "v", "薇", "威", "vx", "wx", "绿色聊天" -> Contact.Kind.WECHAT;
      case "qq" -> behind.startsWith("群", own.end(1)) ? Contact.Kind.QQ_GROUP : Contact.Kind.QQ;
      case "qq群" -> Contact.Kind.QQ_GROUP;
      case "赖", "賴", "line" -> Contact.Kind.LINE;
      case "whatsapp" -> Contact.Kind.WHATSAPP;
      default -> null;
    };
  }
}
