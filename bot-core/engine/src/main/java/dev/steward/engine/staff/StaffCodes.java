package dev.steward.engine.staff;

import dev.steward.chat.Event;
import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Groups;
import dev.steward.engine.flow.Mode;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.flow.Turn;
import dev.steward.engine.members.StaffBook;
import dev.steward.engine.script.Binding;
import dev.steward.engine.script.SourceMark;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Codes and words that staff type: one-time codes that say who they are, pairing words that bind a
 * group to a pack.
 */
public final class StaffCodes {
  private final Sql sql;
  private final Groups groups;
  private final StaffBook staff;

  public StaffCodes(Sql sql, Groups groups, StaffBook staff) {
    this.sql = sql;
    this.groups = groups;
    this.staff = staff;
  }

  /**
   * SHA-256 in lower-case hex, as codes typed in a chat are kept in {@code staff_code}; however
   * somebody types it, upper case or lower.
   */
  public static String hash(String code) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(
              sha.digest(code.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Uses up a code; the staff login it stands for, or empty when it is wrong or too old. */
  Optional<String> redeem(String code, UserId user, Turn turn) {
    Optional<String> login =
        sql.first(
            "SELECT login FROM staff_code WHERE code = ? AND purpose = 'chat' AND expires > ?",
            row -> row.text(1),
            hash(code),
            turn.now());
    login.ifPresent(
        found -> {
          turn.write(s -> s.update("DELETE FROM staff_code WHERE code = ?", hash(code)));
          turn.write(
              s ->
                  s.update(
                      "INSERT INTO staff_login (user_id, login, linked) VALUES (?, ?, ?)"
                          + " ON CONFLICT (user_id) DO UPDATE SET login = excluded.login",
                      user,
                      found,
                      turn.now()));
          turn.then(() -> staff.linked(user, found));
        });
    return login;
  }

  /** Binds the group when the words are a pairing word that waits for one. */
  boolean pair(String word, Turn turn, String login) {
    Optional<Binding> binding =
        sql.first(
            "SELECT binding FROM pairing WHERE word = ?",
            row -> Json.read(row.text(1), Binding.class),
            word);
    binding.ifPresent(
        found -> {
          turn.write(s -> s.update("DELETE FROM pairing WHERE word = ?", word));
          turn.then(() -> groups.bind(turn.group(), found.pack(), found, turn.now()));
          turn.note(
              "bound",
              Reason.of(
                  "staff",
                  login + " 用暗号绑定了脚本 " + found.pack(),
                  login + " bound pack " + found.pack() + " by a pairing word"),
              Mode.LIVE);
        });
    return binding.isPresent();
  }

  /** Binds the group as the console says. */
  void bind(Turn turn, Event.StaffCommand command) {
    Binding binding = binding(turn.group().id(), command);
    turn.then(() -> groups.bind(turn.group(), binding.pack(), binding, turn.now()));
    turn.then(() -> settled(turn));
    turn.note(
        "bound",
        Reason.of(
            "staff",
            command.staff() + " 指派了脚本 " + binding.pack(),
            command.staff() + " assigned pack " + binding.pack()),
        Mode.LIVE);
  }

  private static Binding binding(GroupId group, Event.StaffCommand command) {
    Map<String, String> arguments = command.arguments();
    String pack = arguments.getOrDefault("pack", "");
    if (pack.isEmpty()) {
      throw new IllegalArgumentException("bind: no pack (expected: the pack's name)");
    }
    String given = arguments.get("binding");
    return given != null
        ? Json.read(given, Binding.class)
        : new Binding(
            group,
            null,
            arguments.getOrDefault("label", ""),
            pack,
            Json.readMap(arguments.getOrDefault("values", "{}")),
            arguments.get("persona"),
            Set.copyOf(Json.readStrings(arguments.getOrDefault("off", "[]"))),
            new SourceMark("console", 1, 1));
  }

  /** A group with a pack no longer waits for one. */
  void settled(Turn turn) {
    sql.update(
        "UPDATE todo SET state = 'done', ended = ?, result = 'bound'"
            + " WHERE kind = 'assign-pack' AND subject = ? AND state <> 'done'",
        turn.now(),
        turn.group().id());
  }
}
