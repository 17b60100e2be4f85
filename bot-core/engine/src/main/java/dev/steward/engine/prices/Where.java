package dev.steward.engine.prices;

import dev.steward.engine.script.Language;
import java.util.List;
import java.util.Locale;

/** Where a lower price was seen. */
enum Where {
  MEMBER(
      "群里别人买的",
      "another member's",
      "群里 别人 群友 朋友 邻居 同事 宝妈 member group friend neighbour neighbor colleague"),
  NOTICE("公告或商品页", "a notice or the product page", "公告 页面 商品页 链接 商城 官网 小程序 notice page website"),
  LATER("后来降价了", "it fell later", "降价 降了 后来 later dropped fell"),
  LIVE("直播间", "the live room", "直播 主播 live livestream stream"),
  APP("APP", "the app", "app"),
  STORE("门店", "the store", "门店 店里 实体店 store"),
  OTHER("别家平台", "another shop", "淘宝 天猫 京东 拼多多 抖音 别家 别的平台 其他平台 amazon elsewhere");

  private final String zh;
  private final String en;
  private final String called;

  Where(String zh, String en, String called) {
    this.zh = zh;
    this.en = en;
    this.called = called;
  }

  /** What people call it, in lower case. */
  List<String> called() {
    return List.of(called.split(" ", -1));
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
