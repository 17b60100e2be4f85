package dev.steward.adapter.onebot;

import dev.steward.chat.Event;
import dev.steward.wire.GroupOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What a login missed in its groups: a place in each group's order that is kept until the history
 * is there, so that what is heard meanwhile waits behind it. Thread-safe.
 */
final class Gaps {
  private final Groups groups;
  private final GroupOrder order;
  private final Map<String, Gap> open = new ConcurrentHashMap<>();
  private final AtomicLong opened = new AtomicLong();

  /**
   * Messages since a time in epoch seconds.
   *
   * @param number the later it was opened, the higher
   */
  private record Gap(long number, long since, CompletableFuture<List<Event>> events) {}

  Gaps(Groups groups, GroupOrder order) {
    this.groups = groups;
    this.order = order;
  }

  /** From here on something may be missing. */
  void open(KnownGroup group) {
    open.computeIfAbsent(group.id.id(), _ -> keepPlace(group));
  }

  private Gap keepPlace(KnownGroup group) {
    Gap gap = new Gap(opened.incrementAndGet(), group.newest(), new CompletableFuture<>());
    var _ =
        order
            .later(group.id.id(), gap.events)
            .thenRun(
                () ->
                    gap.events
                        .join()
                        .forEach(event -> groups.stored(group, event.at().getEpochSecond())));
    return gap;
  }

  /**
   * Asks for the history of each; one that gets no answer stays open, and is among the first the
   * next time.
   *
   * @param turns gives each its turn
   */
  List<CompletionStage<Void>> ask(
      Greeting greeting, Translator translator, Supplier<CompletionStage<Void>> turns) {
    List<CompletionStage<Void>> asked = new ArrayList<>();
    open.entrySet().stream()
        .sorted(Comparator.comparingLong(entry -> entry.getValue().number()))
        .forEach(
            entry -> {
              KnownGroup group = groups.find(entry.getKey());
              if (group != null) {
                asked.add(
                    turns
                        .get()
                        .thenCompose(_ -> fetch(greeting, group, entry.getValue(), translator)));
              }
            });
    return asked;
  }

  private CompletionStage<Void> fetch(
      Greeting greeting, KnownGroup group, Gap gap, Translator translator) {
    Gap now = open.get(group.id.id());
    if (now == null || now.number != gap.number) {
      // It was given up, or told to another greeting.
      return CompletableFuture.completedFuture(null);
    }
    return greeting
        .history()
        .of(group, gap.since, groups.earliest(), translator)
        .thenAccept(events -> events.ifPresent(found -> close(group.id.id(), found)));
  }

  /** What is still missing will not be found. Returns in how many groups. */
  int giveUp() {
    List<String> left = List.copyOf(open.keySet());
    left.forEach(id -> close(id, List.of()));
    return left.size();
  }

  private void close(String id, List<Event> events) {
    Gap gap = open.remove(id);
    if (gap != null) {
      gap.events.complete(events);
    }
  }
}
