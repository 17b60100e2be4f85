package dev.steward.adapter.onebot;

import dev.steward.chat.Event;
import dev.steward.wire.GroupOrder;
import dev.steward.wire.Lookups;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What groups said while a login was away: asked for page by page, back to what is known, as far as
 * it is told. Thread-safe.
 */
final class History {
  private static final Logger log = LoggerFactory.getLogger(History.class);

  /** Nothing older is asked for: by then it is no talk that anybody is still in. */
  static final Duration LONGEST = Duration.ofDays(3);

  /** At once. */
  private static final int PAGE = 200;

  /** Of one group: more than this is a flood, or hours of absence. */
  private static final int MOST_PAGES = 25;

  /** Questions about bundles of one group: in thousands of messages there may be as many. */
  private static final int MOST_BUNDLES = 20;

  /** A group that is not there any more must not speak for the others. */
  private static final int GROUPS_TRIED = 3;

  private final String self;
  private final Lookups lookups;
  private final Tally tally;
  private final Bundles bundles;
  private final BiFunction<String, Map<String, Object>, CompletionStage<Reply>> calls;

  /** Of all messages that were fetched and wait for those before them. */
  private final AtomicLong characters = new AtomicLong();

  /** What has been fetched of one group; its pages come one after the other. */
  private static final class Fetched {
    final KnownGroup group;
    final long known;
    final long since;
    final Set<String> ids = new HashSet<>();
    final List<Event.MessagePosted> messages = new ArrayList<>();

    /** Those with a bundle that came as an id alone, of the newest page first. */
    final Deque<Frame> closed = new ArrayDeque<>();

    long characters;

    /**
     * @param known the time up to which the group is complete, in epoch seconds
     * @param earliest what was said before that is not asked for
     */
    Fetched(KnownGroup group, long known, long earliest) {
      this.group = group;
      this.known = known;
      this.since = Math.max(known, earliest);
    }

    String id() {
      return group.id.id();
    }
  }

  /**
   * @param self the login's number
   * @param calls asks the implementation; never fails
   */
  History(
      String self,
      Lookups lookups,
      Tally tally,
      Bundles bundles,
      BiFunction<String, Map<String, Object>, CompletionStage<Reply>> calls) {
    this.self = self;
    this.lookups = lookups;
    this.tally = tally;
    this.bundles = bundles;
    this.calls = calls;
  }

  /** Whether missed messages can be fetched, tried on a few of the groups. */
  CompletionStage<Boolean> isThere(Collection<String> groups) {
    return isThere(groups.stream().limit(GROUPS_TRIED).iterator());
  }

  private CompletionStage<Boolean> isThere(Iterator<String> groups) {
    if (!groups.hasNext()) {
      return CompletableFuture.completedFuture(false);
    }
    return call(groups.next(), 1, "")
        .thenCompose(
            reply ->
                reply instanceof Reply.Ok ok && ok.map().get("messages") instanceof List
                    ? CompletableFuture.completedFuture(true)
                    : isThere(groups));
  }

  /**
   * The messages of a group, oldest first; empty when they were not told.
   *
   * @param known the time up to which the group is complete, in epoch seconds
   * @param earliest what was said before that is not asked for
   */
  CompletionStage<Optional<List<Event>>> of(
      KnownGroup group, long known, long earliest, Translator translator) {
    Fetched fetched = new Fetched(group, known, earliest);
    return page(fetched, translator, "", 1)
        .thenCompose(told -> open(fetched, translator, MOST_BUNDLES).thenApply(_ -> told))
        .thenApply(
            told -> {
              characters.addAndGet(-fetched.characters);
              return told ? Optional.of(inOrder(fetched)) : Optional.empty();
            });
  }

  /**
   * Fetches what was said up to a message.
   *
   * @param upTo the number of the message in the group; empty for the last
   */
  private CompletionStage<Boolean> page(
      Fetched fetched, Translator translator, String upTo, int number) {
    return asked(fetched, upTo, number)
        .thenCompose(
            reply -> {
              if (reply instanceof Reply.Lost || reply instanceof Reply.NotSent) {
                // The line died: the next one asks again.
                fetched.closed.clear();
                return CompletableFuture.completedFuture(false);
              }
              if (!(reply instanceof Reply.Ok ok
                  && ok.map().get("messages") instanceof List<?> list)) {
                return CompletableFuture.completedFuture(number > 1 && outOfReach(fetched));
              }
              List<Event.MessagePosted> page = new ArrayList<>();
              long oldest = Long.MAX_VALUE;
              String first = "";
              boolean tooOld = false;
              for (Object entry : list) {
                Map<String, Object> message = FrameReader.object(entry);
                Frame frame = Past.frame(message, fetched.id());
                if (frame.time < oldest) {
                  oldest = frame.time;
                  first = text(message, "message_seq");
                }
                boolean theirs = isOfMember(frame);
                tooOld |= theirs && frame.time < fetched.since && frame.time > fetched.known;
                if (theirs
                    && frame.time >= fetched.since
                    && fetched.ids.add(frame.messageId + ":" + frame.time)) {
                  page.add(translator.groupMessage(frame, fetched.group.id));
                  if (!frame.bundles.closed().isEmpty() && fetched.closed.size() < MOST_BUNDLES) {
                    fetched.closed.add(frame);
                  }
                }
              }
              fetched.messages.addAll(0, oldestFirst(page));
              boolean full = full(fetched, page);
              if (oldest < fetched.since || list.size() < PAGE / 2) {
                return CompletableFuture.completedFuture(!tooOld || outOfReach(fetched));
              }
              return full || first.isEmpty() || first.equals(upTo) || number == MOST_PAGES
                  ? CompletableFuture.completedFuture(outOfReach(fetched))
                  : page(fetched, translator, first, number + 1);
            });
  }

  /**
   * Opens the bundles that came as ids alone, until too much is held or nobody answers.
   *
   * @param most questions at most
   */
  private CompletionStage<Void> open(Fetched fetched, Translator translator, int most) {
    Frame next = fetched.closed.poll();
    if (next == null || most == 0) {
      return CompletableFuture.completedFuture(null);
    }
    int questions = Math.min(most, Bundles.MOST);
    return bundles
        .open(next, fetched.group.id, translator, questions)
        .thenCompose(
            message -> {
              fetched.messages.replaceAll(
                  told -> told.dedupeId().equals(message.dedupeId()) ? message : told);
              int asked = next.bundles.count();
              boolean unanswered = !next.bundles.closed().isEmpty() && asked < questions;
              return full(fetched, List.of(message)) || unanswered
                  ? CompletableFuture.completedFuture(null)
                  : open(fetched, translator, most - asked);
            });
  }

  /** A group is finished before the next is begun: what was fetched of it waits for the rest. */
  private CompletionStage<Reply> asked(Fetched fetched, String upTo, int number) {
    return number == 1
        ? lookups.ask(() -> call(fetched.id(), PAGE, upTo))
        : lookups.askNext(() -> call(fetched.id(), PAGE, upTo));
  }

  private boolean isOfMember(Frame frame) {
    return !frame.messageId.isEmpty() && !frame.userId.isEmpty() && !frame.userId.equals(self);
  }

  /** Whether all that is fetched takes as much as may wait. */
  private boolean full(Fetched fetched, List<Event.MessagePosted> page) {
    long more = page.stream().mapToLong(Event::characters).sum();
    fetched.characters += more;
    return characters.addAndGet(more) >= GroupOrder.MOST_CHARACTERS;
  }

  /** What was said before is not told. */
  private boolean outOfReach(Fetched fetched) {
    tally.outOfReach.increment();
    log.warn("group {}: more was missed than can be fetched", fetched.id());
    return true;
  }

  /** Most implementations tell the oldest first, some the newest. */
  private static List<Event.MessagePosted> oldestFirst(List<Event.MessagePosted> page) {
    return !page.isEmpty() && page.getFirst().at().isAfter(page.getLast().at())
        ? page.reversed()
        : page;
  }

  private static List<Event> inOrder(Fetched fetched) {
    List<Event.MessagePosted> messages =
        fetched.messages.stream().sorted(Comparator.comparing(Event.MessagePosted::at)).toList();
    messages.forEach(
        message ->
            fetched.group.heard(
                message.sender().user().id(),
                message.sender().role(),
                NativeId.message(fetched.id(), message.messageId())));
    return List.copyOf(messages);
  }

  private CompletionStage<Reply> call(String group, int count, String upTo) {
    Map<String, Object> params = new HashMap<>();
    params.put("group_id", Numeric.id(group));
    params.put("count", count);
    if (!upTo.isEmpty()) {
      params.put("message_seq", Numeric.id(upTo));
    }
    return calls.apply("get_group_msg_history", params);
  }

  private static String text(Map<String, Object> map, String key) {
    return map.get(key) instanceof String text ? text : "";
  }
}
