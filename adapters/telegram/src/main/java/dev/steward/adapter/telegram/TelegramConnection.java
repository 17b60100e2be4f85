package dev.steward.adapter.telegram;

import dev.steward.chat.AccountId;
import dev.steward.chat.Capability;
import dev.steward.chat.ChatConnection;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.GroupId;
import dev.steward.chat.Host;
import dev.steward.chat.Media;
import dev.steward.chat.Mount;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.wire.HttpCaller;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bots at work. */
final class TelegramConnection implements ChatConnection {
  static final String MOUNT = "telegram";
  private static final Logger log = LoggerFactory.getLogger(TelegramConnection.class);

  /** A hundred updates with all their words, or the largest file that Telegram gives a bot. */
  private static final int LARGEST_ANSWER = 21 << 20;

  /** Of five seconds in all: HTTP may take two to let go. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(3);

  private final HttpCaller http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Notebook notebook;
  private final List<Bot> bots = new ArrayList<>();
  private final Map<Long, CompletableFuture<Outcome>> underWay = new ConcurrentHashMap<>();
  private final AtomicLong performed = new AtomicLong();
  private volatile boolean closed;

  TelegramConnection(TelegramSettings settings, Host host, Notebook notebook, SecureRandom random) {
    this.notebook = notebook;
    this.http = new HttpCaller(host.timers(), LARGEST_ANSWER);
    for (Token token : settings.tokens()) {
      bots.add(new Bot(token, settings, host, http, notebook, threads, random));
    }
    if (!settings.webhook().isEmpty()) {
      host.mount(MOUNT, this::webhook);
    }
  }

  void start() {
    bots.forEach(Bot::start);
  }

  private CompletionStage<Mount.Response> webhook(Mount.Request request) {
    if (request.method().equals("POST")) {
      for (Bot bot : bots) {
        if (request.path().equals("/" + bot.account().id())) {
          return bot.webhook(request);
        }
      }
    }
    return CompletableFuture.completedFuture(new Mount.Full(404, Map.of(), new byte[0]));
  }

  @Override
  public List<AccountId> accounts() {
    return bots.stream().map(Bot::account).toList();
  }

  /** Of the first bot that is in the group: it is the one that listens. */
  @Override
  public Set<Capability> capabilities(GroupId group) {
    return bots.stream()
        .map(bot -> bot.chats().capabilities(group))
        .filter(can -> !can.isEmpty())
        .findFirst()
        .orElse(Set.of());
  }

  @Override
  public CompletionStage<Outcome> perform(Order order) {
    if (closed) {
      return CompletableFuture.completedFuture(
          Outcome.Failed.untried("the connection is closed", Duration.ofSeconds(5)));
    }
    for (Bot bot : bots) {
      if (bot.account().equals(order.account())) {
        CompletableFuture<Outcome> outcome =
            bot.perform(order)
                .exceptionally(
                    failure -> {
                      log.error("an order could not be carried out", failure);
                      return Outcome.Failed.unknown(
                          "the adapter failed: " + failure.getClass().getSimpleName());
                    })
                .toCompletableFuture();
        long number = performed.incrementAndGet();
        underWay.put(number, outcome);
        var _ = outcome.whenComplete((_, _) -> underWay.remove(number));
        return outcome;
      }
    }
    return CompletableFuture.completedFuture(
        new Outcome.Refused("account: " + order.account() + " is none of our bots"));
  }

  /** Telegram does not know our orders' ids. */
  @Override
  public CompletionStage<Optional<Outcome>> lookUp(Order order) {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  /** The bot that is worst off says how it is; all of them say something. */
  @Override
  public ConnectionHealth health() {
    List<ConnectionHealth> all = bots.stream().map(Bot::health).toList();
    ConnectionHealth worst = all.getFirst();
    for (ConnectionHealth health : all) {
      if (badness(health.state()) > badness(worst.state())) {
        worst = health;
      }
    }
    String detail = all.stream().map(ConnectionHealth::detail).collect(Collectors.joining("; "));
    return new ConnectionHealth(worst.state(), detail, worst.since());
  }

  @Override
  public boolean up(AccountId account) {
    return bots.stream().anyMatch(bot -> bot.account().equals(account) && bot.hears());
  }

  private static int badness(ConnectionHealth.State state) {
    return switch (state) {
      case CONNECTED -> 0;
      case CONNECTING -> 1;
      case CUT -> 2;
      case BLOCKED -> 3;
      case CLOSED -> 4;
    };
  }

  @Override
  public CompletionStage<Optional<byte[]>> open(Media media) {
    for (Bot bot : bots) {
      Optional<String> file = FileRef.file(Long.parseLong(bot.account().id()), media);
      if (file.isPresent()) {
        return bot.api()
            .call("getFile", Json.object().put("file_id", file.get()))
            .thenCompose(reply -> fetch(bot.api(), reply));
      }
    }
    return CompletableFuture.completedFuture(Optional.empty());
  }

  private static CompletionStage<Optional<byte[]>> fetch(BotApi api, Reply reply) {
    return switch (reply) {
      case Reply.Ok ok -> api.download(Json.text(ok.result(), "file_path"));
      case Reply.No no when no.code() == 400 -> CompletableFuture.completedFuture(Optional.empty());
      case Reply.No no -> CompletableFuture.failedFuture(new IllegalStateException(no.why()));
      case Reply.Lost lost -> CompletableFuture.failedFuture(new IllegalStateException(lost.why()));
      case Reply.Garbled _ ->
          CompletableFuture.failedFuture(new IllegalStateException("not understood"));
    };
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    bots.forEach(Bot::hush);
    finish();
    bots.forEach(Bot::close);
    notebook.close();
    http.close();
    threads.shutdownNow();
  }

  private void finish() {
    try {
      CompletableFuture.allOf(underWay.values().toArray(CompletableFuture[]::new))
          .get(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      log.warn(
          "{} orders were under way at the end; what came of them is not known", underWay.size());
    } catch (ExecutionException failed) {
      log.error("an order failed at the end", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
