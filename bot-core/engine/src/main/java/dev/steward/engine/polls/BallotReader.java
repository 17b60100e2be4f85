package dev.steward.engine.polls;

import dev.steward.engine.script.Poll;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a ballot as members type it: {@code 1}, {@code 选1}, {@code ①}, {@code 1、}, {@code A},
 * {@code 1 3}, {@code 打8分}, an option's own words. Forgiving, but what could be ordinary talk is
 * none. Pure.
 */
final class BallotReader {
  /** The most characters of an answer in words. */
  static final int LONGEST_ANSWER = 1_000;

  private static final int LONGEST = 80;

  /** What is longer tells a story. */
  private static final int SHORT = 20;

  private static final Pattern ASKS = Pattern.compile("[?？吗呢怎咋啥几谁哪]|什么|多少|\\bhow\\b");

  /** Numbers, places and letters, and nothing besides but what one chooses with. */
  private static final Pattern CHOOSES =
      Pattern.compile(
          "(?:那|我|就|都|还是|要|选项?|投给?|打|给|挑|第|option|choose|pick|vote(?: for)?|the|i"
              + "|first|second|third|last"
              + "|[0-9]|[一二两三四五六七八九十]|(?<![a-z])[a-t](?![a-z])"
              + "|个|项|号|票|分|和|跟|与|或|and|or|[吧呗啊哈了、,，/ ])++");

  private static final Pattern CHOOSING =
      Pattern.compile(
          "(?:我|那我)?(?:选择|选项|投给|选|投|打|给|vote(?: for)?|option|choose|pick|i"
              + " choose)\\s*[:：]?\\s*(?:第)?(.+)");
  private static final Pattern PARTICLES = Pattern.compile("(.+?)(?:分|号|个|项|吧|哈|呢|啊|了)+");

  /** Of what may follow a number only points say that it is a rating. */
  private static final Pattern POINTS = Pattern.compile("(.+?)分[吧哈呢啊了]*");

  private static final Pattern BETWEEN = Pattern.compile("[\\s,、/+&;|和]+|\\band\\b");

  /** With what {@link #CHOOSING} begins, apart from whoever chooses. */
  private static final String CHOOSING_BEGINS = "选投打给vocpi";

  private static final String CHINESE = "一二三四五六七八九十";

  private BallotReader() {}

  /** What a text says to a question. */
  sealed interface Reading {
    /**
     * Options by their positions in the question.
     *
     * @param explicit whether it can't be anything else: more than a bare number or letter
     */
    record Choices(List<Integer> positions, boolean explicit) implements Reading {}

    /** An answer in words. */
    record Words(String text) implements Reading {}

    /** It was meant as a ballot, and can't be read. */
    record Unclear(Why why) implements Reading {
      BallotAnswered.Result result() {
        return switch (why) {
          case TOO_LONG -> BallotAnswered.Result.TOO_LONG;
          case NO_SUCH, TOO_MANY, TOO_FEW -> BallotAnswered.Result.UNCLEAR;
        };
      }
    }

    /** It is no ballot. */
    record None() implements Reading {}
  }

  /** Why a ballot can't be read. */
  enum Why {
    NO_SUCH,
    TOO_MANY,
    TOO_FEW,
    TOO_LONG
  }

  private static final Reading NONE = new Reading.None();

  /**
   * Reads a text.
   *
   * @param order the positions of the options in the order in which they were shown
   * @param meant whether it is known to be an answer: a reply to the poll, with its number, in
   *     private
   */
  static Reading read(Question question, List<Integer> order, String text, boolean meant) {
    return meant || mayBe(question, text) ? look(question, order, text, meant) : NONE;
  }

  /**
   * Whether a text that nobody knows to be an answer could be one, by how it begins: with a number,
   * a letter, a word of choosing, or as an option does. Spares ordinary talk the closer look.
   */
  private static boolean mayBe(Question question, String text) {
    int at = BallotText.start(text, 0);
    if (at == text.length()) {
      return false;
    }
    char first = BallotText.folded(text.charAt(at));
    if (BallotText.isDigit(first) || CHOOSING_BEGINS.indexOf(first) >= 0) {
      return true;
    }
    if (first == '那' || first == '我') {
      int next = BallotText.start(text, at + 1);
      if (first == '那' && next < text.length() && text.charAt(next) == '我') {
        next = BallotText.start(text, next + 1);
      }
      if (next < text.length()
          && CHOOSING_BEGINS.indexOf(BallotText.folded(text.charAt(next))) >= 0) {
        return true;
      }
    }
    if (isLetter(first) && (at + 1 == text.length() || !isLetter(text.charAt(at + 1)))) {
      return true;
    }
    for (Poll.Option option : question.options()) {
      int start = BallotText.start(option.text(), 0);
      if (start < option.text().length()
          && BallotText.folded(option.text().charAt(start)) == first) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLetter(char c) {
    char letter = BallotText.folded(c);
    return letter >= 'a' && letter <= 'z';
  }

  /**
   * Whether a short text seems to choose, even where it can't be read: it is numbers and places, or
   * has an option's words in it, and asks nothing. Else it may tell of something else, perhaps of
   * what can't wait: 宝宝发烧39度.
   */
  static boolean mayMean(Question question, String text) {
    String plain = BallotText.plain(text);
    return !plain.isEmpty()
        && text.length() <= SHORT
        && !ASKS.matcher(text).find()
        && (CHOOSES.matcher(plain).matches()
            || question.options().stream()
                .map(option -> BallotText.plain(option.text()))
                .anyMatch(option -> plain.contains(option) || option.contains(plain)));
  }

  /** The same for any text: the closer look. */
  static Reading look(Question question, List<Integer> order, String text, boolean meant) {
    if (question.type() == Poll.Type.OPEN) {
      return meant && !text.isBlank() ? words(text.strip()) : NONE;
    }
    Reading unread = meant ? new Reading.Unclear(Why.NO_SUCH) : NONE;
    if (text.length() > LONGEST) {
      return unread;
    }
    String plain = BallotText.plain(text);
    if (plain.isEmpty()) {
      return unread;
    }
    Reading whole = whole(question, plain, meant);
    if (!whole.equals(NONE)) {
      return whole instanceof Reading.Unclear && !meant ? NONE : whole;
    }
    Matcher choosing = CHOOSING.matcher(plain);
    boolean prefixed = choosing.matches();
    String rest = prefixed ? BallotText.edged(choosing.group(1)) : plain;
    Reading found = tokens(question, order, rest, meant || prefixed, prefixed);
    if (found.equals(NONE) && (prefixed || question.type() == Poll.Type.RATING)) {
      Matcher particles = (prefixed ? PARTICLES : POINTS).matcher(rest);
      if (particles.matches()) {
        found = tokens(question, order, particles.group(1), meant || prefixed, prefixed);
      }
    }
    return found.equals(NONE) || (found instanceof Reading.Unclear && !meant) ? unread : found;
  }

  private static Reading words(String text) {
    return length(text) > LONGEST_ANSWER
        ? new Reading.Unclear(Why.TOO_LONG)
        : new Reading.Words(text);
  }

  /** In characters, as members count them. */
  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** The whole text is an option's. */
  private static Reading whole(Question question, String plain, boolean meant) {
    if (question.type() == Poll.Type.RATING) {
      return NONE;
    }
    for (int i = 0; i < question.options().size(); i++) {
      if (BallotText.reads(question.options().get(i).text(), plain)
          && (meant
              || BallotText.telling(plain)
              || (question.lettered() && BallotText.isNumber(plain)))) {
        return few(question, List.of(i), !BallotText.isNumber(plain));
      }
    }
    return NONE;
  }

  private static Reading tokens(
      Question question, List<Integer> order, String text, boolean known, boolean explicit) {
    Set<Integer> positions = new LinkedHashSet<>();
    String[] tokens = BETWEEN.split(text.strip(), -1);
    boolean several = question.type() == Poll.Type.MULTI;
    if (tokens.length == 1 && several && known) {
      positions.addAll(run(question, order, tokens[0]));
    }
    if (positions.isEmpty()) {
      if (tokens.length > (several ? question.options().size() : 1)) {
        return NONE;
      }
      for (String token : tokens) {
        int position = one(question, order, BallotText.edged(token), known);
        if (position < 0) {
          return NONE;
        }
        if (!positions.add(position) && !known) {
          return NONE;
        }
      }
    }
    return few(question, List.copyOf(positions), explicit);
  }

  private static Reading few(Question question, List<Integer> positions, boolean explicit) {
    if (positions.size() > question.most()) {
      return new Reading.Unclear(Why.TOO_MANY);
    }
    if (positions.size() < question.least()) {
      return new Reading.Unclear(Why.TOO_FEW);
    }
    return new Reading.Choices(List.copyOf(new TreeSet<>(positions)), explicit);
  }

  /** Digits or letters in a row, such as {@code 13}: only when nothing else can be meant. */
  private static List<Integer> run(Question question, List<Integer> order, String token) {
    boolean letters = token.chars().allMatch(c -> c >= 'a' && c <= 't');
    boolean digits =
        !question.lettered() && question.options().size() <= 9 && BallotText.isNumber(token);
    List<Integer> positions = new ArrayList<>();
    if (token.length() < 2 || (!letters && !digits)) {
      return positions;
    }
    for (int i = 0; i < token.length(); i++) {
      int place = letters ? token.charAt(i) - 'a' : token.charAt(i) - '1';
      boolean rising = i == 0 || token.charAt(i) > token.charAt(i - 1);
      if (place < 0 || place >= order.size() || !rising) {
        return List.of();
      }
      positions.add(order.get(place));
    }
    return positions;
  }

  /** One number, letter or option; -1 when it is none. */
  private static int one(Question question, List<Integer> order, String token, boolean known) {
    if (token.isEmpty()) {
      return -1;
    }
    if (token.length() <= 2 && BallotText.isNumber(token) && !question.lettered()) {
      int number = Integer.parseInt(token);
      if (question.type() == Poll.Type.RATING) {
        return number >= question.lowest() && number <= question.highest()
            ? number - question.lowest()
            : -1;
      }
      return number >= 1 && number <= order.size() ? order.get(number - 1) : -1;
    }
    if (question.type() == Poll.Type.RATING) {
      return -1;
    }
    int letter = token.length() == 1 ? token.charAt(0) - 'a' : -1;
    if (letter >= 0 && letter < order.size()) {
      return order.get(letter);
    }
    int chinese = token.length() == 1 && known ? CHINESE.indexOf(token) : -1;
    if (chinese >= 0 && chinese < order.size()) {
      return order.get(chinese);
    }
    if (known) {
      for (int i = 0; i < question.options().size(); i++) {
        if (BallotText.reads(question.options().get(i).text(), token)) {
          return i;
        }
      }
    }
    return -1;
  }
}
