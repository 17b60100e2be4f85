package dev.steward.server.prices;

import dev.steward.engine.prices.reading.Quote;
import dev.steward.engine.store.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Reads labelled lines: JSON Lines with {@code text}, {@code prices} ({@code span}, {@code amount},
 * {@code kind}, perhaps {@code amount_alt}) and perhaps {@code ambiguous}. Other keys are left
 * alone.
 */
public final class ExpressionFile {
  private ExpressionFile() {}

  /** A file that can't be used: where, what was found, what was expected; in both languages. */
  public static final class BadFileException extends Exception {
    private static final long serialVersionUID = 1L;

    /** In Chinese. */
    public final String zh;

    /** In English. */
    public final String en;

    BadFileException(String zh, String en) {
      super(en);
      this.zh = zh;
      this.en = en;
    }
  }

  /** All lines of a file; empty ones are skipped. */
  public static List<LabelledLine> read(Path file) throws BadFileException, IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw new BadFileException(file + "：没有这个文件", file + ": there is no such file");
    } catch (MalformedInputException e) {
      throw new BadFileException(file + "：不是 UTF-8 文本", file + ": is not UTF-8 text");
    }
    List<LabelledLine> labelled = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        labelled.add(new Entry(file + ":" + (i + 1)).read(lines.get(i)));
      }
    }
    if (labelled.isEmpty()) {
      throw new BadFileException(file + "：一行也没有", file + ": has no line");
    }
    return labelled;
  }

  /** One line of the file, and where it stands. */
  private record Entry(String where) {
    private LabelledLine read(String written) throws BadFileException {
      Map<?, ?> entry;
      try {
        entry = Json.read(written, Map.class);
      } catch (JacksonException e) {
        throw expected("一个 JSON 对象", "a JSON object", e.getOriginalMessage());
      }
      if (!(entry.get("text") instanceof String text)) {
        throw expected("text：一段文字", "text: a text", entry.get("text"));
      }
      if (!(entry.get("prices") instanceof List<?> prices)) {
        throw expected("prices：一个列表", "prices: a list", entry.get("prices"));
      }
      List<LabelledLine.Price> read = new ArrayList<>();
      for (Object price : prices) {
        if (!(price instanceof Map<?, ?> map)) {
          throw expected("prices 里是对象", "objects in prices", price);
        }
        read.add(price(map, text.codePointCount(0, text.length())));
      }
      return new LabelledLine(text, read, Boolean.TRUE.equals(entry.get("ambiguous")));
    }

    private LabelledLine.Price price(Map<?, ?> map, int length) throws BadFileException {
      if (!(map.get("span") instanceof List<?> span
          && span.size() == 2
          && span.get(0) instanceof Integer start
          && span.get(1) instanceof Integer end
          && 0 <= start
          && start < end
          && end <= length)) {
        throw expected(
            "span：[开始, 结束)，在 0 到 " + length + " 之间",
            "span: [start, end) between 0 and " + length,
            map.get("span"));
      }
      List<BigDecimal> amounts = new ArrayList<>();
      amounts.add(amount(map.get("amount")));
      if (map.get("amount_alt") instanceof List<?> others) {
        for (Object other : others) {
          amounts.add(amount(other));
        }
      }
      return new LabelledLine.Price(start, end, amounts, kind(map.get("kind")));
    }

    private BigDecimal amount(@Nullable Object written) throws BadFileException {
      try {
        return new BigDecimal(String.valueOf(written));
      } catch (NumberFormatException _) {
        throw expected("amount：十进制数，例如 89.90", "amount: a decimal such as 89.90", written);
      }
    }

    private String kind(@Nullable Object written) throws BadFileException {
      for (Quote.Kind kind : Quote.Kind.values()) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        if (name.equals(written)) {
          return name;
        }
      }
      throw expected("kind：例如 list、paid、seen", "kind: such as list, paid, seen", written);
    }

    private BadFileException expected(String zh, String en, @Nullable Object found) {
      return new BadFileException(
          where + "：这里是 " + found + "（应为 " + zh + "）",
          where + ": " + found + " (expected: " + en + ")");
    }
  }
}
