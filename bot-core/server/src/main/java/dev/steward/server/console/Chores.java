package dev.steward.server.console;

import dev.steward.chat.Event;
import dev.steward.chat.EventSink;
import dev.steward.chat.Key;
import dev.steward.engine.Engine;
import dev.steward.engine.flow.TurnContext;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * How pages change things, and wait until it is committed: what staff do to groups as commands down
 * the one path, staff's own tables in the brand's lane. Blocks up to ten seconds; thread-safe.
 */
final class Chores {
  private static final int PATIENCE_SECONDS = 10;

  private final Engine engine;
  private final InstantSource clock;
  private final Secrets secrets;

  Chores(Engine engine, InstantSource clock, Secrets secrets) {
    this.engine = engine;
    this.clock = clock;
    this.secrets = secrets;
  }

  /** Gives the same order to several keys. */
  void command(Session staff, List<Key> keys, String name, Map<String, String> arguments) {
    List<CompletionStage<EventSink.Receipt>> receipts = new ArrayList<>();
    for (Key key : keys) {
      receipts.add(
          engine.command(
              new Event.StaffCommand(
                  secrets.id(), key, staff.login(), name, arguments, clock.instant())));
    }
    receipts.forEach(Chores::await);
  }

  /** Runs a change in the brand's lane. It must not throw: others share its transaction. */
  <T> T write(Function<TurnContext, T> change) {
    return await(engine.write(Key.BRAND, change));
  }

  private static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(503, "busy");
    } catch (TimeoutException e) {
      throw new Refusal(503, "busy");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof EventSink.OverloadedException) {
        throw new Refusal(503, "busy");
      }
      throw new CompletionException(e.getCause());
    }
  }
}
