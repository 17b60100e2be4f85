package dev.steward.server.prices;

import dev.steward.engine.prices.TalkJudge;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lines and talks that people have labelled, and how near to them a judgement is. */
public final class LabelledTalk {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private LabelledTalk() {}

  /** A line with its label. */
  public record Message(String text, String label) {
    public boolean inconsistent() {
      return label.equals("price_inconsistency");
    }
  }

  /** Reads {@code text, label, product}, separated by tabs, below a header. */
  public static List<Message> messages(String tsv) {
    return tsv.lines()
        .skip(1)
        .map(line -> line.split("\t", -1))
        .filter(cells -> cells.length >= 2)
        .map(cells -> new Message(cells[0], cells[1]))
        .toList();
  }

  /** An incident as a person saw it; money in fen. */
  record Gold(String sku, String reporter, long paid, long seen, String where, boolean open) {}

  /** A talk with the incidents in it. */
  public record Talk(String id, List<TalkJudge.Line> lines, List<Gold> gold) {
    public Talk {
      lines = List.copyOf(lines);
      gold = List.copyOf(gold);
    }

    /**
     * Compares what was found with what is there: an incident counts by its product; of those found
     * it is counted how often the rest is right too.
     *
     * @param right what is counted, with how often it is right and of how many
     */
    public void score(List<TalkJudge.Found> found, TalkScore incidents, Map<String, int[]> right) {
      for (Gold one : gold) {
        List<TalkJudge.Found> same =
            found.stream().filter(other -> other.sku().equals(one.sku)).toList();
        incidents.add(true, !same.isEmpty());
        if (!same.isEmpty()) {
          TalkJudge.Found other = same.getFirst();
          count(right, "reporter", other.reporter().equals(one.reporter));
          count(right, "paid", other.paid() == one.paid);
          count(right, "seen", other.seen() == one.seen);
          count(right, "where", one.where.startsWith(place(other.where())));
          count(right, "status", other.explained() != one.open);
        }
      }
      found.stream()
          .filter(other -> gold.stream().noneMatch(one -> one.sku.equals(other.sku())))
          .forEach(_ -> incidents.add(false, true));
      if (gold.isEmpty() && found.isEmpty()) {
        incidents.add(false, false);
      }
    }

    private static String place(String where) {
      return where.equals("other") ? "other_platform" : where;
    }

    private static void count(Map<String, int[]> right, String what, boolean yes) {
      int[] of = right.computeIfAbsent(what, _ -> new int[2]);
      of[0] += yes ? 1 : 0;
      of[1]++;
    }
  }

  /** Reads one talk a line, as JSON. */
  public static List<Talk> threads(List<String> jsonl, ZoneId zone) {
    return jsonl.stream()
        .filter(line -> !line.isBlank())
        .map(line -> talk(MAPPER.readTree(line), zone))
        .toList();
  }

  private static Talk talk(JsonNode json, ZoneId zone) {
    LocalDate date = LocalDate.parse(json.get("date").asString());
    List<TalkJudge.Line> lines = new ArrayList<>();
    for (JsonNode message : json.get("messages")) {
      Instant at =
          date.atTime(LocalTime.parse(message.get("at").asString())).atZone(zone).toInstant();
      lines.add(
          new TalkJudge.Line(message.get("from").asString(), message.get("text").asString(), at));
    }
    List<Gold> gold = new ArrayList<>();
    for (JsonNode one : json.get("gold").get("incidents")) {
      gold.add(
          new Gold(
              one.get("sku").asString(),
              one.get("reporter").asString(),
              cents(one.get("paid").asString()),
              cents(one.get("seen").asString()),
              one.get("seen_where").asString(),
              one.get("status").asString().equals("open")));
    }
    return new Talk(json.get("id").asString(), lines, gold);
  }

  private static long cents(String yuan) {
    return new BigDecimal(yuan).movePointRight(2).longValueExact();
  }
}
