package dev.steward.engine.prices;

import dev.steward.engine.script.Language;
import java.util.Locale;

/** What a complaint is about. */
enum Kind {
  PRICE("价格", "price"),
  QUALITY("质量", "quality"),
  DELIVERY("物流", "delivery"),
  SERVICE("服务", "service");

  private final String zh;
  private final String en;

  Kind(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  String label(Language language) {
    return language.pick(zh, en);
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
