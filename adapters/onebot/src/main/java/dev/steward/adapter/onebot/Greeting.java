package dev.steward.adapter.onebot;

import dev.steward.chat.Event;
import dev.steward.chat.Role;
import dev.steward.wire.Lookups;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What a login asks its implementation about groups and people. No question fails: it is empty. */
final class Greeting {
  private static final int MISSED_AT_MOST = 200;

  /** A group that is not there any more must not speak for the others. */
  private static final int GROUPS_TRIED = 3;

  private final String self;
  private final Link link;
  private final Lookups lookups;
  private volatile boolean lost;

  /**
   * @param self the login's number
   */
  Greeting(String self, Link link, Lookups lookups) {
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
    return history(groups.next(), 1)
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
    String id = group.id.id();
    return lookups
        .ask(() -> history(id, MISSED_AT_MOST))
        .thenApply(
            reply -> {
              if (!(reply instanceof Reply.Ok ok
                  && ok.map().get("messages") instanceof List<?> list)) {
                return Optional.empty();
              }
              List<Frame> missed = new ArrayList<>();
              for (Object entry : list) {
                Frame frame = Past.frame(FrameReader.object(entry), id);
                if (frame.time >= since
                    && !frame.messageId.isEmpty()
                    && !frame.userId.isEmpty()
                    && !frame.userId.equals(self)) {
                  missed.add(frame);
                }
              }
              return Optional.of(inOrder(missed, group, translator));
            });
  }

  /** Most implementations tell the oldest first, some the newest. */
  private static List<Event> inOrder(List<Frame> missed, KnownGroup group, Translator translator) {
    List<Frame> frames =
        !missed.isEmpty() && missed.getFirst().time > missed.getLast().time
            ? missed.reversed()
            : missed;
    return frames.stream()
        .sorted(Comparator.comparingLong(frame -> frame.time))
        .map(
            frame -> {
              group.heard(frame.userId, Translator.role(frame.role), frame.messageId);
              return (Event) translator.groupMessage(frame, group.id);
            })
        .toList();
  }

  private CompletionStage<Reply> history(String group, int count) {
    return call("get_group_msg_history", Map.of("group_id", Numeric.id(group), "count", count));
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
