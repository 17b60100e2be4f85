package dev.steward.server.platforms;

import dev.steward.chat.Capability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as it goes on a platform of given abilities. One text serves all platforms: a line
 * that begins with <code>{DELETE}</code> is there only where a message can be deleted, one with
 * <code>{-DELETE}</code> only where it can't.
 *
 * <pre>
 *   + 小明                    comes in
 *   ? 小兰                    asks to be let in
 *   @ 60秒                    time passes
 *   ~ 断线                    Steward and the platform lose each other, until ~ 连上
 *   小明：签到                  says it in the group
 *   小明 [私聊]：今天            says it to Steward alone
 *   小明 [按]：加辅食            presses that button; where there are none, says its number
 *   小明 [投]：加辅食            votes for it in the platform's own poll
 *   小明 [禁言]：喂              tries to say it, and the platform does not let them
 *   小明 [改]：签到              changes what they said last in the group into it
 *   小明 [撤回]：签到            takes back what they said
 *   小明 [回来]：               tries to come back after they were removed
 *   店长 [控制台]：移出 小明 广告   orders it in the console
 *   店长：通过 #〔申请加入〕       says it with the number of the line that has these words
 *   = 群管家：…                what members see of Steward
 *   = 群管家 → 小明：…          what one of them sees
 *   = 群管家 > 小明「…」：…       the same, and what it quotes
 *   = 删除 小明：…             a message that is gone
 *   = 移出 小明                somebody who is in the group no more
 *   = 进群 小兰                somebody who is in the group now
 * </pre>
 *
 * <p>A picture is a line 「[图片]」, and buttons are a line of 「[今天] [昨天]」.
 */
record Conversation(List<Step> steps) {
  private static final Pattern CONDITION = Pattern.compile("^(\\s*(?:= )?)\\{(-?)([A-Z_]+)} ?");
  private static final Pattern SAYS =
      Pattern.compile("(?<who>\\p{IsHan}+)(?: \\[(?<how>\\p{IsHan}+)])?：(?<words>.*)");

  /** What somebody does, and the lines that members see of it. */
  record Step(int line, Deed deed, List<String> expected) {}

  /** What happens. */
  sealed interface Deed {
    record Joins(String who) implements Deed {}

    record Asks(String who) implements Deed {}

    /** Steward and the platform lose each other, or find each other again. */
    record Cut(boolean begins) implements Deed {}

    record Passes(Duration time) implements Deed {}

    record Says(String who, How how, String words) implements Deed {}
  }

  /** How something is said. */
  enum How {
    IN_THE_GROUP,
    IN_PRIVATE,
    BY_BUTTON,
    BY_VOTE,
    IN_VAIN,
    AS_AN_EDIT,
    TAKEN_BACK,
    BY_COMING_BACK,
    IN_THE_CONSOLE
  }

  static Conversation read(List<String> lines, Set<Capability> abilities) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = onlyHere(lines.get(i), abilities);
      if (line == null || line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("= ")) {
        steps.getLast().expected.add(line.substring(2));
      } else if (line.startsWith("  ")) {
        steps.getLast().expected.add(line.strip());
      } else {
        steps.add(new Step(i + 1, deed(line), new ArrayList<>()));
      }
    }
    return new Conversation(steps);
  }

  private static @Nullable String onlyHere(String line, Set<Capability> abilities) {
    Matcher condition = CONDITION.matcher(line);
    if (!condition.find()) {
      return line;
    }
    boolean there = abilities.contains(Capability.valueOf(condition.group(3)));
    return there == condition.group(2).isEmpty()
        ? onlyHere(condition.group(1) + line.substring(condition.end()), abilities)
        : null;
  }

  private static Deed deed(String line) {
    if (line.startsWith("+ ")) {
      return new Deed.Joins(line.substring(2));
    }
    if (line.startsWith("? ")) {
      return new Deed.Asks(line.substring(2));
    }
    if (line.startsWith("~ ")) {
      return new Deed.Cut(
          switch (line.substring(2)) {
            case "断线" -> true;
            case "连上" -> false;
            default -> throw new IllegalArgumentException("neither 断线 nor 连上: " + line);
          });
    }
    if (line.startsWith("@ ")) {
      return new Deed.Passes(Duration.ofSeconds(Long.parseLong(line.replaceAll("[^0-9]", ""))));
    }
    Matcher says = SAYS.matcher(line);
    if (!says.matches()) {
      throw new IllegalArgumentException("not a line of a conversation: " + line);
    }
    How how =
        switch (says.group("how")) {
          case null -> How.IN_THE_GROUP;
          case "私聊" -> How.IN_PRIVATE;
          case "按" -> How.BY_BUTTON;
          case "投" -> How.BY_VOTE;
          case "禁言" -> How.IN_VAIN;
          case "改" -> How.AS_AN_EDIT;
          case "撤回" -> How.TAKEN_BACK;
          case "回来" -> How.BY_COMING_BACK;
          case "控制台" -> How.IN_THE_CONSOLE;
          default -> throw new IllegalArgumentException("not a way to say it: " + line);
        };
    return new Deed.Says(says.group("who"), how, says.group("words"));
  }
}
