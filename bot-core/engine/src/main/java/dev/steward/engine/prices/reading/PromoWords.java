package dev.steward.engine.prices.reading;

/** The words of the rules of promotions. */
final class PromoWords {
  static final Words FULL = Words.of("满 每满 满额 实付满 下单满 消费满");
  static final Words THEN_MINUS = Words.of("减 立减 可减 直减 再减 就减 - 用 可用 优惠 立省 省 元减 块减");
  static final Words THEN_CUT = Words.of("打 享 可享 就打 享受");
  static final Words THEN_GIFT = Words.of("送 赠 返 再送 还送 就送 得 送价值 返现");
  static final Words BUY = Words.of("买 拍 满 购 下单");
  static final Words AND_GET = Words.of("送 赠 发 得 再送");
  static final Words AND_PAY = Words.of("付 免 只付 只收");
  static final Words PICK = Words.of("任选 任意 随便选 选 任挑 任拿 随心选 任拍");
  static final Words MINUS = Words.of("领券减 领劵减 领券立减 立减 直减 减 直降 立省 券减 满减券减 下单减 拍减");
  static final Words MINUS_LEAD = Words.of("拍下 下单 领券 领劵 付款 用券 拍下再 叠券");
  static final Words CASH_BACK = Words.of("返 返现 返还 返红包 返利 返你");
  static final Words BACK_LEAD = Words.of("好评 五星好评 晒单 晒图 带图好评 确认收货 收货 买家秀 追评 首单 下单");
  static final Words BACK_END = Words.of("红包 现金 元红包 无门槛 优惠券 券 的红包 购物金");
  static final Words CREDIT = Words.of("抵 可抵 当 膨胀 抵扣 顶");
  static final Words DEPOSIT = Words.of("定金 订金 预付 预存");
  static final Words TOP_UP = Words.of("充 储值 充值 存 预存");
  static final Words GIFT_OF = Words.of("送");
  static final Words SECOND_FREE = Words.of("半价 免单 免费 一半");

  private PromoWords() {}
}
