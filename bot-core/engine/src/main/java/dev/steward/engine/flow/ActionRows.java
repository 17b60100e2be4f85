package dev.steward.engine.flow;

import dev.steward.chat.AccountId;
import dev.steward.chat.Action;
import dev.steward.chat.Key;
import dev.steward.engine.store.Json;
import dev.steward.engine.store.Sql;
import java.util.List;

/** How an action is written in the outbox table. */
public final class ActionRows {
  private ActionRows() {}

  /** The short name of an action's kind, as in the table and in the console. */
  public static String kind(Action action) {
    return switch (action) {
      case Action.SendMessage _ -> "send";
      case Action.SendPrivate _ -> "private";
      case Action.AskPoll _ -> "ask-poll";
      case Action.EndPoll _ -> "end-poll";
      case Action.DeleteMessage _ -> "delete";
      case Action.MuteMember _ -> "mute";
      case Action.UnmuteMember _ -> "unmute";
      case Action.MuteAll _ -> "mute-all";
      case Action.KickMember _ -> "kick";
      case Action.BanMember _ -> "ban";
      case Action.UnbanMember _ -> "unban";
      case Action.ApproveJoin _ -> "approve-join";
      case Action.DenyJoin _ -> "deny-join";
      case Action.SetMemberCard _ -> "set-card";
      case Action.SetNotice _ -> "set-notice";
    };
  }

  /** The posts that were not over at the last stop, in the order in which they were made. */
  public static List<Unfinished> unfinished(Sql sql) {
    return sql.list(
        "SELECT id, seq, lane_key, account, payload, reason, attempts, expires, state FROM action"
            + " WHERE state IN ('pending', 'claimed') ORDER BY id",
        row ->
            new Unfinished(
                new Post(
                    row.number(1),
                    row.number(2),
                    Key.parse(row.text(3)),
                    AccountId.parse(row.text(4)),
                    Json.read(row.text(5), Action.class),
                    Json.read(row.text(6), Reason.class),
                    (int) row.number(7),
                    row.time(8)),
                row.text(9).equals("claimed")));
  }

  /**
   * A post that was not over.
   *
   * @param claimed whether it may have been done: it can't be repeated harmlessly
   */
  public record Unfinished(Post post, boolean claimed) {}
}
