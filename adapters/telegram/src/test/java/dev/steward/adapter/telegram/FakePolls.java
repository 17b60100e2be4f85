package dev.steward.adapter.telegram;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Telegram's polls: what bots may ask, and who chose what. Owned by the world's lock. */
final class FakePolls {
  private final Map<String, Map<Long, List<Integer>>> votes = new HashMap<>();
  private long last = 6_010_000_000_000_000_000L;

  /** A new poll, as it stands in its message. */
  ObjectNode ask(JsonNode p) {
    String question = Json.text(p, "question");
    if (question.isBlank()) {
      throw no("poll question must be non-empty");
    }
    if (question.length() > 300) {
      throw no("poll question length must not exceed 300");
    }
    if (p.path("options").size() < 2) {
      throw no("poll must have at least 2 option");
    }
    if (p.path("options").size() > 10) {
      throw no("poll can't have more than 10 options");
    }
    ObjectNode poll = Json.object().put("id", Long.toString(++last)).put("question", question);
    ArrayNode options = poll.putArray("options");
    for (JsonNode option : p.path("options")) {
      String text = Json.text(option, "text");
      if (text.isBlank()) {
        throw no("poll options must be non-empty");
      }
      if (text.length() > 100) {
        throw no("poll options length must not exceed 100");
      }
      options.addObject().put("text", text).put("voter_count", 0);
    }
    votes.put(Json.text(poll, "id"), new HashMap<>());
    boolean open = p.has("is_anonymous") && !Json.yes(p, "is_anonymous");
    return poll.put("total_voter_count", 0)
        .put("is_closed", false)
        .put("is_anonymous", !open)
        .put("type", "regular")
        .put("allows_multiple_answers", Json.yes(p, "allows_multiple_answers"));
  }

  static void stop(JsonNode message, long bot) {
    if (!(message.path("poll") instanceof ObjectNode poll)) {
      throw no("message is not a poll");
    }
    if (Json.yes(poll, "is_closed")) {
      throw no("poll has already been closed");
    }
    if (Json.number(message.path("from"), "id") != bot) {
      throw no("poll can't be stopped");
    }
    poll.put("is_closed", true);
  }

  /** Somebody chooses these options and no others; returns their places. */
  List<Integer> vote(ObjectNode poll, long user, Set<String> labels) {
    List<Integer> chosen = new ArrayList<>();
    for (int i = 0; i < poll.path("options").size(); i++) {
      if (labels.contains(Json.text(poll.path("options").path(i), "text"))) {
        chosen.add(i);
      }
    }
    if (chosen.size() != labels.size()) {
      throw new IllegalStateException("the poll has not all of " + labels);
    }
    if (chosen.size() > 1 && !Json.yes(poll, "allows_multiple_answers")) {
      throw new IllegalStateException("the poll takes one option only");
    }
    Map<Long, List<Integer>> all = Objects.requireNonNull(votes.get(Json.text(poll, "id")));
    all.put(user, chosen);
    if (chosen.isEmpty()) {
      all.remove(user);
    }
    poll.put("total_voter_count", all.size());
    for (int i = 0; i < poll.path("options").size(); i++) {
      int place = i;
      ((ObjectNode) poll.path("options").path(i))
          .put("voter_count", all.values().stream().filter(vote -> vote.contains(place)).count());
    }
    return chosen;
  }

  private static FakeMethods.No no(String why) {
    return new FakeMethods.No(400, "Bad Request: " + why);
  }
}
