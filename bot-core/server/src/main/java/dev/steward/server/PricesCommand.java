package dev.steward.server;

import dev.steward.engine.prices.reading.PriceReader;
import dev.steward.engine.prices.reading.PriceReading;
import dev.steward.engine.prices.reading.Promo;
import dev.steward.engine.prices.reading.Quote;
import dev.steward.engine.script.Language;
import dev.steward.engine.store.Json;
import dev.steward.server.prices.ExpressionFile;
import dev.steward.server.prices.ReadingScore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code steward prices}: what prices are read in a text, and how well that goes. */
final class PricesCommand {
  private final Arguments arguments;
  private final Language language;
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  PricesCommand(
      Arguments arguments, Language language, InputStream in, PrintStream out, PrintStream err) {
    this.arguments = arguments;
    this.language = language;
    this.in = in;
    this.out = out;
    this.err = err;
  }

  int run() throws Arguments.UsageException, IOException {
    String what = arguments.rest().isEmpty() ? "" : arguments.rest().getFirst();
    return switch (what) {
      case "parse" -> parse();
      case "evaluate" -> evaluate();
      default ->
          throw new Arguments.UsageException(
              "prices " + what + "：应为 parse 或 evaluate",
              "prices " + what + ": expected parse or evaluate");
    };
  }

  /** The words of the command line, or else each line of the input. */
  private int parse() throws IOException {
    List<String> words = arguments.rest().subList(1, arguments.rest().size());
    if (!words.isEmpty()) {
      print(String.join(" ", words));
      return Commands.DONE;
    }
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      print(line);
    }
    return Commands.DONE;
  }

  private void print(String text) {
    PriceReading reading = PriceReader.read(text);
    if (arguments.flag("--json")) {
      out.println(Json.write(json(text, reading)));
      return;
    }
    out.println(text);
    if (reading.quotes().isEmpty() && reading.promos().isEmpty()) {
      out.println(language.pick("  没有价格", "  no price"));
    }
    reading.quotes().forEach(quote -> out.println("  " + told(text, quote)));
    for (Promo promo : reading.promos()) {
      out.println("  " + language.pick("优惠 ", "promotion ") + promo.text());
    }
  }

  private String told(String text, Quote quote) {
    StringBuilder told = new StringBuilder(cut(text, quote.start(), quote.end()));
    told.append(" = ").append(quote.amountAsTyped(text));
    if (quote.upToCents() != null) {
      told.append("–").append(yuan(quote.upToCents()));
    }
    for (long other : quote.otherCents()) {
      told.append(language.pick(" 或 ", " or ")).append(yuan(other));
    }
    told.append(language.pick(" 元 · ", " yuan · ")).append(kind(quote.kind()));
    if (quote.quantity() != null && quote.unitCents() != null) {
      told.append(language.pick(" · " + quote.quantity() + " 件，每件 ", " · for " + quote.quantity()));
      told.append(language.pick("", ", each ")).append(yuan(quote.unitCents()));
    }
    return told.append(quote.ambiguous() ? language.pick(" · 要问一句", " · ask first") : "")
        .toString();
  }

  private String kind(Quote.Kind kind) {
    return switch (kind) {
      case LIST -> language.pick("标价", "asked");
      case PAID -> language.pick("付了", "paid");
      case SEEN -> language.pick("别处看到", "seen elsewhere");
      case COUPON -> language.pick("券后", "after coupons");
      case INHAND -> language.pick("到手", "in the end");
      case SUBSIDY -> language.pick("补贴价", "subsidised");
      case LIVE -> language.pick("直播间", "live room");
      case MEMBER -> language.pick("会员价", "for members");
      case GROUP_DEAL -> language.pick("拼团价", "group deal");
      case DEPOSIT -> language.pick("定金", "deposit");
      case BALANCE -> language.pick("尾款", "balance");
      case UNKNOWN -> language.pick("说不准", "can't tell");
    };
  }

  /** The same form as the labelled lines have. */
  private static Map<String, Object> json(String text, PriceReading reading) {
    List<Map<String, Object>> prices = new ArrayList<>();
    for (Quote quote : reading.quotes()) {
      Map<String, @Nullable Object> price = new LinkedHashMap<>();
      price.put("span", List.of(quote.start(), quote.end()));
      price.put("amount", quote.amountAsTyped(text));
      price.put("kind", quote.kind().name().toLowerCase(Locale.ROOT));
      price.put("quantity", quote.quantity());
      price.put("unit_price", quote.unitCents() == null ? null : yuan(quote.unitCents()));
      if (!quote.otherCents().isEmpty()) {
        price.put("amount_alt", quote.otherCents().stream().map(PricesCommand::yuan).toList());
      }
      if (quote.upToCents() != null) {
        price.put("amount_max", yuan(quote.upToCents()));
      }
      price.put("ambiguous", quote.ambiguous());
      prices.add(price);
    }
    List<Map<String, Object>> promos = new ArrayList<>();
    for (Promo promo : reading.promos()) {
      Map<String, Object> rule = new LinkedHashMap<>();
      rule.put("span", List.of(promo.start(), promo.end()));
      rule.put("type", promo.type().name().toLowerCase(Locale.ROOT));
      rule.put("text", promo.text());
      promos.add(rule);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("text", text);
    json.put("prices", prices);
    json.put("promos", promos);
    json.put("ambiguous", reading.quotes().stream().anyMatch(Quote::ambiguous));
    return json;
  }

  private static String yuan(long cents) {
    return BigDecimal.valueOf(cents, 2).stripTrailingZeros().toPlainString();
  }

  private static String cut(String text, int start, int end) {
    int from = text.offsetByCodePoints(0, start);
    return text.substring(from, text.offsetByCodePoints(from, end - start));
  }

  private int evaluate() throws Arguments.UsageException, IOException {
    Path file =
        Path.of(
            arguments
                .option("--expressions")
                .orElseThrow(
                    () ->
                        new Arguments.UsageException(
                            "prices evaluate 要有 --expressions 文件",
                            "prices evaluate needs --expressions FILE")));
    ReadingScore score;
    try {
      score = ReadingScore.of(ExpressionFile.read(file));
    } catch (ExpressionFile.BadFileException e) {
      err.println(language.pick(e.zh, e.en));
      return Commands.FAILED;
    }
    if (arguments.flag("--json")) {
      out.println(Json.write(score));
      return Commands.DONE;
    }
    PercentLines percent = new PercentLines(language, out);
    percent.line(score.precision(), "找到的有多少是对的", "of the prices found, how many are right");
    percent.line(score.recall(), "该找到的找到了多少", "of the prices there are, how many were found");
    percent.line(score.f1(), "两者的调和平均 F1", "both in one, F1");
    percent.line(score.amountAccuracy(), "金额读对", "amounts read right");
    percent.line(score.kindAccuracy(), "种类读对", "kinds read right");
    percent.line(score.cleanLines(), "没有价格的句子里没有误报", "lines without a price left alone");
    percent.line(score.ambiguousFound(), "有两种读法的标了出来", "ambiguous lines marked");
    return Commands.DONE;
  }
}
