package dev.steward.server.config;

import dev.steward.engine.script.Nearest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings while they are read: what is wrong is collected, what was never asked for is a
 * spelling mistake. For one thread.
 */
final class Values {
  private static final Pattern LENGTH = Pattern.compile("(\\d{1,6}) ?(s|m|h|d|w|y)");

  private final String file;
  private final Map<List<String>, Value> values = new LinkedHashMap<>();
  private final Set<List<String>> asked = new LinkedHashSet<>();
  private final Set<List<String>> tables = new LinkedHashSet<>();
  private final List<ConfigException.Wrong> wrongs = new ArrayList<>();

  Values(String file, List<Value> values) {
    this.file = file;
    values.forEach(value -> this.values.put(value.path(), value));
  }

  private @Nullable Value value(List<String> path) {
    asked.add(path);
    Value value = values.get(path);
    return value == null || value.isEmpty() ? null : value;
  }

  private static List<String> path(String key) {
    return List.of(key.split("\\.", -1));
  }

  String text(String key, String ifMissing) {
    Value value = value(path(key));
    return value == null ? ifMissing : value.text();
  }

  List<String> list(String key) {
    Value value = value(path(key));
    return value == null ? List.of() : value.items();
  }

  int number(String key, int ifMissing, int least, int most) {
    return number(path(key), ifMissing, least, most);
  }

  int number(List<String> path, int ifMissing, int least, int most) {
    Value value = value(path);
    if (value == null) {
      return ifMissing;
    }
    try {
      int number = Integer.parseInt(value.text().strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below, with what is expected
    }
    expected(
        value,
        "应为 " + least + " 到 " + most + " 的整数",
        "expected: a whole number from " + least + " to " + most);
    return ifMissing;
  }

  boolean flag(String key, boolean ifMissing) {
    return choice(key, ifMissing ? "true" : "false", List.of("true", "false")).equals("true");
  }

  String choice(String key, String ifMissing, List<String> choices) {
    Value value = value(path(key));
    if (value == null) {
      return ifMissing;
    }
    String text = value.text().strip().toLowerCase(Locale.ROOT);
    if (choices.contains(text)) {
      return text;
    }
    expected(
        value, "应为 " + String.join(" 或 ", choices), "expected: " + String.join(" or ", choices));
    return ifMissing;
  }

  ZoneId zone(String key, ZoneId ifMissing) {
    Value value = value(path(key));
    if (value == null) {
      return ifMissing;
    }
    try {
      return ZoneId.of(value.text().strip());
    } catch (DateTimeException e) {
      expected(value, "应为时区名，如 Asia/Shanghai", "expected: a zone such as Asia/Shanghai");
      return ifMissing;
    }
  }

  LocalTime time(String key, LocalTime ifMissing) {
    Value value = value(path(key));
    if (value == null) {
      return ifMissing;
    }
    try {
      return LocalTime.parse(value.text().strip());
    } catch (DateTimeException e) {
      expected(value, "应为一天里的时间，如 03:30", "expected: a time of day such as 03:30");
      return ifMissing;
    }
  }

  /** A length of time; null for {@code forever}. */
  @Nullable Duration length(List<String> path, @Nullable Duration ifMissing) {
    Value value = value(path);
    if (value == null) {
      return ifMissing;
    }
    String text = value.text().strip().toLowerCase(Locale.ROOT);
    if (text.equals("forever")) {
      return null;
    }
    Matcher length = LENGTH.matcher(text);
    if (length.matches()) {
      long count = Long.parseLong(length.group(1));
      return switch (length.group(2)) {
        case "s" -> Duration.ofSeconds(count);
        case "m" -> Duration.ofMinutes(count);
        case "h" -> Duration.ofHours(count);
        case "w" -> Duration.ofDays(7 * count);
        case "y" -> Duration.ofDays(365 * count);
        default -> Duration.ofDays(count);
      };
    }
    expected(
        value,
        "应为时长，如 180d（天）、12h（小时）、2y（年），或 forever",
        "expected: a length such as 180d, 12h or 2y, or forever");
    return ifMissing;
  }

  /** The names right below a table. */
  Set<String> below(String key) {
    List<String> path = path(key);
    tables.add(path);
    Set<String> names = new TreeSet<>();
    for (Value value : values.values()) {
      if (value.path().size() > path.size() && value.path().subList(0, path.size()).equals(path)) {
        names.add(value.path().get(path.size()));
      }
    }
    return names;
  }

  /** Everything below a table, with dots between keys; whoever takes it checks it. */
  Map<String, String> open(List<String> path) {
    Map<String, String> all = new LinkedHashMap<>();
    for (Value value : values.values()) {
      if (value.path().size() > path.size() && value.path().subList(0, path.size()).equals(path)) {
        asked.add(value.path());
        if (!value.isEmpty()) {
          String key = String.join(".", value.path().subList(path.size(), value.path().size()));
          all.put(key, value.text());
        }
      } else if (value.path().equals(path)) {
        asked.add(path);
      }
    }
    return all;
  }

  /** Whether settings were asked for below it: a table whose lines are all commented out. */
  private boolean isTable(List<String> path) {
    return tables.contains(path)
        || asked.stream()
            .anyMatch(a -> a.size() > path.size() && a.subList(0, path.size()).equals(path));
  }

  /** The keys that were asked for: all that exist. */
  Set<String> known() {
    Set<String> known = new TreeSet<>();
    asked.forEach(path -> known.add(String.join(".", path)));
    return known;
  }

  void expected(String key, String zh, String en) {
    Value value = values.get(path(key));
    if (value != null) {
      expected(value, zh, en);
    }
  }

  private void expected(Value value, String zh, String en) {
    wrongs.add(
        new ConfigException.Wrong(
            file + ":" + value.line(),
            value.key() + "：'" + value.shown() + "'（" + zh + "）",
            value.key() + ": '" + value.shown() + "' (" + en + ")"));
  }

  /** Stops when anything was wrong, or was never asked for. */
  void finish() throws ConfigException {
    Set<String> known = known();
    for (Value value : values.values()) {
      if (!asked.contains(value.path()) && !(value.isEmpty() && isTable(value.path()))) {
        String near = Nearest.of(value.key(), known).orElse(null);
        wrongs.add(
            new ConfigException.Wrong(
                file + ":" + value.line(),
                value.key() + "：没有这个设置" + (near == null ? "" : "。是不是想写 " + near + "？"),
                value.key()
                    + ": unknown setting"
                    + (near == null ? "" : ". Did you mean " + near + "?")));
      }
    }
    if (!wrongs.isEmpty()) {
      throw new ConfigException(wrongs);
    }
  }
}
