package dev.steward.engine.script;

import dev.steward.chat.Role;
import dev.steward.engine.script.Ladder.Sanction;
import dev.steward.engine.script.RuleCheck.Kind;
import dev.steward.engine.script.RuleCheck.Match;
import dev.steward.engine.script.RuleCheck.Misdeed;
import dev.steward.engine.text.Contact;
import dev.steward.engine.text.ShopShare;
import java.time.DayOfWeek;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words that managers may write as values, in both languages. The first of each meaning is the
 * one proposed; the schemas list the same.
 */
final class Vocabulary {
  static final Map<String, Language> LANGUAGES =
      words(Language.ZH, "zh 中文", Language.EN, "en english");
  static final Map<String, Persona.Kind> PERSONAS =
      words(
          Persona.Kind.EXPERT, "expert 大咖",
          Persona.Kind.TEACHER, "teacher 老师",
          Persona.Kind.STAFF, "staff 工作人员",
          Persona.Kind.ASSISTANT, "assistant 助手");
  static final Map<String, Sanction> SANCTIONS =
      words(
          Sanction.NONE, "nothing 无 none",
          Sanction.WARN, "warn 警告",
          Sanction.MUTE, "mute 禁言",
          Sanction.KICK, "kick 移出 踢出 踢",
          Sanction.BAN, "ban 封禁 拉黑");
  static final Map<String, Match> MATCHES =
      words(
          Match.EXACT,
          "exact 原样",
          Match.NORMAL,
          "normal 普通",
          Match.LOOSE,
          "loose 宽松",
          Match.SOUND,
          "sound 谐音");
  static final Map<String, Boolean> PERMISSIONS = words(true, "allow 允许", false, "forbid 禁止");
  static final Map<String, Boolean> THEN = words(true, "ask 先问", false, "ban 封禁");
  static final Map<String, Boolean> KEPT_BY = words(true, "rules 规则", false, "people 人工");
  static final Map<String, Rule.First> FIRST =
      words(
          Rule.First.STAFF,
          "true staff 工作人员",
          Rule.First.NOBODY,
          "false",
          Rule.First.MODEL,
          "model 模型");
  static final Map<String, Role> ROLES =
      words(Role.OWNER, "owner 群主", Role.ADMIN, "admin 管理员", Role.MEMBER, "member 成员");
  static final Map<String, Kind> KINDS =
      words(
          Kind.LINK, "link 链接",
          Kind.IMAGE, "image 图片",
          Kind.VOICE, "voice 语音",
          Kind.VIDEO, "video 视频",
          Kind.STICKER, "sticker 表情",
          Kind.FILE, "file 文件",
          Kind.CARD, "card 名片",
          Kind.RED_PACKET, "red-packet 红包",
          Kind.LOCATION, "location 位置",
          Kind.FORWARD, "forward 转发",
          Kind.MENTION, "mention 提及",
          Kind.CONTACT, "contact 联系方式",
          Kind.SHOP, "shop 商品分享",
          Kind.QR_CODE, "qr-code 二维码");
  static final Map<String, Contact.Kind> CONTACTS =
      words(
          Contact.Kind.WECHAT, "wechat 微信",
          Contact.Kind.WECOM, "wecom 企业微信",
          Contact.Kind.QQ, "qq QQ",
          Contact.Kind.QQ_GROUP, "qq-group QQ群 群号",
          Contact.Kind.PHONE, "phone 电话",
          Contact.Kind.EMAIL, "email 邮箱",
          Contact.Kind.TELEGRAM, "telegram 电报",
          Contact.Kind.WHATSAPP, "whatsapp WhatsApp",
          Contact.Kind.LINE, "line LINE");
  static final Map<String, ShopShare.Platform> SHOPS =
      words(
          ShopShare.Platform.TAOBAO, "taobao 淘宝",
          ShopShare.Platform.JD, "jd 京东",
          ShopShare.Platform.PINDUODUO, "pinduoduo 拼多多",
          ShopShare.Platform.DOUYIN, "douyin 抖音",
          ShopShare.Platform.XIAOHONGSHU, "xiaohongshu 小红书",
          ShopShare.Platform.VIP, "vip 唯品会",
          ShopShare.Platform.KUAISHOU, "kuaishou 快手",
          ShopShare.Platform.ALIBABA_1688, "alibaba-1688 阿里巴巴",
          ShopShare.Platform.YOUZAN, "youzan 有赞",
          ShopShare.Platform.WEIDIAN, "weidian 微店",
          ShopShare.Platform.MINI_PROGRAM, "mini-program 小程序",
          ShopShare.Platform.DEWU, "dewu 得物",
          ShopShare.Platform.SUNING, "suning 苏宁",
          ShopShare.Platform.SHORT, "short 短链接");
  static final Map<String, Misdeed> MISDEEDS =
      words(
          Misdeed.AD_EXTERNAL, "ads 广告",
          Misdeed.TRAFFIC_STEAL, "luring 引流",
          Misdeed.FAKE_ORDER, "fake-orders 刷单",
          Misdeed.SCAM, "scams 诈骗",
          Misdeed.GAMBLING, "gambling 赌博",
          Misdeed.LOAN, "loans 借贷",
          Misdeed.INSULT, "insults 辱骂",
          Misdeed.SPAM_FLOOD_TEXT, "chain-letters 刷屏文",
          Misdeed.REFERRAL_PYRAMID, "pyramids 拉人头",
          Misdeed.INDECENT, "indecency 色情");
  static final Map<String, Poll.Type> POLLS =
      words(
          Poll.Type.SINGLE, "single 单选",
          Poll.Type.MULTI, "multi 多选",
          Poll.Type.RATING, "rating 打分",
          Poll.Type.OPEN, "open 开放");

  /** Whether results may be asked for before the end. */
  static final Map<String, Boolean> RESULTS = words(false, "hidden 结束后", true, "live 随时");

  /** Whether the numbers go from 0 to 10, as for a recommendation. */
  static final Map<String, Boolean> SCALES = words(false, "1-5", true, "0-10");

  static final Map<String, Set<DayOfWeek>> DAYS = days();

  private Vocabulary() {}

  /** The words to propose: the English ones, or the Chinese. */
  static List<String> shown(Map<String, ?> words, Language language) {
    return words.keySet().stream()
        .filter(w -> (w.codePointAt(0) < 128) == (language == Language.EN))
        .toList();
  }

  /** The first word of a meaning in a language. */
  static <T> String word(Map<String, T> words, T meaning, Language language) {
    return words.entrySet().stream()
        .filter(e -> e.getValue().equals(meaning))
        .map(Map.Entry::getKey)
        .filter(w -> (w.codePointAt(0) < 128) == (language == Language.EN))
        .findFirst()
        .orElse(String.valueOf(meaning));
  }

  @SuppressWarnings("unchecked") // pairs of a meaning and its words, written above
  private static <T> Map<String, T> words(T first, Object... rest) {
    Map<String, T> all = new LinkedHashMap<>();
    T meaning = first;
    for (int i = 0; i < rest.length; i++) {
      if (i % 2 == 0) {
        for (String word : ((String) rest[i]).split(" ", -1)) {
          all.put(word, meaning);
        }
      } else {
        meaning = (T) rest[i];
      }
    }
    return Collections.unmodifiableMap(all);
  }

  private static Map<String, Set<DayOfWeek>> days() {
    Map<String, Set<DayOfWeek>> all = new LinkedHashMap<>();
    String[] en = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    String[] zh = {"周一", "周二", "周三", "周四", "周五", "周六", "周日"};
    for (DayOfWeek day : DayOfWeek.values()) {
      all.put(en[day.getValue() - 1], Set.of(day));
      all.put(zh[day.getValue() - 1], Set.of(day));
    }
    Set<DayOfWeek> weekend = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    Set<DayOfWeek> workdays = Set.copyOf(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
    all.put("weekday", workdays);
    all.put("工作日", workdays);
    all.put("weekend", weekend);
    all.put("周末", weekend);
    return Collections.unmodifiableMap(all);
  }
}
