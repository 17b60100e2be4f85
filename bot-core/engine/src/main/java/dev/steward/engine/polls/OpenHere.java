package dev.steward.engine.polls;

import dev.steward.chat.AccountId;
import dev.steward.chat.GroupId;
import dev.steward.chat.UserId;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The polls that are open in a group: tables {@code poll_here} and {@code poll_message}, in memory
 * since every message is held against them. Belongs to the group's key.
 */
final class OpenHere {
  /** How long after it was last mentioned a bare number is still a ballot. */
  static final Duration RECENT = Duration.ofHours(12);

  /** After so many votes of one member in one poll the rules look at them again. */
  static final int MOST_CHANGES = 6;

  /** How long bare numbers are somebody else's after a member told the others what to type. */
  private static final Duration OTHERS = Duration.ofMinutes(10);

  /** The same after a question whose answer is a number: such are many. */
  private static final Duration ANSWERS = Duration.ofMinutes(3);

  private final Sql sql;
  private final GroupId group;
  private final List<Here> polls = new ArrayList<>(1);
  private @Nullable Instant othersUntil;

  /** One poll, as it was announced here. */
  static final class Here {
    final long number;
    final Question question;
    final List<Integer> order;
    final Instant closes;
    final Set<String> messages = new HashSet<>();

    /** The native id of the platform's own poll that asks it here; empty where none does. */
    String platform;

    /** The login that asked that one; null where that is not known. */
    @Nullable AccountId asker;

    Instant said;

    /** How often each member has voted here since the start; to tell a vote from a flood. */
    final Map<String, Integer> votes = new HashMap<>(0);

    Here(
        long number,
        Question question,
        List<Integer> order,
        Instant closes,
        Instant said,
        String platform,
        @Nullable AccountId asker) {
      this.number = number;
      this.question = question;
      this.order = List.copyOf(order);
      this.closes = closes;
      this.said = said;
      this.platform = platform;
      this.asker = asker;
    }
  }

  private OpenHere(Sql sql, GroupId group) {
    this.sql = sql;
    this.group = group;
  }

  static OpenHere load(Sql sql, GroupId group) {
    OpenHere open = new OpenHere(sql, group);
    open.polls.addAll(
        sql.list(
            "SELECT poll, question, option_order, closes, said, asked_in, asked_by FROM poll_here"
                + " WHERE group_id = ? ORDER BY poll",
            row ->
                new Here(
                    row.number(1),
                    Json.read(row.text(2), Question.class),
                    List.of(Json.read(row.text(3), Integer[].class)),
                    row.time(4),
                    row.time(5),
                    Objects.requireNonNullElse(row.textOrNull(6), ""),
                    account(row.textOrNull(7))),
            group));
    for (Here here : open.polls) {
      here.messages.addAll(
          sql.list(
              "SELECT message_id FROM poll_message WHERE group_id = ? AND poll = ?",
              row -> row.text(1),
              group,
              here.number));
    }
    return open;
  }

  private static @Nullable AccountId account(@Nullable String text) {
    return text == null ? null : AccountId.parse(text);
  }

  List<Here> polls() {
    return polls;
  }

  boolean none() {
    return polls.isEmpty();
  }

  Optional<Here> find(long number) {
    return polls.stream().filter(here -> here.number == number).findFirst();
  }

  /** The poll whose announcement this is. */
  Optional<Here> ofMessage(String message) {
    return polls.stream().filter(here -> here.messages.contains(message)).findFirst();
  }

  /** Somebody in the group told the others to type numbers: a bare one is for them. */
  void othersAsk(Instant now) {
    othersUntil = later(now.plus(OTHERS));
  }

  /** Somebody in the group asked what is answered with a number. */
  void numberAsked(Instant now) {
    othersUntil = later(now.plus(ANSWERS));
  }

  private Instant later(Instant until) {
    return othersUntil != null && othersUntil.isAfter(until) ? othersUntil : until;
  }

  /** Whether the rules look again at what somebody votes here. */
  boolean heardOften(UserId user) {
    for (Here here : polls) {
      if (!here.votes.isEmpty() && here.votes.getOrDefault(user.toString(), 0) >= MOST_CHANGES) {
        return true;
      }
    }
    return false;
  }

  /** Whether a bare number can be meant for this poll. */
  boolean hears(Here here, Instant now) {
    boolean others = othersUntil != null && now.isBefore(othersUntil);
    return polls.size() == 1 && !others && now.isBefore(here.said.plus(RECENT));
  }

  void open(PollOpens opens, Instant now) {
    Here here =
        new Here(
            opens.poll(),
            opens.question(),
            opens.order(),
            Instant.ofEpochMilli(opens.closes()),
            now,
            "",
            null);
    polls.add(here);
    othersUntil = null;
    sql.update(
        "INSERT INTO poll_here (group_id, poll, question, option_order, said, announced, closes)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        group,
        here.number,
        Json.write(here.question),
        Json.write(here.order),
        now,
        now,
        here.closes);
  }

  /** The group was told of it again. */
  void said(Here here, Instant now) {
    here.said = now;
    othersUntil = null;
    sql.update(
        "UPDATE poll_here SET said = ? WHERE group_id = ? AND poll = ?", now, group, here.number);
  }

  /** A message of ours that says it, so that replies to it are known. */
  void saidIn(Here here, String message) {
    here.messages.add(message);
    sql.update(
        "INSERT INTO poll_message (group_id, message_id, poll) VALUES (?, ?, ?)"
            + " ON CONFLICT (group_id, message_id) DO NOTHING",
        group,
        message,
        here.number);
  }

  /** A poll of the platform's own asks it now, by that login. */
  void askedIn(Here here, String message, AccountId asker) {
    here.platform = message;
    here.asker = asker;
    sql.update(
        "UPDATE poll_here SET asked_in = ?, asked_by = ? WHERE group_id = ? AND poll = ?",
        message,
        asker,
        group,
        here.number);
    saidIn(here, message);
  }

  void close(long number) {
    polls.removeIf(here -> here.number == number);
    sql.update("DELETE FROM poll_here WHERE group_id = ? AND poll = ?", group, number);
    sql.update("DELETE FROM poll_message WHERE group_id = ? AND poll = ?", group, number);
  }
}
