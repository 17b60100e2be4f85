package dev.steward.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What members write in groups in which Steward has something to do: of 1,000 lines about 720 are
 * talk among themselves, 120 ask something, 60 tell a price, 40 are a bare number or letter, as a
 * vote is, 40 check in, 18 are other words that Steward knows, 2 complain about a price. Half of
 * the talk could be a question by its characters, as in real groups.
 */
final class GroupTalk {
  private static final String[] WHO = {"我家娃", "我家老大", "妹妹", "婆婆", "我", "他爸", "邻居", "闺蜜家的"};
  private static final String[] WHEN = {"昨晚", "今天", "刚才", "这两天", "上周末", "早上", "一到晚上", "最近"};
  private static final String[] DID = {
    "又踢被子", "睡得特别香", "吃了一大碗米糊", "追着猫跑", "把玩具摆了一地", "自己穿好鞋", "在楼下晒太阳", "非要抱着睡",
    "打了一套太极", "笑个没完", "翻身了", "长牙有点闹", "学会叫妈妈", "把奶瓶扔了", "跟着音乐扭", "不肯坐推车"
  };
  private static final String[] END = {
    "", "了", "哈哈", "呢", "，太好玩", "😂", "，累坏我", "～", "，拍了照", "，真香"
  };
  private static final String[] PRICES = {
    "小禾3段我189买的", "昨天直播间179", "原价268，券后198", "两件一共230，平均115", "超市卖到299了",
    "纸尿裤上次129一包", "我记得是88", "三罐装699，比单买划算", "定金30抵60", "去年双十一159两盒"
  };
  private static final String[] BALLOTS = {"1", "2", "3", "A", "b", "１", "2号", "选1"};
  private static final String[] WORDS = {"价格 小禾3段", "我的连续", "排行榜", "帮助", "投票", "我的积分"};

  private GroupTalk() {}

  /** Lines in a random order; the questions are taken from those given. */
  static List<String> lines(int count, List<String> questions, long seed) {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int kind = random.nextInt(1_000);
      lines.add(
          kind < 720
              ? one(WHO, random) + one(WHEN, random) + one(DID, random) + one(END, random)
              : kind < 840
                  ? questions.get(random.nextInt(questions.size()))
                  : kind < 900
                      ? one(PRICES, random)
                      : kind < 940
                          ? one(BALLOTS, random)
                          : kind < 980 ? "签到" : kind < 998 ? one(WORDS, random) : "买贵了");
    }
    return lines;
  }

  private static String one(String[] of, Random random) {
    return of[random.nextInt(of.length)];
  }
}
