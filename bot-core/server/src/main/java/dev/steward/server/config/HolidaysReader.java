package dev.steward.server.config;

import dev.steward.engine.schedule.Holidays;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a country's days off: for each announced year {@code off} and {@code work}, lists of {@code
 * MM-DD} or {@code MM-DD..MM-DD}; {@code config/holidays/china.yaml} is one.
 */
public final class HolidaysReader {
  private final Path file;
  private final List<ConfigException.Wrong> wrongs = new ArrayList<>();
  private final Map<Integer, Set<LocalDate>> off = new HashMap<>();
  private final Map<Integer, Set<LocalDate>> work = new HashMap<>();

  private HolidaysReader(Path file) {
    this.file = file;
  }

  /** Reads and checks the file. */
  public static Holidays read(Path file) throws ConfigException {
    HolidaysReader reader = new HolidaysReader(file);
    for (Value value : new YamlValues(file, Map.of()).read()) {
      reader.take(value);
    }
    if (!reader.wrongs.isEmpty()) {
      throw new ConfigException(reader.wrongs);
    }
    Map<Integer, Holidays.Year> years = new HashMap<>();
    reader.off.forEach(
        (year, days) ->
            years.put(year, new Holidays.Year(days, reader.work.getOrDefault(year, Set.of()))));
    return new Holidays(years);
  }

  private void take(Value value) {
    boolean known =
        value.path().size() == 2
            && value.path().getFirst().matches("20[0-9]{2}")
            && List.of("off", "work").contains(value.path().getLast());
    if (!known) {
      wrong(value, "应为年份下面的 off 和 work", "expected: off and work below a year");
      return;
    }
    int year = Integer.parseInt(value.path().getFirst());
    Set<LocalDate> days =
        (value.path().getLast().equals("off") ? off : work)
            .computeIfAbsent(year, _ -> new HashSet<>());
    for (String item : value.items()) {
      String[] ends = item.strip().split("\\.\\.", -1);
      try {
        LocalDate first = LocalDate.parse(year + "-" + ends[0]);
        LocalDate last = LocalDate.parse(year + "-" + ends[ends.length - 1]);
        if (ends.length > 2 || last.isBefore(first)) {
          throw new DateTimeException(item);
        }
        first.datesUntil(last.plusDays(1)).forEach(days::add);
      } catch (DateTimeException e) {
        wrong(value, "应为 10-01 或 10-01..10-07", "expected: 10-01 or 10-01..10-07");
        return;
      }
    }
  }

  private void wrong(Value value, String zh, String en) {
    wrongs.add(
        new ConfigException.Wrong(
            file + ":" + value.line(),
            value.key() + "：'" + value.shown() + "'（" + zh + "）",
            value.key() + ": '" + value.shown() + "' (" + en + ")"));
  }
}
