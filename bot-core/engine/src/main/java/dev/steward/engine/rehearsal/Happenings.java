package dev.steward.engine.rehearsal;

import dev.steward.chat.Action;
import dev.steward.chat.Button;
import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.UserId;
import dev.steward.engine.flow.Reason;
import dev.steward.engine.script.Deed;
import dev.steward.engine.script.Expectation;
import dev.steward.engine.script.Language;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what happened from the journal, as the console does: in the order it was decided. */
final class Happenings {
  private final Language language;
  private final Function<String, Words> messages;
  private long lastDecision;
  private long lastAction;

  /** A message of a member's. */
  record Words(String name, String text) {
    static final Words UNKNOWN = new Words("", "");
  }

  /**
   * @param language in which lengths of time are written
   * @param messages what members said, by the message's id
   */
  Happenings(Language language, Function<String, Words> messages) {
    this.language = language;
    this.messages = messages;
  }

  private record Decided(
      long seq, String key, String verdict, boolean live, Reason reason, Instant arrived) {}

  private record Acted(Action action, String state, Instant created, @Nullable Instant ended) {}

  /** What happened since this was asked last. */
  List<Happening> next(Sql sql) {
    Map<String, Deque<Acted>> acted = new HashMap<>();
    sql.list(
            "SELECT id, seq, lane_key, kind, payload, state, created, ended FROM action"
                + " WHERE id > ? ORDER BY id",
            row -> {
              lastAction = row.number(1);
              return Map.entry(
                  row.number(2) + " " + row.text(3) + " " + row.text(4),
                  new Acted(
                      Json.read(row.text(5), Action.class),
                      row.text(6),
                      row.time(7),
                      row.timeOrNull(8)));
            },
            lastAction)
        .forEach(
            entry ->
                acted
                    .computeIfAbsent(entry.getKey(), _ -> new ArrayDeque<>(2))
                    .add(entry.getValue()));
    List<Decided> decided =
        sql.list(
            "SELECT d.id, d.seq, d.lane_key, d.verdict, d.mode, d.reason, j.arrived FROM decision d"
                + " JOIN journal j ON j.seq = d.seq WHERE d.id > ? ORDER BY d.id",
            row -> {
              lastDecision = row.number(1);
              return new Decided(
                  row.number(2),
                  row.text(3),
                  row.text(4),
                  row.text(5).equals("live"),
                  Json.read(row.text(6), Reason.class),
                  row.time(7));
            },
            lastDecision);
    List<Happening> all = new ArrayList<>();
    for (Decided one : decided) {
      Deque<Acted> same = acted.get(one.seq + " " + one.key + " " + one.verdict);
      Acted deed = same == null ? null : same.poll();
      all.add(deed == null ? note(one) : done(one, deed));
    }
    return all;
  }

  private static Happening note(Decided one) {
    Key key = Key.parse(one.key);
    return happening(
        one,
        one.arrived,
        key.kind() == Key.Kind.GROUP ? key.groupId().id() : "",
        one.live ? Happening.Kind.NOTE : Happening.Kind.OBSERVED,
        null,
        "",
        "");
  }

  private Happening done(Decided one, Acted acted) {
    Happening.Kind kind =
        switch (acted.state) {
          case "done", "pending", "claimed" -> Happening.Kind.DONE;
          case "human" -> Happening.Kind.BY_HAND;
          case "observed" -> Happening.Kind.OBSERVED;
          default -> Happening.Kind.FAILED;
        };
    GroupId group = acted.action.group();
    String room = group == null ? "" : group.id();
    Instant at = acted.ended == null ? acted.created : acted.ended;
    Action action = acted.action;
    return switch (action) {
      case Action.SendMessage send ->
          happening(
              one, at, room, kind, Deed.SAYS, "", words(send.content().text(), send.buttons()));
      case Action.SendPrivate send ->
          happening(
              one,
              at,
              room,
              kind,
              Deed.WHISPERS,
              send.user().id(),
              words(send.content().text(), send.buttons()));
      case Action.AskPoll poll ->
          happening(one, at, room, kind, Deed.SAYS, "", words(poll.question(), poll.options()));
      case Action.EndPoll _ -> happening(one, at, room, kind, null, "", "");
      case Action.DeleteMessage delete -> {
        Words words = messages.apply(delete.messageId());
        yield happening(one, at, room, kind, Deed.DELETES, words.name, words.text);
      }
      case Action.MuteMember mute ->
          happening(
              one,
              at,
              room,
              kind,
              Deed.MUTES,
              mute.user().id(),
              Expectation.length(Duration.between(acted.created, mute.until()), language));
      case Action.UnmuteMember unmute -> about(one, at, room, kind, Deed.UNMUTES, unmute.user());
      case Action.KickMember kick -> about(one, at, room, kind, Deed.KICKS, kick.user());
      case Action.BanMember ban -> about(one, at, room, kind, Deed.BANS, ban.user());
      case Action.UnbanMember unban -> about(one, at, room, kind, Deed.UNBANS, unban.user());
      case Action.ApproveJoin in -> about(one, at, room, kind, Deed.LETS_IN, in.user());
      case Action.DenyJoin deny ->
          happening(one, at, room, kind, Deed.TURNS_AWAY, deny.user().id(), deny.reason());
      case Action.MuteAll all ->
          happening(one, at, room, kind, all.on() ? Deed.MUTES_ALL : Deed.UNMUTES_ALL, "", "");
      case Action.SetMemberCard card ->
          happening(one, at, room, kind, Deed.SETS_CARD, card.user().id(), card.card());
      case Action.SetNotice notice ->
          happening(one, at, room, kind, Deed.SETS_NOTICE, "", notice.text());
    };
  }

  /** The text, and below it the buttons in brackets. */
  private static String words(String text, List<Button> buttons) {
    return buttons.isEmpty()
        ? text
        : text
            + "\n"
            + buttons.stream()
                .map(button -> "[" + button.label() + "]")
                .collect(Collectors.joining(" "));
  }

  private static Happening about(
      Decided one, Instant at, String room, Happening.Kind kind, Deed deed, UserId user) {
    return happening(one, at, room, kind, deed, user.id(), "");
  }

  private static Happening happening(
      Decided one,
      Instant at,
      String room,
      Happening.Kind kind,
      @Nullable Deed deed,
      String name,
      String text) {
    Reason reason = one.reason;
    String place = reason.at();
    String item = reason.rule();
    return new Happening(
        at,
        room,
        kind,
        deed,
        name,
        text,
        reason.feature(),
        one.verdict,
        // The line is enough: topics.yaml:12:3 is shown as topics.yaml:12.
        place == null ? "" : place.replaceFirst(":\\d+$", ""),
        item == null ? "" : item,
        reason.zh(),
        reason.en());
  }
}
