package dev.steward.server.config;

import dev.steward.engine.outbox.Limits;
import dev.steward.engine.script.Language;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.DatabaseException;
import dev.steward.engine.store.PostgresAddress;
import dev.steward.engine.store.PostgresDatabase;
import dev.steward.engine.store.SqliteDatabase;
import dev.steward.server.webhook.WebhookFormat;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an installation, checked; {@code config/steward.yaml} explains each.
 *
 * @param store where everything is that Steward keeps
 * @param language of what Steward prints for staff
 * @param zone of the clock on the wall
 * @param packs folders that are published at the start when they differ from the newest version
 * @param groups which groups the packs serve; null for none
 * @param webhook who else is told what waits for a person; null for nobody
 * @param opinion the language model that rules may ask; null for none
 * @param holidays the country's days off; null when workdays are Monday to Friday
 * @param approvalAbove a broadcast to more groups than this needs a second person's approval
 * @param meanings whether questions are also compared by meaning, with a model
 * @param limits by account ({@code web:steward}) or platform ({@code web})
 * @param adapters the settings of each platform, by its name; checked by the adapter itself
 */
public record Config(
    Store store,
    Language language,
    ZoneId zone,
    Http http,
    List<Path> packs,
    @Nullable Path groups,
    @Nullable Path holidays,
    Retention retention,
    Backups backups,
    @Nullable Webhook webhook,
    @Nullable Opinion opinion,
    int approvalAbove,
    boolean meanings,
    Map<String, Limits> limits,
    Map<String, Map<String, String>> adapters) {
  public Config {
    packs = List.copyOf(packs);
    limits = Map.copyOf(limits);
    adapters = Map.copyOf(adapters);
  }

  /** The folder of everything that Steward keeps, but for a database elsewhere. */
  public Path data() {
    return store.folder();
  }

  /**
   * Where everything is that Steward keeps.
   *
   * @param folder the data folder
   * @param postgres the database, when it is not the file in the folder
   * @param lanes how many write at a time in PostgreSQL
   */
  public record Store(Path folder, @Nullable PostgresAddress postgres, int lanes) {
    /** Opens the database and brings its schema up to date. */
    public Database open() throws DatabaseException {
      return postgres == null
          ? SqliteDatabase.open(folder.resolve("steward.db"))
          : PostgresDatabase.open(postgres, lanes);
    }
  }

  /**
   * The one HTTP port.
   *
   * @param port 0 for any free one
   * @param publicUrl what people type, without a slash at the end; empty to derive it from the port
   * @param behindProxy whether a proxy's {@code X-Forwarded-*} headers are believed
   * @param mostConnections more are refused
   * @param openMetrics whether others than this machine may read {@code /metrics}
   */
  public record Http(
      String bind,
      int port,
      String publicUrl,
      boolean behindProxy,
      int mostConnections,
      boolean openMetrics) {}

  /**
   * The copies that Steward makes by itself.
   *
   * @param at when in the day, by {@link Config#zone}
   * @param keep how many; 0 for none
   */
  public record Backups(LocalTime at, int keep) {}

  /**
   * Who is told what waits for a person.
   *
   * @param url with its key; never shown
   */
  public record Webhook(URI url, WebhookFormat format) {}

  /**
   * A language model behind an OpenAI-compatible endpoint.
   *
   * @param url up to {@code /v1}
   * @param key empty for none; never shown
   * @param patience how long an answer is waited for
   */
  public record Opinion(URI url, String model, String key, Duration patience) {
    /** Without the key. */
    @Override
    public String toString() {
      return model + " at " + url.getHost();
    }
  }

  /** How fast an account may act. */
  public Limits limitsOf(String platform, String account) {
    Limits own = limits.get(account);
    return own != null ? own : limits.getOrDefault(platform, usualLimits(platform));
  }

  /**
   * How fast an account may act where nothing is set.
   *
   * @param at a platform or an account
   */
  static Limits usualLimits(String at) {
    Limits usual = Limits.GENEROUS;
    return switch (at.split(":", 2)[0]) {
      // Of its Bots FAQ: about thirty messages a second to different chats.
      case "telegram" -> new Limits(25, 25, usual.attempts(), usual.patience());
      // As many lines as its adapter sends; a text waits there behind all deletions of a raid.
      case "irc" -> new Limits(2, 5, usual.attempts(), Duration.ofMinutes(5));
      default -> usual;
    };
  }
}
