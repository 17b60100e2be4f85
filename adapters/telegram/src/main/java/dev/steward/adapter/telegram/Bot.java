package dev.steward.adapter.telegram;

import dev.steward.chat.AccountId;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.ConnectionHealth.State;
import dev.steward.chat.Host;
import dev.steward.chat.Mount;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.wire.Awaited;
import dev.steward.wire.HttpCaller;
import dev.steward.wire.Intake;
import dev.steward.wire.Redial;
import dev.steward.wire.Standing;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** One login at work: says who it is, hears through a {@link Source}, acts through a Hand. */
final class Bot implements Source.Listener, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Bot.class);
  private static final Duration NOTICE = Duration.ofSeconds(2);
  private static final Duration OTHER_PROGRAM = Duration.ofSeconds(30);
  private static final Duration REFUSED = Duration.ofMinutes(1);

  private final AccountId account;
  private final BotApi api;
  private final Notebook notebook;
  private final Chats chats;
  private final ChatLookup lookup;
  private final GroupNews news;
  private final Names names = new Names();
  private final Intake intake;
  private final Inlet inlet;
  private final Source source;
  private final Pauses pauses;
  private final Standing standing;
  private final Redial redial;
  private final Awaited<UpdateReader.NoticeKey, Boolean> notices;
  private final Hand hand;
  private volatile String username = "";
  private volatile boolean greeted;
  private volatile boolean paused;
  private int dials;

  Bot(
      Token token,
      TelegramSettings settings,
      Host host,
      HttpCaller http,
      Notebook notebook,
      Executor threads,
      SecureRandom random) {
    this.account = new AccountId(TelegramAdapter.PLATFORM, Long.toString(token.bot()));
    this.notebook = notebook;
    this.api = new BotApi(http, settings.api(), token, random);
    this.pauses = new Pauses(host.timers());
    this.standing = new Standing(host.clock());
    this.chats = new Chats(host.clock(), notebook, account);
    this.lookup = new ChatLookup(api, pauses, token.bot());
    this.notices = new Awaited<>(host.timers(), NOTICE);
    this.intake = new Intake(host.events(), host.timers(), new Valve());
    OpenPolls polls = new OpenPolls(notebook, token.bot());
    UpdateReader reader = new UpdateReader(account, chats, names, polls, notices::arrived);
    this.news = new GroupNews(account, lookup, chats, notebook, pauses, intake);
    this.inlet = new Inlet(api, chats, news, polls, reader, intake);
    this.source =
        settings.webhook().isEmpty()
            ? new Poller(api, inlet, this, pauses, host.clock())
            : new WebhookDoor(
                api,
                inlet,
                this,
                pauses,
                settings.webhook() + "/" + TelegramConnection.MOUNT + "/" + token.bot(),
                random);
    this.redial = new Redial(host.timers(), random, this::dial);
    GroupCalls calls = new GroupCalls(host.clock(), api, news);
    Speech speech = new Speech(host, threads, calls, pauses, token.bot());
    this.hand =
        new Hand(
            chats,
            speech,
            new Notices(calls, speech, token.bot()),
            new Polls(calls, polls),
            new Discipline(host.clock(), calls, pauses, this::expect),
            new Permissions(calls, notebook));
  }

  /** Stops reading while Steward is congested; then no notice arrives either. */
  private final class Valve implements Intake.Valve {
    @Override
    public void pause() {
      paused = true;
      source.pause();
    }

    @Override
    public void resume() {
      paused = false;
      source.resume();
    }
  }

  /** Waits for Telegram's own notice of what an order did; empty at once when none can come. */
  private CompletionStage<Optional<Boolean>> expect(UpdateReader.NoticeKey key) {
    return paused ? CompletableFuture.completedFuture(Optional.empty()) : notices.expect(key);
  }

  void start() {
    redial.start();
  }

  AccountId account() {
    return account;
  }

  Chats chats() {
    return chats;
  }

  BotApi api() {
    return api;
  }

  private void dial() {
    var _ =
        api.call("getMe", Json.object())
            .thenAccept(
                reply -> {
                  if (reply instanceof Reply.Ok ok) {
                    met(ok.result());
                    source.open();
                  } else {
                    down(reply);
                  }
                })
            .exceptionally(
                failure -> {
                  log.error("connecting to Telegram", failure);
                  down(new Reply.Lost("connecting failed", false));
                  return null;
                });
  }

  private void met(JsonNode me) {
    username = Json.text(me, "username");
    names.heard(me);
    chats.readsAll(Json.yes(me, "can_read_all_group_messages"));
    greeted = false;
  }

  @Override
  public void up() {
    redial.up();
    standing.is(State.CONNECTED, "");
    if (!greeted) {
      greeted = true;
      greet();
    }
  }

  /** Says which groups the bot is in; at the first time it asks Telegram whether that is so. */
  private void greet() {
    dials++;
    String id = notebook.starts() + "." + dials + ".";
    List<ChatNow> known = chats.all();
    for (ChatNow chat : known) {
      news.tell(chats.seen(chat, id + chat.chat()));
    }
    if (dials == 1) {
      // Plain groups first: they may have become supergroups, in which somebody speaks already.
      ask(
          known.stream().sorted(Comparator.comparing(ChatNow::supergroup)).iterator(),
          id + "asked.");
    }
  }

  private void ask(Iterator<ChatNow> known, String id) {
    if (!known.hasNext() || pauses.closed()) {
      return;
    }
    long chat = known.next().chat();
    var _ =
        news.again(chat, id + chat)
            .whenComplete(
                (events, failure) -> {
                  if (events != null) {
                    events.forEach(news::tell);
                    ask(known, id);
                  } else {
                    log.debug("asking about a group ended: {}", String.valueOf(failure));
                  }
                });
  }

  @Override
  public void down(Reply why) {
    if (pauses.closed()) {
      return;
    }
    switch (why) {
      case Reply.No no when no.code() == 401 || no.code() == 404 -> {
        standing.is(State.BLOCKED, "Telegram refuses the token: " + no.why());
        redial.lost(REFUSED);
      }
      case Reply.No no when no.code() == 409 -> {
        standing.is(
            State.BLOCKED, "another program reads this bot's updates; stop it. " + no.why());
        redial.lost(OTHER_PROGRAM);
      }
      case Reply.No no -> {
        standing.is(State.CUT, "Telegram says no: " + no.why());
        redial.lost(no.pause());
      }
      case Reply.Lost lost -> {
        standing.is(State.CUT, lost.why());
        redial.lost();
      }
      case Reply.Garbled _ -> {
        standing.is(State.CUT, "Telegram: an answer that is not understood");
        redial.lost();
      }
      case Reply.Ok _ -> throw new IllegalArgumentException("an ok is no failure");
    }
  }

  @Override
  public void trouble(String why) {
    standing.is(State.CUT, why);
  }

  CompletionStage<Outcome> perform(Order order) {
    return hand.perform(order);
  }

  CompletionStage<Mount.Response> webhook(Mount.Request request) {
    return source instanceof WebhookDoor door
        ? door.handle(request)
        : CompletableFuture.completedFuture(new Mount.Full(404, Map.of(), new byte[0]));
  }

  /** Whether updates come to this bot, however the others are. */
  boolean hears() {
    return standing.state() == State.CONNECTED;
  }

  ConnectionHealth health() {
    ConnectionHealth now = standing.now();
    long malformed = inlet.malformed();
    int silent = lookup.unanswered();
    String detail =
        (username.isEmpty() ? account.id() : "@" + username)
            + ": "
            + (now.detail().isEmpty() ? source.name() : now.detail())
            + ", "
            + chats.size()
            + " groups"
            + (silent == 0 ? "" : ", Telegram does not answer about " + silent + " groups")
            + (malformed == 0 ? "" : ", " + malformed + " updates not understood")
            + (intake.held() == 0 ? "" : ", " + intake.held() + " events wait for Steward");
    return new ConnectionHealth(now.state(), detail, now.since());
  }

  /** Hears no more; what waits for a notice waits no longer. */
  void hush() {
    standing.is(State.CLOSED, "closed");
    intake.close();
    source.close();
    redial.close();
    notices.abandon();
  }

  @Override
  public void close() {
    pauses.close();
  }
}
