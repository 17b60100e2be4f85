package dev.steward.server.platforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.steward.chat.AccountId;
import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.ChatAdapter;
import dev.steward.chat.ChatConnection;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Content;
import dev.steward.chat.Event;
import dev.steward.chat.EventSink;
import dev.steward.chat.GroupId;
import dev.steward.chat.Host;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.Settings;
import dev.steward.chat.SettingsException;
import dev.steward.chat.UserId;
import dev.steward.engine.script.Language;
import dev.steward.server.config.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine hears of a platform, and what a platform hears of the engine. */
class ConnectionsTest {
  private static final AccountId BOT = new AccountId("fake", "bot");
  private static final GroupId GROUP = new GroupId("fake", "g");

  @TempDir Path folder;

  private final List<Event> heard = new CopyOnWriteArrayList<>();
  private final Connections connections = new Connections();
  private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
  private final CountDownLatch seen = new CountDownLatch(1);
  private final Fake fake = new Fake();

  @AfterEach
  void closed() {
    connections.close();
    timers.shutdownNow();
  }

  /** A platform that is told how to be. */
  private static final class Fake implements ChatAdapter, ChatConnection {
    private volatile ConnectionHealth.State state = ConnectionHealth.State.CONNECTED;
    private volatile List<AccountId> accounts = List.of(BOT);
    private volatile @Nullable RuntimeException fault;
    private volatile @Nullable Error broken;
    private volatile boolean closed;
    private volatile @Nullable Host lent;

    @Override
    public int spiVersion() {
      return SPI_VERSION;
    }

    @Override
    public String platform() {
      return "fake";
    }

    @Override
    public Set<Capability> capabilities() {
      return Set.of();
    }

    @Override
    public ChatConnection connect(Settings settings, Host host) throws SettingsException {
      settings.text("token");
      Error thrown = broken;
      if (thrown != null) {
        throw thrown;
      }
      lent = host;
      return this;
    }

    Host host() {
      return Objects.requireNonNull(lent, "not connected");
    }

    @Override
    public List<AccountId> accounts() {
      return accounts;
    }

    @Override
    public Set<Capability> capabilities(GroupId group) {
      return Set.of(Capability.SEND, Capability.SEND_ONCE);
    }

    @Override
    public CompletionStage<Outcome> perform(Order order) {
      RuntimeException thrown = fault;
      if (thrown != null) {
        throw thrown;
      }
      return CompletableFuture.completedFuture(new Outcome.Confirmed("n"));
    }

    @Override
    public CompletionStage<Optional<Outcome>> lookUp(Order order) {
      return CompletableFuture.completedFuture(Optional.of(new Outcome.Confirmed("found")));
    }

    @Override
    public ConnectionHealth health() {
      return new ConnectionHealth(state, "fine", Instant.EPOCH);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private void open(Map<String, Map<String, String>> settings) throws ConfigException {
    connections.open(
        Adapters.of(List.of(fake)),
        settings,
        new Connections.Lender(
            new EventSink() {
              @Override
              public CompletionStage<Receipt> deliver(Event event) {
                heard.add(event);
                return CompletableFuture.completedFuture(Receipt.COMMITTED);
              }

              @Override
              public boolean congested() {
                return false;
              }

              @Override
              public CompletionStage<Void> relief() {
                return CompletableFuture.completedFuture(null);
              }
            },
            group -> seen.countDown(),
            InstantSource.system(),
            timers,
            folder,
            (path, mount) -> {},
            media -> Optional.empty()));
  }

  private void open() throws ConfigException {
    open(Map.of("fake", Map.of("token", "t")));
  }

  private Outcome say(AccountId account) {
    return connections
        .perform(new Order(1, account, Action.SendMessage.of(GROUP, "你好"), 1))
        .toCompletableFuture()
        .join();
  }

  private String wrong(Map<String, Map<String, String>> settings, Language language) {
    ConfigException wrong = catchThrowableOfType(ConfigException.class, () -> open(settings));
    assertThat(wrong).isNotNull();
    return wrong.text(language);
  }

  @Test
  void aPlatformThatIsNotThereIsToldWithTheNearestName() {
    assertThat(wrong(Map.of("fale", Map.of()), Language.EN))
        .contains("adapters.fale: no such platform. Did you mean fake?");
    assertThat(wrong(Map.of("telegram", Map.of()), Language.ZH))
        .contains("adapters.telegram：没有这个平台", "fake", "jar");
  }

  @Test
  void aSettingThatTheAdapterDoesNotKnowIsToldAndTheConnectionIsLetGo() {
    assertThat(wrong(Map.of("fake", Map.of("token", "t", "tokn", "x")), Language.EN))
        .contains("adapters.fake.tokn: unknown setting. Did you mean adapters.fake.token?");
    assertThat(fake.closed).isTrue();
  }

  @Test
  void eachAdapterHasAFolderOfItsOwn() throws Exception {
    open();
    assertThat(fake.host().folder()).isEqualTo(folder.resolve("fake"));
    assertThat(Files.isDirectory(folder.resolve("fake"))).isTrue();
  }

  @Test
  void anOrderForALoginThatIsNotThereIsRefusedOrWaits() throws Exception {
    assertThat(say(BOT)).isInstanceOf(Outcome.Refused.class);
    open();
    assertThat(say(BOT)).isEqualTo(new Outcome.Confirmed("n"));
    AccountId other = new AccountId("fake", "other");
    assertThat(say(other)).isInstanceOf(Outcome.Refused.class);
    fake.state = ConnectionHealth.State.CONNECTING;
    assertThat(say(other))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.reason()).contains("not connected yet"));
  }

  @Test
  void anAdapterThatThrowsLeavesTheOutcomeUnknown() throws Exception {
    open();
    fake.fault = new IllegalStateException("broken");
    assertThat(say(BOT))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed)
                    .isEqualTo(
                        Outcome.Failed.unknown(
                            "the adapter failed: java.lang.IllegalStateException: broken")));
  }

  @Test
  void aLoginIsUpOnlyWhileItsConnectionIs() throws Exception {
    open();
    assertThat(connections.up(BOT)).isTrue();
    assertThat(connections.up(new AccountId("fake", "other"))).isFalse();
    assertThat(connections.up(new AccountId("gone", "bot"))).isFalse();
    fake.state = ConnectionHealth.State.CUT;
    assertThat(connections.up(BOT)).isFalse();
  }

  @Test
  void ourOwnLoginsAreKnownAndAPersonaSpeaksOnlyIfItIsOne() throws Exception {
    AccountId nana = new AccountId("fake", "nana");
    fake.accounts = List.of(BOT, nana);
    open();
    assertThat(connections.ours(new UserId("fake", "nana"))).isTrue();
    assertThat(connections.ours(new UserId("fake", "mama"))).isFalse();
    assertThat(connections.ours(new UserId("gone", "bot"))).isFalse();
    assertThat(connections.speaker(BOT, "nana")).isEqualTo(nana);
    assertThat(connections.speaker(BOT, "mama")).isEqualTo(BOT);
    assertThat(connections.speaker(BOT, null)).isEqualTo(BOT);
    assertThat(connections.first("fake")).isEqualTo(BOT);
    assertThat(connections.first("gone")).isEqualTo(new AccountId("gone", "nobody"));
  }

  @Test
  void whatIsSaidInPrivateIsSaidOnceWhereAllGroupsPromiseIt() throws Exception {
    open();
    Order whisper =
        new Order(
            1,
            BOT,
            new Action.SendPrivate(GROUP, new UserId("fake", "u"), Content.of("你好"), List.of()),
            1);
    assertThat(connections.saysOnce(whisper)).as("no group was seen yet").isFalse();
    fake.host()
        .events()
        .deliver(seen("g", Set.of(Capability.SEND_ONCE)))
        .toCompletableFuture()
        .join();
    assertThat(connections.saysOnce(whisper)).isTrue();
    fake.host().events().deliver(seen("h", Set.of(Capability.SEND))).toCompletableFuture().join();
    assertThat(connections.saysOnce(whisper)).isFalse();
    assertThat(seen.await(10, TimeUnit.SECONDS)).as("the bindings hear of the group").isTrue();
  }

  private static Event seen(String group, Set<Capability> capabilities) {
    return new Event.GroupSeen(
        BOT, new GroupId("fake", group), group, group, capabilities, Instant.EPOCH);
  }

  @Test
  void anAdapterThatLacksALibraryIsNamed() {
    fake.broken = new NoClassDefFoundError("com/example/Missing");
    assertThat(wrong(Map.of("fake", Map.of("token", "t")), Language.EN))
        .contains(
            "adapters.fake: its adapter (", "Fake) failed at the start", "com/example/Missing");
  }

  @Test
  void onceShutNothingComesInAndOrdersAreStillPerformed() throws Exception {
    open();
    fake.host().events().deliver(seen("g", Set.of())).toCompletableFuture().join();
    connections.shut();
    CompletableFuture<EventSink.Receipt> late =
        fake.host().events().deliver(seen("h", Set.of())).toCompletableFuture();
    assertThat(catchThrowableOfType(CompletionException.class, late::join))
        .hasMessageContaining("deliver the event again later");
    assertThat(heard).hasSize(1);
    assertThat(say(BOT)).isEqualTo(new Outcome.Confirmed("n"));
    connections.close();
    assertThat(fake.closed).isTrue();
  }
}
