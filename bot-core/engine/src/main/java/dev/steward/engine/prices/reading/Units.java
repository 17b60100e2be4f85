package dev.steward.engine.prices.reading;

/** Words that make a number before them count or measure something that is no money. */
final class Units {
  /** Words for pieces of goods: a price may be for so many of them. */
  private static final Words PIECES =
      Words.of(
          "罐 盒 件 包 箱 袋 瓶 支 片 条 双 套 张 只 台 把 本 颗 粒 提 桶 份 个 组 对 卷 杯 斤 公斤 辆 枚 筒 板 床 顶 根 副",
          "管 串 捆 听 抽 款 大包 小包 大罐 小罐 大箱 大瓶 小瓶 大桶 小盒 大盒 大袋 小袋 整箱 单 排 打 连包 联包 连罐 朵 碗 把 架 节 次 人份 幅 册 部");

  private static final Words OTHERS =
      Words.of(
          "月 日 号 点 时 分 秒 岁 周 天 年 人 位 名 克 千克 毫克 微克 毫升 升 厘米 公分 毫米 米 公里 千米 寸 英寸 尺 码 段 栋 幢",
          "单元 楼 层 室 座 户 路 弄 期 度 ℃ ° % ‰ 倍 遍 页 届 代 级 阶 档 顿 勺 口 轮 批 成 新 步 平方 平米 平 票 集 章 课 堂 后娃 分钟 小时"
              + " 刻",
          "千卡 大卡 种 群 折 后生 星 毫安 瓦 伏 赫兹 帧 针 题 句 字 格 岁半 个月 年前 天前 米长 围度 分之 分贝 周岁 年级 班 宫格");

  private static final Words LATIN =
      Words.of(
          "kg g mg ml l cm mm m km gb mb tb mah w v hz inch inches pcs pieces packs boxes months"
              + " years days hours minutes am pm people times items bottles tins iu oz lb lbs month"
              + " year day hour minute degrees points");

  /** Words that begin like one of the above and are none. */
  private static final Words GUARDS =
      Words.of(
          "包邮 包税 包运 包安装 包装费 包含 包括 包退 只要 只卖 只需 只有 只能 只剩 只收 只不过 双十 对吗 对吧 对不 对比 对了 对于 对呀 把我 把它 本来 本店"
              + " 本群 本人 本地",
          "回购 回我 代购 点进 点开链 点击 点链 点了 点下单 分期 分享 时候 时买 时拍 时入 时才 日常 天猫 年货 人均 人民币 成交 成团 成功 新款 新人 新客 新品"
              + " 新用 新会 新老",
          "秒杀 秒发 秒到 秒了 秒没 支付 平台 单拍 单买 单件 单独 单个 单价 单罐 单包 单盒 单瓶 单条 群里 群价 群内 群主 群公 群友 升级 打折 打完 打包 打九"
              + " 打八 打七 打五",
          "提货 提供 口气 路过 路上 条件 台式 个人 款式 款待 听说 听客 次日 片刻 套路 组团 级别 点吗 点吧 点不 点呗 折后 折前 折完 折算 折合 折下来 分开 号称"
              + " 位置 期待 期间 度过 副券 床单 板子 根本 新低 新高 大概 大促 大家 大哥 大姐 区别 行不 行吗 行嘛 行呀 行啊 字样 道歉 首单 首发 首页 星期"
              + " 段时 线下 线上 包不包 排队 排骨 次性 新年 张嘴 部分 节省 节约 架子 座椅 层层 平均 平时 平常 大卖 版本");

  private Units() {}

  private static int guarded(Line line, int place) {
    int at = line.at(place) == ' ' ? place + 1 : place;
    return GUARDS.startingAt(line, at) > 0 ? -1 : at;
  }

  /** Whether a word for pieces of goods stands here. */
  static boolean counts(Line line, int place) {
    return pieces(line, place) > 0;
  }

  /** The length of the word for pieces here, a space before it included, or 0. */
  static int pieces(Line line, int place) {
    int at = guarded(line, place);
    int length = at < 0 ? 0 : PIECES.startingAt(line, at);
    return length == 0 ? 0 : at - place + length;
  }

  /** Whether any unit stands here: the number before it is then no amount of money. */
  static boolean follow(Line line, int place) {
    int at = guarded(line, place);
    if (at < 0) {
      return false;
    }
    if (line.letter(at) && !yuanLetters(line, at)) {
      return at == place || latin(line, at);
    }
    return PIECES.startingAt(line, at) > 0 || OTHERS.startingAt(line, at) > 0;
  }

  /** A word behind a space is a unit only if it is known as one. */
  private static boolean latin(Line line, int at) {
    int length = LATIN.startingAt(line, at);
    return length > 0 && !line.letter(at + length);
  }

  private static boolean yuanLetters(Line line, int at) {
    return MoneyWords.yuan(line, at)
        || ((line.at(at) == 'r' || line.at(at) == 'k' || line.at(at) == 'w')
            && !line.letter(at + 1));
  }
}
