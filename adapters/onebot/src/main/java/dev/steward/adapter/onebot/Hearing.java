package dev.steward.adapter.onebot;

import dev.steward.chat.Event;
import dev.steward.chat.EventSink;
import dev.steward.chat.GroupId;
import dev.steward.wire.Awaited;
import dev.steward.wire.GroupOrder;
import dev.steward.wire.Intake;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the events of one login become. Those of a line come on one thread at a time; posts over
 * HTTP on many, and in no order. Thread-safe.
 */
final class Hearing {
  private static final Logger log = LoggerFactory.getLogger(Hearing.class);

  private static final EventSink.Receipt USELESS = EventSink.Receipt.COMMITTED;
  private static final int STRANGERS = 10_000;

  /**
   * While so many newcomers and bundles of a group are asked for, the next newcomer comes under the
   * number alone, the next bundle closed: in a raid nobody's words wait for names.
   */
  private static final int MOST_ASKED = 20;

  private final String self;
  private final Tally tally;
  private final Intake intake;
  private final GroupOrder order;
  private final Groups groups;
  private final Translator translator;
  private final Awaited<String, Boolean> notices;
  private final Supplier<@Nullable Greeting> questions;
  private final Recent<String> throughGroup = new Recent<>(STRANGERS);

  /**
   * @param self the login's number
   * @param notices who waits for an effect of ours
   * @param questions where can be asked; null while calls can't be made
   */
  Hearing(
      String self,
      Tally tally,
      Intake intake,
      GroupOrder order,
      Groups groups,
      Translator translator,
      Awaited<String, Boolean> notices,
      Supplier<@Nullable Greeting> questions) {
    this.self = self;
    this.tally = tally;
    this.intake = intake;
    this.order = order;
    this.groups = groups;
    this.translator = translator;
    this.notices = notices;
    this.questions = questions;
  }

  /** The group through which somebody who is no friend wrote in private, or null. */
  @Nullable String throughGroup(String user) {
    return throughGroup.get(user);
  }

  /** Where something of a group can be asked for; null where what was told has to do. */
  private @Nullable Greeting asking(String group) {
    return order.asked(group) >= MOST_ASKED ? null : questions.get();
  }

  /** A group that nobody told of. */
  private void met(KnownGroup group) {
    Greeting asking = questions.get();
    if (asking != null) {
      var _ =
          asking
              .title(group)
              .thenCompose(
                  title -> {
                    group.title = title;
                    return groups.learn(asking, group, false);
                  });
    }
  }

  /** An event has come. Completes once it is committed; at once when Steward has no use for it. */
  CompletionStage<EventSink.Receipt> heard(Frame frame) {
    CompletionStage<EventSink.Receipt> taken =
        switch (frame.postType) {
          case "message" -> message(frame);
          case "notice" -> notice(frame);
          case "request" -> request(frame);
          // What we ourselves said, and heartbeats.
          case "message_sent", "meta_event" -> CompletableFuture.completedFuture(USELESS);
          default -> null;
        };
    if (taken == null) {
      tally.unused.increment();
      return CompletableFuture.completedFuture(USELESS);
    }
    return taken;
  }

  private @Nullable CompletionStage<EventSink.Receipt> message(Frame frame) {
    if (frame.messageId.isEmpty() || frame.userId.isEmpty()) {
      return null;
    }
    if (frame.userId.equals(self)) {
      return CompletableFuture.completedFuture(USELESS);
    }
    if (frame.type.equals("private")) {
      String through = frame.groupId.isEmpty() ? frame.sendersGroup : frame.groupId;
      if (frame.subType.equals("group") && !through.isEmpty()) {
        throughGroup.put(frame.userId, through);
      }
      return intake.take(translator.privateMessage(frame));
    }
    if (!frame.type.equals("group") || frame.groupId.isEmpty() || frame.subType.equals("notice")) {
      return null;
    }
    KnownGroup group = groups.of(frame.groupId, this::met);
    group.heard(frame.userId, Translator.role(frame.role), frame.messageId);
    CompletionStage<EventSink.Receipt> taken = said(frame, group.id);
    if (groups.complete() && frame.time > group.newest()) {
      var _ = taken.thenRun(() -> groups.stored(group, frame.time));
    }
    return taken;
  }

  /** What a bundle holds is asked for where it is not told. */
  private CompletionStage<EventSink.Receipt> said(Frame frame, GroupId group) {
    Event.MessagePosted message = translator.groupMessage(frame, group);
    Greeting asking = frame.bundles.closed().isEmpty() ? null : asking(frame.groupId);
    if (asking == null) {
      return order.put(frame.groupId, message);
    }
    return order.later(
        frame.groupId,
        asking.bundles().open(frame, group, translator, Bundles.MOST).thenApply(List::of));
  }

  private @Nullable CompletionStage<EventSink.Receipt> notice(Frame frame) {
    if (frame.type.equals("bot_offline")) {
      // The login's presence has heard it.
      return CompletableFuture.completedFuture(USELESS);
    }
    if (frame.groupId.isEmpty()) {
      return null;
    }
    if (frame.type.equals("group_decrease")) {
      return decreased(frame);
    }
    KnownGroup group = groups.of(frame.groupId, this::met);
    return switch (frame.type) {
      case "group_recall" -> {
        if (frame.messageId.isEmpty()) {
          yield null;
        }
        group.recalled(frame.messageId);
        notices.arrived(Notice.recall(frame.groupId, frame.messageId), true);
        yield order.put(frame.groupId, translator.recalled(frame, group.id));
      }
      case "group_ban" -> banned(frame, group);
      case "group_increase" -> increased(frame, group);
      case "group_admin" -> admin(frame, group);
      case "group_card" ->
          frame.userId.isEmpty() || frame.cardNew.isEmpty()
              ? null
              : order.put(frame.groupId, translator.renamed(frame, group.id));
      default -> null;
    };
  }

  private @Nullable CompletionStage<EventSink.Receipt> banned(Frame frame, KnownGroup group) {
    boolean lifted = frame.subType.equals("lift_ban") || frame.duration == 0;
    boolean everybody = frame.userId.isEmpty() || frame.userId.equals("0");
    if (everybody) {
      notices.arrived(Notice.muteAll(frame.groupId, frame.subType.equals("ban")), true);
      return null;
    }
    notices.arrived(Notice.mute(frame.groupId, frame.userId, !lifted), true);
    return order.put(frame.groupId, translator.muted(frame, group.id));
  }

  private @Nullable CompletionStage<EventSink.Receipt> increased(Frame frame, KnownGroup group) {
    if (frame.userId.isEmpty()) {
      return null;
    }
    if (frame.userId.equals(self)) {
      Greeting ours = questions.get();
      return ours == null
          ? null
          : order.later(frame.groupId, groups.learn(ours, group, false).thenApply(_ -> List.of()));
    }
    group.joined(frame.userId);
    Greeting asking = asking(frame.groupId);
    if (asking == null) {
      return order.put(frame.groupId, translator.joined(frame, group.id, ""));
    }
    return order.later(
        frame.groupId,
        asking
            .name(group, frame.userId)
            .thenApply(name -> List.of(translator.joined(frame, group.id, name))));
  }

  private @Nullable CompletionStage<EventSink.Receipt> decreased(Frame frame) {
    if (frame.userId.isEmpty()) {
      return null;
    }
    notices.arrived(Notice.out(frame.groupId, frame.userId), true);
    if (frame.subType.equals("kick_me")
        || frame.subType.equals("disband")
        || frame.userId.equals(self)) {
      // Each line of the login tells it; a group that is not known was lost before.
      KnownGroup left = groups.find(frame.groupId);
      return left == null ? null : groups.lost(left);
    }
    KnownGroup group = groups.of(frame.groupId, this::met);
    group.left(frame.userId);
    return order.put(frame.groupId, translator.left(frame, group.id));
  }

  private @Nullable CompletionStage<EventSink.Receipt> admin(Frame frame, KnownGroup group) {
    if (frame.userId.isEmpty()) {
      return null;
    }
    Event.RoleChanged changed = translator.roleChanged(frame, group.id);
    if (frame.userId.equals(self)) {
      group.role = changed.role();
      groups.sight(group);
    } else {
      group.seen(frame.userId, changed.role());
    }
    return order.put(frame.groupId, changed);
  }

  private @Nullable CompletionStage<EventSink.Receipt> request(Frame frame) {
    if (frame.type.equals("friend") || frame.subType.equals("invite")) {
      tally.invitations.increment();
      log.info(
          "login {}: {} waits for an answer in its own client",
          self,
          frame.type.equals("friend")
              ? "a friend request"
              : "an invitation into group " + frame.groupId);
      return CompletableFuture.completedFuture(USELESS);
    }
    if (!frame.type.equals("group")
        || !frame.subType.equals("add")
        || frame.groupId.isEmpty()
        || frame.userId.isEmpty()
        || frame.flag.isEmpty()) {
      return null;
    }
    KnownGroup group = groups.of(frame.groupId, this::met);
    Greeting asking = asking(frame.groupId);
    if (asking == null) {
      return order.put(frame.groupId, translator.asked(frame, group.id, ""));
    }
    return order.later(
        frame.groupId,
        asking
            .stranger(frame.userId)
            .thenApply(name -> List.of(translator.asked(frame, group.id, name))));
  }
}
