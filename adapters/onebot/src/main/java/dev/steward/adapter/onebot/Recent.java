package dev.steward.adapter.onebot;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The newest of many things by key; older ones are forgotten. Thread-safe. */
final class Recent<V> {
  private final Map<String, V> newest;

  /**
   * @param most how many are kept
   */
  Recent(int most) {
    newest =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > most;
          }
        };
  }

  synchronized void put(String key, V value) {
    newest.remove(key);
    newest.put(key, value);
  }

  synchronized void remove(String key) {
    newest.remove(key);
  }

  synchronized @Nullable V get(String key) {
    return newest.get(key);
  }
}
