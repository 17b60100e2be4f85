package dev.steward.server.packs;

import dev.steward.engine.script.Language;
import dev.steward.engine.script.PackFiles;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table {@code pack_version}: what was published, never changed, and the tests beside it. */
public final class PackVersions {
  private static final Logger log = LoggerFactory.getLogger(PackVersions.class);

  private PackVersions() {}

  /**
   * A published version.
   *
   * @param files what it says
   * @param tests the written conversations that lay beside it, by path
   */
  record Version(
      String pack, int number, String sha256, PackFiles files, Map<String, String> tests) {}

  /**
   * A publishing.
   *
   * @param by who published it
   * @param changes what it changed, in sentences
   */
  public record News(String pack, long version, Instant at, String by, List<String> changes) {}

  /** The column {@code changes}. */
  private record Sentences(List<String> zh, List<String> en) {
    List<String> in(Language language) {
      return language == Language.ZH ? zh : en;
    }
  }

  /** The versions of a pack, newest first. */
  static List<Integer> numbers(Sql sql, String pack) {
    return sql.list(
        "SELECT version FROM pack_version WHERE pack = ? ORDER BY version DESC",
        row -> (int) row.number(1),
        pack);
  }

  static List<String> packs(Sql sql) {
    return sql.list("SELECT DISTINCT pack FROM pack_version ORDER BY pack", row -> row.text(1));
  }

  /** What the newest publishings of all packs changed, the newest first. */
  public static List<News> news(Sql sql, Language language, int most) {
    return sql.list(
        "SELECT pack, version, published, by_login, changes FROM pack_version"
            + " ORDER BY published DESC, pack, version DESC LIMIT ?",
        row ->
            new News(
                row.text(1),
                row.number(2),
                row.time(3),
                row.text(4),
                Json.read(row.text(5), Sentences.class).in(language)),
        most);
  }

  /** One version; empty when its files can't be unpacked. */
  static Optional<Version> version(Sql sql, String pack, int number) {
    return sql.first(
            "SELECT sha256, files FROM pack_version WHERE pack = ? AND version = ?",
            row -> {
              try {
                PackFiles all = PackZip.read(pack, row.bytes(2));
                return Optional.of(
                    new Version(pack, number, row.text(1), all.withoutTests(), all.tests()));
              } catch (IOException e) {
                log.error("pack {} version {} can't be unpacked: {}", pack, number, e.getMessage());
                return Optional.<Version>empty();
              }
            },
            pack,
            number)
        .flatMap(version -> version);
  }

  /** Puts other tests beside a version; what it says stays as it is. */
  static int retest(Sql sql, String pack, int number, byte[] zip) {
    return sql.update(
        "UPDATE pack_version SET files = ? WHERE pack = ? AND version = ?", zip, pack, number);
  }

  /** Writes a version, in the transaction at hand; its number follows the newest. */
  static int add(
      Sql sql,
      PackFiles files,
      String sha256,
      byte[] zip,
      Instant at,
      String by,
      List<String> zh,
      List<String> en) {
    int number = numbers(sql, files.name()).stream().findFirst().orElse(0) + 1;
    sql.update(
        "INSERT INTO pack_version (pack, version, sha256, files, published, by_login, changes)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        files.name(),
        number,
        sha256,
        zip,
        at,
        by,
        Json.write(new Sentences(zh, en)));
    return number;
  }
}
