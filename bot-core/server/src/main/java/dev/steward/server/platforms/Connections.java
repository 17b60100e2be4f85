package dev.steward.server.platforms;

import dev.steward.chat.AccountId;
import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.ChatAdapter;
import dev.steward.chat.ChatConnection;
import dev.steward.chat.EventSink;
import dev.steward.chat.GroupId;
import dev.steward.chat.Media;
import dev.steward.chat.Mount;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Accounts;
import dev.steward.engine.identity.Visitors;
import dev.steward.engine.outbox.Wire;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Nearest;
import dev.steward.server.AdapterStatus;
import dev.steward.server.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to all platforms: the engine's {@link Wire}, and what it knows of our logins.
 * Made empty, since the engine needs it first and the connections need the engine's inbox.
 * Thread-safe.
 */
public final class Connections implements Wire, Accounts, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Connections.class);
  private static final Duration NOT_THERE_YET = Duration.ofSeconds(5);

  private final Map<String, Line> lines = new ConcurrentHashMap<>();
  private final Set<AccountId> wereUp = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<Void> hangs = new CompletableFuture<>();

  /** One platform at work. */
  private record Line(ChatConnection connection, Gate gate) {}

  /**
   * What the connections are lent.
   *
   * @param folders where each adapter gets a folder of its own
   * @param mounts takes an adapter's part of the HTTP port
   * @param pictures opens what Steward lends
   * @param groupSeen hears of each group that was seen, once that is committed; may block
   */
  public record Lender(
      EventSink inbox,
      Consumer<GroupId> groupSeen,
      InstantSource clock,
      ScheduledExecutorService timers,
      Path folders,
      BiConsumer<String, Mount> mounts,
      Function<Media, Optional<byte[]>> pictures) {}

  /**
   * Starts the adapters that the settings name.
   *
   * @param settings by platform
   * @throws ConfigException when a platform is unknown, or one of its settings is wrong
   */
  public void open(Adapters adapters, Map<String, Map<String, String>> settings, Lender lender)
      throws ConfigException {
    List<ConfigException.Wrong> wrongs = new ArrayList<>();
    settings.forEach(
        (platform, values) -> {
          ChatAdapter adapter = adapters.byPlatform().get(platform);
          try {
            if (adapter == null) {
              throw unknown(platform, adapters);
            }
            lines.put(platform, connect(adapter, values, lender));
          } catch (ConfigException e) {
            wrongs.add(new ConfigException.Wrong("", e.text(Language.ZH), e.text(Language.EN)));
          }
        });
    if (!wrongs.isEmpty()) {
      close();
      throw new ConfigException(wrongs);
    }
    lines.put(
        Visitors.PLATFORM,
        new Line(
            new PageConnection(lender.clock().instant()),
            new Gate(lender.inbox(), lender.groupSeen())));
    hangs.complete(null);
    adapters.byPlatform().keySet().stream()
        .filter(platform -> !settings.containsKey(platform))
        .forEach(
            platform ->
                log.info("adapter {} is there and not in use: no adapters.{}", platform, platform));
  }

  private static ConfigException unknown(String platform, Adapters adapters) {
    String key = "adapters." + platform;
    String why = adapters.refused().get(platform);
    if (why != null) {
      return new ConfigException("", key + "：" + why, key + ": " + why);
    }
    String near = Nearest.of(platform, adapters.byPlatform().keySet()).orElse(null);
    String there = String.join(", ", adapters.byPlatform().keySet());
    return new ConfigException(
        "",
        key
            + "：没有这个平台。"
            + (near == null ? "现有：" + there : "是不是想写 " + near + "？")
            + " 别的平台：把它的 jar 放进 adapters/",
        key
            + ": no such platform. "
            + (near == null ? "There are: " + there : "Did you mean " + near + "?")
            + " For another one, put its jar into adapters/");
  }

  private static Line connect(ChatAdapter adapter, Map<String, String> values, Lender lender)
      throws ConfigException {
    String path = "adapters." + adapter.platform();
    Settings settings = new Settings(path, values);
    Gate gate = new Gate(lender.inbox(), lender.groupSeen());
    Path folder = lender.folders().resolve(adapter.platform());
    ChatConnection connection;
    try {
      Files.createDirectories(folder);
      connection =
          adapter.connect(
              settings,
              new Loan(
                  gate,
                  lender.clock(),
                  lender.timers(),
                  folder,
                  lender.mounts(),
                  lender.pictures()));
    } catch (SettingsException e) {
      throw new ConfigException("", String.valueOf(e.getMessage()), String.valueOf(e.getMessage()));
    } catch (RuntimeException | LinkageError e) {
      log.error("adapter {} can't be started", adapter.platform(), e);
      String where = adapter.getClass().getName();
      throw new ConfigException(
          "",
          path + "：这个平台的程序（" + where + "）启动时出错：" + e + "。换一个合适的版本，或者去掉这一项",
          path
              + ": its adapter ("
              + where
              + ") failed at the start: "
              + e
              + ". Get a version that fits, or take this setting away");
    } catch (IOException e) {
      throw new ConfigException(
          "",
          folder + "：不能建立这个文件夹：" + e.getMessage(),
          folder + ": can't be made: " + e.getMessage());
    }
    if (!settings.unread().isEmpty()) {
      connection.close();
      String key = path + "." + settings.unread().iterator().next();
      String near =
          Nearest.of(key, settings.known().stream().map(k -> path + "." + k).toList()).orElse(null);
      throw new ConfigException(
          "",
          key + "：没有这个设置" + (near == null ? "" : "。是不是想写 " + near + "？"),
          key + ": unknown setting" + (near == null ? "" : ". Did you mean " + near + "?"));
    }
    return new Line(connection, gate);
  }

  @Override
  public CompletionStage<Void> hangs() {
    return hangs;
  }

  @Override
  public CompletionStage<Outcome> perform(Order order) {
    Line line = lines.get(order.account().platform());
    if (line == null) {
      return done(new Outcome.Refused("no adapter serves " + order.account().platform()));
    }
    try {
      if (wasUp(line, order.account())) {
        return line.connection.perform(order);
      }
      return done(
          coming(line) || line.connection.accounts().contains(order.account())
              ? Outcome.Failed.untried(order.account() + " is not connected yet", NOT_THERE_YET)
              : new Outcome.Refused(order.account() + " is not one of our logins"));
    } catch (RuntimeException e) {
      log.error("adapter {} threw instead of telling an outcome", order.account().platform(), e);
      return done(Outcome.Failed.unknown("the adapter failed: " + e));
    }
  }

  /** Before a login was up for the first time, it does not know what it can do in its groups. */
  private boolean wasUp(Line line, AccountId account) {
    if (wereUp.contains(account)) {
      return true;
    }
    boolean up = line.connection.up(account);
    if (up) {
      wereUp.add(account);
    }
    return up;
  }

  private static boolean coming(Line line) {
    return switch (line.connection.health().state()) {
      case CONNECTING, CUT, BLOCKED -> true;
      case CONNECTED, CLOSED -> false;
    };
  }

  private static CompletionStage<Outcome> done(Outcome outcome) {
    return CompletableFuture.completedFuture(outcome);
  }

  @Override
  public CompletionStage<Optional<Outcome>> lookUp(Order order) {
    Line line = lines.get(order.account().platform());
    return line == null
        ? CompletableFuture.completedFuture(Optional.empty())
        : line.connection.lookUp(order);
  }

  @Override
  public boolean saysOnce(Order order) {
    Line line = lines.get(order.account().platform());
    if (line == null) {
      return false;
    }
    GroupId group = order.action().group();
    // In private the platform's word for its groups counts, for want of a group.
    if (group == null || order.action() instanceof Action.SendPrivate) {
      return line.gate.saysOnce();
    }
    return line.connection.capabilities(group).contains(Capability.SEND_ONCE);
  }

  @Override
  public boolean ours(UserId user) {
    Line line = lines.get(user.platform());
    if (line == null) {
      return false;
    }
    for (AccountId account : line.connection.accounts()) {
      if (account.id().equals(user.id())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean up(AccountId account) {
    Line line = lines.get(account.platform());
    return line != null && line.connection.up(account);
  }

  @Override
  public AccountId first(String platform) {
    Line line = lines.get(platform);
    List<AccountId> accounts = line == null ? List.of() : line.connection.accounts();
    // Without a login there is nobody to act: the order is refused, and staff see why.
    return accounts.isEmpty() ? new AccountId(platform, "nobody") : accounts.getFirst();
  }

  @Override
  public AccountId speaker(AccountId listening, @Nullable String persona) {
    if (persona == null) {
      return listening;
    }
    AccountId own = new AccountId(listening.platform(), persona);
    Line line = lines.get(listening.platform());
    return line != null && line.connection.accounts().contains(own) ? own : listening;
  }

  /**
   * The first connection that is also such a thing: a platform may offer the server more than the
   * SPI.
   */
  public <T> Optional<T> find(Class<T> type) {
    return lines.values().stream()
        .map(Line::connection)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }

  /**
   * Which user of a platform a browser belongs to, where the platform can tell.
   *
   * @param cookies the {@code Cookie} header
   */
  public Optional<UserId> browser(String platform, String cookies) {
    Line line = lines.get(platform);
    return line == null ? Optional.empty() : line.connection.browser(cookies);
  }

  /** What a member of a platform sent; see {@link ChatConnection#open}. */
  public CompletionStage<Optional<byte[]>> open(String platform, Media media) {
    Line line = lines.get(platform);
    return line == null
        ? CompletableFuture.completedFuture(Optional.empty())
        : line.connection.open(media);
  }

  /** How each connection to a platform is, by platform. */
  public List<AdapterStatus> status() {
    return lines.entrySet().stream()
        .filter(line -> !line.getKey().equals(Visitors.PLATFORM))
        .sorted(Map.Entry.comparingByKey())
        .map(
            line ->
                new AdapterStatus(
                    line.getKey(),
                    line.getValue().connection.accounts(),
                    line.getValue().connection.health()))
        .toList();
  }

  /** Takes no more events; orders are still performed. */
  public void shut() {
    lines.values().forEach(line -> line.gate.shut());
  }

  /** Closes all connections; each lets go within five seconds. */
  @Override
  public void close() {
    lines.forEach(
        (platform, line) -> {
          line.gate.shut();
          try {
            line.connection.close();
          } catch (RuntimeException e) {
            log.error("adapter {} did not close well", platform, e);
          }
        });
  }
}
