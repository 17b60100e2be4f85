package dev.steward.adapter.satori;

import dev.steward.chat.AccountId;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * One login of a Satori server, as it was told last.
 *
 * @param id platform and user
 * @param online whether it is, or is about to be: some adapters never say more
 * @param hidden whether the server would rather not show it
 * @param told whether the server says what the login can do
 * @param features the methods that it can call, told or assumed
 */
record Login(Native id, boolean online, boolean hidden, boolean told, Set<String> features) {
  private static final int ONLINE = 1;
  private static final int CONNECTING = 2;

  Login {
    features = Set.copyOf(features);
  }

  AccountId account() {
    return id.account();
  }

  /** Empty for a login that does not say who it is yet, or whose ids no header can carry. */
  static Optional<Login> read(JsonNode login) {
    String platform = Json.text(login, "platform");
    String user = Json.text(login.path("user"), "id");
    if (user.isEmpty()) {
      user = Json.text(login, "self_id");
    }
    if (!plain(platform) || !plain(user)) {
      return Optional.empty();
    }
    long status = Json.number(login, "status", ONLINE);
    Set<String> features = new LinkedHashSet<>();
    login.path("features").forEach(feature -> features.add(feature.asString("")));
    boolean told = !features.isEmpty();
    return Optional.of(
        new Login(
            new Native(platform, user),
            status == ONLINE || status == CONNECTING,
            login.path("hidden").asBoolean(false),
            told,
            told ? features : Platforms.ASSUMED));
  }

  /** A login that was there before the last stop, and of which nothing is known yet. */
  static Login remembered(Native id) {
    return new Login(id, false, true, false, Set.of());
  }

  boolean can(String method) {
    return features.contains(method);
  }

  /** The same, online or not. */
  Login online(boolean is) {
    return new Login(id, is, hidden, told, features);
  }

  /** The same without a method that turned out to be missing. */
  Login without(String method) {
    Set<String> left = new LinkedHashSet<>(features);
    left.remove(method);
    return new Login(id, online, hidden, told, left);
  }

  private static boolean plain(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c > 32 && c < 127);
  }
}
