package dev.steward.engine.script;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** Reads a price book that stands by itself, outside of a pack. */
public final class PriceBookFile {
  private PriceBookFile() {}

  /** A book, as far as it could be read, and what is wrong with it. */
  public record Reading(PriceBook book, List<Problem> problems) {
    public Reading {
      problems = List.copyOf(problems);
    }
  }

  /** Reads a CSV file with the columns of {@code prices.csv}. */
  public static Reading read(byte[] csv, List<String> tiers, ZoneId zone) {
    Problems problems = new Problems();
    PackFiles files = PackFiles.of("prices", Map.of(PriceBookReader.CSV, csv));
    PriceBook book =
        new PriceBookReader(files, problems)
            .read(tiers, zone, new SourceMark(PriceBookReader.CSV, 1, 1));
    return new Reading(book, problems.sorted());
  }
}
