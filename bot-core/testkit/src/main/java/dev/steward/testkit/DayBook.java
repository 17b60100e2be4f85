package dev.steward.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.Event;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.UserId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What was said and asked for on a {@link Day} and what came of it. */
final class DayBook {
  /** As many as the outbox makes. */
  static final int TRIES = 6;

  /** It waits for days; on this one nothing is away for so long. */
  private static final int MOST_WAITS = 100;

  private static final Duration MUTE = Duration.ofMinutes(10);

  private final ContractRun run;
  private final Random random;
  private final List<String> said = new ArrayList<>();
  private final Set<String> owed = new LinkedHashSet<>();
  private final Set<String> heard = new HashSet<>();
  private final Map<String, Came> ours = new LinkedHashMap<>();
  private final Map<String, Set<String>> seen = new HashMap<>();
  private final Deque<UserId> troublemakers = new ArrayDeque<>();
  private @Nullable Said last;
  private int number;
  private int looked;

  /** What became of something that Steward was asked to do. */
  private enum Came {
    DONE,
    NOT_DONE,
    UNKNOWN
  }

  /** What Steward can be asked to do. */
  private enum Deed {
    SPEAK,
    DELETE,
    MUTE,
    KICK
  }

  /** What a member said last of what Steward must hear. */
  private record Said(String messageId, String words) {}

  /**
   * Something that Steward was asked to do.
   *
   * @param effect whether members see that it is done
   * @param afterwards makes things as they were
   */
  record Asked(
      Order order, BooleanSupplier effect, Runnable afterwards, CompletionStage<Outcome> outcome) {}

  DayBook(ContractRun run, Random random) {
    this.run = run;
    this.random = random;
  }

  /** Those whom Steward mutes and removes now and then, each for one order at a time. */
  void troublemakers(List<UserId> people) {
    troublemakers.addAll(people);
  }

  /**
   * A member says something new.
   *
   * @param promised whether Steward must hear it
   * @return the words
   */
  String says(UserId member, boolean promised) {
    String words = "第" + ++number + "句";
    String id = run.say(member, words);
    said.add(words);
    if (promised) {
      owed.add(words);
      last = new Said(id, words);
    }
    return words;
  }

  /**
   * Steward says something new, or does something that it can do here; what comes of it is told to
   * {@link #settle} or {@link #tried}.
   */
  Asked asks() {
    return switch (Deed.values()[random.nextInt(Deed.values().length)]) {
      case SPEAK -> speaks();
      case DELETE -> {
        Said message = last;
        yield run.can(Capability.DELETE) && message != null && heard(message.words())
            ? deletes(message.messageId())
            : speaks();
      }
      case MUTE -> run.can(Capability.MUTE) ? mutes(troublemakers.remove()) : speaks();
      case KICK -> run.can(Capability.KICK) ? kicks(troublemakers.remove()) : speaks();
    };
  }

  private Asked asked(Action action, BooleanSupplier effect, Runnable afterwards) {
    Order order = run.order(action);
    return new Asked(order, effect, afterwards, run.connection().perform(order));
  }

  private Asked speaks() {
    String text = "群管家说的第" + ++number + "句";
    ours.put(text, Came.UNKNOWN);
    return asked(Action.SendMessage.of(run.group(), text), () -> timesSeen(text) > 0, () -> {});
  }

  private Asked deletes(String message) {
    last = null;
    return asked(new Action.DeleteMessage(run.group(), message), () -> !isSeen(message), () -> {});
  }

  private Asked mutes(UserId member) {
    return asked(
        new Action.MuteMember(run.group(), member, run.host().clock().instant().plus(MUTE)),
        () -> !speaks(member),
        () -> {
          run.pass(MUTE);
          run.awaitConnected();
          run.await().quickly().until("the mute is over", () -> speaks(member));
          troublemakers.add(member);
        });
  }

  private Asked kicks(UserId member) {
    return asked(
        new Action.KickMember(run.group(), member),
        () -> !isIn(member),
        () -> {
          assertThat(isIn(member) || run.fixture().comeBack(run.group(), member))
              .as("%s comes back", member)
              .isTrue();
          troublemakers.add(member);
        });
  }

  private boolean isIn(UserId member) {
    return run.fixture().isIn(run.group(), member);
  }

  private boolean isSeen(String message) {
    return run.fixture().seen(run.group()).stream()
        .anyMatch(one -> one.messageId().equals(message));
  }

  /** Tries to say something; whether the group let them. */
  private boolean speaks(UserId member) {
    String words = "第" + ++number + "句";
    boolean let = run.fixture().post(run.group(), member, words) != null;
    if (let) {
      said.add(words);
    }
    return let;
  }

  /** Goes on as the outbox does until it is done, or nobody knows whether it is. */
  void settle(Asked asked) {
    Order order = asked.order();
    Outcome outcome = run.await().quickly().value("an outcome", asked.outcome());
    boolean perhaps = unknown(outcome);
    int waits = 0;
    while (outcome instanceof Outcome.Failed failed && mayRepeat(order, failed)) {
      assertThat(order.attempt()).as("tries of %s: %s", order, outcome).isLessThan(TRIES);
      assertThat(waits).as("waits of %s: %s", order, outcome).isLessThan(MOST_WAITS);
      if (failed.retryAfter() != null) {
        run.pass(failed.retryAfter());
      }
      if (failed.effect() == Outcome.Effect.UNTRIED) {
        waits++;
        run.awaitConnected();
      } else {
        order = new Order(order.id(), order.account(), order.action(), order.attempt() + 1);
      }
      outcome = run.await().quickly().value("an outcome", run.connection().perform(order));
      perhaps |= unknown(outcome);
    }
    assertThat(outcome.done() || perhaps).as("%s: %s", order, outcome).isTrue();
    note(asked, outcome, perhaps);
  }

  /** Takes the first outcome as it is, since trying again is of no use. */
  void tried(Asked asked) {
    Outcome outcome = run.await().quickly().value("an outcome", asked.outcome());
    note(asked, outcome, unknown(outcome));
  }

  private boolean mayRepeat(Order order, Outcome.Failed failed) {
    return switch (failed.effect()) {
      case NONE, UNTRIED -> failed.retryAfter() != null;
      case UNKNOWN -> order.action().repeatable() || run.can(Capability.SEND_ONCE);
    };
  }

  private static boolean unknown(Outcome outcome) {
    return outcome instanceof Outcome.Failed failed && failed.effect() == Outcome.Effect.UNKNOWN;
  }

  /** An outcome is true: what is done is seen, and what is not is not. */
  private void note(Asked asked, Outcome outcome, boolean perhaps) {
    Came came = outcome.done() ? Came.DONE : perhaps ? Came.UNKNOWN : Came.NOT_DONE;
    String what = asked.order() + ": " + outcome;
    if (came == Came.DONE) {
      run.await().quickly().until("members see it: " + what, asked.effect());
    } else if (came == Came.NOT_DONE) {
      assertThat(asked.effect().getAsBoolean()).as("members see it: %s", what).isFalse();
    }
    if (asked.order().action() instanceof Action.SendMessage spoken) {
      ours.put(spoken.content().text(), came);
      look();
    }
    asked.afterwards().run();
  }

  private int timesSeen(String text) {
    look();
    return seen.getOrDefault(text, Set.of()).size();
  }

  /** What members see may scroll away, so it is looked at now and then. */
  private void look() {
    Set<UserId> logins = run.ourLogins();
    for (AdapterFixture.Seen message : run.fixture().seen(run.group())) {
      if (logins.contains(message.sender())) {
        seen.computeIfAbsent(message.text(), _ -> new HashSet<>()).add(message.messageId());
      }
    }
  }

  boolean heard(String words) {
    return heard().contains(words);
  }

  /** A day has thousands of words, and is looked at thousands of times. */
  private Set<String> heard() {
    List<Event> come = run.host().events().eventsAfter(looked);
    looked += come.size();
    for (Event event : come) {
      if (event instanceof Event.MessagePosted posted && posted.group().equals(run.group())) {
        heard.add(posted.content().text());
      }
    }
    return heard;
  }

  void awaitWhatIsPromised() {
    try {
      run.await().quickly().until("all heard", this::nothingOwed);
    } catch (AssertionError never) {
      throw new AssertionError("never heard: " + owed, never);
    }
  }

  private boolean nothingOwed() {
    owed.removeIf(heard()::contains);
    return owed.isEmpty();
  }

  /** Nothing is doubled or out of order, and every outcome was true. */
  void check() {
    List<String> inOrder = run.texts();
    Set<String> came = new HashSet<>(inOrder);
    assertThat(inOrder).as("heard twice").doesNotHaveDuplicates();
    assertThat(inOrder)
        .as("the order of what was heard")
        .containsExactlyElementsOf(said.stream().filter(came::contains).toList());
    look();
    ours.forEach(
        (text, how) -> {
          int times = seen.getOrDefault(text, Set.of()).size();
          switch (how) {
            case DONE -> assertThat(times).as("%s was said", text).isEqualTo(1);
            case NOT_DONE -> assertThat(times).as("%s was not said", text).isZero();
            case UNKNOWN -> assertThat(times).as("%s, unknown", text).isLessThanOrEqualTo(1);
          }
        });
    assertThat(seen.keySet()).as("what Steward was seen to say").isSubsetOf(ours.keySet());
  }
}
