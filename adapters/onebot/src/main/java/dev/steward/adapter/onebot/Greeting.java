package dev.steward.adapter.onebot;

import dev.steward.chat.Event;
import dev.steward.chat.Role;
import dev.steward.wire.Lookups;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a login asks its implementation about groups and people. No question fails: it is empty. */
final class Greeting {
  private static final Logger log = LoggerFactory.getLogger(Greeting.class);

  /** At once. */
  private static final int MISSED_AT_MOST = 200;

  /** Of one group: more than this is a flood, or hours of absence. */
  private static final int MOST_PAGES = 25;

  /** A group that is not there any more must not speak for the others. */
  private static final int GROUPS_TRIED = 3;

  private final String self;
  private final Link link;
  private final Lookups lookups;
  private final Tally tally;
  private volatile boolean lost;

  /**
   * @param self the login's number
   */
  Greeting(String self, Link link, Lookups lookups, Tally tally) {
    this.tally = tally;
    this.self = self;
    this.link = link;
    this.lookups = lookups;
  }

  /** Whether an answer never came, so that what is known now is not the whole. */
  boolean lost() {
    return lost;
  }

  private CompletionStage<Reply> call(String action, Map<String, Object> params) {
    return link.call(action, params)
        .thenApply(
            reply -> {
              lost |= unanswered(reply);
              return reply;
            });
  }

  private static boolean unanswered(Reply reply) {
    return reply instanceof Reply.Lost || reply instanceof Reply.NotSent;
  }

  /** The groups that the login is in: id to title. */
  CompletionStage<Map<String, String>> groups() {
    return call("get_group_list", Map.of())
        .thenApply(
            reply -> {
              Map<String, String> groups = new LinkedHashMap<>();
              for (Map<String, Object> group : rows(reply)) {
                String id = text(group, "group_id");
                if (!id.isEmpty()) {
                  String title = text(group, "group_name");
                  groups.put(id, title.isEmpty() ? id : title);
                }
              }
              return groups;
            });
  }

  /** Whether missed messages can be fetched, tried on a few of the groups. */
  CompletionStage<Boolean> hasHistory(Collection<String> groups) {
    return hasHistory(groups.stream().limit(GROUPS_TRIED).iterator());
  }

  private CompletionStage<Boolean> hasHistory(Iterator<String> groups) {
    if (!groups.hasNext()) {
      return CompletableFuture.completedFuture(false);
    }
    return history(groups.next(), 1, "")
        .thenCompose(
            reply ->
                reply instanceof Reply.Ok ok && ok.map().get("messages") instanceof List
                    ? CompletableFuture.completedFuture(true)
                    : hasHistory(groups));
  }

  /**
   * The messages of a group since a time in epoch seconds, oldest first; empty when they were not
   * told.
   */
  CompletionStage<Optional<List<Event>>> history(
      KnownGroup group, long since, Translator translator) {
    List<Frame> missed = new ArrayList<>();
    return page(group.id.id(), since, "", missed, 1)
        .thenApply(
            told -> told ? Optional.of(inOrder(missed, group, translator)) : Optional.empty());
  }

  /**
   * Fetches what was said up to a message, page by page back to a time, as far as it is told.
   *
   * @param upTo the number of the message in the group; empty for the last
   * @param missed takes what counts, oldest first
   */
  private CompletionStage<Boolean> page(
      String id, long since, String upTo, List<Frame> missed, int number) {
    return lookups
        .ask(() -> history(id, MISSED_AT_MOST, upTo))
        .thenCompose(
            reply -> {
              if (!(reply instanceof Reply.Ok ok
                  && ok.map().get("messages") instanceof List<?> list)) {
                return CompletableFuture.completedFuture(number > 1 && outOfReach(id));
              }
              Set<String> known = new HashSet<>();
              missed.forEach(frame -> known.add(frame.messageId));
              List<Frame> page = new ArrayList<>();
              long oldest = Long.MAX_VALUE;
              String first = "";
              for (Object entry : list) {
                Map<String, Object> message = FrameReader.object(entry);
                Frame frame = Past.frame(message, id);
                if (frame.time < oldest) {
                  oldest = frame.time;
                  first = text(message, "message_seq");
                }
                if (frame.time >= since
                    && !frame.messageId.isEmpty()
                    && !frame.userId.isEmpty()
                    && !frame.userId.equals(self)
                    && known.add(frame.messageId)) {
                  page.add(frame);
                }
              }
              missed.addAll(0, oldestFirst(page));
              if (oldest < since || list.size() < MISSED_AT_MOST / 2) {
                return CompletableFuture.completedFuture(true);
              }
              return first.isEmpty() || first.equals(upTo) || number == MOST_PAGES
                  ? CompletableFuture.completedFuture(outOfReach(id))
                  : page(id, since, first, missed, number + 1);
            });
  }

  /** What was said before is not told. */
  private boolean outOfReach(String group) {
    tally.outOfReach.increment();
    log.warn("group {}: more was missed than can be fetched", group);
    return true;
  }

  /** Most implementations tell the oldest first, some the newest. */
  private static List<Frame> oldestFirst(List<Frame> page) {
    return !page.isEmpty() && page.getFirst().time > page.getLast().time ? page.reversed() : page;
  }

  private static List<Event> inOrder(List<Frame> missed, KnownGroup group, Translator translator) {
    return missed.stream()
        .sorted(Comparator.comparingLong(frame -> frame.time))
        .map(
            frame -> {
              group.heard(frame.userId, Translator.role(frame.role), frame.messageId);
              return (Event) translator.groupMessage(frame, group.id);
            })
        .toList();
  }

  private CompletionStage<Reply> history(String group, int count, String upTo) {
    Map<String, Object> params = new HashMap<>();
    params.put("group_id", Numeric.id(group));
    params.put("count", count);
    if (!upTo.isEmpty()) {
      params.put("message_seq", Numeric.id(upTo));
    }
    return call("get_group_msg_history", params);
  }

  /** What a group knows of the login itself. */
  CompletionStage<Reply> own(KnownGroup group) {
    return ask(group, self);
  }

  /** The role that an answer to {@link #own} tells, or null. */
  static @Nullable Role role(Reply reply) {
    String role = text(map(reply), "role");
    return role.isEmpty() ? null : Translator.role(role);
  }

  /** The name that a group sees, or empty. */
  CompletionStage<String> name(KnownGroup group, String user) {
    return member(group, user)
        .thenApply(
            member -> {
              String card = text(member, "card");
              return card.isBlank() ? text(member, "nickname") : card;
            });
  }

  CompletionStage<Map<String, Object>> member(KnownGroup group, String user) {
    return ask(group, user).thenApply(Greeting::map);
  }

  private CompletionStage<Reply> ask(KnownGroup group, String user) {
    return lookups.ask(
        () ->
            call(
                "get_group_member_info",
                Map.of(
                    "group_id", Numeric.id(group.id.id()),
                    "user_id", Numeric.id(user),
                    "no_cache", true)));
  }

  CompletionStage<String> stranger(String user) {
    return lookups
        .ask(() -> call("get_stranger_info", Map.of("user_id", Numeric.id(user))))
        .thenApply(reply -> text(map(reply), "nickname"));
  }

  CompletionStage<String> title(KnownGroup group) {
    return lookups
        .ask(() -> call("get_group_info", Map.of("group_id", Numeric.id(group.id.id()))))
        .thenApply(
            reply -> {
              String title = text(map(reply), "group_name");
              return title.isEmpty() ? group.title : title;
            });
  }

  private static Map<String, Object> map(Reply reply) {
    return reply instanceof Reply.Ok ok ? ok.map() : Map.of();
  }

  private static List<Map<String, Object>> rows(Reply reply) {
    List<Map<String, Object>> rows = new ArrayList<>();
    if (reply instanceof Reply.Ok ok && ok.data() instanceof List<?> list) {
      list.forEach(row -> rows.add(FrameReader.object(row)));
    }
    return rows;
  }

  private static String text(Map<String, Object> map, String key) {
    return map.get(key) instanceof String text ? text : "";
  }
}
