package dev.steward.adapter.irc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A channel of {@link FakeIrc}. */
final class FakeChannel {
  private final String name;
  private final Map<FakeClient, String> ranks = new LinkedHashMap<>();
  private final Map<String, String> access = new HashMap<>();
  private final Map<String, Ban> bans = new LinkedHashMap<>();
  private final Set<Character> flags = new TreeSet<>(List.of('n', 't'));
  private final List<Item> history = new ArrayList<>();
  private String founder = "";
  private String topic = "";
  private String topicSetter = "";

  /** One mask in the list. */
  record Ban(String setter, Instant at) {}

  /**
   * Something that happened.
   *
   * @param texts the lines of a message, or the parameters after the channel
   */
  record Item(
      String id,
      Instant at,
      String source,
      @Nullable String account,
      String command,
      Map<String, String> tags,
      List<Speech.Piece> texts,
      List<String> params) {}

  FakeChannel(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  List<FakeClient> members() {
    return List.copyOf(ranks.keySet());
  }

  boolean has(FakeClient client) {
    return ranks.containsKey(client);
  }

  void add(FakeClient client) {
    String account = client.account();
    String rank = account == null ? "" : access.getOrDefault(FakeIrc.fold(account), "");
    ranks.put(client, ranks.isEmpty() && founder.isEmpty() ? "o" : rank);
  }

  void remove(FakeClient client) {
    ranks.remove(client);
  }

  String rank(FakeClient client) {
    return ranks.getOrDefault(client, "");
  }

  void rank(FakeClient client, char mode, boolean add) {
    String without = rank(client).replace(String.valueOf(mode), "");
    ranks.put(client, add ? without + mode : without);
  }

  boolean operator(FakeClient client) {
    String rank = rank(client);
    return rank.indexOf('q') >= 0 || rank.indexOf('a') >= 0 || rank.indexOf('o') >= 0;
  }

  /**
   * Whether what is said to {@code @#channel} or the like is said to them; to all without a sign.
   */
  boolean hears(FakeClient client, String target) {
    int least = "~&@%+#".indexOf(target.charAt(0));
    return least == "~&@%+".length()
        || sign(rank(client)).chars().anyMatch(sign -> "~&@%+".indexOf(sign) <= least);
  }

  static String sign(String rank) {
    StringBuilder signs = new StringBuilder();
    for (int i = 0; i < "qaohv".length(); i++) {
      if (rank.indexOf("qaohv".charAt(i)) >= 0) {
        signs.append("~&@%+".charAt(i));
      }
    }
    return signs.toString();
  }

  void founder(FakeClient client) {
    String account = client.account();
    founder = account == null ? "" : FakeIrc.fold(account);
    access.put(founder, "q");
    rank(client, 'q', true);
  }

  boolean isFounder(FakeClient client) {
    String account = client.account();
    return account != null && !founder.isEmpty() && FakeIrc.fold(account).equals(founder);
  }

  void access(String account, String rank) {
    access.put(FakeIrc.fold(account), rank);
  }

  Set<Character> flags() {
    return flags;
  }

  Map<String, Ban> bans() {
    return bans;
  }

  String topic() {
    return topic;
  }

  void topic(String next, String by) {
    topic = next;
    topicSetter = by;
  }

  String topicSetter() {
    return topicSetter;
  }

  List<Item> history() {
    return history;
  }

  boolean banned(FakeClient client) {
    return access.getOrDefault(client.accountOrNone(), "").isEmpty()
        && bans.keySet().stream()
            .anyMatch(mask -> !mask.startsWith("m:") && matches(mask, client.source()));
  }

  boolean silenced(FakeClient client) {
    return rank(client).isEmpty()
        && (flags.contains('m') || bans.keySet().stream().anyMatch(mask -> mutes(mask, client)));
  }

  private static boolean mutes(String mask, FakeClient client) {
    if (mask.startsWith("~quiet:~account:")) {
      return mask.endsWith(":" + client.accountOrNone());
    }
    return mask.startsWith("m:") && matches(mask.substring(2), client.source());
  }

  /** A mask as UnrealIRCd 6 keeps it: with names for the letters that ISUPPORT tells. */
  static String named(String mask) {
    return mask.replace("~q:", "~quiet:").replace("~a:", "~account:");
  }

  private static boolean matches(String mask, String source) {
    String pattern = Pattern.quote(mask).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return source.toLowerCase(Locale.ROOT).matches(pattern);
  }
}
