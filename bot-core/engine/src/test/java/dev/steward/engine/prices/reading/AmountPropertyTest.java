package dev.steward.engine.prices.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An amount written in any of its forms is read as the same amount, at the same place. */
@Tag("rounds")
class AmountPropertyTest {
  private static final String DIGITS = "零一二三四五六七八九";
  private static final List<String> FRAMES =
      List.of("奶瓶我%s买的", "这款卖%s", "原价%s，先不买", "她那边%s一罐", "到手%s", "两件%s", "👍围栏%s包邮");

  static LongStream seeds() {
    Long only = Long.getLong("steward.seed");
    return only != null
        ? LongStream.of(only)
        : LongStream.rangeClosed(1, Integer.getInteger("steward.rounds", 3));
  }

  /** A whole number below 100,000 as it is read aloud. */
  private static String spoken(long number) {
    StringBuilder spoken = new StringBuilder();
    long[] units = {10_000, 1000, 100, 10, 1};
    String[] names = {"万", "千", "百", "十", ""};
    boolean gap = false;
    long rest = number;
    for (int i = 0; i < units.length; i++) {
      long digit = rest / units[i];
      rest %= units[i];
      if (digit == 0) {
        gap = !spoken.isEmpty();
        continue;
      }
      if (gap) {
        spoken.append('零');
        gap = false;
      }
      boolean ten = spoken.isEmpty() && digit == 1 && units[i] == 10;
      spoken.append(ten ? "" : DIGITS.substring((int) digit, (int) digit + 1)).append(names[i]);
    }
    return spoken.toString();
  }

  private static String wide(String text) {
    StringBuilder wide = new StringBuilder();
    text.chars().forEach(c -> wide.append((char) (c > ' ' && c < 0x7F ? c + 0xFEE0 : c)));
    return wide.toString();
  }

  private static String grouped(long yuan) {
    return yuan < 1000 ? "" + yuan : yuan / 1000 + "," + String.format("%03d", yuan % 1000);
  }

  /** The forms of an amount, each with a name for the failure. */
  private static Map<String, String> forms(long cents) {
    long yuan = cents / 100;
    long tenths = cents / 10 % 10;
    long rest = cents % 10;
    String decimal = new BigDecimal(cents).movePointLeft(2).toPlainString();
    Map<String, String> forms = new LinkedHashMap<>();
    forms.put("sign", "￥" + decimal);
    forms.put("unit", decimal + "元");
    forms.put("wide", wide("¥" + decimal));
    forms.put("groups", "￥" + grouped(yuan) + decimal.substring(decimal.indexOf('.')));
    forms.put("rmb", decimal + "rmb");
    forms.put("full stop", decimal.replace('.', '。') + "元");
    if (rest == 0 && tenths > 0) {
      forms.put("kuai", yuan + "块" + tenths);
      forms.put("mao", yuan + "块" + tenths + "毛");
      forms.put("spoken", spoken(yuan) + "块" + DIGITS.charAt((int) tenths));
    }
    if (rest > 0 && tenths > 0) {
      forms.put(
          "fen",
          spoken(yuan) + "块" + DIGITS.charAt((int) tenths) + "毛" + DIGITS.charAt((int) rest));
    }
    if (cents % 100 == 0) {
      forms.put("whole", yuan + "块");
      forms.put("spoken whole", spoken(yuan) + "块钱");
    }
    if (cents % 10_000 == 0 && yuan >= 1000 && yuan % 1000 != 0) {
      forms.put("k", yuan / 1000 + "k" + yuan / 100 % 10);
    }
    if (cents % 100_000 == 0 && yuan >= 10_000 && yuan / 1000 % 10 != 0) {
      forms.put("w", yuan / 10_000 + "w" + yuan / 1000 % 10);
      forms.put("万", yuan / 10_000 + "." + yuan / 1000 % 10 + "万");
    }
    return forms;
  }

  private static long amount(Random random) {
    long yuan = 1 + random.nextLong(random.nextBoolean() ? 300 : 60_000);
    return switch (random.nextInt(5)) {
      case 0 -> yuan * 100;
      case 1 -> yuan * 100 + 10 * random.nextLong(10);
      case 2 -> yuan * 100 + random.nextLong(100);
      case 3 -> yuan / 100 * 10_000 + 10_000;
      default -> (1 + yuan / 1000) * 100_000;
    };
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyFormIsReadAsTheSameCents(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      long cents = amount(random);
      String frame = FRAMES.get(random.nextInt(FRAMES.size()));
      forms(cents)
          .forEach(
              (name, form) -> {
                String text = frame.formatted(form);
                List<Quote> quotes = PriceReader.read(text).quotes();
                assertThat(quotes).as("%s: %s", name, text).hasSize(1);
                Quote quote = quotes.getFirst();
                assertThat(quote.cents()).as("%s: %s", name, text).isEqualTo(cents);
                int from = text.offsetByCodePoints(0, quote.start());
                int to = text.offsetByCodePoints(0, quote.end());
                assertThat(text.substring(from, to)).as(name).isEqualTo(form);
                assertThat(PriceReader.read(form).quotes())
                    .as("%s alone", form)
                    .extracting(Quote::cents)
                    .containsExactly(cents);
                assertThat(new BigDecimal(quote.amountAsTyped(text)))
                    .isEqualByComparingTo(BigDecimal.valueOf(cents, 2));
              });
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aPieceCostsItsShareHalfUp(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 1_000; round++) {
      long cents = 1 + random.nextLong(10_000_000);
      int pieces = 2 + random.nextInt(60);
      String text = "抽纸" + pieces + "提" + new BigDecimal(cents).movePointLeft(2) + "元";
      Quote quote = PriceReader.read(text).quotes().getFirst();
      assertThat(quote.quantity()).as(text).isEqualTo(pieces);
      long share =
          new BigDecimal(cents)
              .divide(new BigDecimal(pieces), 0, java.math.RoundingMode.HALF_UP)
              .longValueExact();
      assertThat(quote.unitCents()).as(text).isEqualTo(share);
    }
  }
}
