package dev.steward.engine.prices.reading;

/** Words behind a number that make it money, other money, or no money at all. */
final class MoneyWords {
  static final Words YUANS = Words.of("块钱 元整 元钱 块大洋 大洋 软妹币 人民币 元 块 rmb yuan cny");
  static final Words FOREIGN =
      Words.of("美元 美金 美刀 刀 欧元 欧 日元 日币 円 韩元 韩币 港币 港元 台币 新台币 泰铢 英镑 卢布 usd hkd jpy eur krw 加币 澳币 澳元");
  static final Words THINGS =
      Words.of(
          "积木 香皂 肥皂 皂 尿布 蛋糕 饼 糖 巧克力 豆腐 肉 地垫 地 布 毛巾 手帕 方巾 口水巾 拼图 电池 表 手表 屏 板 砖 骨头 姜 面包 牛排 抹布 浴巾");
  static final Words FULL_SIZES =
      Words.of("屏 电视 画质 高清 视频 分辨率 显示器 投影 跑 快充 充电 功率 瓦 灯 适配 字 粉 播放 阅读 人 次 点赞");

  private MoneyWords() {}

  /** Whether a word for yuan stands here, after at most one space. */
  static boolean yuan(Line line, int place) {
    return YUANS.startingAt(line, line.at(place) == ' ' ? place + 1 : place) > 0;
  }
}
