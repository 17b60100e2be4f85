package dev.steward.engine.prices;

import dev.steward.engine.script.PackFiles;
import dev.steward.engine.script.PackReader;
import dev.steward.engine.script.Prices;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** A small invented shop. */
final class Shop {
  static final String BOOK =
      """
      sku,name,aliases,tier,price,valid_from,valid_until,channel,note
      M3,小禾奶粉3段,小禾3段|小禾三段,normal,239,2026-01-01 00:00,,group,日常
      M3,小禾奶粉3段,,svip,219,2026-01-01 00:00,,group,日常
      M3,小禾奶粉3段,,normal,199,2026-11-18 20:00,2026-11-18 23:00,live,活动：直播夜
      M2,小禾奶粉2段,小禾2段,normal,249,2026-01-01 00:00,,all,日常
      CUP,暖芽保温杯,暖芽杯子,normal,69,2026-01-01 00:00,2026-11-03 12:00,all,日常
      CUP,暖芽保温杯,,normal,59,2026-11-03 12:00,,all,日常
      """;

  private Shop() {}

  static Prices desk(String yaml) {
    return desk(yaml, BOOK);
  }

  static Prices desk(String yaml, String book) {
    return Objects.requireNonNull(
        Objects.requireNonNull(
                PackReader.read(
                        PackFiles.of(
                            "mama",
                            Map.of(
                                "pack.yaml", bytes("title: 妈妈群\nlanguage: zh\n"),
                                "prices.yaml", bytes(yaml),
                                "prices.csv", bytes(book))))
                    .pack())
            .prices());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
