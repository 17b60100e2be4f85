package dev.steward.engine.script;

import dev.steward.chat.Capability;
import dev.steward.chat.Role;
import dev.steward.engine.script.Conversation.Move;
import dev.steward.engine.script.Conversation.Target;
import dev.steward.engine.script.ConversationReader.Written;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what somebody does in a written conversation. */
final class MoveReader {
  private static final Set<String> STEWARD = Set.of("群管家", "steward");
  private static final int LONGEST_NAME = 32;
  private static final Pattern TAGGED =
      Pattern.compile("(.*?)\\s*[\\[【]\\s*([^\\]】]*?)\\s*[\\]】]\\s*");
  private static final Pattern ROLE = Pattern.compile("(.*?)\\s*[（(]\\s*([^）)]*?)\\s*[）)]\\s*");
  private static final Pattern LIST = Pattern.compile("\\s*[、,，]\\s*");
  private static final Map<String, Role> ROLES =
      Map.of("群主", Role.OWNER, "owner", Role.OWNER, "管理员", Role.ADMIN, "admin", Role.ADMIN);

  private static final Map<String, Capability> ABILITIES = new LinkedHashMap<>();

  static {
    ABILITIES.put("私聊", Capability.PRIVATE);
    ABILITIES.put("private", Capability.PRIVATE);
    ABILITIES.put("删除", Capability.DELETE);
    ABILITIES.put("delete", Capability.DELETE);
    ABILITIES.put("禁言", Capability.MUTE);
    ABILITIES.put("mute", Capability.MUTE);
    ABILITIES.put("移出", Capability.KICK);
    ABILITIES.put("kick", Capability.KICK);
    ABILITIES.put("封禁", Capability.BAN);
    ABILITIES.put("ban", Capability.BAN);
    ABILITIES.put("回复", Capability.REPLY);
    ABILITIES.put("reply", Capability.REPLY);
    ABILITIES.put("按钮", Capability.BUTTONS);
    ABILITIES.put("buttons", Capability.BUTTONS);
    ABILITIES.put("审批", Capability.ANSWER_JOINS);
    ABILITIES.put("answer joins", Capability.ANSWER_JOINS);
  }

  private final String file;
  private final Problems problems;

  MoveReader(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** Whether a name is Steward's. */
  static boolean isSteward(String name) {
    return STEWARD.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Whether somebody can be called this. */
  boolean fit(String name) {
    return !name.isEmpty()
        && name.codePointCount(0, name.length()) <= LONGEST_NAME
        && name.chars().noneMatch(c -> "[]【】：:<>＞→*…".indexOf(c) >= 0 || Character.isISOControl(c));
  }

  /** The name, or null when nobody can be called this. */
  @Nullable String name(Written written, String name) {
    if (fit(name) && !isSteward(name)) {
      return name;
    }
    boolean ours = isSteward(name);
    problems.error(
        written.markOf(file, name),
        "chat-bad-name",
        ours
            ? Both.of("群管家自己说的话写在 = 后面", "what Steward says is written after =")
            : Both.of(
                name.isEmpty() ? "这里少了名字" : "「" + name + "」不能当名字",
                name.isEmpty() ? "the name is missing" : "nobody can be called " + name),
        ours
            ? Both.of("写成 = 群管家：……", "write = Steward: ...")
            : Both.of("名字一到 32 个字，不含冒号和括号", "1 to 32 characters, without colons and brackets"));
    return null;
  }

  @Nullable Move joins(Written written) {
    String rest = written.text().substring(1).strip();
    Matcher tagged = ROLE.matcher(rest);
    if (!tagged.matches()) {
      String name = name(written, rest);
      return name == null ? null : new Move.Joins(name, Role.MEMBER);
    }
    Role role = ROLES.get(tagged.group(2).toLowerCase(Locale.ROOT));
    if (role == null) {
      unknown(written, tagged.group(2), List.of("群主", "管理员", "owner", "admin"));
    }
    String name = name(written, tagged.group(1).strip());
    return role == null || name == null ? null : new Move.Joins(name, role);
  }

  @Nullable Move leaves(Written written) {
    String name = name(written, written.text().substring(1).strip());
    return name == null ? null : new Move.Leaves(name);
  }

  @Nullable Move asksIn(Written written, String words) {
    int colon = new Written(words, 1).colon();
    String name = name(written, (colon < 0 ? words : words.substring(0, colon)).strip());
    return name == null
        ? null
        : new Move.AsksIn(name, colon < 0 ? "" : words.substring(colon + 1).strip());
  }

  /** {@code ! 工作人员：阿青、店长}, {@code ! cannot: private, delete}, {@code ! 观察}. */
  @Nullable Move setting(Written written) {
    String rest = written.text().substring(1).strip();
    int colon = new Written(rest, 1).colon();
    String word = (colon < 0 ? rest : rest.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
    List<String> values =
        colon < 0 ? List.of() : List.of(LIST.split(rest.substring(colon + 1).strip(), -1));
    return switch (word) {
      case "工作人员", "staff" -> appoints(written, values);
      case "平台不能", "cannot" -> lacks(written, values);
      case "观察", "observe" -> new Move.Observes();
      default -> {
        unknown(written, word, List.of("工作人员", "平台不能", "观察", "staff", "cannot", "observe"));
        yield null;
      }
    };
  }

  private @Nullable Move appoints(Written written, List<String> names) {
    List<String> all = new ArrayList<>();
    for (String name : names.isEmpty() ? List.of("") : names) {
      String known = name(written, name);
      if (known == null) {
        return null;
      }
      all.add(known);
    }
    return new Move.Appoints(all);
  }

  private @Nullable Move lacks(Written written, List<String> words) {
    Set<Capability> missing = EnumSet.noneOf(Capability.class);
    for (String word : words.isEmpty() ? List.of("") : words) {
      Capability one = ABILITIES.get(word.toLowerCase(Locale.ROOT));
      if (one == null) {
        unknown(written, word, ABILITIES.keySet());
        return null;
      }
      missing.add(one);
    }
    return new Move.Lacks(missing);
  }

  void unknown(Written written, String word, Collection<String> known) {
    problems.error(
        written.markOf(file, word),
        "chat-unknown-word",
        Both.of("不认识「" + word + "」", "unknown word: " + word),
        Nearest.mend(word, known));
  }

  /** {@code 小明 [撤回]}, which needs no words; null when it is something else. */
  @Nullable Move recalls(Written written) {
    Matcher tagged = TAGGED.matcher(written.text());
    if (!tagged.matches()) {
      return null;
    }
    String tag = tagged.group(2).toLowerCase(Locale.ROOT);
    Matcher recall = RECALL.matcher(tag);
    String name = tagged.group(1).strip();
    return recall.matches() && fit(name) && !isSteward(name)
        ? new Move.Recalls(name, numbered(recall.group(1)))
        : null;
  }

  private static final Pattern RECALL = Pattern.compile("(?:撤回|recalls?)\\s*(\\d{1,4})?");
  private static final Pattern EDIT = Pattern.compile("(?:改|edits?)\\s*(\\d{1,4})?");

  private static @Nullable Target numbered(@Nullable String digits) {
    return digits == null ? null : new Target(Integer.parseInt(digits), "");
  }

  /** {@code 小明：签到}, {@code 小明 > 2：……}, {@code 小明 [私聊]：……}. */
  @Nullable Move said(Written written, int colon, String words) {
    String left = written.text().substring(0, colon).strip();
    Matcher tagged = TAGGED.matcher(left);
    if (tagged.matches()) {
      return tagged(written, tagged.group(1).strip(), tagged.group(2), words);
    }
    int arrow = Math.max(left.indexOf('>'), left.indexOf('＞'));
    String name = name(written, (arrow < 0 ? left : left.substring(0, arrow)).strip());
    if (name == null) {
      return null;
    }
    if (arrow < 0) {
      return new Move.Says(name, null, words);
    }
    String to = left.substring(arrow + 1).strip();
    if (to.matches("\\d{1,4}")) {
      return new Move.Says(name, new Target(Integer.parseInt(to), ""), words);
    }
    if (isSteward(to)) {
      return new Move.Says(name, new Target(0, ""), words);
    }
    String known = name(written, to);
    return known == null ? null : new Move.Says(name, new Target(0, known), words);
  }

  private @Nullable Move tagged(Written written, String who, String tag, String words) {
    String name = name(written, who);
    if (name == null) {
      return null;
    }
    String word = tag.toLowerCase(Locale.ROOT);
    Matcher edit = EDIT.matcher(word);
    Matcher recall = RECALL.matcher(word);
    if (edit.matches()) {
      return new Move.Edits(name, numbered(edit.group(1)), words);
    }
    if (recall.matches()) {
      return new Move.Recalls(name, numbered(recall.group(1)));
    }
    return switch (word) {
      case "私聊", "private" -> new Move.Whispers(name, words);
      case "按", "press", "presses" -> new Move.Presses(name, words);
      default -> {
        unknown(written, tag, List.of("私聊", "按", "改", "撤回", "private", "press", "edit", "recall"));
        yield null;
      }
    };
  }
}
