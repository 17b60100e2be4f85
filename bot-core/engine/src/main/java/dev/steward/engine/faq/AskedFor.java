package dev.steward.engine.faq;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What kind of thing is asked for (a time, a price, a place, what is in stock, a difference), and
 * whether an entry tells such a thing; and which numbers of a question the entry knows. Stateless.
 */
final class AskedFor {
  private static final List<Kind> KINDS =
      List.of(
          kind(
              "多久|几天|什么时候|啥时|几号|哪天|几点|多长时间|何时|几时|多会|哪年|几月|\\b(when|how long)\\b",
              "天|小时|日|月|点|年|分钟|号|\\b(day|hour|week|month|year|minute|o'clock)"),
          kind(
              "多少钱|几块|几元|价格|价钱|收费|要钱|什么价|啥价|\\b(how much|price|cost)\\b",
              "元|钱|块|免费|折|价|费|\\b(free|price|cost|fee)|[$€£]"),
          kind("在哪|哪里|哪儿|从哪|去哪|啥位置|什么地方|\\bwhere\\b", "在|点|里|页|中心|「|\\b(at|in|under|page|menu)\\b"),
          kind(
              "还有没有|还有货|断货|补货|有货|卖完|上架|上新|还有.{0,6}(吗|没|么)|\\b(in stock|restock|available)\\b",
              "有货|补货|库存|卖完|上架|\\b(stock|available)"),
          kind(
              "区别|哪款|哪一款|哪个好|味道|口味|颜色|成分|含量|材质|什么料|型号|什么样|\\b(difference|which one|colou?r|flavou?r|material)\\b",
              "区别|款|味|色|成分|型号|材|\\b(colou?r|flavou?r|material|model)"),
          kind("(多少|几)(片|袋|个|斤|克|包|升|倍|分|毫升|度|罐|瓶|本|勺|平|次)|\\bhow many\\b", "\\d"),
          kind(
              "(我|帮).{0,8}(查|单号)|那单|我的单|我这单|发我一下|到哪了|修好了没|\\bmy (order|parcel) (number|status)\\b",
              "单号|查|\\btrack"),
          kind(
              "改|换成|换个|转给|转让|送人|重开|\\b(change|transfer|swap)\\b",
              "改|换|转|\\b(change|transfer|swap)"),
          kind(
              "一起|同时|叠加|一块|混|\\b(together|combine|at the same time)\\b",
              "叠加|一起|同享|同时|混|只能|\\b(together|combine|only)"),
          kind("为什么|为啥|怎么回事|咋回事|啥原因|什么原因|凭啥|\\bwhy\\b", "因|多半|先看|\\b(because|due to|usually)\\b"));

  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(?:\\.\\d{1,4})?");

  /** How many figures {@link #of} gives. */
  static final int COUNT = KINDS.size() + 3;

  private AskedFor() {}

  /** For each kind: asked and not told; then their sum, and the numbers unknown and known. */
  static double[] of(String plain, String entry) {
    double[] figures = new double[COUNT];
    for (int i = 0; i < KINDS.size(); i++) {
      Kind kind = KINDS.get(i);
      boolean open = kind.asked.matcher(plain).find() && !kind.told.matcher(entry).find();
      figures[i] = open ? 1 : 0;
      figures[KINDS.size()] += figures[i];
    }
    Set<String> known = numbers(entry);
    for (String number : numbers(plain)) {
      figures[KINDS.size() + (known.contains(number) ? 2 : 1)]++;
    }
    return figures;
  }

  private static Set<String> numbers(String text) {
    Set<String> numbers = new HashSet<>();
    Matcher matcher = NUMBER.matcher(text);
    while (matcher.find()) {
      numbers.add(matcher.group());
    }
    return numbers;
  }

  private static Kind kind(String asked, String told) {
    return new Kind(Pattern.compile(asked), Pattern.compile(told));
  }

  private record Kind(Pattern asked, Pattern told) {}
}
