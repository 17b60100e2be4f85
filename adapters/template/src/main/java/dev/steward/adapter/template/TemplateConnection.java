package dev.steward.adapter.template;

import dev.steward.chat.AccountId;
import dev.steward.chat.Capability;
import dev.steward.chat.ChatConnection;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Host;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.wire.Awaited;
import dev.steward.wire.Intake;
import dev.steward.wire.Loops;
import dev.steward.wire.Redial;
import dev.steward.wire.Standing;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The connection to one server, made again after each cut. Lines come on the loop's thread. */
final class TemplateConnection implements ChatConnection, Line.Listener {
  private static final Logger log = LoggerFactory.getLogger(TemplateConnection.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration UNTIL_BACK = Duration.ofSeconds(5);
  private static final Duration AFTER_REFUSAL = Duration.ofMinutes(1);

  private final TemplateSettings settings;
  private final Host host;
  private final EventLoopGroup loop = Loops.one("template");
  private final Standing standing;
  private final Redial redial;
  private final Intake intake;
  private final Awaited<Long, JsonNode> answers;
  private final Pulse pulse;
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicLong malformed = new AtomicLong();
  private volatile @Nullable AccountId us;
  private volatile @Nullable Line line;

  /** Of the last welcome. Never emptied: what a group lacks is a work order for staff. */
  private volatile Map<GroupId, Set<Capability>> groups = Map.of();

  private volatile boolean refused;
  private volatile boolean reading = true;

  /** The number of the last event that was heard; -1 before the first welcome. Loop's thread. */
  private long last = -1;

  private TemplateConnection(TemplateSettings settings, Host host) {
    this.settings = settings;
    this.host = host;
    this.standing = new Standing(host.clock());
    this.redial =
        new Redial(
            host.timers(),
            new SplittableRandom(host.clock().instant().toEpochMilli()),
            () -> Line.dial(settings, loop, this));
    this.answers = new Awaited<>(host.timers(), PATIENCE);
    this.pulse = new Pulse(host.timers());
    this.intake =
        new Intake(
            host.events(),
            host.timers(),
            new Intake.Valve() {
              @Override
              public void pause() {
                reading(false);
              }

              @Override
              public void resume() {
                reading(true);
              }
            });
  }

  static TemplateConnection open(TemplateSettings settings, Host host) {
    TemplateConnection connection = new TemplateConnection(settings, host);
    connection.redial.start();
    return connection;
  }

  private void reading(boolean on) {
    reading = on;
    flow();
  }

  /** The line reads as the intake has it, whichever of the two is new. */
  private void flow() {
    Line open = line;
    if (open != null) {
      open.reading(reading);
      // Who does not read hears no sign of life.
      if (reading) {
        pulse.start(open);
      } else {
        pulse.stop();
      }
    }
  }

  @Override
  public void opened(Line opened) {
    pulse.start(opened);
    opened.send(
        JSON.writeValueAsString(Map.of("t", "hello", "token", settings.token(), "after", last)));
  }

  @Override
  public void heard(Line from, String json) {
    try {
      heard(from, JSON.readTree(json));
    } catch (JacksonException | IllegalArgumentException e) {
      // One line that makes no sense is no reason to miss the next.
      malformed.incrementAndGet();
    }
    if (line != null) {
      pulse.alive();
    }
  }

  private void heard(Line from, JsonNode words) {
    switch (Translator.text(words, "t")) {
      case "welcome" -> welcome(from, words);
      case "unwelcome" -> {
        refused = true;
        from.close();
      }
      case "ok", "no" -> answers.arrived(words.path("re").asLong(), words);
      default -> event(words);
    }
  }

  private void welcome(Line from, JsonNode words) {
    AccountId account = new AccountId(TemplateAdapter.PLATFORM, Translator.text(words, "you"));
    us = account;
    refused = false;
    last = Math.max(last, words.path("from").asLong());
    Instant now = host.clock().instant();
    Map<GroupId, Set<Capability>> before = groups;
    Map<GroupId, Set<Capability>> there = new LinkedHashMap<>();
    for (JsonNode one : words.path("groups")) {
      GroupId group = Translator.group(Translator.text(one, "id"));
      Set<Capability> rights = Translator.rights(one);
      there.put(group, rights);
      String title = Translator.text(one, "title");
      take(new Event.GroupSeen(account, group, eventId(group, now), title, rights, now));
    }
    for (GroupId gone : before.keySet()) {
      if (!there.containsKey(gone)) {
        take(new Event.GroupLost(account, gone, eventId(gone, now), now));
      }
    }
    groups = Map.copyOf(there);
    line = from;
    flow();
    redial.up();
    standing.is(ConnectionHealth.State.CONNECTED, "");
  }

  /** For what has no id of the server's. */
  private String eventId(GroupId group, Instant now) {
    return group.id() + ":" + now.toEpochMilli() + ":" + numbers.incrementAndGet();
  }

  private void event(JsonNode words) {
    AccountId account = us;
    if (account == null) {
      return;
    }
    last = Math.max(last, words.path("n").asLong());
    Translator.event(account, words).ifPresent(this::take);
  }

  /** The intake offers it until it is taken, so it counts as heard from here on. */
  private void take(Event event) {
    var _ =
        intake
            .take(event)
            .exceptionally(
                closed -> {
                  log.debug("{} came too late: {}", event.dedupeId(), closed.toString());
                  return null;
                });
  }

  @Override
  public void ended(String why) {
    // Told before the line is gone: who sees "connected" may count on it.
    if (refused) {
      standing.is(ConnectionHealth.State.BLOCKED, settings + ": the token does not fit");
    } else {
      standing.is(ConnectionHealth.State.CUT, settings + ": " + why);
    }
    line = null;
    pulse.stop();
    answers.abandon();
    redial.lost(refused ? AFTER_REFUSAL : Duration.ZERO);
  }

  @Override
  public List<AccountId> accounts() {
    AccountId account = us;
    return account == null ? List.of() : List.of(account);
  }

  @Override
  public Set<Capability> capabilities(GroupId group) {
    return groups.getOrDefault(group, Set.of());
  }

  @Override
  public CompletionStage<Outcome> perform(Order order) {
    GroupId group = order.action().group();
    Set<Capability> able = group == null ? Set.of() : capabilities(group);
    Optional<Capability> missing = Hand.missing(order.action(), able);
    if (missing.isPresent()) {
      return CompletableFuture.completedFuture(new Outcome.Unsupported(missing.get()));
    }
    Line open = line;
    if (open == null) {
      return CompletableFuture.completedFuture(
          Outcome.Failed.untried("not connected to " + settings, UNTIL_BACK));
    }
    long number = numbers.incrementAndGet();
    Map<String, Object> words = Hand.words(order.action());
    words.put("re", number);
    CompletionStage<Optional<JsonNode>> answer = answers.expect(number);
    open.send(JSON.writeValueAsString(words));
    if (line != open) {
      answers.abandon();
    }
    return answer.thenApply(Hand::outcome);
  }

  @Override
  public CompletionStage<Optional<Outcome>> lookUp(Order order) {
    // The server keeps no order's number.
    return CompletableFuture.completedFuture(Optional.empty());
  }

  @Override
  public ConnectionHealth health() {
    ConnectionHealth now = standing.now();
    String counted = groups.size() + " groups, " + malformed + " malformed lines";
    return new ConnectionHealth(
        now.state(), now.detail().isEmpty() ? counted : now.detail() + "; " + counted, now.since());
  }

  @Override
  public void close() {
    standing.is(ConnectionHealth.State.CLOSED, "");
    redial.close();
    intake.close();
    pulse.stop();
    Line open = line;
    line = null;
    if (open != null) {
      open.close();
    }
    answers.abandon();
    Loops.end(loop);
  }
}
