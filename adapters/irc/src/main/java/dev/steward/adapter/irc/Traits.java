package dev.steward.adapter.irc;

import dev.steward.chat.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a server says about itself in {@code RPL_ISUPPORT}, and what that means. */
final class Traits {
  private static final int MOST_TOKENS = 1_000;

  private final Map<String, String> tokens = new HashMap<>();
  private Folding folding = Folding.RFC1459;

  /** Takes a {@code 005}. */
  void take(Line line) {
    for (int i = 1; i < line.params().size() - 1; i++) {
      String token = line.param(i);
      int equals = token.indexOf('=');
      if (token.startsWith("-")) {
        tokens.remove(token.substring(1));
      } else if (tokens.size() < MOST_TOKENS) {
        tokens.put(
            equals < 0 ? token : token.substring(0, equals),
            equals < 0 ? "" : plain(token.substring(equals + 1)));
      }
    }
    folding =
        Folding.of(tokens.getOrDefault("CASEMAPPING", ""), tokens.getOrDefault("UTF8MAPPING", ""));
  }

  private static String plain(String value) {
    int at = value.indexOf("\\x");
    if (at < 0 || at + 4 > value.length()) {
      return value;
    }
    try {
      char c = (char) Integer.parseInt(value.substring(at + 2, at + 4), 16);
      return value.substring(0, at) + c + plain(value.substring(at + 4));
    } catch (NumberFormatException notEscaped) {
      return value;
    }
  }

  boolean has(String token) {
    return tokens.containsKey(token);
  }

  String value(String token, String ifMissing) {
    return tokens.getOrDefault(token, ifMissing);
  }

  /** A number, or {@code ifMissing} when it is not there or none. */
  int number(String token, int ifMissing) {
    try {
      return Integer.parseInt(tokens.getOrDefault(token, ""));
    } catch (NumberFormatException none) {
      return ifMissing;
    }
  }

  String fold(String name) {
    return folding.fold(name);
  }

  boolean isChannel(String target) {
    return !target.isEmpty() && value("CHANTYPES", "#&").indexOf(target.charAt(0)) >= 0;
  }

  /**
   * The channel that a message is said in: one to a rank alone, such as {@code @#main}, is said in
   * the channel as well. A target that is none stays as it is.
   */
  String channel(String target) {
    String signs = value("STATUSMSG", "");
    int at = 0;
    while (at < target.length() && signs.indexOf(target.charAt(at)) >= 0) {
      at++;
    }
    String rest = target.substring(at);
    // A sign may begin a channel's name, too.
    return isChannel(rest) ? rest : target;
  }

  /** The modes that stand for a rank, highest first, such as {@code qaohv}. */
  String rankModes() {
    String prefix = value("PREFIX", "(ov)@+");
    int end = prefix.indexOf(')');
    return prefix.startsWith("(") && end > 0 ? prefix.substring(1, end) : "";
  }

  /** The signs of the ranks, in the order of {@link #rankModes}. */
  private String rankSigns() {
    String prefix = value("PREFIX", "(ov)@+");
    return prefix.substring(prefix.indexOf(')') + 1);
  }

  /** The rank modes that the signs at the beginning of a name stand for. */
  String ranks(String name) {
    String signs = rankSigns();
    String modes = rankModes();
    StringBuilder ranks = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      int rank = signs.indexOf(name.charAt(i));
      if (rank < 0 || rank >= modes.length()) {
        break;
      }
      ranks.append(modes.charAt(rank));
    }
    return ranks.toString();
  }

  /** Whether somebody with these rank modes is at least {@code mode}. */
  boolean atLeast(String ranks, char mode) {
    int least = rankModes().indexOf(mode);
    for (int i = 0; i < ranks.length(); i++) {
      int rank = rankModes().indexOf(ranks.charAt(i));
      if (rank >= 0 && rank <= least) {
        return true;
      }
    }
    return false;
  }

  /** What the rank modes say in our words: a founder owns, operators and half operators run. */
  Role role(String ranks) {
    if (ranks.indexOf('q') >= 0) {
      return Role.OWNER;
    }
    boolean runs = atLeast(ranks, 'o') || ranks.indexOf('h') >= 0 || ranks.indexOf('a') >= 0;
    return runs ? Role.ADMIN : Role.MEMBER;
  }

  private String modes(int kind) {
    String[] kinds = value("CHANMODES", "b,k,l,imnpst").split(",", -1);
    return kind < kinds.length ? kinds[kind] : "";
  }

  /** Whether a mode is a list of masks, such as bans. */
  boolean isList(char mode) {
    return modes(0).indexOf(mode) >= 0;
  }

  /** Whether a mode is either on or off and says no more. */
  boolean isFlag(char mode) {
    return modes(3).indexOf(mode) >= 0;
  }

  /** Reads what follows the target of a {@code MODE}. */
  List<ModeChange> changes(List<String> params) {
    List<ModeChange> changes = new ArrayList<>();
    if (params.isEmpty()) {
      return changes;
    }
    boolean add = true;
    int next = 1;
    String letters = params.getFirst();
    for (int i = 0; i < letters.length(); i++) {
      char mode = letters.charAt(i);
      if (mode == '+' || mode == '-') {
        add = mode == '+';
        continue;
      }
      boolean needs =
          rankModes().indexOf(mode) >= 0
              || isList(mode)
              || modes(1).indexOf(mode) >= 0
              || (add && modes(2).indexOf(mode) >= 0);
      String param = needs && next < params.size() ? params.get(next++) : "";
      changes.add(new ModeChange(add, mode, param));
    }
    return changes;
  }
}
