package dev.steward.engine.prices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.engine.script.PriceBook;
import dev.steward.engine.script.PriceRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A price at a moment is what the version in force at that moment said of it. */
class TimelineTest {
  private static final List<String> TIERS = PriceBook.USUAL_TIERS;
  private static final List<String> CHANNELS = List.of("all", "group", "live");

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  private static List<PriceEdition> editions(Random random) {
    List<PriceEdition> editions = new ArrayList<>();
    long published = random.nextInt(20);
    List<Bill.Line> lines = lines(random);
    for (int version = 1; version <= 1 + random.nextInt(5); version++) {
      editions.add(new PriceEdition(version, published, "甲", TIERS, lines));
      published += 1 + random.nextInt(30);
      if (random.nextBoolean()) {
        lines = lines(random);
      } else if (!lines.isEmpty()) {
        List<Bill.Line> fewer = new ArrayList<>(lines);
        Bill.Line gone = fewer.remove(random.nextInt(fewer.size()));
        fewer.add(
            new Bill.Line(
                gone.tier(), gone.cents() + 1, gone.from(), gone.until(), gone.channel(), false));
        lines = fewer;
      }
    }
    return editions;
  }

  private static List<Bill.Line> lines(Random random) {
    List<Bill.Line> lines = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      long from = random.nextInt(60);
      lines.add(
          new Bill.Line(
              TIERS.get(random.nextInt(4)),
              100 + random.nextInt(3),
              random.nextBoolean() ? 0 : from,
              random.nextBoolean() ? PriceRow.EVER.toEpochMilli() : from + 1 + random.nextInt(60),
              CHANNELS.get(random.nextInt(3)),
              random.nextInt(4) == 0));
    }
    return lines;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatWasInForceThenSaysIt(long seed) {
    Random random = new Random(seed);
    List<PriceEdition> editions = editions(random);
    Timeline timeline = new Timeline(editions);
    for (int millis = (int) (seed % 3); millis < 150; millis += 3) {
      Instant at = Instant.ofEpochMilli(millis);
      PriceEdition inForce = editions.getFirst();
      for (PriceEdition edition : editions) {
        inForce = edition.published() <= millis ? edition : inForce;
      }
      String tier = TIERS.get(random.nextInt(4));
      String channel = CHANNELS.get(random.nextInt(3));
      Optional<Long> said = cents(inForce.book(), tier, channel, at);
      assertThat(cents(timeline.book(at), tier, channel, at)).as("at %d", millis).isEqualTo(said);
      Optional<Long> latest = cents(editions.getLast().book(), tier, channel, at);
      assertThat(timeline.correction(tier, channel, at).isPresent())
          .as("corrected at %d", millis)
          .isEqualTo(!latest.equals(said));
    }
  }

  private static Optional<Long> cents(PriceBook book, String tier, String channel, Instant at) {
    return book.price(Bill.SKU, tier, channel, at).map(PriceRow::cents);
  }
}
