package dev.steward.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Action;
import dev.steward.chat.Capability;
import dev.steward.chat.Order;
import dev.steward.chat.Outcome;
import dev.steward.chat.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** What was said on a {@link Day} and what came of it. */
final class DayBook {
  private static final int TRIES = 20;

  private final ContractRun run;
  private final List<String> said = new ArrayList<>();
  private final Set<String> owed = new LinkedHashSet<>();
  private final Map<String, Came> ours = new LinkedHashMap<>();
  private final Map<String, Set<String>> seen = new HashMap<>();
  private int number;

  /** What became of something that Steward said. */
  private enum Came {
    SAID,
    NOT_SAID,
    UNKNOWN
  }

  /** Something that Steward is saying. */
  record Spoken(Order order, String text, CompletionStage<Outcome> outcome) {}

  DayBook(ContractRun run) {
    this.run = run;
  }

  /**
   * A member says something new.
   *
   * @param promised whether Steward must hear it
   * @return the words
   */
  String says(UserId member, boolean promised) {
    String words = "第" + ++number + "句";
    run.say(member, words);
    said.add(words);
    if (promised) {
      owed.add(words);
    }
    return words;
  }

  /** Steward says something new; what comes of it is told to {@link #settle} or {@link #tried}. */
  Spoken speaks() {
    String text = "群管家说的第" + ++number + "句";
    Order order = run.order(Action.SendMessage.of(run.group(), text));
    return new Spoken(order, text, run.connection().perform(order));
  }

  /** Goes on as the outbox does until it is said, or nobody knows whether it is. */
  void settle(Spoken spoken) {
    Order order = spoken.order();
    Outcome outcome = run.await().quickly().value("an outcome", spoken.outcome());
    while (outcome instanceof Outcome.Failed failed && mayRepeat(failed)) {
      assertThat(order.attempt()).as("tries of %s: %s", spoken.text(), outcome).isLessThan(TRIES);
      if (failed.retryAfter() != null) {
        run.pass(failed.retryAfter());
      }
      run.awaitConnected();
      order = new Order(order.id(), order.account(), order.action(), order.attempt() + 1);
      outcome = run.await().quickly().value("an outcome", run.connection().perform(order));
    }
    assertThat(outcome.done() || unknown(outcome)).as("%s: %s", spoken.text(), outcome).isTrue();
    note(spoken, outcome);
  }

  /** Takes the first outcome as it is, since trying again is of no use. */
  void tried(Spoken spoken) {
    note(spoken, run.await().quickly().value("an outcome", spoken.outcome()));
  }

  private boolean mayRepeat(Outcome.Failed failed) {
    return switch (failed.effect()) {
      case NONE -> failed.retryAfter() != null;
      case UNKNOWN -> run.can(Capability.SEND_ONCE);
    };
  }

  private static boolean unknown(Outcome outcome) {
    return outcome instanceof Outcome.Failed failed && failed.effect() == Outcome.Effect.UNKNOWN;
  }

  private void note(Spoken spoken, Outcome outcome) {
    Came came = outcome.done() ? Came.SAID : unknown(outcome) ? Came.UNKNOWN : Came.NOT_SAID;
    ours.put(spoken.text(), came);
    if (came == Came.SAID) {
      run.await()
          .quickly()
          .until(
              "members see " + spoken.text() + " (" + outcome + ")",
              () -> timesSeen(spoken.text()) > 0);
    } else {
      look();
    }
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
    return run.texts().contains(words);
  }

  void awaitWhatIsPromised() {
    try {
      run.await().quickly().until("all heard", this::nothingOwed);
    } catch (AssertionError never) {
      throw new AssertionError("never heard: " + owed, never);
    }
  }

  private boolean nothingOwed() {
    owed.removeAll(new HashSet<>(run.texts()));
    return owed.isEmpty();
  }

  /** Nothing is doubled or out of order, and every outcome was true. */
  void check() {
    List<String> heard = run.texts();
    Set<String> came = new HashSet<>(heard);
    assertThat(heard).as("heard twice").doesNotHaveDuplicates();
    assertThat(heard)
        .as("the order of what was heard")
        .containsExactlyElementsOf(said.stream().filter(came::contains).toList());
    look();
    ours.forEach(
        (text, how) -> {
          int times = seen.getOrDefault(text, Set.of()).size();
          switch (how) {
            case SAID -> assertThat(times).as("%s was said", text).isEqualTo(1);
            case NOT_SAID -> assertThat(times).as("%s was not said", text).isZero();
            case UNKNOWN -> assertThat(times).as("%s, unknown", text).isLessThanOrEqualTo(1);
          }
        });
    assertThat(seen.keySet()).as("what Steward was seen to say").isSubsetOf(ours.keySet());
  }
}
