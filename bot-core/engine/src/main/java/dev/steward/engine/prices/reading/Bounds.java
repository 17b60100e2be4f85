package dev.steward.engine.prices.reading;

/** Words that make an amount a bound or a rough one, or leave open what it is for. */
final class Bounds {
  private static final Words BEFORE =
      Words.of("不到 最多 最少 至少 起码 将近 接近 不超过 超过 大概 差不多 约 快 顶多 不止 上下 小 俩 这俩 那俩 仨");
  private static final Words BEHIND = Words.of("左右 上下 以上 不到 多点 出点头 +");

  private Bounds() {}

  static boolean around(Line line, Numeral n) {
    return BEFORE.endingAt(line, line.skipSpacesBack(n.start())) > 0
        || BEHIND.startingAt(line, n.end()) > 0;
  }
}
