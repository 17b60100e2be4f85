package dev.steward.engine.prices.reading;

import dev.steward.engine.prices.reading.Numeral.Money;

/**
 * Tells numbers that are no prices by what stands around them: names and measures, and money of
 * another sort (differences, thresholds, postage, coupons, refunds, pledges, budgets).
 */
final class Refusals {
  private static final long FEN = Numeral.YUAN / 100;

  /** Between a word and the number it tells about. */
  private static final Words LINKS =
      Words.of(
          "了 将近 大概 差不多 整整 足足 至少 最少 起码 快 近 约 个 好 小 我 你 您 他 她 咱 大家 过 出 出来 出来的 各 都 上 掉 有 : 得 要 也 就 还 能"
              + " 可以 会 是 为 在 的 足 到底 又 再 已经 一共 总共 全 最多 顶多 才 下来 这 那 _");

  /** Between a word of movement and its sum; 才 and 是 would lead to a price. */
  private static final Words MOVE_LINKS =
      Words.of(
          "了 将近 大概 差不多 整整 足足 至少 最少 起码 快 近 约 个 好 小 我 你 您 他 她 咱 大家 过 出 出来 出来的 各 都 上 掉 : 得 能 到底 这 那 我们"
              + " 你们 人家 _ 一共 总共 完");

  /** A difference, a reduction, money that goes the other way. */
  private static final Words MOVES =
      Words.of(
          "差 相差 差的 多的 少的 多付的 多出来的 多收的 便宜 贵 多付 多花 多收 多扣 多掏 多出 多给 多交 多赚 多要 少付 少花 少给 少收 省 节省 涨 降 跌 减"
              + " 立减 直降 让 让利 砍 抹 高 低 多 少 返 返现 退 退款 退还 补 补贴 补偿 抵 抵扣 赔 赔付 优惠",
          "加价 加 找零 找 倒贴 立省 直减 送 赠 满 凑 凑够 凑到 凑满 充 充值 存 欠 收到 收到了 赚 挣 亏 损失 罚 罚款 奖 奖励 抽 捐 借 转账 门槛 无门槛"
              + " 面值 面额 价值 减免 扣减 损 超过 超出 不足 低于 高于 达到 大于 小于 余额 退差 折扣 下调 上调 返利 提价 降价 涨价 贵出 高出 低了 打赏"
              + " 抽中 中了");

  /** Words like those above that tell a price after all. */
  private static final Words PRICES =
      Words.of("最低 最高 史低 历史低 全网低 新低 百亿补贴 国补 补贴完 不少 最多 顶多 很多 好多 这么多 那么多 不多 参加");

  /** What the number before is, directly behind it. */
  private static final Words SUMS =
      Words.of(
          "差价 的差价 的差 差额 的差额 差距 运费 的运费 邮费 的邮费 快递费 块邮费 红包 的红包 优惠券 的优惠券 代金券 的代金券 抵用券 券 的券 元券 大额券 的大额券"
              + " 无门槛 的无门槛 满减券 的满减券 店铺券 的店铺券 品类券 新人券 新客券 礼金 津贴 消费券 购物券 的津贴 返现 的返现 押金 的押金 保证金 手续费"
              + " 服务费 安装费 税费 的税 的税费 补偿 的补偿 赔偿 优惠 的优惠 补贴 的补贴 门槛 的门槛 以内 之内 以下 以上 封顶 预算 的预算 积分 分积分 能买几"
              + " 能买多 够买 能换 够不够 话费 购物金 的购物金 礼品卡 的礼品卡 礼品券 会费 打车费 工资 月薪 学费 现金 的现金 差 内 无门槛券");

  private static final Words WHOSE = Words.of("给 是 去 算 呢 谁 什么 哪 退 怎么 到底");

  private static final Words COUPON_PRICE = Words.of("券后 券前 券完 券下来 差评 差不多 内购");

  /** Names, places and measures: a number right behind is theirs. */
  private static final Words OWNERS =
      Words.of(
          "第 栋 幢 单元 楼 室 座 弄 号楼 尾号 编号 工号 房号 房间 房间号 门牌 门牌号 批号 批次 call call_me_at tel phone 验证码 取件码"
              + " 提货码 核销码 密码 口令 口令码 邀请码 手机号 电话 号码 微信号 vx qq q群 群号 订单 订单号 单号 运单 快递单号 物流单号",
          "积分 身高 体重 体温 水温 温度 气温 室温 尺寸 型号 款号 货号 条码 编码 年龄 评分 打分 得分 比分 库存 浓度 含量 净含量 版本 鞋码 尺码 码数 月龄 胎龄"
              + " 度数 距离 等级 频道 粉丝 销量 月销 已售 播放 浏览 点赞 生日 预产期 头围 胸围 腰围 黄疸 血糖 胎心 奶量 血压 心率",
          "湿度 穿 喝 吃 喂 睡 考 no. no top lv vol ver # @ 航班 车次 国道 省道 座位 座位号 排名 名次 名额 人数 剩 剩下 还剩 仅剩 只剩 排队"
              + " 排到 抽到 编 星级 指数 色号 邮编 区号 账号 id uid 学号 工单 工单号 楼号 栋号 箱号 柜号 格口 货架 卡号 发票号 桌号 容量 像素"
              + " pm2.5 spf 功率 续航 体脂 走了 跑了 步数 长 宽 高 厚 深 直径 承重 载重 限重 净重 毛重 重 重量 几率 概率 里程 满分 拨打 致电 拨"
              + " 双 快递柜 驿站 车牌 机号 报名 报名号 序号 排号 叫号 群人数 共有 关注数 收藏 转发 阅读 评论 好评率 中奖率 农历 阴历 阳历 ph值 ph 代码"
              + " 货品号 流水号 网号 线路 公交 地铁 教室 病房 病床 床位 层 路 打卡 攒了 第几 拼单号 接龙");

  /** Topics of a clause whose bare numbers are no prices. */
  private static final Words TOPICS =
      Words.of(
          "体温 体重 身高 头围 水温 奶量 黄疸 血糖 验证码 取件码 工号 单号 订单号 门牌 房间号 尾号 批号 手机号 电话号 微信号 积分有 预产期 月龄 胎心 尺码 抽奖号"
              + " 中奖号 群号 密码 身份证 生日 鞋码 净含量 排队号 座位号 航班 车次 高烧 发烧 烧到");

  /** Topics of a clause none of whose numbers is a price. */
  private static final Words MONEY_TOPICS =
      Words.of(
          "差价 差额 运费 邮费 快递费 预算 押金 保证金 手续费 服务费 安装费 停车费 电费 水费 话费 年费 打包费 跑腿费 税费 关税 罚款 工资 月薪 年薪 奖金 红包 打赏"
              + " 零花钱 压岁钱 彩礼 房租 月供 房贷 车贷 学费 退款 赔付 补偿 余额 购物金余额 抽中 面值 面额 优惠券 代金券 抵用券 返现 零钱");

  private static final Words NO_TOPIC =
      Words.of(
          "含 包 免 不含 不算 算上 加上 加 没 无 零 连 带 除了 超 超出 用 用了 领 领了 叠 叠了 减去 扣掉 扣除 抵 抵掉 有 可用 没有 没用 不用 凑 除去 去掉"
              + " 够 在");

  /** Leads back to a price, whatever the clause was about. */
  private static final Words AFTER_ALL = Words.of("价 券后 到手 卖 原价 实付 总价 拍的 买的 一共 合计 总共 最后 换购");

  private static final Words METRES =
      Words.of("长 宽 高 厚 深 线 的线 床 的床 远 外 内 左右长 布 绳 处 栏 高度 宽度 以内 以上 深度 跑 八 五 二 六 七");
  private static final Words METRE_LEADS = Words.of("长 宽 高 身高 远 距离 离 走 跑 游 大概有 直径 深 厚 床 隔 一共跑");

  private Refusals() {}

  /** Whether a number that no rule of a promotion uses is no price for sure. */
  static boolean refuses(Line line, Numeral n, int from) {
    if (n.money() == Money.NEVER || n.low() < FEN || n.low() > Numeral.MOST) {
      return true;
    }
    if (n.money() == Money.METRE && metres(line, n)) {
      return true;
    }
    if (moves(line, n) || sums(line, n) || thatSum(line, n) || topic(line, n, from, MONEY_TOPICS)) {
      return true;
    }
    return n.money() != Money.SURE && names(line, n, from);
  }

  private static boolean metres(Line line, Numeral n) {
    return METRES.startingAt(line, n.end()) > 0
        || line.digit(n.end())
        || (ChineseDigits.digit(line.at(n.end())) > 0 && !Units.counts(line, n.end() + 1))
        || METRE_LEADS.endingAt(line, back(line, n.start())) > 0
        || n.low() < 5 * Numeral.YUAN;
  }

  /** Past the little words before a number, up to what it may belong to. */
  private static int back(Line line, int place) {
    int p = line.skipSpacesBack(place);
    for (int i = 0; i < 4 && OWNERS.endingAt(line, p) == 0; i++) {
      p -= LINKS.endingAt(line, p);
    }
    return p;
  }

  /** 便宜20, 涨了8块, 满300, 送50: goes past the little words between. */
  private static boolean moves(Line line, Numeral n) {
    int p = n.start();
    for (int i = 0; i < 5; i++) {
      int price = PRICES.endingAt(line, p);
      int link = MOVE_LINKS.endingAt(line, p);
      if (price > link) {
        return false;
      }
      if (MOVES.endingAt(line, p) > link) {
        return !swap(line, n, p);
      }
      if (link == 0) {
        return false;
      }
      p -= link;
    }
    return false;
  }

  /** 加9.9换购 is an offer, 加 and all. */
  private static boolean swap(Line line, Numeral n, int p) {
    return line.at(p - 1) == '加' && (line.is(n.end(), "换购") || line.is(n.end(), "多一"));
  }

  private static boolean sums(Line line, Numeral n) {
    int p = n.end();
    if (line.at(p) == '的' && (line.at(p + 1) == '大' || line.at(p + 1) == '小')) {
      p += 2;
    }
    return SUMS.startingAt(line, p) > 0 && COUPON_PRICE.startingAt(line, p) == 0;
  }

  /** 那10块给谁了: a sum that was spoken of. */
  private static boolean thatSum(Line line, Numeral n) {
    char before = line.at(n.start() - 1);
    return (before == '那' || before == '这') && WHOSE.startingAt(line, n.end()) > 0;
  }

  private static boolean topic(Line line, Numeral n, int from, Words topics) {
    int start = Math.max(from, line.clauseStart(n.start()));
    int end = topics.lastEnd(line, start, n.start());
    if (end < 0) {
      return false;
    }
    int before = end - topics.endingAt(line, end);
    if (NO_TOPIC.endingAt(line, before) > 0) {
      return false;
    }
    return !AFTER_ALL.within(line, end, n.start());
  }

  private static boolean names(Line line, Numeral n, int from) {
    char before = line.at(n.start() - 1);
    char after = line.at(n.end());
    if (before == '-' || before == '_' || before == '#' || before == '@' || before == '第') {
      return true;
    }
    if (line.letter(n.start() - 1) && Cues.LATIN.endingAt(line, n.start()) == 0) {
      return true;
    }
    if ((before == ':' || before == '*' || before == '×' || before == '.' || before == '/')
        && (line.digit(n.start() - 2) || line.letter(n.start() - 2))) {
      return true;
    }
    if (before == 'x' && line.digit(n.start() - 2)) {
      return true;
    }
    if ((after == ':'
            || after == '*'
            || after == '×'
            || after == '-'
            || after == '/'
            || after == '.')
        && line.digit(n.end() + 1)) {
      return !arithmetic(line, n);
    }
    if (Units.follow(line, n.end()) || restOfMeasure(line, n.start()) || summand(line, n.end())) {
      return true;
    }
    int owner = back(line, n.start());
    if (OWNERS.endingAt(line, owner) > 0 && PRICES.endingAt(line, owner) == 0) {
      return true;
    }
    return topic(line, n, from, TOPICS);
  }

  /** 37度8, 1米78, 8点20: the number behind a unit is its rest. */
  private static boolean restOfMeasure(Line line, int start) {
    boolean unit =
        switch (line.at(start - 1)) {
          case '度', '点', '岁', '米', '斤', '分', '时' -> true;
          default -> false;
        };
    return unit && (line.digit(start - 2) || ChineseDigits.digit(line.at(start - 2)) >= 0);
  }

  /** 25+4周: what is counted behind the sign is counted before it. */
  private static boolean summand(Line line, int end) {
    return line.at(end) == '+'
        && line.digit(end + 1)
        && Units.follow(line, ArabicDigits.digits(line, end + 1));
  }

  /** 239-20=219, 128/2件: the first number may be a price. */
  private static boolean arithmetic(Line line, Numeral n) {
    int end = ArabicDigits.digits(line, n.end() + 1);
    return line.at(end) == '=' || (line.at(n.end()) == '/' && Units.counts(line, end));
  }
}
