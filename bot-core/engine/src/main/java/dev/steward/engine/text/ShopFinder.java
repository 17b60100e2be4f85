package dev.steward.engine.text;

import dev.steward.engine.text.ShopShare.Platform;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is shared from Chinese shops: links of Taobao, JD, Pinduoduo and others, short links,
 * and tokens that an app opens when the text is copied (￥OKSx79UIWRu￥, 淘口令). Stateless; linear
 * time; never throws.
 *
 * <p>A token is one by its signs and by looking drawn by lot: ￥199￥, $Welcome2024$ and
 * (iPhone15Pro) are none. Between signs that everybody uses, brackets or exclamation marks, it also
 * takes words that say what to do with it.
 */
public final class ShopFinder {
  private static final int FEWEST_TURNS = 3;
  private static final int TAOBAO_LENGTH = 11;
  private static final int ALIBABA_LENGTH = 13;
  private static final int PINDUODUO_LENGTH = 16;

  /** More than these tell nothing more. */
  private static final int MOST = 20;

  private static final Map<String, Platform> HOSTS =
      Map.ofEntries(
          Map.entry("taobao.com", Platform.TAOBAO),
          Map.entry("tmall.com", Platform.TAOBAO),
          Map.entry("m.tb.cn", Platform.TAOBAO),
          Map.entry("e.tb.cn", Platform.TAOBAO),
          Map.entry("i.tb.cn", Platform.TAOBAO),
          Map.entry("s.tb.cn", Platform.TAOBAO),
          Map.entry("goofish.com", Platform.TAOBAO),
          Map.entry("jd.com", Platform.JD),
          Map.entry("jd.hk", Platform.JD),
          Map.entry("3.cn", Platform.JD),
          Map.entry("yangkeduo.com", Platform.PINDUODUO),
          Map.entry("pinduoduo.com", Platform.PINDUODUO),
          Map.entry("douyin.com", Platform.DOUYIN),
          Map.entry("jinritemai.com", Platform.DOUYIN),
          Map.entry("xhslink.com", Platform.XIAOHONGSHU),
          Map.entry("xhslink.cn", Platform.XIAOHONGSHU),
          Map.entry("xiaohongshu.com", Platform.XIAOHONGSHU),
          Map.entry("vip.com", Platform.VIP),
          Map.entry("kuaishou.com", Platform.KUAISHOU),
          Map.entry("kwaixiaodian.com", Platform.KUAISHOU),
          Map.entry("1688.com", Platform.ALIBABA_1688),
          Map.entry("youzan.com", Platform.YOUZAN),
          Map.entry("weidian.com", Platform.WEIDIAN),
          Map.entry("youshop10.com", Platform.WEIDIAN),
          Map.entry("dewu.com", Platform.DEWU),
          Map.entry("dw4.co", Platform.DEWU),
          Map.entry("suning.com", Platform.SUNING),
          Map.entry("t.cn", Platform.SHORT),
          Map.entry("url.cn", Platform.SHORT),
          Map.entry("dwz.cn", Platform.SHORT),
          Map.entry("suo.im", Platform.SHORT),
          Map.entry("c.tb.cn", Platform.SHORT),
          Map.entry("dpurl.cn", Platform.SHORT),
          Map.entry("bit.ly", Platform.SHORT),
          Map.entry("tinyurl.com", Platform.SHORT),
          Map.entry("a.co", Platform.SHORT));

  private static final Pattern MINI_PROGRAM =
      Pattern.compile("#(?:微信)?小程序:?//[^/\\s]{1,30}/[A-Za-z0-9_-]{4,20}");
  private static final Pattern DOUYIN = Pattern.compile("##[A-Za-z0-9]{11}##");
  private static final Pattern SIGNED = Pattern.compile(".([A-Za-z0-9]{10,16})[\\p{Sc}%]");
  private static final Pattern WEAKLY_SIGNED =
      Pattern.compile("[$＄(（！!/《:🔑🔐🎵💰\\s]([A-Za-z0-9]{10,16})(?=[$＄)）！!/》£%🔑🔐🎵💰\\s:，。]|$)");
  private static final List<String> SAYS_TOKEN =
      List.of("复制", "復制", "复·制", "復·制", "口令", "咑閞", "打開", "打开", "淘宝", "淘寳", "手淘", "京东", "多多", "🍑");
  private static final List<String> SAYS_PINDUODUO = List.of("多多", "pdd", "拼夕夕");
  private static final List<String> CODES = List.of("CZ", "HU", "MF", "CA", "MU");
  private static final List<String> CODES_OF_JD = List.of("MF", "CA", "MU");
  private static final Pattern CODE = Pattern.compile("(?:CZ|HU|MF|CA|MU) ?\\d{2,4}");
  private static final Pattern CODE_OF_JD = Pattern.compile("(?:MF|CA|MU) ?\\d{3,4}");
  private static final Pattern DEWU = Pattern.compile("[œå][A-Za-z0-9]{7,8}[œå]");
  private static final Pattern XIAOHONGSHU = Pattern.compile("😆 ?[A-Za-z0-9]{15} ?😆");

  private ShopFinder() {}

  /** All that is shared in a text in order of place; {@code links} are those of the same text. */
  public static List<ShopShare> find(String text, List<Link> links) {
    List<ShopShare> found = new ArrayList<>(2);
    for (Link link : links) {
      if (found.size() < MOST) {
        shared(text, link, found);
      }
    }
    if (mayHoldToken(text)) {
      tokens(text, found);
      found.sort(Comparator.comparingInt(ShopShare::start));
    }
    return found;
  }

  private static void shared(String text, Link link, List<ShopShare> found) {
    Platform platform = platform(link.host());
    if (platform == null || link.start() == link.end()) {
      return;
    }
    String written =
        text.substring(
            text.offsetByCodePoints(0, link.start()), text.offsetByCodePoints(0, link.end()));
    String bare = written.replaceFirst("^[A-Za-z]+:[/\\\\]+", "");
    boolean scheme = bare.length() < written.length();
    if (scheme || bare.length() > link.host().length() + 1) {
      found.add(new ShopShare(link.start(), link.end(), platform, bare));
    }
  }

  private static @Nullable Platform platform(String host) {
    for (int dot = -1; ; dot = host.indexOf('.', dot + 1)) {
      Platform platform = HOSTS.get(host.substring(dot + 1));
      if (platform != null) {
        return platform;
      }
      if (host.indexOf('.', dot + 1) < 0) {
        return null;
      }
    }
  }

  /** Every token has ten letters and digits in a row, and small letters are not enough. */
  private static boolean mayHoldToken(String text) {
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean sign =
          (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
      run = sign ? run + 1 : 0;
      if (run == 7 || c == 'œ' || c == 'å') {
        return true;
      }
    }
    return false;
  }

  private static void tokens(String text, List<ShopShare> found) {
    if (text.contains("小程序")) {
      all(MINI_PROGRAM, text, Platform.MINI_PROGRAM, found);
    }
    if (text.contains("##")) {
      all(DOUYIN, text, Platform.DOUYIN, found);
    }
    if (text.indexOf('œ') >= 0 || text.indexOf('å') >= 0) {
      all(DEWU, text, Platform.DEWU, found);
    }
    if (text.contains("😆")) {
      all(XIAOHONGSHU, text, Platform.XIAOHONGSHU, found);
    }
    signed(text, found);
    if (has(text, SAYS_TOKEN) || (has(text, CODES) && CODE.matcher(text).find())) {
      weaklySigned(text, found);
    }
  }

  private static void signed(String text, List<ShopShare> found) {
    Matcher signed = SIGNED.matcher(text);
    boolean jd = isOfJd(text);
    for (int i = 0; i < text.length() && found.size() < MOST; i++) {
      if (isSign(text.charAt(i)) && signed.region(i, text.length()).lookingAt()) {
        if (isDrawn(signed.group(1))) {
          add(text, i, signed.end(), platform(jd, signed.group(1)), found);
        }
        i = signed.end() - 1;
      }
    }
  }

  /** A currency's sign; not that of dollars, which stands anywhere. */
  private static boolean isSign(char c) {
    return c > 0x80 && c != '＄' && Character.getType(c) == Character.CURRENCY_SYMBOL;
  }

  private static void weaklySigned(String text, List<ShopShare> found) {
    boolean pinduoduo = has(text, SAYS_PINDUODUO);
    boolean jd = isOfJd(text);
    Matcher weak = WEAKLY_SIGNED.matcher(text);
    int from = 0;
    while (found.size() < MOST && weak.find(from)) {
      from = weak.end(1);
      String token = weak.group(1);
      char left = text.charAt(weak.start());
      char right = weak.end(1) < text.length() ? text.charAt(weak.end(1)) : ' ';
      boolean bare = Character.isWhitespace(left) || left == ':';
      boolean long16 = token.length() == PINDUODUO_LENGTH && pinduoduo;
      if (!isDrawn(token) || (bare && token.length() != TAOBAO_LENGTH && !long16)) {
        continue;
      }
      boolean closed = !Character.isWhitespace(right) && "，。:/".indexOf(right) < 0;
      int start = bare || left == '/' ? weak.start(1) : weak.start();
      int end = closed && !bare && left != '/' ? weak.end(1) + 1 : weak.end(1);
      add(text, start, end, long16 ? Platform.PINDUODUO : platform(jd, token), found);
    }
    Matcher glued = GLUED.matcher(text);
    while (pinduoduo && found.size() < MOST && glued.find()) {
      if (isDrawn(glued.group(1))) {
        add(text, glued.start(1), glued.end(1), Platform.PINDUODUO, found);
      }
    }
  }

  private static final Pattern GLUED =
      Pattern.compile("(?<=\\p{IsHan})([A-Za-z0-9]{16})(?![A-Za-z0-9])");

  /** Tokens of JD and Taobao may look alike; what stands beside them tells. */
  private static boolean isOfJd(String text) {
    boolean said =
        text.contains("京东") || (has(text, CODES_OF_JD) && CODE_OF_JD.matcher(text).find());
    return said && !text.contains("淘");
  }

  private static Platform platform(boolean jd, String token) {
    return switch (token.length()) {
      case ALIBABA_LENGTH -> Platform.ALIBABA_1688;
      case TAOBAO_LENGTH -> jd ? Platform.JD : Platform.TAOBAO;
      default -> Platform.JD;
    };
  }

  private static boolean has(String text, List<String> words) {
    for (String word : words) {
      if (text.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it changes between capitals, small letters and digits as words and models do not. */
  private static boolean isDrawn(String token) {
    int turns = 0;
    int capitals = 0;
    int digits = 0;
    for (int i = 0; i < token.length(); i++) {
      capitals += kind(token.charAt(i)) == 2 ? 1 : 0;
      digits += kind(token.charAt(i)) == 0 ? 1 : 0;
      turns += i > 0 && kind(token.charAt(i)) != kind(token.charAt(i - 1)) ? 1 : 0;
    }
    return turns >= FEWEST_TURNS && capitals > 0 && digits < token.length() - 1;
  }

  private static int kind(char c) {
    return c <= '9' ? 0 : c >= 'a' ? 1 : 2;
  }

  private static void all(Pattern pattern, String text, Platform platform, List<ShopShare> found) {
    Matcher matcher = pattern.matcher(text);
    while (found.size() < MOST && matcher.find()) {
      add(text, matcher.start(), matcher.end(), platform, found);
    }
  }

  private static void add(String text, int from, int to, Platform platform, List<ShopShare> found) {
    int start = text.codePointCount(0, from);
    int end = start + text.codePointCount(from, to);
    if (found.stream().noneMatch(one -> start < one.end() && one.start() < end)) {
      found.add(new ShopShare(start, end, platform, text.substring(from, to)));
    }
  }
}
