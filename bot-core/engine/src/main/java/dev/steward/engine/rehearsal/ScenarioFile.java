package dev.steward.engine.rehearsal;

import dev.steward.engine.rehearsal.Scenario.Decision;
import dev.steward.engine.rehearsal.Scenario.Happens;
import dev.steward.engine.script.LabelledFileException;
import dev.steward.engine.script.LabelledTable;
import dev.steward.engine.store.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/**
 * Reads scenarios: JSON Lines, the first with {@code "type": "header"} and the numbers of the rules
 * in {@code params}, each other one a scenario with {@code id}, {@code events} and {@code expect},
 * perhaps {@code title}, {@code state} and {@code params}. Times are seconds.
 */
public final class ScenarioFile {
  private static final Map<String, Object> USUAL =
      Map.ofEntries(
          Map.entry("flood_max", 5),
          Map.entry("flood_window_s", 5),
          Map.entry("copy_accounts", 3),
          Map.entry("copy_window_s", 600),
          Map.entry("copy_min_chars", 12),
          Map.entry("newcomer_window_s", 120),
          Map.entry("raid_joins", 10),
          Map.entry("raid_window_s", 30),
          Map.entry("notice_max", 3),
          Map.entry("notice_window_s", 60),
          Map.entry("late_s", 600),
          Map.entry("offence_ttl_s", 604_800),
          Map.entry("mute_s", 600),
          Map.entry("brand_hosts", List.of()));

  private ScenarioFile() {}

  /** All scenarios of a file. */
  public static List<Scenario> read(Path file) throws LabelledFileException {
    List<String> lines = LabelledTable.lines(file);
    Map<String, Object> params = new HashMap<>(USUAL);
    List<Scenario> all = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      Entry entry = Entry.of(file + ":" + (i + 1), lines.get(i));
      if (entry.text("type").equals("header")) {
        entry.table("params").values.forEach((key, value) -> params.put(key.toString(), value));
      } else {
        all.add(entry.scenario(i + 1, params));
      }
    }
    if (all.isEmpty()) {
      throw new LabelledFileException(
          file + "：没有一个场景", file + ": has no scenario (expected: at least one)");
    }
    return all;
  }

  /** A JSON object of the file, and where it stands. */
  private record Entry(String where, Map<?, ?> values) {
    static Entry of(String where, String line) throws LabelledFileException {
      try {
        return new Entry(where, Json.read(line, Map.class));
      } catch (JacksonException e) {
        throw new LabelledFileException(
            where + "：不是一个 JSON 对象：" + e.getOriginalMessage(),
            where + ": is not a JSON object: " + e.getOriginalMessage());
      }
    }

    LabelledFileException wrong(String key, String zh, String en) {
      Object found = values.get(key);
      return new LabelledFileException(
          where + "：" + key + " 写的是「" + found + "」（应为：" + zh + "）",
          where + ": " + key + " is \"" + found + "\" (expected: " + en + ")");
    }

    String text(String key) {
      Object found = values.get(key);
      return found == null ? "" : found.toString();
    }

    String filled(String key) throws LabelledFileException {
      String text = text(key);
      if (text.isEmpty()) {
        throw wrong(key, "不空", "some text");
      }
      return text;
    }

    double number(String key) throws LabelledFileException {
      if (values.get(key) instanceof Number number) {
        return number.doubleValue();
      }
      throw wrong(key, "一个数", "a number");
    }

    int count(String key) throws LabelledFileException {
      double number = number(key);
      if (number < 1 || number > 1_000_000 || number != Math.rint(number)) {
        throw wrong(key, "1 以上的整数", "a whole number from 1");
      }
      return (int) number;
    }

    Duration seconds(String key) throws LabelledFileException {
      return Duration.ofMillis(Math.round(number(key) * 1000));
    }

    Entry table(String key) throws LabelledFileException {
      Object found = values.get(key);
      if (found == null) {
        return new Entry(where + " " + key, Map.of());
      }
      if (found instanceof Map<?, ?> map) {
        return new Entry(where + " " + key, map);
      }
      throw wrong(key, "一个对象", "an object");
    }

    List<Entry> tables(String key) throws LabelledFileException {
      if (!(values.get(key) instanceof List<?> list)) {
        throw wrong(key, "一个列表", "a list");
      }
      List<Entry> all = new ArrayList<>();
      for (Object one : list) {
        if (!(one instanceof Map<?, ?> map)) {
          throw wrong(key, "里面都是对象", "objects in it");
        }
        all.add(new Entry(where + " " + key + "[" + all.size() + "]", map));
      }
      return all;
    }

    <E extends Enum<E>> E word(String key, Class<E> type) throws LabelledFileException {
      String word = text(key);
      for (E one : type.getEnumConstants()) {
        if (one.name().toLowerCase(Locale.ROOT).equals(word)) {
          return one;
        }
      }
      String words =
          Stream.of(type.getEnumConstants())
              .map(one -> one.name().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(" "));
      throw wrong(key, words + " 之一", "one of " + words);
    }

    Scenario scenario(int line, Map<String, Object> params) throws LabelledFileException {
      Map<String, Object> mine = new HashMap<>(params);
      table("params").values.forEach((key, value) -> mine.put(key.toString(), value));
      List<Entry> events = tables("events");
      List<Set<Decision>> expected = new ArrayList<>();
      events.forEach(_ -> expected.add(EnumSet.noneOf(Decision.class)));
      for (Entry expect : tables("expect")) {
        double at = expect.number("at_event");
        if (at < 0 || at >= events.size() || at != Math.rint(at)) {
          throw expect.wrong(
              "at_event", "0 到 " + (events.size() - 1), "0 to " + (events.size() - 1));
        }
        expected.get((int) at).add(expect.word("decision", Decision.class));
      }
      List<Happens> happens = new ArrayList<>();
      for (int i = 0; i < events.size(); i++) {
        if (expected.get(i).isEmpty()) {
          throw new LabelledFileException(
              where + "：第 " + i + " 个事件没有写应该怎样", where + ": nothing is expected of event " + i);
        }
        happens.add(events.get(i).event(expected.get(i)));
      }
      return new Scenario(
          line,
          filled("id"),
          text("title"),
          new Entry(where + " params", mine).params(),
          table("state").table("offences").offences(),
          happens);
    }

    private Map<String, List<Duration>> offences() throws LabelledFileException {
      Map<String, List<Duration>> all = new HashMap<>();
      for (Object key : values.keySet()) {
        List<Duration> times = new ArrayList<>();
        if (!(values.get(key) instanceof List<?> list)) {
          throw wrong(key.toString(), "一列秒数", "a list of seconds");
        }
        for (Object one : list) {
          if (!(one instanceof Number seconds) || seconds.doubleValue() >= 0) {
            throw wrong(key.toString(), "开始以前的秒数，是负的", "seconds before the start, negative");
          }
          times.add(Duration.ofMillis(Math.round(-1000 * seconds.doubleValue())));
        }
        all.put(key.toString(), times);
      }
      return all;
    }

    private Happens event(Set<Decision> expected) throws LabelledFileException {
      Duration sent = seconds("t");
      String from = filled("from");
      Entry quote = table("quote");
      String role = text("role");
      return new Happens(
          sent,
          values.get("arrive") == null ? sent : seconds("arrive"),
          word("type", Scenario.Type.class),
          filled("group"),
          from,
          text("nick").isEmpty() ? from : text("nick"),
          role.isEmpty() ? Scenario.Role.MEMBER : word("role", Scenario.Role.class),
          text("text"),
          text("target").isEmpty() ? text("msg") : text("target"),
          quote.text("from"),
          quote.text("text"),
          text("label"),
          text("link"),
          expected);
    }

    private Scenario.Params params() throws LabelledFileException {
      for (Object key : values.keySet()) {
        if (!USUAL.containsKey(key.toString())) {
          throw wrong(
              key.toString(),
              "没有这个参数，有的是 " + String.join(" ", USUAL.keySet()),
              "no such parameter, but one of " + String.join(" ", USUAL.keySet()));
        }
      }
      if (!(values.get("brand_hosts") instanceof List<?> hosts)) {
        throw wrong("brand_hosts", "一个列表", "a list");
      }
      return new Scenario.Params(
          count("flood_max"),
          seconds("flood_window_s"),
          count("copy_accounts"),
          seconds("copy_window_s"),
          count("copy_min_chars"),
          seconds("newcomer_window_s"),
          count("raid_joins"),
          seconds("raid_window_s"),
          count("notice_max"),
          seconds("notice_window_s"),
          seconds("late_s"),
          seconds("offence_ttl_s"),
          seconds("mute_s"),
          hosts.stream().map(Object::toString).toList());
    }
  }

  /** How a decision is written. */
  public static String word(Decision decision) {
    return decision.name().toLowerCase(Locale.ROOT);
  }

  /** Of several, in one order. */
  public static String words(Set<Decision> decisions) {
    return decisions.stream().sorted().map(ScenarioFile::word).collect(Collectors.joining(" "));
  }
}
