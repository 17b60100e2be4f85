package dev.steward.adapter.onebot;

import dev.steward.chat.Event;
import dev.steward.wire.GroupOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a login missed in its groups: a place in each group's order that is kept until the history
 * is there, so that what is heard meanwhile waits behind it. Thread-safe.
 */
final class Gaps {
  private final Groups groups;
  private final GroupOrder order;
  private final Map<String, Gap> open = new ConcurrentHashMap<>();

  /** Messages since a time in epoch seconds. */
  private record Gap(long since, CompletableFuture<List<Event>> events) {}

  Gaps(Groups groups, GroupOrder order) {
    this.groups = groups;
    this.order = order;
  }

  /** From here on something may be missing. */
  void open(KnownGroup group) {
    open.computeIfAbsent(group.id.id(), _ -> keepPlace(group));
  }

  private Gap keepPlace(KnownGroup group) {
    Gap gap = new Gap(group.newest(), new CompletableFuture<>());
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

  /** Asks for the history of each; one that gets no answer stays open. */
  List<CompletionStage<Void>> ask(Greeting greeting, Translator translator) {
    List<CompletionStage<Void>> asked = new ArrayList<>();
    open.forEach(
        (id, gap) -> {
          KnownGroup group = groups.find(id);
          if (group != null) {
            asked.add(
                greeting
                    .history()
                    .of(group, gap.since, groups.earliest(), translator)
                    .thenAccept(events -> events.ifPresent(found -> close(id, found))));
          }
        });
    return asked;
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
