package dev.steward.server.platforms;

import dev.steward.chat.Capability;
import dev.steward.chat.ChatAdapter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What each platform lets Steward do at most, as the README shows it: made from {@link
 * ChatAdapter#capabilities} of the adapters that the package carries. What is there only where
 * Steward helps to run the group is marked, and so is a platform that is reached through something
 * else, which may have less.
 */
final class PlatformTable {
  private static final String ADMIN = "¹";
  private static final String THROUGH = "²";
  private static final Set<String> THROUGH_OTHERS = Set.of("irc", "onebot", "satori");

  private final List<ChatAdapter> adapters;
  private final Map<String, Set<Capability>> ofAdmins;

  /**
   * One row's words.
   *
   * @param otherwise what happens where it is missing; empty where nothing does
   */
  private record Row(String zh, String en, String otherwise) {}

  /**
   * @param found the adapters
   * @param ofAdmins by platform, what Steward can do only in a group that it helps to run
   */
  PlatformTable(Collection<ChatAdapter> found, Map<String, Set<Capability>> ofAdmins) {
    this.ofAdmins = Map.copyOf(ofAdmins);
    adapters =
        found.stream()
            // An adapter to begin with is no platform, and not in the package.
            .filter(adapter -> !adapter.platform().equals("template"))
            .sorted(
                Comparator.comparing((ChatAdapter adapter) -> !adapter.platform().equals("web"))
                    .thenComparing(ChatAdapter::platform))
            .toList();
  }

  /** The table in Markdown, with a line break at its end. */
  String markdown() {
    StringBuilder table = new StringBuilder();
    line(
        table,
        "能做的事 · what can be done",
        adapters.stream()
            .map(
                a ->
                    "[%s](adapters/%s/README.md)".formatted(a.platform(), a.platform())
                        + (THROUGH_OTHERS.contains(a.platform()) ? THROUGH : ""))
            .toList(),
        "不能时 · where it can't");
    line(table, "---", adapters.stream().map(_ -> ":-:").toList(), "---");
    for (Capability capability : Capability.values()) {
      Row row = row(capability);
      line(
          table,
          row.zh + " · " + row.en,
          adapters.stream().map(a -> cell(a, capability)).toList(),
          row.otherwise);
    }
    return table
        .append(
            """

            ✓ 是最多能做到的。¹ 群管家在群里要是管理员。² 还要看经过的是什么：OneBot 的实现、IRC 的服务器、Satori 后面的平台，它没有的就少几样。群管家在每个群里都看清能做什么，做不到的照最后一栏。
            ✓ is the most that can be had. ¹ Steward has to be an admin of the group. ² It also depends on what is between: the OneBot implementation, the IRC server, the platform behind Satori; what that lacks is missing. Steward sees in each group what it can do there, and does what the last column says where it can't.
            """)
        .toString();
  }

  private String cell(ChatAdapter adapter, Capability capability) {
    if (!adapter.capabilities().contains(capability)) {
      return "";
    }
    return ofAdmins.getOrDefault(adapter.platform(), Set.of()).contains(capability)
        ? "✓" + ADMIN
        : "✓";
  }

  private static void line(StringBuilder table, String first, List<String> cells, String last) {
    table
        .append("| ")
        .append(first)
        .append(cells.stream().map(cell -> " | " + cell).collect(Collectors.joining()))
        .append(" | ")
        .append(last)
        .append(" |\n");
  }

  private static Row row(Capability capability) {
    String byHand = "工作单 · a work order";
    return switch (capability) {
      case SEE_MESSAGES ->
          new Row("看到成员的每条消息", "see every message", "只听对它说的 · only what is said to it");
      case SEE_EDITS -> new Row("看到改过的话", "see edits", "");
      case SEE_RECALLS -> new Row("看到撤回", "see what is taken back", "");
      case SEE_MEMBERS -> new Row("看到进群退群", "see joins and leaves", "");
      case SEE_MUTES -> new Row("看到别人的禁言", "see mutes by others", "");
      case SEND -> new Row("在群里说话", "speak in the group", byHand);
      case REPLY -> new Row("引用一条消息", "quote a message", "不引用 · without the quote");
      case PRIVATE -> new Row("私聊", "speak in private", "群里一句中性的话 · a neutral line in the group");
      case BUTTONS -> new Row("按钮", "buttons", "编号的行，发编号 · numbered lines; say the number");
      case POLLS ->
          new Row(
              "平台自己的投票（边投边看结果的）",
              "polls of the platform's own (with results as they come)",
              "按钮，或发编号 · buttons, or say the number");
      case SEND_IMAGES -> new Row("发图片", "send pictures", "只发文字 · words only");
      case DELETE -> new Row("撤下成员的消息", "take a message away", byHand);
      case MUTE -> new Row("禁言到一个时刻", "mute until a time", byHand);
      case MUTE_ALL -> new Row("全员禁言", "mute everybody", byHand);
      case KICK -> new Row("移出群", "remove a member", byHand);
      case BAN -> new Row("移出并不再放进", "remove for good", byHand);
      case ANSWER_JOINS -> new Row("处理入群申请", "answer requests to join", byHand);
      case SET_CARD -> new Row("改群名片", "set a name in the group", byHand);
      case SET_NOTICE -> new Row("改群公告", "set the notice", byHand);
      case SEND_ONCE ->
          new Row(
              "断线重发也只说一次",
              "say an order once, however often sent",
              "说不准就不再说 · in doubt, not said again");
      case HISTORY ->
          new Row("补上断线时的消息", "fetch what was missed while away", "断线时的话没听到 · not heard");
    };
  }
}
