package dev.steward.engine.lane;

import dev.steward.chat.Event;
import dev.steward.chat.EventSink;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.engine.flow.GroupFlow;
import dev.steward.engine.flow.Input;
import dev.steward.engine.flow.Post;
import dev.steward.engine.flow.TurnContext;
import dev.steward.engine.identity.Persons;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Sql;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The inbox: gives each event to the lane that owns its key. Thread-safe. Events from adapters are
 * refused, and counted, when a lane's queue is full; the outbox's news, letters and timers wait for
 * room instead.
 */
public final class Lanes implements EventSink, AutoCloseable {
  /** Events that may wait in one lane: under a second's work. */
  private static final int CAPACITY = 16_384;

  /**
   * When more than this many wait, adapters are asked to read no more: a garbage collection copies
   * all that waits.
   */
  private static final int MANY = 1_000;

  /** What events that are not over may hold in memory, in characters of two bytes. */
  private static final long MOST_CHARACTERS = 16_000_000;

  private static final Duration STOPPING = Duration.ofSeconds(10);

  private final InstantSource clock;
  private final Persons persons;
  private final LaneFigures figures;
  private final List<Lane> lanes = new ArrayList<>();
  private final Queue<CompletableFuture<Void>> waiting = new ConcurrentLinkedQueue<>();

  /** For each lane who carries its letters to the others, in the order of its commits. */
  private final List<ExecutorService> carriers = new ArrayList<>();

  /**
   * Inputs that a lane has taken and that are not over, and letters on their way to one. One count
   * for all lanes: looking at one after the other would miss what passes between them.
   */
  private final AtomicInteger open = new AtomicInteger();

  /** How many characters those have. */
  private final AtomicLong characters = new AtomicLong();

  /** What the lanes are given: how a flow is made, and who takes what follows a commit. */
  public interface Wiring {
    /** Makes the flow of a lane; called again after each rollback. */
    GroupFlow flow(Sql sql, Predicate<Key> mine);

    /** Takes committed posts, in order. */
    void posts(List<Post> posts);

    /** Takes committed changes of timers. */
    void timers(List<GroupFlow.TimerChange> timers);
  }

  public Lanes(
      Database database, InstantSource clock, Persons persons, LaneFigures figures, Wiring wiring) {
    this.clock = clock;
    this.persons = persons;
    this.figures = figures;
    int count = database.lanes();
    for (int i = 0; i < count; i++) {
      int mine = i;
      carriers.add(
          Executors.newSingleThreadExecutor(
              Thread.ofVirtual().name("letters-of-lane-" + i).factory()));
      lanes.add(
          new Lane(
              "lane-" + i,
              CAPACITY,
              database,
              sql -> wiring.flow(sql, key -> index(key, count) == mine),
              new Lane.AfterCommit() {
                @Override
                public void posts(List<Post> posts) {
                  wiring.posts(posts);
                }

                @Override
                public void timers(List<GroupFlow.TimerChange> timers) {
                  wiring.timers(timers);
                }

                @Override
                public CompletionStage<?> letters(List<Input.LetterDue> letters) {
                  return carry(carriers.get(mine), letters);
                }

                @Override
                public void drained() {
                  relieve();
                }
              },
              open,
              characters,
              figures));
    }
  }

  /** Starts the lanes; letters that waited are handled first. */
  public void start() {
    lanes.forEach(Lane::start);
  }

  private static int index(Key key, int count) {
    // Not Key.hashCode: an enum's differs from one process to the next.
    int hash = key.toString().hashCode();
    return Math.floorMod((hash * 0x9E3779B9) >>> 7, count);
  }

  private Lane lane(Key key) {
    return lanes.get(index(key, lanes.size()));
  }

  @Override
  public CompletionStage<Receipt> deliver(Event event) {
    Key key = keyOf(event);
    CompletableFuture<Receipt> done = new CompletableFuture<>();
    Input.Heard heard = new Input.Heard(event.cut(), key, source(event), clock.instant());
    if (characters.get() > MOST_CHARACTERS || !lane(key).offer(new Lane.Entry(heard, done))) {
      figures.refused();
      done.completeExceptionally(new OverloadedException());
    }
    return done;
  }

  /** Whose turn an event is. */
  Key keyOf(Event event) {
    return switch (event) {
      case Event.InGroup inGroup -> Key.group(inGroup.group());
      case Event.PrivateMessagePosted posted ->
          Key.person(persons.personOf(posted.sender().user()));
      case Event.ButtonPressed pressed -> {
        GroupId group = pressed.group();
        yield group == null
            ? Key.person(persons.personOf(pressed.sender().user()))
            : Key.group(group);
      }
      case Event.TimerDue due -> due.key();
      case Event.StaffCommand command -> command.key();
      case Event.HelperAnswered answered -> answered.key();
    };
  }

  private static String source(Event event) {
    return switch (event) {
      case Event.InGroup inGroup -> inGroup.account().toString();
      case Event.PrivateMessagePosted posted -> posted.account().toString();
      case Event.ButtonPressed pressed -> pressed.account().toString();
      case Event.TimerDue _ -> "timer";
      case Event.StaffCommand _ -> "console";
      case Event.HelperAnswered _ -> "helper";
    };
  }

  /**
   * Something that must not be refused: waits for room, and completes after the commit. Must not be
   * called on a lane's thread.
   */
  public CompletionStage<Receipt> news(Input input) {
    CompletableFuture<Receipt> done = new CompletableFuture<>();
    try {
      lane(input.key()).put(new Lane.Entry(input, done));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      done.completeExceptionally(e);
    }
    return done;
  }

  /** Another lane's thread takes letters; a full queue there must not block the one they are of. */
  private CompletionStage<?> carry(ExecutorService carrier, List<Input.LetterDue> letters) {
    open.addAndGet(letters.size());
    List<CompletableFuture<Void>> handled = new ArrayList<>();
    for (Input.LetterDue letter : letters) {
      CompletableFuture<Void> one = new CompletableFuture<>();
      handled.add(one);
      try {
        carrier.execute(
            () -> {
              // It is let go of only when it is in the queue of its lane, where it counts itself.
              var _ = news(letter).whenComplete((_, _) -> one.complete(null));
              open.decrementAndGet();
            });
      } catch (RejectedExecutionException stopped) {
        // It is committed, and waits in the database for the next start.
        open.decrementAndGet();
        one.complete(null);
      }
    }
    return CompletableFuture.allOf(handled.toArray(CompletableFuture<?>[]::new));
  }

  /** A timer, or an order of staff: waits for room, and completes after the commit. */
  public CompletionStage<Receipt> insist(Event event) {
    return news(new Input.Heard(event, keyOf(event), source(event), clock.instant()));
  }

  /** Runs a change in the transaction of the lane that owns the key; completes after the commit. */
  public <T extends @Nullable Object> CompletionStage<T> write(
      Key key, Function<TurnContext, T> change) {
    CompletableFuture<Receipt> done = new CompletableFuture<>();
    AtomicReference<@Nullable T> result = new AtomicReference<>();
    Input.Task task = new Input.Task(key, context -> result.set(change.apply(context)));
    if (!lane(key).offer(new Lane.Entry(task, done))) {
      figures.refused();
      return CompletableFuture.failedFuture(new OverloadedException());
    }
    return done.thenApply(committed -> result.get());
  }

  @Override
  public boolean congested() {
    if (characters.get() > MOST_CHARACTERS / 2) {
      return true;
    }
    for (Lane lane : lanes) {
      if (lane.waiting() > MANY) {
        return true;
      }
    }
    return false;
  }

  @Override
  public CompletionStage<Void> relief() {
    if (!congested()) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> relief = new CompletableFuture<>();
    waiting.add(relief);
    if (!congested()) {
      relieve();
    }
    return relief;
  }

  private void relieve() {
    if (!waiting.isEmpty() && !congested()) {
      for (CompletableFuture<Void> next = waiting.poll(); next != null; next = waiting.poll()) {
        next.complete(null);
      }
    }
  }

  /** What is wrong with the lanes right now, one line each; empty when all is well. */
  public List<String> troubles() {
    return lanes.stream().map(Lane::trouble).filter(Objects::nonNull).toList();
  }

  /** How many inputs wait. */
  public int waiting() {
    return lanes.stream().mapToInt(Lane::waiting).sum();
  }

  /** Whether an input waits or is being handled, up to what follows its commit. */
  public boolean busy() {
    return open.get() > 0;
  }

  /** Handles what waits and ends; at most 10 s. */
  @Override
  public void close() {
    lanes.forEach(Lane::stop);
    long end = System.nanoTime() + STOPPING.toNanos();
    lanes.forEach(lane -> lane.join(Duration.ofNanos(Math.max(1, end - System.nanoTime()))));
    // What they still carry waits in the database, for the next start.
    carriers.forEach(ExecutorService::shutdownNow);
  }
}
