package dev.steward.adapter.onebot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time of the newest message that was handed over, for each login and group, kept over
 * restarts: from there the missed ones are fetched. A line each: login, group, epoch seconds; of
 * several lines of a group the last counts. What has moved on is added; once that is as much as the
 * file told at first, it is made anew.
 */
final class Seen {
  private static final Logger log = LoggerFactory.getLogger(Seen.class);

  /** A login of which nothing was heard for so long is not expected any more. */
  private static final Duration KEPT = Duration.ofDays(30);

  private final Path file;
  private int lines;
  private int linesAtFirst;

  /** Whether it must be made anew: its last line may be torn. */
  private boolean torn = true;

  private Seen(Path file) {
    this.file = file;
  }

  /** Opens the file in a folder; a file that can't be read is as good as none. */
  static Seen open(Path folder) {
    return new Seen(folder.resolve("seen.tsv"));
  }

  /** What was written: login to group to its latest time; a torn last line only tells less. */
  Map<String, Map<String, Long>> read(Instant now) {
    Map<String, Map<String, Long>> all = new HashMap<>();
    try {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        String[] parts = line.split("\t", -1);
        if (parts.length == 3 && parts[2].matches("[0-9]{1,11}")) {
          all.computeIfAbsent(parts[0], _ -> new HashMap<>())
              .merge(parts[1], Long.parseLong(parts[2]), Math::max);
        }
      }
    } catch (NoSuchFileException none) {
      return all;
    } catch (IOException broken) {
      log.warn("{} can't be read: messages missed while away are not fetched", file);
    }
    long since = now.minus(KEPT).getEpochSecond();
    all.values().removeIf(groups -> Collections.max(groups.values()) < since);
    return all;
  }

  private static boolean isPlain(String id) {
    return id.chars().noneMatch(Character::isISOControl);
  }

  private static StringBuilder text(Map<String, Map<String, Long>> times) {
    StringBuilder lines = new StringBuilder();
    times.forEach(
        (login, groups) ->
            groups.forEach(
                (group, time) -> {
                  if (time > 0 && isPlain(login) && isPlain(group)) {
                    lines.append(login).append('\t').append(group).append('\t').append(time);
                    lines.append('\n');
                  }
                }));
    return lines;
  }

  private static int count(Map<String, Map<String, Long>> times) {
    return times.values().stream().mapToInt(Map::size).sum();
  }

  /**
   * Writes what has moved on since the last call.
   *
   * @param moved login to group to time; 0 for a group that was left
   * @param all the same of all groups, asked for when the file is made anew
   */
  synchronized void write(
      Map<String, Map<String, Long>> moved, Supplier<Map<String, Map<String, Long>>> all) {
    int more = count(moved);
    boolean left = moved.values().stream().anyMatch(groups -> groups.containsValue(0L));
    try {
      if (torn || left || lines + more > 2 * linesAtFirst) {
        replace(all.get());
      } else if (more > 0) {
        Files.writeString(file, text(moved), StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        lines += more;
      }
      torn = false;
    } catch (IOException broken) {
      torn = true;
      log.warn("{} can't be written: {}", file, broken.toString());
    }
  }

  private void replace(Map<String, Map<String, Long>> all) throws IOException {
    if (count(all) == 0 && Files.notExists(file)) {
      return;
    }
    Path next = file.resolveSibling("seen.new");
    Files.writeString(next, text(all), StandardCharsets.UTF_8);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    linesAtFirst = count(all);
    lines = linesAtFirst;
  }
}
