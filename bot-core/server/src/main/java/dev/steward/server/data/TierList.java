package dev.steward.server.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.steward.chat.UserId;
import dev.steward.engine.members.Tiers;
import dev.steward.engine.script.Language;
import dev.steward.engine.store.Sql;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which tier each member has, from a CSV file in UTF-8 with the columns {@code login,tier} (or
 * {@code 账号,等级}): {@code web:u7f3,member}. An empty tier means none. A file with anything wrong in
 * it changes nothing.
 */
public final class TierList {
  private static final int SLICE = 500;
  private static final int MOST_ROWS = 500_000;
  private static final int MOST_TOLD = 20;
  private static final List<String> LOGIN = List.of("login", "账号", "帐号");
  private static final List<String> TIER = List.of("tier", "等级", "会员等级");

  private final List<String> known;
  private final List<Row> rows = new ArrayList<>();
  private final List<String> zh = new ArrayList<>();
  private final List<String> en = new ArrayList<>();

  private TierList(List<String> known) {
    this.known = List.copyOf(known);
  }

  private record Row(String login, @Nullable String tier) {}

  /**
   * What became of a file.
   *
   * @param rows how many members it names
   * @param changed whose tier was another before
   * @param zh what is wrong with it, with the line; then nothing was changed
   * @param en the same in English
   */
  public record Imported(int rows, int changed, List<String> zh, List<String> en) {
    public Imported {
      zh = List.copyOf(zh);
      en = List.copyOf(en);
    }

    public List<String> wrong(Language language) {
      return language == Language.ZH ? zh : en;
    }
  }

  /**
   * Reads a file and writes it down.
   *
   * @param known the tiers that there are; when there are none, any short name is one
   */
  public static Imported take(
      Path file, List<String> known, Changes changes, String by, Instant now) throws IOException {
    TierList list = new TierList(known);
    list.read(file);
    int changed = list.zh.isEmpty() ? list.write(changes, by, now) : 0;
    return new Imported(list.rows.size(), changed, list.zh, list.en);
  }

  private void read(Path file) throws IOException {
    try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(text(file))) {
      int login = -1;
      int tier = -1;
      for (CsvRecord record : csv) {
        List<String> fields = record.getFields().stream().map(String::strip).toList();
        if (login < 0) {
          login = column(fields, LOGIN);
          tier = column(fields, TIER);
          if (login < 0 || tier < 0) {
            wrong(
                1,
                "第一行是「" + String.join(",", fields) + "」（应为：账号,等级）",
                "the first line is " + String.join(",", fields) + " (expected: login,tier)");
            return;
          }
        } else if (fields.stream().anyMatch(field -> !field.isEmpty())) {
          row(record.getStartingLineNumber(), at(fields, login), at(fields, tier));
        }
      }
      if (login < 0) {
        wrong(1, "文件是空的（第一行应为：账号,等级）", "the file is empty (expected: login,tier)");
      }
    } catch (CsvParseException e) {
      wrong(1, "不是 CSV：" + e.getMessage(), "not CSV: " + e.getMessage());
    } catch (CharacterCodingException e) {
      wrong(1, "不是 UTF-8：在表格软件里另存为 CSV UTF-8", "not UTF-8: save it as CSV UTF-8");
    }
  }

  private static String text(Path file) throws IOException {
    String text =
        StandardCharsets.UTF_8
            .newDecoder()
            .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
            .toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static int column(List<String> fields, List<String> names) {
    for (int i = 0; i < fields.size(); i++) {
      if (names.contains(fields.get(i).toLowerCase(Locale.ROOT))) {
        return i;
      }
    }
    return -1;
  }

  private static String at(List<String> fields, int column) {
    return column < fields.size() ? fields.get(column) : "";
  }

  private void row(long line, String login, String tier) {
    if (rows.size() >= MOST_ROWS) {
      wrong(
          line,
          "超过 " + MOST_ROWS + " 行，请分成几个文件",
          "more than " + MOST_ROWS + " lines: split the file");
      return;
    }
    Optional<String> meant = Tiers.meant(tier, known);
    if (!isLogin(login)) {
      wrong(
          line,
          "账号「" + login + "」（应为 平台:编号，例如 web:u7f3）",
          "login " + login + " (expected: platform:id, such as web:u7f3)");
    } else if (!tier.isEmpty() && meant.isEmpty()) {
      String expected = known.isEmpty() ? "≤ " + Tiers.LONGEST : String.join(" / ", known);
      wrong(
          line,
          "等级「" + tier + "」（应为 " + expected + "，没有就空着）",
          "tier " + tier + " (expected: " + expected + ", or empty for none)");
    } else {
      rows.add(new Row(login, meant.orElse(null)));
    }
  }

  private static boolean isLogin(String login) {
    try {
      return UserId.parse(login).toString().equals(login);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void wrong(long line, String chinese, String english) {
    if (zh.size() < MOST_TOLD) {
      zh.add("第 " + line + " 行：" + chinese);
      en.add("line " + line + ": " + english);
    }
  }

  private int write(Changes changes, String by, Instant now) {
    int changed = 0;
    for (int from = 0; from < rows.size(); from += SLICE) {
      List<Row> slice = rows.subList(from, Math.min(rows.size(), from + SLICE));
      changed += changes.<Integer>change(sql -> write(sql, slice, by, now));
    }
    return changed;
  }

  private static int write(Sql sql, List<Row> slice, String by, Instant now) {
    Tiers tiers = new Tiers(sql);
    int changed = 0;
    for (Row row : slice) {
      String person =
          sql.first(
                  "SELECT person_id FROM person_login WHERE user_id = ?",
                  found -> found.text(1),
                  row.login)
              .orElse(row.login);
      changed += tiers.set(person, row.tier, by, now) ? 1 : 0;
    }
    return changed;
  }
}
