package dev.steward.server.data;

import dev.steward.chat.Key;
import dev.steward.engine.Engine;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Sql;
import java.sql.SQLException;
import java.util.function.Function;

/**
 * A way to write: in the lane of the running engine, or straight into the database when no server
 * runs. Each change is one transaction. Must not be called on a lane's thread.
 */
@FunctionalInterface
public interface Changes {
  /** Runs a change and returns once it is committed. */
  <T> T change(Function<Sql, T> change);

  /** Through the brand's lane, between its batches. */
  static Changes of(Engine engine) {
    return new Changes() {
      @Override
      public <T> T change(Function<Sql, T> change) {
        return engine
            .<T>write(Key.BRAND, context -> change.apply(context.sql()))
            .toCompletableFuture()
            .join();
      }
    };
  }

  /** On a connection of its own; only while no lane runs. */
  static Changes of(Database database) {
    return new Changes() {
      @Override
      public <T> T change(Function<Sql, T> change) {
        try (Sql sql = new Sql(database.openForLane())) {
          T result = change.apply(sql);
          sql.commit();
          return result;
        } catch (SQLException e) {
          throw new IllegalStateException(e.getMessage(), e);
        }
      }
    };
  }
}
