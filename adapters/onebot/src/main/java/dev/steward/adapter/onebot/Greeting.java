package dev.steward.adapter.onebot;

import dev.steward.chat.Role;
import dev.steward.wire.Lookups;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What a login asks its implementation about groups and people. No question fails: it is empty. */
final class Greeting {
  private final String self;
  private final Link link;
  private final Lookups lookups;
  private final Bundles bundles;
  private final History history;
  private volatile boolean lost;

  /**
   * @param self the login's number
   */
  Greeting(String self, Link link, Lookups lookups, Tally tally) {
    this.self = self;
    this.link = link;
    this.lookups = lookups;
    this.bundles = new Bundles(lookups, link);
    this.history = new History(self, lookups, tally, bundles, this::call);
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

  /** Whether the program works, and its QQ is there. */
  CompletionStage<Reply> status() {
    return call("get_status", Map.of());
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

  /** What was missed. */
  History history() {
    return history;
  }

  /**
   * What a group knows of the login itself.
   *
   * @param fresh whether the platform is asked, and not what the implementation remembers
   */
  CompletionStage<Reply> own(KnownGroup group, boolean fresh) {
    return ask(group, self, fresh);
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

  /**
   * Whether somebody is not in a group any more: it says that there is no such member, or says no
   * to the question after they were heard to go.
   */
  CompletionStage<Boolean> isGone(KnownGroup group, String user) {
    return ask(group, user)
        .thenApply(
            reply ->
                reply instanceof Reply.No no
                    && (no.noSuchMember() || (group.hasLeft(user) && no.isJudgement())));
  }

  private CompletionStage<Reply> ask(KnownGroup group, String user) {
    return ask(group, user, true)
        .thenApply(
            reply -> {
              Role role = role(reply);
              if (role != null) {
                group.seen(user, role);
              }
              return reply;
            });
  }

  private CompletionStage<Reply> ask(KnownGroup group, String user, boolean fresh) {
    return lookups.ask(
        () ->
            call(
                "get_group_member_info",
                Map.of(
                    "group_id", Numeric.id(group.id.id()),
                    "user_id", Numeric.id(user),
                    "no_cache", fresh)));
  }

  CompletionStage<String> stranger(String user) {
    return lookups
        .ask(() -> call("get_stranger_info", Map.of("user_id", Numeric.id(user))))
        .thenApply(reply -> text(map(reply), "nickname"));
  }

  /** What bundles hold. */
  Bundles bundles() {
    return bundles;
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
