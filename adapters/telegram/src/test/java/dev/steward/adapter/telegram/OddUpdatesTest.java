package dev.steward.adapter.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.Event;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Updates in which some values are not what Telegram's documentation says. */
final class OddUpdatesTest {
  private static final long SEED = 20_261_128;
  private static final int ROUNDS = 4_000;
  private static final String ODD =
      """
      {"all":[null,true,"","x",-1,0,9223372036854775807,1e300,{},[],[{}],{"id":"7"},
       {"id":-1007,"type":"supergroup"},[null,7,"y"],"2026-11-26","-1007",170141183460469231731687303715884105727]}
      """;

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"message", "photo", "member", "press", "vote", "far-dates"})
  void areReadOrRejectedAndNothingElse(String name) throws IOException {
    JsonNode whole = seed(name);
    List<JsonNode> odd = new ArrayList<>();
    read(ODD.getBytes(StandardCharsets.UTF_8)).path("all").forEach(odd::add);
    UpdateReader reader = UpdateJazzerTest.reader(folder);
    Random random = new Random(SEED);
    int understood = 0;
    for (int round = 0; round < ROUNDS; round++) {
      JsonNode update = whole.deepCopy();
      for (int i = random.nextInt(3); i >= 0; i--) {
        spoil(update, odd, random);
      }
      try {
        for (Event event : reader.read(update)) {
          assertThat(event.dedupeId()).isNotEmpty();
          understood++;
        }
      } catch (IllegalArgumentException | DateTimeException rejected) {
        assertThat(rejected).as("seed %d round %d", SEED, round).isNotNull();
      }
    }
    if (!name.equals("far-dates")) {
      assertThat(understood).as("most are understood all the same").isGreaterThan(ROUNDS / 10);
    }
  }

  private static JsonNode seed(String name) throws IOException {
    try (InputStream in =
        OddUpdatesTest.class.getResourceAsStream("UpdateJazzerTestInputs/anyUpdate/" + name)) {
      return read(Objects.requireNonNull(in).readAllBytes());
    }
  }

  private static JsonNode read(byte[] json) {
    return Json.parse(json).orElseThrow();
  }

  /** Another value at a random place. */
  private static void spoil(JsonNode root, List<JsonNode> odd, Random random) {
    List<JsonNode> holders = new ArrayList<>();
    collect(root, holders);
    JsonNode holder = holders.get(random.nextInt(holders.size()));
    JsonNode value = odd.get(random.nextInt(odd.size())).deepCopy();
    if (holder instanceof ObjectNode object && !object.isEmpty()) {
      List<String> names = List.copyOf(object.propertyNames());
      object.set(names.get(random.nextInt(names.size())), value);
    } else if (holder instanceof ArrayNode array && !array.isEmpty()) {
      array.set(random.nextInt(array.size()), value);
    }
  }

  private static void collect(JsonNode node, List<JsonNode> holders) {
    if (node.isContainer()) {
      holders.add(node);
      node.forEach(child -> collect(child, holders));
    }
  }
}
