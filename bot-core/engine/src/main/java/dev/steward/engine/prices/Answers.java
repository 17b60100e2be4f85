package dev.steward.engine.prices;

import dev.steward.engine.flow.Spoken;
import dev.steward.engine.script.PriceBook;
import dev.steward.engine.script.Product;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a member's answer to a question. What can be read two ways is asked, never guessed. */
final class Answers {
  static final int MOST_PROPOSED = 3;
  private static final int LONGEST_STORY = 500;
  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_ORDER = 40;
  private static final String NONE = "-";
  private static final Set<String> UNSURE =
      Set.of("不知道", "不清楚", "不记得", "不確定", "不确定", "忘了", "忘记", "not sure", "don't know");
  private static final Set<String> ELSEWHERE = Set.of("别处", "別處", "其他", "别的", "elsewhere");
  private static final Set<String> NOT = Set.of("不是", "没有", "沒有", "不会", "not ", "n't");
  private static final Pattern AMOUNT = Pattern.compile("([1-9][0-9]{0,9})/([1-9][0-9]{0,3})");

  /** Says of a page or a shop that it is another's, or of another's that it is ours. */
  private static final Pattern OURS_OR_OTHERS =
      Pattern.compile("别的|其他|另|你们|你家|官方|旗舰|\\b(?:another|other|your|official)\\b");

  private final Facts facts;
  private final Desk desk;
  private final Instant now;

  private Answers(Facts facts, Desk desk, Instant now) {
    this.facts = facts;
    this.desk = desk;
    this.now = now;
  }

  /** What an answer says. */
  sealed interface Answer {
    /** This is known now. */
    record Known(Facts facts) implements Answer {}

    /** It can mean several things, of which one has to be chosen; the facts are known by now. */
    record Which(Facts facts, List<Asking.Option> options) implements Answer {}

    /** It says nothing about what was asked. */
    record Unclear() implements Answer {}
  }

  /**
   * Reads a member's answer, and what it tells besides.
   *
   * @param asking what was asked, with what could be chosen
   */
  static Answer heard(Asking asking, String text, Complaint complaint, Desk desk, Instant now) {
    Facts facts = complaint.facts();
    if (complaint.kind() != Kind.PRICE) {
      return read(asking, text, facts, desk, now);
    }
    Fact asked = asking.fact();
    boolean tells = asked == Fact.PRODUCT || asked == Fact.SKU || asked == Fact.BOUGHT;
    Facts more = tells ? facts.or(Opening.amounts(text)) : facts;
    Answer answer = read(asking, text, more, desk, now);
    return switch (answer) {
      case Answer.Known known when asked == Fact.PRODUCT || asked == Fact.PAID ->
          known(bought(text, known.facts(), desk, now));
      case Answer.Unclear _ when !more.equals(facts) -> known(more);
      default -> answer;
    };
  }

  /** The day as well, where the product is known and with it whether one price held all day. */
  private static Facts bought(String text, Facts facts, Desk desk, Instant now) {
    return facts.has(Fact.BOUGHT) || !facts.has(Fact.SKU)
        ? facts
        : new DayAnswer(facts, desk, now).within(Spoken.plain(text)).orElse(facts);
  }

  /** Reads an answer in words or by number. */
  static Answer read(Asking asking, String text, Facts facts, Desk desk, Instant now) {
    String plain = Spoken.plain(text);
    for (int i = 0; i < asking.options().size(); i++) {
      Asking.Option option = asking.options().get(i);
      if (plain.equals(Integer.toString(i + 1)) || plain.equals(Spoken.plain(option.label()))) {
        return chosen(asking.fact(), option.value(), facts, desk, now);
      }
    }
    return new Answers(facts, desk, now).said(asking.fact(), text.strip(), plain);
  }

  /** Reads a button, or an option by its value. */
  static Answer chosen(Fact fact, String value, Facts facts, Desk desk, Instant now) {
    return new Answers(facts, desk, now).value(fact, value);
  }

  private Answer value(Fact fact, String value) {
    return switch (fact) {
      case PRODUCT, SKU ->
          value.equals(NONE)
              ? known(facts.with(Fact.SKU, ""))
              : desk.prices().book().product(value).isPresent()
                  ? known(facts.with(Fact.SKU, value))
                  : new Answer.Unclear();
      case PAID, PIECES -> amount(value, Fact.PAID, Fact.PIECES);
      case SEEN, SEEN_PIECES, SEEN_WITH ->
          value.equals(Questions.UNKNOWN)
              ? known(facts.with(Fact.SEEN, "").with(Fact.WHERE, ""))
              : amount(value, Fact.SEEN, Fact.SEEN_PIECES);
      case BOUGHT ->
          switch (value) {
            case "today" -> days().ago(0);
            case "yesterday" -> days().ago(1);
            default ->
                value.matches("[0-9]{1,15}")
                    ? known(facts.with(Fact.BOUGHT, value))
                    : new Answer.Unclear();
          };
      case CHANNEL, TIER, TIER_BY ->
          value.equals(Questions.UNKNOWN)
              ? unsure(fact)
              : value.matches("#[0-9]{1,2}")
                  ? Questions.meant(fact, value, facts, desk, now)
                      .map(meant -> known(facts.with(fact, meant)))
                      .orElse(new Answer.Unclear())
                  : new Answer.Unclear();
      case WHERE -> where(value);
      case ORDER -> known(facts.with(Fact.ORDER, ""));
      case CONFIRMED ->
          value.equals("yes")
              ? known(facts.with(Fact.CONFIRMED, "yes"))
              : value.equals("no")
                  ? new Answer.Which(
                      facts,
                      Questions.lines(facts, desk, now).stream()
                          .filter(Questions.Line::asked)
                          .map(line -> new Asking.Option(line.label(), line.fact().name()))
                          .toList())
                  : wrong(value);
      case STORY, MORE -> new Answer.Unclear();
    };
  }

  /** No tier is known, or none of the named channels is meant. */
  private Answer unsure(Fact fact) {
    return known(
        fact == Fact.CHANNEL ? facts.with(Fact.CHANNEL, PriceBook.ALL) : facts.with(Fact.TIER, ""));
  }

  /** A line of the summary is wrong: it is asked again, with what hangs on it. */
  private Answer wrong(String line) {
    return Questions.lines(facts, desk, now).stream()
        .map(Questions.Line::fact)
        .filter(fact -> fact.name().equals(line))
        .map(fact -> known(Questions.without(fact, facts)))
        .findFirst()
        .orElse(new Answer.Unclear());
  }

  private DayAnswer days() {
    return new DayAnswer(facts, desk, now);
  }

  static Answer known(Facts facts) {
    return new Answer.Known(facts);
  }

  private Answer where(String code) {
    for (Where where : Where.values()) {
      if (where.code().equals(code)) {
        return known(facts.with(Fact.WHERE, code));
      }
    }
    return new Answer.Unclear();
  }

  private Answer amount(String value, Fact money, Fact pieces) {
    Matcher amount = AMOUNT.matcher(value);
    if (!amount.matches()) {
      return new Answer.Unclear();
    }
    return known(facts.with(money, amount.group(1)).with(pieces, amount.group(2)));
  }

  private Answer said(Fact fact, String text, String plain) {
    return switch (fact) {
      case PRODUCT, SKU -> product(text);
      case PAID, PIECES -> new MoneyAnswer(facts, desk).said(text, Fact.PAID);
      case SEEN, SEEN_PIECES, SEEN_WITH -> seen(text, plain);
      case BOUGHT -> days().said(plain);
      case CHANNEL, TIER, TIER_BY -> named(fact, plain);
      case WHERE -> unknown(plain) ? known(facts.with(Fact.WHERE, "")) : place(plain);
      case ORDER -> order(text, plain);
      case STORY -> known(facts.with(Fact.STORY, shortened(text, LONGEST_STORY)));
      case CONFIRMED ->
          switch (plain) {
            case "是", "是的", "对的", "没错", "嗯", "right", "y", "ok" -> value(fact, "yes");
            case "不是", "错了", "不", "wrong", "n" -> value(fact, "no");
            default -> new Answer.Unclear();
          };
      case MORE -> known(facts.with(Fact.MORE, shortened(text, LONGEST_STORY)));
    };
  }

  private Answer seen(String text, String plain) {
    Answer amount = new MoneyAnswer(facts, desk).said(text, Fact.SEEN);
    return amount instanceof Answer.Unclear && unknown(plain)
        ? value(Fact.SEEN, Questions.UNKNOWN)
        : amount;
  }

  /** Whether somebody can't tell; in so many words, or by passing on. */
  private static boolean unknown(String plain) {
    return plain.equals("跳过") || plain.equals("skip") || UNSURE.stream().anyMatch(plain::contains);
  }

  /** A channel or a tier, however it is put; what can be either is asked. */
  private Answer named(Fact fact, String plain) {
    if (unknown(plain) || (fact == Fact.CHANNEL && ELSEWHERE.stream().anyMatch(plain::contains))) {
      return unsure(fact);
    }
    if (NOT.stream().anyMatch(plain::contains)) {
      return new Answer.Unclear();
    }
    List<String> all = Questions.choices(fact, facts, desk, now);
    Map<Integer, String> said = new TreeMap<>();
    for (int i = 0; i < all.size(); i++) {
      int index = i;
      Questions.names(fact, all.get(i)).stream()
          .filter(name -> says(plain, name))
          .max(Comparator.comparingInt(String::length))
          .ifPresent(name -> said.put(index, name));
    }
    // Of names within another, such as 会员 in 金卡会员, the longer one is meant.
    List<Integer> meant =
        said.entrySet().stream()
            .filter(one -> said.values().stream().noneMatch(name -> within(one.getValue(), name)))
            .map(Map.Entry::getKey)
            .toList();
    if (meant.size() == 1) {
      return value(fact, "#" + meant.getFirst());
    }
    List<Asking.Option> options = Questions.options(fact, facts, desk, now);
    return meant.isEmpty()
        ? new Answer.Unclear()
        : new Answer.Which(facts, meant.stream().map(options::get).toList());
  }

  private static boolean within(String one, String longer) {
    return !one.equals(longer) && longer.contains(one);
  }

  /** Whether a name stands in it; of Latin letters as a word of its own. */
  private static boolean says(String plain, String name) {
    int at = plain.indexOf(name);
    if (at < 0 || name.codePointAt(0) > 127) {
      return at >= 0;
    }
    int end = at + name.length();
    return (at == 0 || !latin(plain.charAt(at - 1)))
        && (end == plain.length() || !latin(plain.charAt(end)));
  }

  private static boolean latin(char c) {
    return c < 128 && Character.isLetterOrDigit(c);
  }

  private static String shortened(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most));
  }

  private Answer product(String text) {
    PriceBook book = desk.prices().book();
    Facts said = facts.with(Fact.PRODUCT, shortened(text, LONGEST_NAME));
    List<Product> found = new ArrayList<>(book.called(text));
    if (found.isEmpty()) {
      book.in(text).stream().map(PriceBook.Mention::product).distinct().forEach(found::add);
    }
    if (found.size() == 1) {
      return known(said.with(Fact.SKU, found.getFirst().sku()));
    }
    List<Product> near = found.isEmpty() ? book.near(text, MOST_PROPOSED) : found;
    if (near.isEmpty()) {
      return Opening.tells(text) ? new Answer.Unclear() : known(said.with(Fact.SKU, ""));
    }
    List<Asking.Option> options = new ArrayList<>();
    near.stream()
        .limit(MOST_PROPOSED)
        .forEach(one -> options.add(new Asking.Option(one.name(), one.sku())));
    options.add(new Asking.Option(desk.say("都不是", "none of them"), NONE));
    return new Answer.Which(facts, options);
  }

  private Answer place(String plain) {
    List<Asking.Option> meant =
        Stream.of(Where.values())
            .filter(where -> where.called().stream().anyMatch(name -> says(plain, name)))
            .map(where -> new Asking.Option(where.label(desk.language()), where.code()))
            .toList();
    if (meant.size() > 1) {
      return new Answer.Which(facts, meant);
    }
    if (meant.size() == 1 && OURS_OR_OTHERS.matcher(plain).find()) {
      Where where = Where.of(meant.getFirst().value());
      if (where == Where.NOTICE || where == Where.OTHER) {
        return new Answer.Which(
            facts,
            Stream.of(Where.NOTICE, Where.OTHER)
                .map(one -> new Asking.Option(one.label(desk.language()), one.code()))
                .toList());
      }
    }
    return meant.isEmpty() ? new Answer.Unclear() : where(meant.getFirst().value());
  }

  private Answer order(String text, String plain) {
    boolean skip =
        plain.equals("没有") || plain.equals("不记得") || plain.equals("none") || plain.equals("no");
    return skip
        ? known(facts.with(Fact.ORDER, ""))
        : known(facts.with(Fact.ORDER, shortened(text, LONGEST_ORDER)));
  }
}
