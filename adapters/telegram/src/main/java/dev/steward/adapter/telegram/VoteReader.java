package dev.steward.adapter.telegram;

import dev.steward.chat.AccountId;
import dev.steward.chat.Event;
import dev.steward.chat.Sender;
import dev.steward.chat.UserId;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Votes in Telegram's own polls as events, where the poll is one that the bot asked. */
final class VoteReader {
  private final AccountId account;
  private final Chats chats;
  private final Names names;
  private final OpenPolls polls;

  VoteReader(AccountId account, Chats chats, Names names, OpenPolls polls) {
    this.account = account;
    this.chats = chats;
    this.names = names;
    this.polls = polls;
  }

  /** Whoever votes as a group or a channel is nobody in particular, and not told. */
  List<Event> read(JsonNode answer, String updateId) {
    Notebook.Poll poll = polls.find(Json.text(answer, "poll_id")).orElse(null);
    if (poll == null || answer.has("voter_chat")) {
      return List.of();
    }
    ChatNow group = chats.since(poll.chat()).orElse(null);
    if (group == null) {
      return List.of();
    }
    JsonNode from = answer.path("user");
    UserId voter = UpdateReader.user(from);
    List<String> chosen = chosen(answer.path("option_ids"), poll.values());
    names.heard(from);
    return List.of(
        new Event.PollVoted(
            account,
            group.group(),
            updateId,
            poll.nativeId().toString(),
            new Sender(voter, Names.of(from), group.role(Json.number(from, "id"))),
            chosen,
            chats.now()));
  }

  /** The values of the options that are named by their places; none is a vote taken back. */
  private static List<String> chosen(JsonNode places, List<String> values) {
    if (!places.isArray()) {
      throw new IllegalArgumentException("a vote without its options");
    }
    List<String> chosen = new ArrayList<>();
    for (JsonNode place : places) {
      int index = place.isIntegralNumber() && place.canConvertToInt() ? place.intValue() : -1;
      if (index < 0 || index >= values.size()) {
        throw new IllegalArgumentException("an option that the poll does not have");
      }
      chosen.add(values.get(index));
    }
    return chosen;
  }
}
