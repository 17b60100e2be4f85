package dev.steward.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.ChatAdapter;
import dev.steward.chat.ConnectionHealth;
import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.UserId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every adapter keeps to. Extend it and say where the platform is:
 *
 * <pre>{@code
 * final class WebAdapterTest extends AdapterContract {
 *   @Override
 *   protected AdapterFixture fixture() {
 *     return new WebFixture();
 *   }
 * }
 * }</pre>
 */
@Timeout(60)
public abstract class AdapterContract {
  @TempDir Path folder = Path.of("");

  private ContractRun run = ContractRun.NONE;

  /** A new platform, with nobody connected yet. */
  protected abstract AdapterFixture fixture();

  @BeforeEach
  final void connect() {
    run = new ContractRun(fixture(), new TestHost(folder));
    run.connect();
  }

  @AfterEach
  final void disconnect() {
    run.close();
  }

  @Test
  void saysWhatItIs() {
    ChatAdapter adapter = run.fixture().adapter();
    assertThat(adapter.spiVersion()).isEqualTo(ChatAdapter.SPI_VERSION);
    assertThat(adapter.platform()).matches("[a-z][a-z0-9]*");
    assertThat(run.connection().accounts()).isNotEmpty();
    assertThat(run.connection().health().state()).isEqualTo(ConnectionHealth.State.CONNECTED);
    assertThat(run.settings().unread()).as("settings that the adapter never asks for").isEmpty();
  }

  @Test
  void saysOnConnectWhichGroupsItIsInAndWhatItMayDoThere() {
    run.fixture()
        .groups()
        .forEach(
            (group, expected) -> {
              Event.GroupSeen seen =
                  run.event(Event.GroupSeen.class, event -> event.group().equals(group));
              assertThat(seen.capabilities()).isEqualTo(expected);
              assertThat(run.connection().accounts()).contains(seen.account());
              assertThat(run.connection().capabilities(group)).isEqualTo(expected);
              assertThat(run.fixture().adapter().capabilities()).containsAll(expected);
            });
  }

  @ParameterizedTest
  @EnumSource(Capability.class)
  void doesWhatItDeclaresAndNothingElse(Capability capability) {
    CapabilityChecks checks = new CapabilityChecks(run);
    run.fixture()
        .groups()
        .forEach(
            (group, declared) -> {
              if (declared.contains(capability)) {
                checks.works(group, capability);
              } else {
                checks.isNotDone(group, capability);
              }
            });
  }

  @ParameterizedTest
  @EnumSource(Capability.class)
  void doesNothingInAGroupThatItIsNotIn(Capability capability) {
    GroupId nowhere = new GroupId(run.group().platform(), "999000111");
    assertThat(run.connection().capabilities(nowhere)).isEmpty();
    for (Action action : CapabilityChecks.actions(nowhere, run.member("小明"), capability)) {
      assertThat(run.perform(action)).isInstanceOf(Outcome.Unsupported.class);
    }
  }

  @Test
  void whatThePlatformRefusesIsRefused() {
    assertThat(run.fixture().refused()).isNotEmpty();
    for (Action action : run.fixture().refused()) {
      assertThat(run.performToTheEnd(action)).as("%s", action).isInstanceOf(Outcome.Refused.class);
    }
  }

  /** Another bot was faster, or the member left: staff are not sent after what is not there. */
  @Test
  void whatIsGoneIsToldApartFromARefusal() {
    UserId member = run.member("小明");
    List<Action> late = new ArrayList<>();
    if (run.can(Capability.DELETE)) {
      String message = run.say(member, "an advert");
      run.awaitTexts(List.of("an advert"));
      Action.DeleteMessage delete = new Action.DeleteMessage(run.group(), message);
      assertThat(run.perform(delete).done()).isTrue();
      late.add(delete);
    }
    run.fixture().leave(run.group(), member);
    if (run.can(Capability.SEE_MEMBERS)) {
      run.event(Event.MemberLeft.class, left -> left.user().equals(member));
    }
    if (run.can(Capability.MUTE)) {
      Instant until = run.host().clock().instant().plus(Duration.ofHours(1));
      late.add(new Action.MuteMember(run.group(), member, until));
    }
    if (run.can(Capability.KICK)) {
      late.add(new Action.KickMember(run.group(), member));
    }
    for (Action action : late) {
      Outcome outcome = run.perform(action);
      assertThat(outcome.done() || (outcome instanceof Outcome.Refused no && no.gone()))
          .as("%s of what is gone: %s", action, outcome)
          .isTrue();
    }
  }

  @Test
  void keepsTheOrderOfMessages() {
    UserId member = run.member("小明");
    List<String> said = run.say(member, 100);
    run.awaitTexts(said);
    assertThat(run.texts()).containsExactlyElementsOf(said);
  }

  @Test
  void comesBackAfterACut() {
    UserId member = run.member("小明");
    run.say(member, "before");
    run.awaitTexts(List.of("before"));
    run.fixture().cut();
    run.say(member, "meanwhile");
    run.fixture().heal();
    run.await()
        .until(
            "connected again",
            () -> run.connection().health().state() == ConnectionHealth.State.CONNECTED);
    run.say(member, "after");
    boolean history = run.can(Capability.HISTORY);
    run.awaitTexts(history ? List.of("before", "meanwhile", "after") : List.of("before", "after"));
    assertThat(run.texts()).doesNotHaveDuplicates();
    assertThat(run.perform(Action.SendMessage.of(run.group(), "back")).done()).isTrue();
  }

  @Test
  void missesNothingOverARestart() {
    UserId member = run.member("小明");
    run.say(member, "first");
    run.awaitTexts(List.of("first"));
    run.restart();
    run.say(member, "second");
    run.awaitTexts(List.of("first", "second"));
    assertThat(run.texts()).containsExactly("first", "second");
  }

  @Test
  void theSameMessageHasTheSameIdHoweverOftenItComes() {
    UserId member = run.member("小明");
    run.host().events().mode(RecordingSink.Mode.LOSE_RECEIPT);
    List<String> said = run.say(member, 5);
    run.await().stays("the adapter lives", () -> !run.connection().accounts().isEmpty());
    run.host().events().mode(RecordingSink.Mode.COMMIT);
    String last = run.say(member, "last");
    run.awaitTexts(List.of("last"));
    run.fixture().repeat(run.group(), last);
    run.await().stays("no double", () -> run.texts().stream().filter("last"::equals).count() == 1);
    List<String> all = new ArrayList<>(said);
    all.add("last");
    run.awaitTexts(all);
    assertThat(run.texts()).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void takesAHundredKilobytesAndSaysThemOrRefuses() {
    UserId member = run.member("小明");
    String big = "群规第一条：说人话。 ".repeat(9_100).substring(0, 100_000);
    String heard = big.substring(0, Math.min(big.length(), run.fixture().longestMessage()));
    run.say(member, heard);
    run.awaitTexts(List.of(heard));
    Outcome outcome = run.perform(Action.SendMessage.of(run.group(), big));
    if (outcome.done()) {
      String whole = big.replaceAll("\\s", "");
      run.await().until("said whole", () -> run.saidByUs().replaceAll("\\s", "").equals(whole));
    } else {
      assertThat(outcome).isInstanceOf(Outcome.Refused.class);
      assertThat(run.saidByUs()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.steward.testkit.HostileText#all")
  void hostileTextArrivesAsItIsBothWays(String text) {
    UserId member = run.member("小明");
    String expected = HostileText.withoutHalves(text);
    run.say(member, text);
    run.await()
        .until(
            "heard: " + HostileText.escaped(text),
            () -> run.texts().stream().map(HostileText::withoutHalves).anyMatch(expected::equals));
    assertThat(run.perform(Action.SendMessage.of(run.group(), text)).done()).isTrue();
    run.await()
        .until(
            "seen: " + HostileText.escaped(text),
            () -> HostileText.withoutHalves(run.saidByUs()).equals(expected));
  }

  @Test
  void aSlowPlatformHoldsNobodyUp() {
    run.fixture().slow(true);
    CompletableFuture<Outcome> sent =
        run.connection()
            .perform(run.order(Action.SendMessage.of(run.group(), "slowly")))
            .toCompletableFuture();
    run.connection().capabilities(run.group());
    run.connection().health();
    run.fixture().slow(false);
    Outcome outcome = run.await().value("an outcome from a slow platform", sent);
    if (outcome.done()) {
      run.await().until("said once", () -> run.saidByUs().equals("slowly"));
    } else {
      assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    }
  }

  @Test
  void anOrderSentTwiceIsSaidOnceWhereThatIsPromised() {
    Order order = run.order(Action.SendMessage.of(run.group(), "once"));
    Outcome first = run.perform(order);
    assertThat(first.done()).isTrue();
    if (run.can(Capability.SEND_ONCE)) {
      Order again = new Order(order.id(), order.account(), order.action(), 2);
      assertThat(run.perform(again)).isEqualTo(first);
      run.restart();
      assertThat(run.perform(again)).isEqualTo(first);
    }
    run.await().until("said once", () -> run.saidByUs().equals("once"));
  }

  @Test
  void lookUpTellsTheTruth() {
    Order done = run.order(Action.SendMessage.of(run.group(), "done"));
    Outcome outcome = run.perform(done);
    Optional<Outcome> found = run.await().value("look up", run.connection().lookUp(done));
    assertThat(found)
        .satisfiesAnyOf(o -> assertThat(o).isEmpty(), o -> assertThat(o).contains(outcome));
    Order never = run.order(Action.SendMessage.of(run.group(), "never"));
    Optional<Outcome> missing = run.await().value("look up", run.connection().lookUp(never));
    assertThat(missing.map(Outcome::done)).isNotEqualTo(Optional.of(true));
    run.await().until("said once", () -> run.saidByUs().equals("done"));
  }

  @Test
  void ourOwnWordsCanBeRecognised() {
    assertThat(run.perform(Action.SendMessage.of(run.group(), "our own words")).done()).isTrue();
    run.say(run.member("小明"), "a member's");
    run.awaitTexts(List.of("a member's"));
    for (Event.MessagePosted echo : run.host().events().events(Event.MessagePosted.class)) {
      if (echo.content().text().equals("our own words")) {
        assertThat(run.ourLogins()).contains(echo.sender().user());
      }
    }
    run.await().until("seen from a login of ours", () -> run.saidByUs().equals("our own words"));
  }

  @Test
  void waitsWhileTheInboxIsCongestedAndLosesNothing() {
    UserId member = run.member("小明");
    run.say(member, "before");
    run.awaitTexts(List.of("before"));
    run.host().events().congest(true);
    List<String> said = run.say(member, 200);
    if (run.fixture().canWait()) {
      run.await().stays("the adapter waits", () -> run.texts().size() < 1 + said.size() / 2);
    }
    run.host().events().congest(false);
    run.awaitTexts(said);
    assertThat(run.texts()).hasSize(201).endsWith("200");
  }

  @Test
  void theFirstWordsEverAreFetchedAsWell() {
    UserId member = run.member("小明");
    run.fixture().cut();
    run.tryToSay(member, "first");
    run.fixture().heal();
    run.awaitConnected();
    run.say(member, "after");
    run.awaitTexts(run.can(Capability.HISTORY) ? List.of("first", "after") : List.of("after"));
    assertThat(List.of("first", "after")).containsSubsequence(run.texts());
  }

  @Test
  void comingBackWhileStewardIsBehindLosesNothing() {
    UserId member = run.member("小明");
    run.say(member, "before");
    run.awaitTexts(List.of("before"));
    run.fixture().cut();
    run.tryToSay(member, "meanwhile");
    run.host().events().congest(true);
    run.fixture().slow(true);
    run.fixture().heal();
    run.await().stays("it comes back", () -> true);
    run.tryToWritePrivately(member, "hello");
    run.await().stays("hello comes first", () -> true);
    run.fixture().slow(false);
    run.pass(Duration.ofMinutes(5));
    run.host().events().congest(false);
    run.awaitConnected();
    if (run.can(Capability.HISTORY)) {
      run.awaitTexts(List.of("meanwhile"));
    }
    run.say(member, "after");
    run.awaitTexts(List.of("after"));
    assertThat(List.of("before", "meanwhile", "after")).containsSubsequence(run.texts());
  }

  @Test
  void anOverloadedInboxIsNotTheEnd() {
    UserId member = run.member("小明");
    run.host().events().mode(RecordingSink.Mode.OVERLOAD);
    run.host().events().congest(true);
    List<String> said = run.say(member, 20);
    run.host().events().congest(false);
    run.await().stays("the adapter lives", () -> run.texts().isEmpty());
    run.host().events().mode(RecordingSink.Mode.COMMIT);
    run.say(member, "after");
    run.awaitTexts(List.of("after"));
    if (run.can(Capability.HISTORY)) {
      run.awaitTexts(said);
    }
    assertThat(run.texts()).doesNotHaveDuplicates();
  }

  /** Tells its seed. */
  @ParameterizedTest
  @Timeout(180)
  @MethodSource("dev.steward.testkit.Day#seeds")
  void livesThroughADay(long seed, @TempDir Path day) {
    run.close();
    run = ContractRun.NONE;
    try (Leftovers leftovers = Leftovers.watch()) {
      TestHost host = new TestHost(day);
      run = new ContractRun(fixture(), host);
      run.connect();
      new Day(run, seed).live();
      run.close();
      run = ContractRun.NONE;
      leftovers.awaitNone(host);
    }
  }

  @Test
  void nothingComesAfterClose() {
    UserId member = run.member("小明");
    run.say(member, "before");
    run.awaitTexts(List.of("before"));
    run.connection().close();
    int delivered = run.host().events().deliveries();
    run.tryToSay(member, "after");
    run.await().stays("silence", () -> run.host().events().deliveries() == delivered);
    assertThat(run.connection().health().state()).isEqualTo(ConnectionHealth.State.CLOSED);
    assertThat(run.perform(Action.SendMessage.of(run.group(), "late")).done()).isFalse();
    run.connection().close();
  }
}
