package dev.steward.engine.prices.reading;

/** The words that people put around prices, by what they tell. */
final class Cues {
  /** Latin letters that may stand right before a price. */
  static final Words LATIN = Words.of("vip svip plus app only just now for paid live was is at");

  /** Somebody who buys or is quoted a price. */
  static final Words PERSON =
      Words.of(
          "我 你 她 他 我们 你们 她们 他们 咱 咱们 我家 她家 你家 我妈 我姐 我妹 我老公 我媳妇 我闺蜜 闺蜜 姐妹 朋友 同事 邻居 宝妈 妈 爸 妈妈 爸爸 姐 妹 楼上 大家 别人 人家 有人 群友 自己 这边 号 i she he we");

  static final Words TIME =
      Words.of(
          "今天 昨天 前天 现在 刚才 刚刚 上次 这次 上月 上个月 上周 之前 以前 原来 当时 早上 中午 下午 晚上 今晚 昨晚 平时 平常 去年 前几天 今早 双11 双十一 618 双12 这会 这会儿 一会 一会儿 目前 后来 今日 明天 月初 活动 上午 那天 凌晨 今儿 昨儿 前阵子 往年 日常");

  /** Leads to an amount of money, whatever kind of price. */
  static final Words OFFER =
      Words.of(
          "价 价格 价钱 单价 原价 现价 售价 标价 定价 报价 卖 卖的 卖到 售 标 标的 标着 挂 挂的 挂着 写 写的 写着 显示 显示的 报 报的 要价 开价 才 只要 只需 仅 仅需 要 就 就要 就卖 单拍 单买 单件 单罐 单包 单盒 单瓶 单条 单箱 单袋 单提 单个 每件 每罐 每包 每盒 每箱 涨到 涨到了 降到 降到了 掉到 跌到 变 变成 变成了 改成 调到 低至 减到 打到 砍到 补到 优惠到 便宜到 是 到手 到手价 券后 折后 最后 最终 实付 拍 拍的 买 买的 付 付的 付了 付款 花 花了 入手 入 入的 拿 拿的 收 收的 抢 抢的 出 转 抢到 拍到 买到 扣 扣了 给 开 秒 秒杀 拼 拼团 团购 接龙 团 补贴 百亿补贴 国补 会员 会员价 直播间 定金 订金 尾款 余款 合计 总共 一共 共 总价 共计 算下来 平均 折合 相当于 等于 成本 回我 说 告诉我 跟我说 从 按 链接 快照 截图 看到 看的 看了 看是 搜到 刷到 只 = ≈ 带走 成交 大概 差不多 好像 不到 将近 接近 左右 快要 至少 最少 最低 最多 最高 起码 底价 特价 活动价 拼单 打折 打完折 用券 领券 叠券 满减后 减完 叠完 抵完 返完 还是 收费 收 竟然 居然 敢 都 也 又 不止 超过 快 近 小 上 得 paid price costs cost bought coupon deposit balance for at rmb"
              + " 换购 加购 门店 店里 超市 商场 群里 外面 隔壁 东 宝 猫 官旗 旗舰店 官网 平台 京东 淘宝 天猫 拼多多 pdd 抖音 app 小程序 专柜 实体店 代购 闲鱼 普通号 非会员 svip vip 新人 老客 新客 老人 首单 主播 正价 日常价 平时价 吊牌 吊牌价 预售 预售价");

  /** Words right behind an amount that only stand behind amounts of money. */
  static final Words BEHIND =
      Words.of(
          "包邮 拍 买 入 拿 收 付 抢 下单 下的 下了 还是 到手 出 卖 转 起 每 那款 那罐 那包 这款 的那 左右 上下 囤 带走 任选 值 划算 用券 券后 秒 预售 现货 送 刚 入手 团 包 原价 拿下 搞定 抵 / = each per after for rmb 元 贵 便宜 涨 降 减 调到 变成 改成 买的 卖的 行不 能 成交");

  /** Words right behind an amount that stand behind other numbers too. */
  static final Words BEHIND_PERHAPS =
      Words.of(
          "那个 这个 的 行 可以 对 不 吗 嘛 呢 吧 啊 呀 哦 噢 了 都 也 就 才 还 比 成 冲 得 会员 直播 拼 免 含 加 我 你 她 他 和 跟 到 变 算 真 太 已 全 随便 自提 结果 今天 昨天 现在 搞 是 有点 好 没 合 单 价 啦 咯 哈 哎 诶 嗯 呗 哇 唉 可 别 要 在 居然 竟然 明天 晚上 白菜 香 绝 闭眼");

  /** Goods change hands in this line. */
  static final Words TRADE =
      Words.of(
          "价 买 卖 拍 入手 到手 拿 收 出 转让 转 自提 包邮 券 链接 下单 团 付 花 元 块 ¥ 秒杀 二手 闲置 议价 直播间 活动 优惠 便宜 贵 一件 一罐 一包 原价 打包");

  static final Words DEPOSIT = Words.of("定金 订金 deposit");
  static final Words BALANCE = Words.of("尾款 余款 balance");

  /** A purchase that has happened. */
  static final Words BOUGHT =
      Words.of(
          "拍的 买的 付的 入的 拿的 收的 下的单 下单的 下的 抢的 囤的 订的 团的 拼的 薅的 捡的 花了 付了 买了 拍了 拿了 收了 入了 抢了 囤了 订了 下了 下单了 下了单 交了 掏了 刷了 被扣 扣了 扣款 扣的 实付 支付了 付款 付过 花费 入手 拿下 买到 拍到 抢到 买成 买过 拍过 买时 拍时 购入 带走了 剁手 下手 付掉 花掉 买下 买回来 买来 买贵 拿到 结了账 结账 已付 已支付 支付成功 付款成功 刚付 刚买 刚拍 刚入 刚拿 刚下 到账 我付 我花 她付 她花 费用合计 paid bought got_it_for i_got");

  /** Verbs that mean a purchase when the amount follows at once. */
  static final Words BUYS_NOW = Words.of("付 花 掏 拿 收 入 扣 拿的是 买的是 付的是");

  /** Verbs that mean a purchase when a person or the past is named too. */
  static final Words BUYS = Words.of("买 拍 下单 抢 囤 订 抢购");

  static final Words PAST =
      Words.of(
          "昨天 前天 刚才 刚刚 刚 上次 上月 上个月 上周 之前 以前 当时 昨晚 去年 前几天 今早 那天 昨儿 前阵子 早上 中午 上午 月初 双11 双十一 618 双12 年前");

  /** Right behind the amount. */
  static final Words BUYS_BEHIND =
      Words.of(
          "拍的 买的 付的 入的 拿的 收的 下的 抢的 囤的 订的 团的 拼的 薅的 捡的 拍了 买了 付了 入了 拿了 收了 下了 抢了 囤了 拍到 买到 抢到 收到 拿到 入手 拿下 下单 入 收 拿 成交 购入 剁手 带走了 带回家 买下 买过 拍下的 拍下了 买来 付掉 付款 支付 买回 收入囊中 结的 结账 入坑 捡漏");

  static final Words NOT_YET =
      Words.of("想 要 能 可以 可 准备 打算 别 不要 没 去 求 谁 敢 会 再 帮 来 如果 要是 不 没有 还没 怎么 舍得 先 蹲 等");

  static final Words RESET =
      Words.of("今天 今儿 现在 刚看 一看 发现 变成 变 涨到 降到 跌到 掉到 又 却 结果 这会 这会儿 今晚 明天 今早 才过 显示 标 写 卖 挂 原价");

  static final Words COUPON =
      Words.of(
          "券后 用券 用了券 用完券 叠券 叠完券 叠了券 领券后 领券 领了券 券完 券下来 叠完 券减后 劵后 用过券 抵完券 神券 after_coupon with_coupon");
  static final Words IN_HAND = Words.of("到手 折后 最后 最终 满减后 优惠后 打完折 折完 减完 凑完 全部下来 实际 叠加后 抵完 抵扣后 返完");
  static final Words SUBSIDY = Words.of("百亿补贴 百亿 国补 补贴完 补贴后 补贴价 补贴下来 政府补贴 补贴到 国家补贴");
  static final Words LIVE = Words.of("直播 直播间 主播 直播价 live_room livestream");
  static final Words MEMBER =
      Words.of("会员 会员价 vip svip 黑卡 金卡 银卡 钻石 钻卡 铂金 plus 白金 黑金 付费会员 老会员 vvip 尊享卡 年卡 月卡 member");
  static final Words NOT_MEMBER =
      Words.of("非会员 不是会员 普通 不是vip 没会员 没开会员 非vip 非svip 没有会员 不是svip non-member 普通会员");
  static final Words GROUP =
      Words.of(
          "拼团 接龙 群内价 群价 团购 团购价 拼单 开团 成团 团价 团长价 别的群 隔壁群 其他群 另一个群 群专享 群专属 群友价 群里价 拼的 拼到 group_buy 内购群 参团 几人团 人团");
  static final Words SEEN =
      Words.of(
          "她那边 他那边 那边 她们那 她们群 外面 超市 商场 隔壁 别家 别人家 朋友家 人家店 官旗 旗舰店 官网 某东 京东 狗东 某宝 淘宝 天猫 猫超 某猫 拼多多 拼夕夕 并夕夕 pdd 抖音 快手 唯品会 山姆 盒马 costco 开市客 沃尔玛 实体店 母婴店 线下 药店 药房 专柜 免税店 代购 闲鱼 海淘 亚马逊 小红书 别的平台 其他平台 别的店 其他店 别处 楼下 门口 便利店 商超 屈臣氏 孩子王 永辉 大润发 市场 批发 1688 得物 苏宁 当当 自营 某音 某多 别的地方 其他地方 她店 商家 另一家 那家 这家店 她家 他家 对面 友商 机构 医院 大卖场 麦德龙 jd tmall taobao supermarket elsewhere");
  static final Words OURS =
      Words.of("群里 咱群 我们群 本群 团长 群主 群公告 公告 咱家 咱这 我们这 群里的 客服 小程序 链接 店里 门店 app 本店 这里 我们店");
  static final Words LIST =
      Words.of(
          "原价 现价 售价 标价 定价 报价 价格 价钱 价位 最低 底价 挂 标 写 显示 公告 链接 卖 报 出 秒杀 特价 活动价 单价 单拍 单买 涨到 降到 跌到 掉到 涨成 变成 变 吊牌 限时 预售 上架 日常价 客服 团长 现在 今天 群里 要价 店里 门店 小程序 app 只要 仅 仅需 结算 页面 转 二手 闲置 list_price 首发 新人 新客 老客 普通 非会员");

  static final Words DERIVED = Words.of("平均 算下来 折合 合下来 相当于 等于 合 均价 摊下来 折算 算起来 才合");
  static final Words WISH_BEFORE =
      Words.of("能不能 能否 可否 可不可以 能 求 希望 心理价 心理价位 出价 给你 我出 还价 砍到 砍价到 想 就想 要是 如果 最好 愿意 顶多出 最多出");
  static final Words WISH_BEHIND =
      Words.of(
          "行不行 行不 行吗 行么 可以吗 可以不 可以么 可不可以 能不能 能出 能拿 能卖 能走 能收 能行 能成 能买 能带 卖不卖 卖吗 卖不 卖么 出不出 出吗 出不 收不收 拿不拿 成不成 成吗 成不 成交吗 我就要 我要了 我就拿 我就拍 我就买 我就收 我马上 我立马 我现在 我直接 可否 能否 好不好 如何 怎么样 就好了 就买 我下单 带走行 我收 收一 求一 包邮行 包邮可以 包邮吗 就拿下 我全要 给不给 干不干 收个 求个");
  static final Words WISH_BUT =
      Words.of("能少 能便宜 能优惠 能再 能送 能包 能不能便宜 能不能少 能不能优惠 能不能再 能不能送 能不能包 可以便宜 能打折");
  static final Words DOUBT = Words.of("到底 不确定 大概 好像 可能 应该 印象 记得 估计 猜 也许 忘了 貌似 似乎 差不多");

  private Cues() {}
}
