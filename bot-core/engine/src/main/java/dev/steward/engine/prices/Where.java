package dev.steward.engine.prices;

import dev.steward.engine.script.Language;
import java.util.Locale;

/** Where a lower price was seen. */
enum Where {
  MEMBER("群里别人买的", "another member's"),
  NOTICE("公告或商品页", "a notice or the product page"),
  LATER("后来降价了", "it fell later"),
  LIVE("直播间", "the live room"),
  APP("APP", "the app"),
  STORE("门店", "the store"),
  OTHER("别家平台", "another shop");

  private final String zh;
  private final String en;

  Where(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  String label(Language language) {
    return language.pick(zh, en);
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Where of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
