package dev.steward.testkit;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * How much an adapter holds: how many things are in each collection that can be reached from its
 * connection, under the name of the field that holds it ({@code Awaited.byKey}), and how many wait
 * for a future that has not come ({@code Intake.done, waited for}). Fields of the same name are
 * added up. What belongs to a library or to the test is not looked into.
 */
final class Census {
  private static final String OURS = "dev.steward.";
  private static final String NOT_THE_ADAPTERS = Census.class.getPackageName();
  private static final int TRIES = 100;

  private final SortedMap<String, Integer> sizes = new TreeMap<>();
  private final Set<Object> met = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Found> toLookAt = new ArrayDeque<>();

  /** Something, and the field through which it was found. */
  private record Found(String field, Object what) {}

  private Census() {}

  /** Takes it while others may be at work. */
  static SortedMap<String, Integer> of(Object root) {
    for (int i = 0; i < TRIES; i++) {
      try {
        return new Census().count(root);
      } catch (ConcurrentModificationException busy) {
        Thread.onSpinWait();
      }
    }
    throw new AssertionError("never at rest: " + root.getClass().getSimpleName());
  }

  private SortedMap<String, Integer> count(Object root) {
    meet(root.getClass().getSimpleName(), root);
    for (Found next = toLookAt.poll(); next != null; next = toLookAt.poll()) {
      lookInto(next.field, next.what);
    }
    return sizes;
  }

  private void meet(String field, @Nullable Object what) {
    if (what != null && met.add(what)) {
      toLookAt.add(new Found(field, what));
    }
  }

  private void lookInto(String field, Object what) {
    switch (what) {
      case Map<?, ?> map -> {
        add(field, map.size());
        map.forEach(
            (key, value) -> {
              meet(field, key);
              meet(field, value);
            });
      }
      case Collection<?> many -> {
        add(field, many.size());
        many.forEach(one -> meet(field, one));
      }
      case CompletableFuture<?> future -> {
        add(field + ", waited for", future.getNumberOfDependents());
        if (future.isDone() && !future.isCompletedExceptionally()) {
          meet(field, future.join());
        }
      }
      case AtomicReference<?> one -> meet(field, one.get());
      case Optional<?> one -> meet(field, one.orElse(null));
      default -> {
        if (what.getClass().isArray()) {
          elements(field, what);
        } else if (isTheAdapters(what.getClass())) {
          fields(what);
        }
      }
    }
  }

  private void elements(String field, Object array) {
    if (!array.getClass().componentType().isPrimitive()) {
      for (int i = 0; i < Array.getLength(array); i++) {
        meet(field, Array.get(array, i));
      }
    }
  }

  private void fields(Object owner) {
    for (Class<?> type = owner.getClass();
        type != null && isTheAdapters(type);
        type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers())) {
          meet(name(type) + "." + field.getName(), read(field, owner));
        }
      }
    }
  }

  private static @Nullable Object read(Field field, Object owner) {
    try {
      field.setAccessible(true);
      return field.get(owner);
    } catch (IllegalAccessException never) {
      throw new AssertionError("can't read " + field, never);
    }
  }

  private void add(String field, int size) {
    sizes.merge(field, size, Integer::sum);
  }

  private static boolean isTheAdapters(Class<?> type) {
    return type.getName().startsWith(OURS)
        && !type.getPackageName().equals(NOT_THE_ADAPTERS)
        && !type.isEnum();
  }

  /** A lambda has the name of the class that it stands in. */
  private static String name(Class<?> type) {
    String name = type.getName();
    int lambda = name.indexOf("$$Lambda");
    String plain = lambda < 0 ? name : name.substring(0, lambda) + ".lambda";
    return plain.substring(type.getPackageName().length() + 1).replace('$', '.');
  }
}
