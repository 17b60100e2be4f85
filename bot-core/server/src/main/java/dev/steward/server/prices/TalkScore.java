package dev.steward.server.prices;

import java.util.LinkedHashMap;
import java.util.Map;

/** Counts what was found, missed, and found wrongly. */
public final class TalkScore {
  private int found;
  private int missed;
  private int wrong;
  private int all;

  /** One case, and whether it was found. */
  public void add(boolean is, boolean said) {
    all++;
    if (is && said) {
      found++;
    } else if (is) {
      missed++;
    } else if (said) {
      wrong++;
    }
  }

  /** Precision, recall and F1, from 0 to 1, and on how many cases. */
  public Map<String, Object> json() {
    double precision = share(found, found + wrong);
    double recall = share(found, found + missed);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("precision", precision);
    json.put("recall", recall);
    json.put(
        "f1", precision + recall == 0 ? 0 : rounded(2 * precision * recall / (precision + recall)));
    json.put("found", found);
    json.put("missed", missed);
    json.put("wrong", wrong);
    json.put("n", all);
    return json;
  }

  /** A share to four places; 0 of nothing is 0. */
  public static double share(int part, int whole) {
    return whole == 0 ? 0 : rounded((double) part / whole);
  }

  private static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }
}
