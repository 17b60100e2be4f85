package dev.steward.engine.text;

import java.util.List;

/**
 * Tells whether a text invites to buy elsewhere: it asks to be added, written to or followed. A
 * plain look over the folded text, for the rare moment when it matters. Stateless.
 */
public final class Offer {
  private static final List<String> CUES =
      List.of(
          "加我",
          "加微",
          "加v",
          "加vx",
          "加wx",
          "微信号",
          "微信:",
          "私我",
          "私聊我",
          "私信我",
          "滴滴我",
          "找我买",
          "找我拿",
          "找我下单",
          "我这里有",
          "我这有",
          "我这便宜",
          "我这更便宜",
          "我这边有",
          "我家店",
          "我的店",
          "来我店",
          "来我这",
          "来我家",
          "扫码",
          "二维码",
          "进我群",
          "进我的群",
          "拉你进群",
          "招代理",
          "代理价",
          "一手货源",
          "vx:",
          "addme",
          "dmme",
          "messageme",
          "buyfromme",
          "myshop",
          "mystore",
          "whatsapp",
          "telegramme");

  private Offer() {}

  /** Whether it is there. */
  public static boolean in(String text) {
    String folded = Normaliser.fold(text).text().replaceAll("\\s+", "");
    return CUES.stream().anyMatch(folded::contains);
  }
}
