package dev.steward.server.platforms;

import dev.steward.chat.ChatAdapter;
import dev.steward.engine.identity.Visitors;
import dev.steward.server.config.ConfigException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The adapters that are there: on the class path, and as jars in the installation's {@code
 * adapters/}, which share one class loader so that an adapter may come in several jars.
 *
 * @param byPlatform by {@link ChatAdapter#platform}
 * @param refused why others were not taken, by their class name or platform
 */
public record Adapters(Map<String, ChatAdapter> byPlatform, Map<String, String> refused) {
  private static final Logger log = LoggerFactory.getLogger(Adapters.class);

  public Adapters {
    byPlatform = Map.copyOf(byPlatform);
    refused = Map.copyOf(refused);
  }

  /** Finds all adapters; a jar that is broken, or made for another SPI, is told and left out. */
  public static Adapters find(Path folder) throws ConfigException {
    List<Path> jars = jars(folder);
    if (jars.isEmpty()) {
      return of(ServiceLoader.load(ChatAdapter.class));
    }
    log.info("adapters: {} jars in {}", jars.size(), folder);
    // Lives as long as the process: adapters load classes late.
    @SuppressWarnings("resource")
    URLClassLoader loader =
        new URLClassLoader(
            "adapters",
            jars.stream().map(Adapters::url).toArray(URL[]::new),
            ChatAdapter.class.getClassLoader());
    return of(ServiceLoader.load(ChatAdapter.class, loader));
  }

  private static List<Path> jars(Path folder) throws ConfigException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new ConfigException(
          "",
          folder + "：读不到这个文件夹：" + e.getMessage(),
          folder + ": can't be read: " + e.getMessage());
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  static Adapters of(Iterable<ChatAdapter> found) {
    Map<String, ChatAdapter> byPlatform = new TreeMap<>();
    Map<String, String> refused = new TreeMap<>();
    List<String> broken = new ArrayList<>();
    Iterator<ChatAdapter> all = found.iterator();
    while (true) {
      try {
        if (!all.hasNext()) {
          break;
        }
        take(all.next(), byPlatform, refused);
      } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
        broken.add(e.toString());
        if (broken.size() > 100) {
          break;
        }
      }
    }
    broken.forEach(why -> log.error("an adapter can't be loaded: {}", why));
    return new Adapters(byPlatform, refused);
  }

  private static void take(
      ChatAdapter adapter, Map<String, ChatAdapter> byPlatform, Map<String, String> refused) {
    String platform = adapter.platform();
    String where = adapter.getClass().getName();
    String why = null;
    if (adapter.spiVersion() != ChatAdapter.SPI_VERSION) {
      why =
          where
              + " was made for version "
              + adapter.spiVersion()
              + " of the adapter SPI (expected: "
              + ChatAdapter.SPI_VERSION
              + "). Get the release of the adapter that fits this Steward.";
    } else if (!platform.matches("[a-z0-9]{1,30}")) {
      why = where + ": platform '" + platform + "' (expected: lower case letters and digits)";
    } else if (platform.equals(Visitors.PLATFORM)) {
      why = where + ": platform 'page' is Steward's own member page (expected: another name)";
    } else if (byPlatform.containsKey(platform)) {
      why =
          where + ": another adapter serves '" + platform + "' already; remove one of the two jars";
    }
    if (why == null) {
      byPlatform.put(platform, adapter);
    } else {
      log.error("adapter not started: {}", why);
      refused.putIfAbsent(platform, why);
    }
  }
}
