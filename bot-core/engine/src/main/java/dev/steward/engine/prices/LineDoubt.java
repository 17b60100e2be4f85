package dev.steward.engine.prices;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Judges a line by itself, without the talk around it: does somebody complain that one product has
 * different prices? Turns of several people are separated by {@code " / "}. Rather no than a wrong
 * yes. Pure.
 */
final class LineDoubt {
  private static final Pattern TURN = Pattern.compile("\\s/\\s");
  private static final Pattern SPEAKER = Pattern.compile("^\\s*([^：:\\s]{1,8})[：:]");

  /** Somebody else, or another time or place, that a price is compared with. */
  private static final String OTHERS =
      "(她|他|别人|人家|楼上|群友|朋友|闺蜜|邻居|姐妹|同事|隔壁|我姐|我妹|我妈|我媳妇|新人|新客|老人|老客|老粉|老顾客|她们|他们|"
          + "[\\p{Han}]妈|[\\p{Han}]爸|别的群|换个号|换个手机|官网|小程序|直播|主播|店里|现货)";

  private static final Pattern COMPARED =
      Pattern.compile(
          OTHERS
              + ".{0,14}(便宜|少了?[0-9一二两三四五六七八九十几]|低了?|更低|贵|不一样|不是一个|不一个|比我|掉价)"
              + "|(比|和|跟|给)"
              + OTHERS
              + ".{0,10}(高|贵|多|不一样|不是一个|不一个|的价)"
              + "|凭[啥什]么?.{0,8}(便宜|[0-9]{2})|为[啥什]么?.{0,10}(便宜|[0-9]{2}|不一个)|才[0-9]{2,}$");

  /** The writer counts as a victim of two prices, in words that need no number. */
  private static final Pattern WRONGED =
      Pattern.compile(
          "多收|多付|多扣|被宰|被坑|冤大头|智商税|韭菜|看人下菜|杀熟|反而贵|只有我.{0,6}(贵|原价)|"
              + "([两三几]个价).{0,8}(信|看|先别|哪|什么|怎么)|(天|群里)?[两三几]个价，|一模一样.{0,4}(少|便宜)|"
              + "一样的东西.{0,8}(便宜|贵)|不是一个价|价(格)?(跟|和).{0,8}不一样");

  /** It fell after buying, or protection was promised. */
  private static final Pattern FELL =
      Pattern.compile(
          "(刚|昨天|前天|上周|买完|付完|下完单).{0,12}(降|掉价|更便宜|搞活动|又低|变[0-9])|保价呢|价保呢|"
              + "(说好|答应|承诺).{0,6}保价|昨天[0-9]+.{0,4}今天[0-9]+.{0,12}(差价|找谁|凭)");

  /** It is not what was announced. */
  private static final Pattern ANNOUNCED =
      Pattern.compile(
          "(公告|页面|群里说|标的|之前标|写着|说好|不是说|说是|报我|答应).{0,16}(对不上|不一样|付款变|结算|扣了|多了|贵了|原价|"
              + "没有$|低了一截|内最低|更低的价|还低|又报一个|变成|轮到我)|按[0-9]+还是按[0-9]+|变回原价|轮到我.{0,4}[0-9]");

  private static final Pattern OWN = Pattern.compile("我|咱");
  private static final Pattern CONTRAST =
      Pattern.compile(
          OTHERS
              + ".{0,10}[0-9]|你们.{0,8}[0-9]|同一?[个款天罐]|现在[0-9]|昨天|今天|上午|中午|[?？]|一样的|哪有|说说|出来|心态|咋|凭|差");

  /** What another kind of line says. */
  private static final Pattern OTHER_KIND =
      Pattern.compile(
          "到账|退款|登记|客服|发货|物流|快递|驿站|几天了|味道|结块|漏|掉色|坏|含税|能不能|便宜点|"
              + "哪个规格|是吧[？?]?$|什么价|多少呀|别误会|没毛病|没事|值了|开心|香$|赶紧囤|上车|冲了|舒服|超市便宜|无所谓|马上下单|"
              + "单价一样|[两三四]([包罐件盒提箱瓶袋])|看成|看错");

  private LineDoubt() {}

  static boolean inconsistent(String line) {
    String plain = line.toLowerCase(Locale.ROOT);
    if (OTHER_KIND.matcher(plain).find()) {
      return false;
    }
    return COMPARED.matcher(plain).find()
        || WRONGED.matcher(plain).find()
        || FELL.matcher(plain).find()
        || ANNOUNCED.matcher(plain).find()
        || contrasted(line);
  }

  /** Two prices that differ, of different people, times or places. */
  private static boolean contrasted(String line) {
    Set<Long> all = new HashSet<>();
    List<Set<Long>> bySpeaker = new ArrayList<>();
    String[] turns = TURN.split(line);
    boolean own = false;
    for (String turn : turns) {
      String said = SPEAKER.matcher(turn).replaceFirst("");
      Set<Long> amounts = new HashSet<>();
      Utterance.of(0, 0, "", "", said, List.of())
          .amounts()
          .forEach(amount -> amounts.add(amount.cents()));
      all.addAll(amounts);
      if (!amounts.isEmpty()) {
        bySpeaker.add(amounts);
        own |= OWN.matcher(said).find();
      }
    }
    boolean differ =
        all.size() >= 2
            && all.stream().mapToLong(Long::longValue).max().orElse(0)
                <= 3 * all.stream().mapToLong(Long::longValue).min().orElse(1);
    return differ
        && own
        && (turns.length > 1 ? bySpeaker.size() > 1 : CONTRAST.matcher(line).find());
  }
}
