package dev.steward.server.config;

import static java.util.Locale.ROOT;

import dev.steward.engine.outbox.Limits;
import dev.steward.engine.script.Language;
import dev.steward.engine.store.PostgresAddress;
import dev.steward.server.webhook.WebhookFormat;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code steward.yaml}. Every key stands here once, with its default and its bounds; the file
 * in {@code config/} explains them, and a test keeps the two together.
 */
public final class ConfigReader {
  private static final Duration USUAL_PATIENCE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(30);
  private static final Duration HALF_A_YEAR = Duration.ofDays(180);
  private static final Duration TWO_YEARS = Duration.ofDays(730);

  private final Values values;
  private final Path base;

  private ConfigReader(Values values, Path base) {
    this.values = values;
    this.base = base;
  }

  /**
   * Reads and checks the settings.
   *
   * @param file the settings; null for the defaults alone
   * @param base where relative paths start
   * @param environment for <code>${env:NAME}</code>
   */
  public static Config read(@Nullable Path file, Path base, Map<String, String> environment)
      throws ConfigException {
    ConfigReader reader = new ConfigReader(load(file, environment), base);
    Config config = reader.config();
    reader.values.finish();
    return config;
  }

  /** All keys that are known, those of adapters, limits and single groups apart. */
  static Set<String> keys() throws ConfigException {
    ConfigReader reader = new ConfigReader(load(null, Map.of()), Path.of(""));
    Objects.requireNonNull(reader.config());
    return reader.values.known();
  }

  private static Values load(@Nullable Path file, Map<String, String> environment)
      throws ConfigException {
    return file == null
        ? new Values("", List.of())
        : new Values(file.toString(), new YamlValues(file, environment).read());
  }

  private Config config() {
    String groups = values.text("groups", "");
    String holidays = values.text("holidays", "");
    return new Config(
        store(),
        values.choice("language", "zh", List.of("zh", "en")).equals("zh")
            ? Language.ZH
            : Language.EN,
        values.zone("zone", ZoneId.of("Asia/Shanghai")),
        http(),
        values.list("packs").stream().map(base::resolve).toList(),
        groups.isBlank() ? null : base.resolve(groups),
        holidays.isBlank() ? null : base.resolve(holidays),
        retention(),
        new Config.Backups(
            values.time("backup.at", LocalTime.of(3, 30)), values.number("backup.keep", 7, 0, 365)),
        webhook(),
        opinion(),
        values.number("broadcast.approval-above", 3, 0, 100_000),
        values.choice("faq.vectors", "auto", List.of("auto", "off")).equals("auto"),
        limits(),
        adapters());
  }

  private Config.Store store() {
    String address = values.text("database", "").strip();
    String password = values.text("database-password", "");
    int lanes = values.number("database-lanes", 0, 0, 64);
    Optional<PostgresAddress> postgres = PostgresAddress.read(address);
    if (postgres.isEmpty() && !address.isEmpty()) {
      values.expected(
          "database",
          "应为 postgresql://用户@主机:5432/数据库；空着就用数据文件夹里的 SQLite",
          "expected: postgresql://user@host:5432/database, or nothing for SQLite in the data"
              + " folder");
    }
    return new Config.Store(
        base.resolve(values.text("data", "data")),
        postgres
            .map(found -> password.isEmpty() ? found : found.withPassword(password))
            .orElse(null),
        lanes == 0 ? Runtime.getRuntime().availableProcessors() : lanes);
  }

  private Config.Http http() {
    return new Config.Http(
        values.text("bind", "127.0.0.1"),
        values.number("port", 8080, 0, 65535),
        publicUrl(),
        values.flag("behind-proxy", false),
        values.number("most-connections", 20_000, 10, 1_000_000),
        values.choice("metrics", "loopback", List.of("loopback", "all")).equals("all"));
  }

  private String publicUrl() {
    String text = values.text("public-url", "").strip();
    if (text.isEmpty()) {
      return "";
    }
    try {
      URI url = new URI(text);
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      boolean bare = url.getPath() == null || url.getPath().isEmpty() || url.getPath().equals("/");
      if (web && url.getHost() != null && bare && url.getQuery() == null) {
        return url.getScheme() + "://" + url.getAuthority();
      }
    } catch (URISyntaxException e) {
      // said below, with what is expected
    }
    values.expected(
        "public-url", "应为 https://群管家的域名，后面不带路径", "expected: https:// and a host, without a path");
    return "";
  }

  private Retention retention() {
    Retention.Times whole =
        times(
            List.of("retention"),
            new Retention.Times(HALF_A_YEAR, HALF_A_YEAR, HALF_A_YEAR, TWO_YEARS));
    Map<String, Retention.Times> groups = new LinkedHashMap<>();
    for (String group : values.below("retention.groups")) {
      groups.put(group, times(List.of("retention", "groups", group), whole));
    }
    return new Retention(whole, groups);
  }

  private Retention.Times times(List<String> at, Retention.Times ifMissing) {
    return new Retention.Times(
        values.length(with(at, "messages"), ifMissing.messages()),
        values.length(with(at, "private-messages"), ifMissing.privateMessages()),
        values.length(with(at, "events"), ifMissing.events()),
        values.length(with(at, "evidence"), ifMissing.evidence()));
  }

  private Config.@Nullable Webhook webhook() {
    List<String> formats =
        Stream.of(WebhookFormat.values()).map(format -> format.name().toLowerCase(ROOT)).toList();
    WebhookFormat format =
        WebhookFormat.valueOf(values.choice("webhook.format", "json", formats).toUpperCase(ROOT));
    URI url = web("webhook.url");
    return url == null ? null : new Config.Webhook(url, format);
  }

  private Config.@Nullable Opinion opinion() {
    String model = values.text("opinion.model", "").strip();
    String key = values.text("opinion.key", "").strip();
    Duration patience = values.length(List.of("opinion", "patience"), USUAL_PATIENCE);
    if (patience == null || patience.isZero() || patience.compareTo(LONGEST_PATIENCE) > 0) {
      values.expected("opinion.patience", "应为 1s 到 30s", "expected: 1s to 30s");
      patience = USUAL_PATIENCE;
    }
    URI url = web("opinion.url");
    if (url != null && model.isEmpty()) {
      values.expected("opinion.model", "应写模型的名字", "expected: the model's name");
      return null;
    }
    return url == null ? null : new Config.Opinion(url, model, key, patience);
  }

  /** An address of the web; null when it is empty, or wrong, which is said. */
  private @Nullable URI web(String key) {
    String text = values.text(key, "").strip();
    if (text.isEmpty()) {
      return null;
    }
    try {
      URI url = new URI(text);
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (web && url.getHost() != null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // said below, with what is expected
    }
    values.expected(key, "应为 https:// 开头的网址", "expected: an address with https://");
    return null;
  }

  private Map<String, Limits> limits() {
    Map<String, Limits> limits = new LinkedHashMap<>();
    for (String account : values.below("limits")) {
      Limits usual = Config.usualLimits(account);
      List<String> at = List.of("limits", account);
      Duration patience = values.length(with(at, "patience"), usual.patience());
      limits.put(
          account,
          new Limits(
              values.number(with(at, "per-minute"), 60 * (int) usual.perSecond(), 1, 6_000_000)
                  / 60.0,
              values.number(with(at, "burst"), usual.burst(), 1, 100_000),
              values.number(with(at, "attempts"), usual.attempts(), 1, 20),
              patience == null ? usual.patience() : patience));
    }
    return limits;
  }

  private Map<String, Map<String, String>> adapters() {
    Map<String, Map<String, String>> adapters = new LinkedHashMap<>();
    for (String platform : values.below("adapters")) {
      adapters.put(platform, values.open(List.of("adapters", platform)));
    }
    return adapters;
  }

  private static List<String> with(List<String> path, String last) {
    return Stream.concat(path.stream(), Stream.of(last)).toList();
  }
}
